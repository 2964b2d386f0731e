import Domain
import GRDB
import Testing

@testable import Indicators

@Suite("A second engine")
struct SQLiteTests {
    @Test("SQLite gives the same for the rendered text where nothing is unknown", arguments: 100..<110)
    func agrees(seed: UInt64) throws {
        var make = RandomExpressions(random: Seeded(state: seed), everything: false)
        let schema = RandomExpressions.schema
        let checker = ExpressionChecker(schema)
        let texts = (0..<20).map { _ in make.condition(4) }
        let terms = try texts.map { try Formula($0, .condition, checker).term }
        let records = (0..<60).map { index in
            var record = make.record(unknowns: false)
            record.columns["ref"] = Int64(index)
            return record
        }
        let request = terms.reduce(into: ScanRequest()) { $0.need($1.needs) }
        var batch = ScanBatch(for: request)
        for (index, record) in records.enumerated() { batch.append(record, id: Int64(index), request) }
        var evaluator = Evaluator(
            Program(terms, request: request, calendar: WorkCalendar()) { EvaluatorTests.words[$0] })
        let (start, end) = (Int64(20_450), Int64(20_465))
        evaluator.load(batch, 0..<records.count)
        evaluator.move(start: Day(number: start), end: Day(number: end), batch, 0..<records.count)

        var names = SQLNames()
        names.literal = { "\(EvaluatorTests.words[$0] ?? -5)" }
        let database = try DatabaseQueue()
        try database.write { try fill($0, schema, records) }
        for (index, term) in terms.enumerated() {
            let sql = "SELECT \(term.sql(schema, names)) FROM k ORDER BY record"
            let found = try database.read {
                try Optional<Int64>.fetchAll($0, sql: sql, arguments: arguments(sql, start, end))
            }
            let ours = evaluator.values(index).prefix(records.count).map { $0 == Fact.none ? nil : $0 }
            #expect(found == ours, "\(texts[index])")
        }
    }

    @Test("1 January of a day's year is the same in SQLite")
    func yearStart() throws {
        let term = try Formula("year_start(d1)", .day, ExpressionChecker(RandomExpressions.schema)).term
        let sql = "SELECT \(term.sql(RandomExpressions.schema)) FROM (SELECT ? AS d1) AS k"
        for day in [0, 1, 364, 365, 20_453, 20_454, 20_819, 19_782, -1] as [Int64] {
            let found = try DatabaseQueue().read { try Int64.fetchOne($0, sql: sql, arguments: [day]) }
            #expect(found == Day(number: day).yearStart.number)
        }
    }

    private func arguments(_ sql: String, _ start: Int64, _ end: Int64) -> StatementArguments {
        var named: [String: Int64] = [:]
        if sql.contains(":start") { named["start"] = start }
        if sql.contains(":end") { named["end"] = end }
        return StatementArguments(named)
    }

    private func fill(
        _ database: Database, _ schema: ExpressionSchema, _ records: [Interpreter.Record]
    ) throws {
        func insert(_ table: String, _ extra: String, _ key: Int, _ row: [String: Int64]) throws {
            let columns = row.keys.sorted()
            let values = columns.map { row[$0].flatMap { $0 == Fact.none ? nil : $0 } }
            let marks = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
            try database.execute(
                sql: "INSERT INTO \(table) (\(([extra] + columns).joined(separator: ", "))) VALUES (\(marks))",
                arguments: StatementArguments([Int64(key)] + values))
        }
        try database.execute(sql: "CREATE TABLE k (record, \(schema.columns.map(\.name).joined(separator: ", ")))")
        for list in schema.lists {
            let columns = list.columns.map(\.name).joined(separator: ", ")
            try database.execute(sql: "CREATE TABLE \(list.name) (parent, \(columns))")
        }
        try database.execute(sql: "CREATE TABLE r (code, rn, rd)")
        for (index, record) in records.enumerated() {
            try insert("k", "record", index, record.columns)
            for (list, children) in record.lists { for child in children { try insert(list, "parent", index, child) } }
            if case .some(.some(let found)) = record.lookups["r"] { try insert("r", "code", index, found) }
        }
    }
}
