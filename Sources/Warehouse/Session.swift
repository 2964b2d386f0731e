package import Domain
import GRDB

/// One run's hold on a warehouse: everything that writes goes through it, on the one connection.
package final class Session {
    let db: Database
    let isDry: Bool
    private(set) var kinds: [KindTable] = []
    /// By kind what this run has loaded of units that were empty before it.
    private(set) var fresh: [String: FreshRecords] = [:]
    let dictionary: Dictionaries
    /// The number that the next load gets, where an archive remembers it; else one more than the last.
    package var nextLoadTold: Int64?
    /// Loads get numbers behind this one: an archive may remember loads that a restored warehouse has not.
    package var loadsBehind: Int64 = 0
    /// The run that began and has not ended.
    var openRun: Int64?
    /// Lines of plans whose target was edited in place since the last run, with both.
    package private(set) var retargeted: [String] = []

    init(_ db: Database, isDry: Bool) {
        self.db = db
        self.isDry = isDry
        dictionary = Dictionaries(db)
    }

    /// The physical table of a kind.
    func table(_ kind: String) throws -> KindTable {
        guard let table = kinds.first(where: { $0.kind.id == kind }) else {
            throw WarehouseError.broken("a kind without a table: \(kind)")
        }
        return table
    }

    /// Keeps records of the kind aside from now on, if they are of a kind that can be. Behind a purge what was loaded may be dropped
    /// again before it is counted.
    func keepFresh(_ kind: String) throws -> FreshRecords? {
        if try closing() != nil { return nil }
        if fresh[kind] == nil { fresh[kind] = FreshRecords(db, try table(kind)) }
        return fresh[kind]
    }

    /// Forgets what was kept aside: records go that are in it, or some come from now on that will not be.
    func dropFresh() { fresh = [:] }

    /// Tells a reading session what the tables hold, from what the warehouse remembers; nothing is written.
    package func know(_ all: [Kind]) throws {
        kinds = try all.compactMap { kind in
            guard try db.tableExists(KindTable.name(kind)) else { return nil }
            return try KindTable(kind, in: db)
        }
    }

    // MARK: Transactions

    /// Runs a body in a transaction of its own; in a dry run in a savepoint of the run's (design.md, invariant 5). Whatever is
    /// thrown undoes it.
    package func transaction<T>(_ body: () throws -> T) throws -> T {
        let (begin, commit, undo) =
            isDry
            ? ("SAVEPOINT file", "RELEASE file", "ROLLBACK TO file; RELEASE file")
            : ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
        try db.execute(sql: begin)
        do {
            let result = try body()
            try db.execute(sql: commit)
            return result
        } catch {
            // SQLite has already rolled back after a full disk.
            if isDry || db.isInsideTransaction { try db.execute(sql: undo) }
            throw error
        }
    }

    // MARK: Rules

    /// Brings tables, views and lists in line with the rules. Nothing is touched where their digest is the same.
    package func synchronise(_ rules: RulesImage) throws {
        kinds = []
        try transaction {
            let old = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'rules'")
            kinds = try rules.kinds.map { try KindTable($0, in: db) }
            let digest = rules.digest + " " + Views.version
            guard old != digest else { return }
            let before = try targets()
            try db.execute(
                sql:
                    "DELETE FROM code; DELETE FROM reject_code; DELETE FROM plan_target; DELETE FROM succession; UPDATE unit SET listed = 0"
            )
            for code in rules.codes {
                try db.execute(
                    sql: "INSERT INTO code VALUES (?, ?, ?)", arguments: [code.list, code.code, code.label])
            }
            for code in RejectCode.allCases {
                try db.execute(
                    sql: "INSERT INTO reject_code VALUES (?, ?, ?)",
                    arguments: [code.rawValue, code.text.vi, code.text.adviceVi])
            }
            try synchronise(units: rules.units)
            try synchronise(targets: rules.targets)
            retargeted = Self.edited(before, try targets())
            try synchronise(successions: rules.successions)
            try synchronise(checks: rules.checks)
            try setMeta("standing", rules.kinds.filter(\.standing).map(\.id).joined(separator: ","))
            try Views.make(rules.kinds, rules.forms, in: db)
            try db.execute(
                sql: "INSERT INTO meta VALUES ('rules', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                arguments: [digest])
        }
    }

    private func synchronise(units: [UnitImage]) throws {
        for unit in units {
            let id = try dictionary.unit(unit.code)
            try db.execute(
                sql: """
                    UPDATE unit SET name = ?, level = ?, parent_code = ?, area = ?, listed = 1, begins_on = ?, ends_on = ?,
                     successor = ? WHERE id = ?
                    """,
                arguments: [
                    unit.name, unit.level, unit.parent, unit.area, unit.beginsOn, unit.endsOn, unit.successor, id,
                ])
        }
    }

    // MARK: Meta

    /// A remembered text by its key, or nil.
    package func meta(_ key: String) throws -> String? {
        try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
    }

    /// Remembers a text.
    package func setMeta(_ key: String, _ value: String) throws {
        try db.execute(
            sql: "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            arguments: [key, value])
    }
}
