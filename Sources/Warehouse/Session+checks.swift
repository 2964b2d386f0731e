import Domain
import Foundation
import GRDB

/// What a check counted of a unit's records; where files are judged, of those of which one file decides a column.
package struct CheckCount: Sendable {
    package var check: String
    /// The column that the file must have, or "" where records are counted.
    package var column: String
    package var load: Int64
    package var among: Int64
    package var count: Int64
    /// Numbers of the first records.
    package var examples: [Int64]

    package init(check: String, column: String, load: Int64, among: Int64, count: Int64, examples: [Int64]) {
        self.check = check
        self.column = column
        self.load = load
        self.among = among
        self.count = count
        self.examples = examples
    }
}

/// A check that holds somewhere, as view `check_result` has it.
package struct CheckResult: Sendable {
    package var check: String
    package var count: Int
    package var examples: [CheckExample]
}

/// Where a check holds.
package struct CheckExample: Sendable, Encodable, Equatable {
    package var file: String
    /// Physical line; 0 where there is none.
    package var line: Int
    package var row: Int
    /// What else is said: the share in a file, the cells of a query's row.
    package var text: String
}

/// What is wrong with the query of a check.
package enum QueryFault: Sendable, Equatable {
    /// SQLite does not take it: at which byte, and its own words.
    case refused(byte: Int, message: String)
    /// It is no question.
    case writes
    /// It returns a column of that name, which is personal.
    case personal(String)
}

/// An example as `t_check` keeps it.
private struct StoredExample: Encodable {
    var load: Int64?
    var file: String?
    var line: Int64 = 0
    var row: Int64 = 0
    var text: String?
}

extension Session {
    /// Examples of a check that are shown.
    private static let shown = 3

    /// The checks as the rules have them; counts of others are forgotten.
    func synchronise(checks: [CheckDefinition]) throws {
        try db.execute(sql: "DELETE FROM check_rule")
        for (position, check) in checks.enumerated() {
            var file: FileCheck?
            if case .files(_, let asked) = check.form { file = asked }
            try db.execute(
                sql: "INSERT INTO check_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    check.id, position, check.over ?? "", file != nil, check.severity.rawValue, check.title,
                    check.advice,
                    file?.atLeast ?? 0, file?.always ?? false, file?.never ?? false, file?.below,
                ])
        }
        try db.execute(
            sql: """
                DELETE FROM t_check WHERE NOT EXISTS (
                 SELECT 1 FROM check_rule r WHERE r.name = t_check.name AND r.kind = t_check.kind)
                """)
    }

    /// Puts what was counted of a unit's records in place of what an earlier run counted.
    package func replaceChecks(kind: String, unit: Int64, run: Int64, with counts: [CheckCount]) throws {
        let table = try table(kind)
        try db.cachedStatement(sql: "DELETE FROM t_check WHERE unit = ? AND kind = ?").execute(arguments: [unit, kind])
        for count in counts {
            try insert(
                count.check, column: count.column, kind: kind, unit: unit, load: count.load, among: count.among,
                count: count.count, examples: try count.examples.compactMap { try example($0, table, count.load) },
                run: run)
        }
    }

    /// Runs the query of a check: each row that it returns is one case, or as many as its column `count` says.
    package func runCheck(_ check: String, _ sql: String, run: Int64) throws {
        try db.execute(sql: "DELETE FROM t_check WHERE name = ? AND kind = ''", arguments: [check])
        var total: Int64 = 0
        var examples: [StoredExample] = []
        let cursor = try Row.fetchCursor(db, sql: sql)
        while let row = try cursor.next() {
            total += (row.hasColumn("count") ? row["count"] as Int64? : nil) ?? 1
            if examples.count < Self.shown { examples.append(Self.example(row)) }
        }
        guard total > 0 else { return }
        try insert(
            check, column: "", kind: "", unit: 0, load: 0, among: total, count: total, examples: examples, run: run)
    }

    /// What is wrong with a query; nil where it can be run, writes nothing and names nothing personal.
    package func fault(ofQuery sql: String) -> QueryFault? {
        do {
            let statement = try db.makeStatement(sql: sql)
            guard statement.isReadonly else { return .writes }
            let personal = Set(kinds.flatMap(\.kind.columns).filter(\.personal).map(\.name))
            if let name = statement.columnNames.first(where: personal.contains) { return .personal(name) }
            // A parameter that nobody binds is told only now.
            _ = try Row.fetchOne(statement)
            return nil
        } catch let error as DatabaseError {
            let message = error.message ?? "SQLite \(error.resultCode.rawValue)"
            return .refused(byte: max(RawStatement.errorOffset(db), 0), message: message)
        } catch {
            return .refused(byte: 0, message: "\(error)")
        }
    }

    /// The checks that hold somewhere in the warehouse, in the order of the rules.
    package func checkResults() throws -> [CheckResult] {
        try Row.fetchAll(db, sql: #"SELECT "check", count FROM check_result"#).map { row in
            let name: String = row["check"]
            let examples = try Row.fetchAll(
                db, sql: #"SELECT file, line, row, text FROM check_example WHERE "check" = ? LIMIT \#(Self.shown)"#,
                arguments: [name])
            return CheckResult(
                check: name, count: row["count"],
                examples: examples.map {
                    CheckExample(file: $0["file"], line: $0["line"], row: $0["row"], text: $0["text"])
                })
        }
    }

    /// Keeps what was worth a word in a file: code, how often, the first line. Gives their sum, which is the load's.
    package func keepWarnings(_ warnings: [(code: String, count: Int, line: Int)], load: Int64) throws -> Int {
        for warning in warnings {
            try db.execute(
                sql: "INSERT INTO t_warning VALUES (?, ?, ?, ?)",
                arguments: [load, warning.code, warning.count, warning.line])
        }
        let sum = warnings.reduce(0) { $0 + $1.count }
        try db.execute(sql: "UPDATE t_load SET warnings = ? WHERE load = ?", arguments: [sum, load])
        return sum
    }

    // MARK: Rows

    private func insert(
        _ check: String, column: String, kind: String, unit: Int64, load: Int64, among: Int64, count: Int64,
        examples: [StoredExample], run: Int64
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(examples), as: UTF8.self)
        try db.cachedStatement(sql: "INSERT INTO t_check VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
            arguments: [unit, kind, check, column, load, among, count, json, run])
    }

    /// Where a record stands in a file that says something of it; 0: in the newest.
    private func example(_ id: Int64, _ table: KindTable, _ load: Int64) throws -> StoredExample? {
        let statement = try db.cachedStatement(sql: "SELECT stamp, line, row, layers FROM \(table.name) WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        let first = Layer(stamp: Stamp(number: row["stamp"]), line: row["line"], row: row["row"])
        let layers = Layers(first: first, tail: [UInt8]((row["layers"] as Data?) ?? Data()))
        let layer = layers.all.first { $0.stamp.load == load } ?? first
        return StoredExample(load: layer.stamp.load, line: Int64(layer.line), row: Int64(layer.row))
    }

    /// A query's row: `file` and `line` are its place, `count` how many it stands for, the rest is said as it is.
    private static func example(_ row: Row) -> StoredExample {
        var example = StoredExample()
        var said: [String] = []
        for (name, value) in row where !value.isNull && name != "count" {
            let text = String.fromDatabaseValue(value) ?? Int64.fromDatabaseValue(value).map(String.init) ?? "\(value)"
            switch name {
            case "file": example.file = text
            case "line": example.line = Int64(text) ?? 0
            default: said.append(text)
            }
        }
        example.text = said.joined(separator: " · ")
        return example
    }
}
