import Foundation

/// What SIGINT and SIGTERM do: the program ends at once with 130 or 143. What was committed stays; the transaction of the file at
/// hand is rolled back when the warehouse is opened next, as after any end of the process, and the lock goes with it.
enum Interruption {
    /// From now on, whatever the parent left blocked or ignored.
    static func arm() {
        arm { _exit(128 + $0) }
        // Who closes a pipe ends no run: the write fails, with EPIPE.
        signal(SIGPIPE, SIG_IGN)
    }

    /// From now on the end by a signal is the last line of the log, too: words on a terminal, an object otherwise.
    static func log(isTerminal: Bool) {
        if isTerminal {
            arm { Interruption.end($0, int: "bị dừng bởi SIGINT, mã 130\n", term: "bị dừng bởi SIGTERM, mã 143\n") }
        } else {
            arm {
                Interruption.end(
                    $0,
                    int:
                        "{\"level\":\"warning\",\"message\":\"bị dừng bởi SIGINT, mã 130\",\"event\":\"ended\",\"exit_code\":130}\n",
                    term:
                        "{\"level\":\"warning\",\"message\":\"bị dừng bởi SIGTERM, mã 143\",\"event\":\"ended\",\"exit_code\":143}\n"
                )
            }
        }
    }

    /// Only what a signal's handler may do is done in it.
    private static func arm(_ handler: @escaping @convention(c) (Int32) -> Void) {
        var both = sigset_t()
        unsafe sigemptyset(&both)
        for number in [SIGINT, SIGTERM] {
            signal(number, handler)
            unsafe sigaddset(&both, number)
        }
        unsafe pthread_sigmask(SIG_UNBLOCK, &both, nil)
    }

    private static func end(_ number: Int32, int: StaticString, term: StaticString) {
        let line = number == SIGINT ? int : term
        _ = unsafe write(STDERR_FILENO, line.utf8Start, line.utf8CodeUnitCount)
        _exit(128 + number)
    }
}
