import Foundation

/// What SIGINT and SIGTERM do: the program ends at once with 130 or 143. What was committed stays; the transaction of the file at
/// hand is rolled back when the warehouse is opened next, as after any end of the process, and the lock goes with it.
enum Interruption {
    /// Said last by a command that logs, or nil: a line for each of the signals.
    nonisolated(unsafe) private static var last: (int: StaticString, term: StaticString)?

    /// From now on, whatever the parent left blocked or ignored. Only what a signal's handler may do is done in it.
    static func arm() {
        var both = sigset_t()
        unsafe sigemptyset(&both)
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                if let last = unsafe Interruption.last {
                    let line = number == SIGINT ? last.int : last.term
                    _ = unsafe write(STDERR_FILENO, line.utf8Start, line.utf8CodeUnitCount)
                }
                _exit(128 + number)
            }
            unsafe sigaddset(&both, number)
        }
        unsafe pthread_sigmask(SIG_UNBLOCK, &both, nil)
        // Who closes a pipe ends no run: the write fails, with EPIPE.
        signal(SIGPIPE, SIG_IGN)
    }

    /// From now on a signal's end is the last line of the log: an object, or words on a terminal.
    static func log(isTerminal: Bool) {
        unsafe last =
            isTerminal
            ? ("bị dừng bởi SIGINT, mã 130\n", "bị dừng bởi SIGTERM, mã 143\n")
            : (
                "{\"level\":\"warning\",\"message\":\"bị dừng bởi SIGINT, mã 130\",\"event\":\"ended\",\"exit_code\":130}\n",
                "{\"level\":\"warning\",\"message\":\"bị dừng bởi SIGTERM, mã 143\",\"event\":\"ended\",\"exit_code\":143}\n"
            )
    }
}
