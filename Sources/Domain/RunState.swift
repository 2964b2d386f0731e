/// How the newest run of a command ended.
package struct RunState: Sendable, Encodable {
    package var command: String
    package var run: Int64
    /// Whether it came to its end.
    package var state: State
    /// `2026-05-06T01:30:00+07:00`; `ended` nil where it did not end.
    package var started: String
    package var ended: String?
    package var exitCode: Int32?
    /// When the newest run of the command ended that took what came (exit 0 or 1).
    package var lastGood: String?
    /// A night whose report was not written: the next one tells what it did.
    package var isUntold: Bool

    /// Whether a run came to its end.
    package enum State: String, Sendable, Encodable {
        case ended
        case running
        /// It was killed, or could not even note why it stopped.
        case cutOff = "cut_off"
    }

    package init(
        command: String, run: Int64, state: State, started: String, ended: String?, exitCode: Int32?, lastGood: String?,
        isUntold: Bool
    ) {
        self.command = command
        self.run = run
        self.state = state
        self.started = started
        self.ended = ended
        self.exitCode = exitCode
        self.lastGood = lastGood
        self.isUntold = isUntold
    }
}

/// How far the data of a unit and kind of record goes.
package struct UnitUntil: Sendable, Encodable {
    package var unit: String
    package var unitName: String
    package var kind: String
    /// ISO day.
    package var until: String

    package init(unit: String, unitName: String, kind: String, until: String) {
        self.unit = unit
        self.unitName = unitName
        self.kind = kind
        self.until = until
    }
}
