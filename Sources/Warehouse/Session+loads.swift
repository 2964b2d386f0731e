package import Domain
import GRDB

/// What is written of a file beside its records.
package struct LoadEntry: Sendable {
    package var name: String
    package var sha256: String
    package var source: String?
    package var sourceVersion: Int?
    package var rules: String
    package var unit: String
    package var asOf: Int64?
    package var asOfFrom: String?
    package var coversUntil: Int64?
    /// The day on which it came into a watched folder; nil: it was named on a command line.
    package var arrived: Int64?
    package var started: String

    package init(
        name: String, sha256: String, source: String?, sourceVersion: Int?, rules: String, unit: String, asOf: Int64?,
        asOfFrom: String?, coversUntil: Int64?, arrived: Int64? = nil, started: String
    ) {
        self.name = name
        self.sha256 = sha256
        self.source = source
        self.sourceVersion = sourceVersion
        self.rules = rules
        self.unit = unit
        self.asOf = asOf
        self.asOfFrom = asOfFrom
        self.coversUntil = coversUntil
        self.arrived = arrived
        self.started = started
    }
}

extension Session {
    // MARK: Runs

    /// Notes that a run begins, and gives its number.
    package func startRun(command: String, version: String, at time: String) throws -> Int64 {
        let run = try transaction {
            try db.execute(
                sql: "INSERT INTO t_run (command, version, started) VALUES (?, ?, ?)",
                arguments: [command, version, time])
            return db.lastInsertedRowID
        }
        openRun = run
        return run
    }

    /// Notes how a run ended.
    package func endRun(_ run: Int64, exitCode: Int32, at time: String) throws {
        try transaction { try noteEnd(run, exitCode: exitCode, at: time) }
    }

    func noteEnd(_ run: Int64, exitCode: Int32, at time: String) throws {
        try db.execute(
            sql: "UPDATE t_run SET ended = ?, exit_code = ? WHERE run = ?", arguments: [time, exitCode, run])
        if openRun == run { openRun = nil }
    }

    // MARK: Files

