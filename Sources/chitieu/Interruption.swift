import Foundation

/// What SIGINT and SIGTERM do: the program ends at once with 130 or 143. What was committed stays; the transaction of the file at
/// hand is rolled back when the warehouse is opened next, as after any end of the process, and the lock goes with it.
enum Interruption {
    /// From now on, whatever the parent left blocked or ignored. Only what a signal's handler may do is done in it.
    static func arm() {
        var both = sigset_t()
        unsafe sigemptyset(&both)
        for number in [SIGINT, SIGTERM] {
            signal(number) { _exit(128 + $0) }
            unsafe sigaddset(&both, number)
        }
        unsafe pthread_sigmask(SIG_UNBLOCK, &both, nil)
        // Who closes a pipe ends no run: the write fails, with EPIPE.
        signal(SIGPIPE, SIG_IGN)
    }
}
