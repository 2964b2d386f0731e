import GRDB

/// Which nights were told of. That a night has an exit code does not say so: one that failed as a whole has one, and wrote no report.
extension Session {
    /// Of the newest night whose report was written, its number.
    private static let told = "told_night"

    /// The newest night of which somebody was told; 0 where none is. Programs that did not note it gave an exit code to those alone.
    private func toldNight() throws -> Int64 {
        if let told = try meta(Self.told).flatMap({ Int64($0) }) { return told }
        return try Int64.fetchOne(
            db, sql: "SELECT max(run) FROM t_run WHERE command = 'nightly' AND exit_code IS NOT NULL") ?? 0
    }

    /// Notes within a transaction that a night was told of, with all that were before it.
    func noteTold(_ run: Int64) throws { try setMeta(Self.told, String(run)) }

    /// Nights of which nobody was told what they did: they were cut off, or failed as a whole. The night `run` is none of them yet.
    package func cutNights(before run: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            db, sql: "SELECT run FROM t_run WHERE command = 'nightly' AND run < ? AND run > ? ORDER BY run",
            arguments: [run, toldNight()])
    }

    /// The newest night where nobody was told of it, with its exit code; nil otherwise.
    package func untoldNight() throws -> (run: Int64, exitCode: Int32?)? {
        try Row.fetchOne(
            db, sql: "SELECT run, exit_code FROM t_run WHERE command = 'nightly' AND run > ? ORDER BY run DESC LIMIT 1",
            arguments: [toldNight()]
        ).map { ($0["run"], $0["exit_code"]) }
    }

    /// Values that runs changed.
    package func changes(ofRuns runs: [Int64]) throws -> Int {
        let all = runs.map(String.init).joined(separator: ", ")
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM t_change WHERE run IN (\(all))") ?? 0
    }

    /// Notes the exit code of the run that goes on and cannot: it has ended, and nobody was told what it did. What cannot be noted
    /// either is left as of a run that was killed.
    package func noteFailure(exitCode: Int32, at time: String) {
        guard let run = openRun else { return }
        do {
            try transaction {
                // From now on an exit code no longer means that a night was told of.
                try noteTold(toldNight())
                try noteEnd(run, exitCode: exitCode, at: time)
            }
        } catch {
            // Why the run failed is what its caller is told.
        }
    }
}