    /// The load of the same bytes under the same unit, `as_of`, source and rules, or nil.
    package func loaded(_ entry: LoadEntry) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT load FROM t_load WHERE sha256 = ? AND unit = ? AND as_of = ? AND source = ? AND rules = ?
                AND status = 'loaded'
                """, arguments: [entry.sha256, entry.unit, entry.asOf, entry.source, entry.rules])
    }

    /// How many files were loaded behind a load.
    package func loads(behind load: Int64) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM t_load WHERE load > ? AND status = 'loaded'", arguments: [load]) ?? 0
    }

    /// Records and fields that the load of the same bytes did not take; nil where it took all.
    package func rejects(ofSame entry: LoadEntry) throws -> Int? {
        guard let load = try loaded(entry) else { return nil }
        let count = try Int.fetchOne(
            db, sql: "SELECT rejected + field_rejects FROM t_load WHERE load = ?", arguments: [load])
        return count == 0 ? nil : count
    }

    /// Whether any bytes were loaded under the same unit, `as_of`, source and rules: only then is a digest worth its reading.
    package func mayBeLoaded(_ entry: LoadEntry) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT count(*) > 0 FROM t_load WHERE unit = ? AND as_of = ? AND source = ? AND rules = ?
                AND status = 'loaded'
                """, arguments: [entry.unit, entry.asOf, entry.source, entry.rules]) ?? false
    }

    /// How many records the unit's newest whole list of the source had, of those no younger than this one; nil where there is none.
    package func lastListed(_ entry: LoadEntry) throws -> Int? {
        try Int.fetchOne(
            db,
            sql: """
                SELECT read - filtered - duplicate - joined FROM t_load WHERE source = ? AND unit = ? AND as_of <= ?
                AND status = 'loaded' ORDER BY as_of DESC, load DESC LIMIT 1
                """, arguments: [entry.source, entry.unit, entry.asOf])
    }

    /// What became of a load, by its number: `loaded`, `refused`, …; nil where the warehouse has none of that number.
    package func status(ofLoad number: Int64) throws -> String? {
        try String.fetchOne(db, sql: "SELECT status FROM t_load WHERE load = ?", arguments: [number])
    }

    /// The number of the newest load; 0 where there is none.
    package func lastLoad() throws -> Int64 { try Int64.fetchOne(db, sql: "SELECT max(load) FROM t_load") ?? 0 }

    /// Which of these loads of nights are not in the warehouse; a load of another command may have come by such a number.
    package func lacking(_ loads: [Int64]) throws -> [Int64] {
        let known = try Int64.fetchSet(
            db,
            sql: "SELECT load FROM t_load l JOIN t_run r ON r.run = l.run WHERE r.command IN ('nightly', 'replay')")
        return loads.filter { !known.contains($0) }
    }

    /// Whether some other command has loaded a file.
    package func hasLoads(notOf command: String) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT count(*) > 0 FROM t_load l JOIN t_run r ON r.run = l.run WHERE r.command <> ?",
            arguments: [command]) ?? false
    }

    /// The number that the next load gets.
    package func nextLoad() throws -> Int64 {
        if let told = nextLoadTold { return told }
        return try max(lastLoad(), loadsBehind) + 1
    }

    /// A file of which no record is loaded: refused, or loaded before. Its counts are null.
    package func note(_ entry: LoadEntry, run: Int64, status: String, ended: String) throws -> Int64 {
        let number = try nextLoad()
        try db.execute(
            sql: """
                INSERT INTO t_load (load, run, name, sha256, source, source_version, rules, unit, as_of, as_of_from, covers_until,
                 arrived, status, started, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, run, entry.name, entry.sha256, entry.source, entry.sourceVersion, entry.rules, entry.unit,
                entry.asOf,
                entry.asOfFrom, entry.coversUntil, entry.arrived, status, entry.started, ended,
            ])
        return number
    }

    /// What was not taken of a file.
    package func keep(_ rejects: [Reject], load: Int64) throws {
        let statement = try db.cachedStatement(sql: "INSERT INTO t_reject VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for reject in rejects {
            try statement.execute(arguments: [
                load, reject.line, reject.row, reject.heading, reject.field, reject.code.rawValue,
                reject.severity.rawValue, reject.found, reject.expected,
            ])
        }
    }
}

/// A file that is being loaded, inside its transaction.
package final class OpenLoad {
    private let session: Session
    private let loader: Loader
    private let kind: Kind
    package let number: Int64
    private let run: Int64

    /// Begins a load; the entry's row is written first, so that records may refer to it.
    package init(_ session: Session, kind: String, start: LoadStart, entry: LoadEntry, run: Int64) throws {
        self.session = session
        self.run = run
        number = start.number
        let table = try session.table(kind)
        self.kind = table.kind
        try session.db.execute(
            sql: """
                INSERT INTO t_load (load, run, name, sha256, source, source_version, rules, unit, as_of, as_of_from,
                 covers_until, arrived, status, started, ended, mask)
                 VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, 'refused', ?, '', ?)
                """,
            arguments: [
                start.number, run, entry.name, entry.source, entry.sourceVersion, entry.rules, entry.unit, entry.asOf,
                entry.asOfFrom, entry.coversUntil, entry.arrived, entry.started,
                Int64(bitPattern: table.kept(start.mask)),
            ])
        loader = try Loader(
            session.db, table: table, load: start, dictionary: session.dictionary, closing: try session.closing(),
            fresh: try session.keepFresh(kind).map {
                try FreshWriter($0, stamp: Stamp(asOf: start.asOf, load: start.number).number)
            })
    }

    /// Loads a batch of facts.
    package func take(_ facts: borrowing FactBatch) throws { try loader.take(facts) }

    /// Units of which the file took a record.
    package var units: Set<Int64> { loader.unitsTaken }

    /// Drops records that the load has just brought: of a closed period they are stale.
    package func dropClosed(_ ids: [Int64]) throws {
        let units = try session.units(kind: kind.id, ids: ids)
        try session.drop(kind: kind.id, ids: ids)
        loader.noteClosed(units)
    }

    /// Records of closed periods, so far.
    package var closed: Int { loader.closed }

    /// Records that name forgotten persons so far, those of them that were passed over, and their lines.
    package var forgotten: (count: Int, passedOver: Int, lines: Set<Int32>) { loader.forgotten }
    /// Forgotten persons whom the file names, by the pseudonym of now.
    package var metForgotten: Set<[UInt8]> { loader.metForgotten }

    /// Counts so far.
    package var counts: LoadCounts { loader.counts }
    /// Fan-out: rows that differ in the parent's cells.
    package var joinedDiffering: Int { loader.joinedDiffering }

    /// Closes the load: counts and digest, how far each unit's data goes, and the note of what must be computed again.
    package func close(_ entry: LoadEntry, emptyUnit: String?, ended: String) throws -> LoadCounts {
        let db = session.db
        let empty = try emptyUnit.map { try session.dictionary.unit($0) }
        try loader.finish(emptyUnit: empty)
        let counts = loader.counts
        try db.execute(
            sql: """
                UPDATE t_load SET sha256 = ?, status = 'loaded', read = ?, new = ?, changed = ?, unchanged = ?, stale = ?,
                 duplicate = ?, joined = ?, rejected = ?, filtered = ?, retired = ?, field_rejects = ?, warnings = 0, ended = ?
                 WHERE load = ?
                """,
            arguments: [
                entry.sha256, counts.read, counts.new, counts.changed, counts.unchanged, counts.stale, counts.duplicate,
                counts.joined, counts.rejected, counts.filtered, counts.retired, counts.fieldRejects,
                ended, number,
            ])
        var units = loader.unitsTaken
        if let empty, counts.read == counts.filtered { units.insert(empty) }
        let moved = loader.unitsMoved()
        // A record that is another unit's now counts no longer for the one that had it.
        for unit in moved.subtracting(units).sorted() { try session.touch(unit: unit, kind: kind.id, .file(number)) }
        for unit in units.sorted() {
            let isFurther = try goesFurther(entry, unit)
            try db.execute(
                sql: """
                    INSERT INTO covered (unit, kind, until, first_as_of) VALUES (:unit, :kind, :until, :asOf)
                    ON CONFLICT (unit, kind) DO UPDATE SET until = max(until, excluded.until),
                     first_as_of = min(first_as_of, excluded.first_as_of)
                    """,
                arguments: ["unit": unit, "kind": kind.id, "until": entry.coversUntil, "asOf": entry.asOf])
            try session.touch(
                unit: unit, kind: kind.id, isFurther || moved.contains(unit) ? .file(number) : .look)
        }
        return counts
    }

    /// Whether the file moves the days that a unit's data spans: the last one, or the first where no event of a record tells it.
    private func goesFurther(_ entry: LoadEntry, _ unit: Int64) throws -> Bool {
        let row = try Row.fetchOne(
            session.db, sql: "SELECT until, first_as_of FROM covered WHERE unit = ? AND kind = ?",
            arguments: [unit, kind.id])
        guard let row, let until = entry.coversUntil, let asOf = entry.asOf else { return true }
        return until > row["until"] || (kind.standing || kind.firstEvent == nil) && asOf < row["first_as_of"]
    }
}
