import GRDB

/// A file in a watched folder, from the first look at it until it has left the folder.
package struct Intake: Sendable {
    package var id: Int64
    /// The day on which it arrived, kept from the first look.
    package var arrived: Int64
    /// What a look by day found, and under which rules: nothing is checked twice.
    package var look: String
    package var state: State

    /// How far a file has come, as the books say it.
    package enum State: Int64, Sendable {
        /// It was only looked at.
        case lookedAt = 0
        /// Its loading began: what was committed of it is not loaded again, its move is finished.
        case open = 1
        /// It was put away, by a run that has not ended: nobody was told of it yet.
        case untold = 2
        /// Its loading was told by a run that ended; it could not be put away.
        case told = 3
    }

    init(_ row: Row) throws {
        guard let state = State(rawValue: row["is_open"]) else {
            throw WarehouseError.broken("an intake in no known state")
        }
        (id, arrived, look, self.state) = (row["id"], row["arrived"], row["look"], state)
    }
}

/// The books of the nightly job. Files are named by `place`, a digest of folder and name: a name may be a person's.
extension Session {
    /// The file of these bytes at a place, or nil.
    package func intake(place: String, sha256: String) throws -> Intake? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM intake WHERE place = ? AND sha256 = ?", arguments: [place, sha256]
        ).map { try Intake($0) }
    }

    /// Whether a look by day found just this at the place.
    package func wasLookedAt(place: String, look: String) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT count(*) > 0 FROM intake WHERE place = ? AND look = ?", arguments: [place, look]) ?? false
    }

    /// Remembers a file: what a look found, or that its loading begins. The day of its arrival stays the first.
    package func remember(
        place: String, sha256: String, arrived: Int64, look: String, _ state: Intake.State
    ) throws -> Intake {
        try transaction {
            try db.execute(
                sql: """
                    INSERT INTO intake (place, sha256, arrived, look, is_open) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (place, sha256) DO UPDATE SET look = excluded.look, is_open = max(is_open, excluded.is_open)
                    """, arguments: [place, sha256, arrived, look, state.rawValue])
            guard let intake = try intake(place: place, sha256: sha256) else {
                throw WarehouseError.broken("an intake that was just written is not there")
            }
            return intake
        }
    }

    /// What became of the exports of a file so far: reports by export, "0" being the first.
    package func parts(of intake: Intake) throws -> [String: String] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT part, report FROM intake_part WHERE intake = ?", arguments: [intake.id])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["part"], $0["report"]) })
    }

    /// Says within an export's own transaction what became of it.
    package func keep(part: String, of intake: Intake, report: String) throws {
        try db.execute(sql: "INSERT INTO intake_part VALUES (?, ?, ?)", arguments: [intake.id, part, report])
        // Of what is new somebody must hear.
        try set(intake.id, .open)
    }

    private func set(_ intake: Int64, _ state: Intake.State) throws {
        try db.execute(sql: "UPDATE intake SET is_open = ? WHERE id = ?", arguments: [state.rawValue, intake])
    }

    private func forget(intakesIn state: Intake.State) throws {
        try db.execute(
            sql: """
                DELETE FROM intake_part WHERE intake IN (SELECT id FROM intake WHERE is_open = :state);
                DELETE FROM intake WHERE is_open = :state
                """, arguments: ["state": state.rawValue])
    }

    /// The file has left the folder; `reports` is what became of its exports. They stay until a run has ended that tells of them.
    package func close(_ intake: Intake, reports: [String]) throws {
        try transaction {
            for (part, report) in reports.enumerated() {
                try db.execute(
                    sql: "UPDATE intake_part SET report = ? WHERE intake = ? AND part = ?",
                    arguments: [report, intake.id, String(part)])
            }
            // Of a file that was told of before there is nothing more to say.
            try db.execute(
                sql: """
                    DELETE FROM intake_part WHERE intake IN (SELECT id FROM intake WHERE id = :id AND is_open = :told);
                    DELETE FROM intake WHERE id = :id AND is_open = :told
                    """, arguments: ["id": intake.id, "told": Intake.State.told.rawValue])
            // The same bytes may come again under the same name before it is told.
            try db.execute(
                sql: "UPDATE intake SET place = 'put away ' || id, is_open = ? WHERE id = ?",
                arguments: [Intake.State.untold.rawValue, intake.id])
        }
    }

    /// Files whose loading began and that have not left their folder: where each was, and its digest.
    package func openIntakes() throws -> [(intake: Intake, place: String, sha256: String)] {
        try intakes(in: [.open, .told])
    }

    /// Files that were put away by runs that did not end.
    package func untoldIntakes() throws -> [Intake] { try intakes(in: [.untold]).map(\.intake) }

    private func intakes(
        in states: [Intake.State]
    ) throws -> [(intake: Intake, place: String, sha256: String)] {
        let wanted = states.map { String($0.rawValue) }.joined(separator: ", ")
        return try Row.fetchAll(db, sql: "SELECT * FROM intake WHERE is_open IN (\(wanted)) ORDER BY id").map { row in
            (try Intake(row), row["place"], row["sha256"])
        }
    }

    /// Notes how a night ended, and in one with it that what it did, and what others did that were cut off, is told.
    package func endNight(_ run: Int64, exitCode: Int32, at time: String) throws {
        try transaction {
            try noteEnd(run, exitCode: exitCode, at: time)
            try noteTold(run)
            try forget(intakesIn: .untold)
            try db.execute(
                sql: "UPDATE intake SET is_open = ? WHERE is_open = ?",
                arguments: [Intake.State.told.rawValue, Intake.State.open.rawValue])
        }
    }

    /// Forgets looks at files that are no longer there.
    package func forgetLooks(except places: Set<String>) throws {
        try transaction {
            for row in try Row.fetchAll(db, sql: "SELECT id, place FROM intake WHERE is_open = 0")
            where !places.contains(row["place"]) {
                try db.execute(sql: "DELETE FROM intake WHERE id = ?", arguments: [row["id"] as Int64])
            }
        }
    }

    // MARK: Files that we put into folders

    /// Remembers, before it is placed, what a file of ours will be.
    package func placing(place: String, sha256: String, isCopy: Bool, day: Int64) throws {
        try transaction {
            try db.execute(
                sql:
                    "INSERT INTO placed VALUES (?, ?, ?, ?) ON CONFLICT (place, sha256) DO UPDATE SET day = excluded.day",
                arguments: [place, sha256, isCopy, day])
        }
    }

    /// Whether these bytes at the place are ours.
    package func isPlaced(place: String, sha256: String) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT count(*) > 0 FROM placed WHERE place = ? AND sha256 = ?", arguments: [place, sha256])
            ?? false
    }

    /// The copies to correct that were placed at most on a day: by place, their digests.
    package func copies(until day: Int64) throws -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT place, sha256 FROM placed WHERE is_copy = 1 AND day <= ?", arguments: [day])
        {
            found[row["place"], default: []].insert(row["sha256"])
        }
        return found
    }

    /// Forgets a file of ours that is gone.
    package func forgetPlaced(place: String) throws {
        try transaction { try db.execute(sql: "DELETE FROM placed WHERE place = ?", arguments: [place]) }
    }

    // MARK: The archive's book

    /// What the archive notes of a load.
    package func entry(ofLoad load: Int64) throws -> (entry: LoadEntry, run: Int64, status: String)? {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM t_load WHERE load = ?", arguments: [load])
        return row.map { row in
            (
                LoadEntry(
                    name: row["name"], sha256: row["sha256"], source: row["source"],
                    sourceVersion: row["source_version"],
                    rules: row["rules"], unit: row["unit"], asOf: row["as_of"], asOfFrom: row["as_of_from"],
                    coversUntil: row["covers_until"], arrived: row["arrived"], started: row["started"]),
                row["run"], row["status"]
            )
        }
    }
}
