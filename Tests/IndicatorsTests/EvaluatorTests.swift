import Domain
import Testing

@testable import Indicators

@Suite("Evaluation")
struct EvaluatorTests {
    static let words: [String: Int64] = ["alpha": 1, "beta": 2, "gamma": 3]

    @Test("random expressions over random records give what a plain reading gives", arguments: 0..<10)
    func agrees(seed: UInt64) throws {
        var make = RandomExpressions(random: Seeded(state: seed))
        let checker = ExpressionChecker(RandomExpressions.schema)
        let texts = (0..<15).map { _ in make.condition(4) }
        let terms = try texts.map { try Formula($0, .condition, checker).term }
        var request = ScanRequest()
        for term in terms { request.need(term.needs) }
        let calendar = WorkCalendar([2025: .init(off: []), 2026: .init(off: [Day(number: 20_455)])])
        let program = Program(terms, request: request, calendar: calendar) { Self.words[$0] }
        var evaluator = Evaluator(program)

        let records = (0..<530).map { _ in make.record(unknowns: seed % 2 == 0) }
        var batch = ScanBatch(for: request)
        for (index, record) in records.enumerated() { batch.append(record, id: Int64(index), request) }
        for rows in [18..<530, 0..<18, 7..<8, 9..<9] {
            evaluator.load(batch, rows)
            for (start, end) in [(20_450, 20_460), (20_450, 20_470), (20_440, 20_470)] as [(Int64, Int64)] {
                evaluator.move(start: Day(number: start), end: Day(number: end), batch, rows)
                for (index, term) in terms.enumerated() {
                    let values = evaluator.values(index)
                    for row in rows {
                        let plain = Interpreter(
                            record: records[row], start: start, end: end, calendar: calendar, words: Self.words)
                        let got = values[row - rows.lowerBound]
                        let wanted = plain.value(term).fact
                        if got != wanted {
                            Issue.record(
                                "\(texts[index]) on \(records[row]) in \(start)..<\(end): \(got), not \(wanted)")
                            return
                        }
                    }
                }
            }
        }
    }

    @Test(
        "unknown poisons except where the result is decided without it",
        arguments: [
            ("f1 = 1 AND n1 = 1", "0"), ("n1 = 1 AND f1 = 1", "0"), ("f1 = 0 AND n1 = 1", "?"),
            ("f1 = 1 OR n1 = 1", "?"),
            ("f2 = 1 OR n1 = 1", "1"), ("n1 = 1 OR f2 = 1", "1"), ("NOT n1 = 1", "?"), ("n1 IS NULL", "?"),
            ("n2 IS NULL", "1"), ("n2 = 1", "-"), ("n2 = n1", "?"), ("n2 = 1 AND f1 = 1", "0"),
            ("n2 = 1 OR f2 = 1", "1"),
            ("n2 = 1 AND n1 = 1", "?"), ("NOT n2 = 1", "-"), ("COALESCE(n1, 3) = 3", "1"),
            ("COALESCE(n1, n2) = 3", "?"),
            ("COALESCE(n2, n2) = 3", "-"), ("COALESCE(n2, 4, n1) = 4", "1"),
            ("CASE WHEN f2 = 1 THEN 1 ELSE n1 END = 1", "1"),
            ("CASE WHEN n1 = 1 THEN 1 ELSE 1 END = 1", "?"), ("CASE WHEN n2 = 1 THEN 1 ELSE 2 END = 2", "1"),
            ("known(n1)", "0"), ("known(n2)", "1"), ("known(l)", "0"), ("known(m)", "1"), ("EXISTS(l)", "?"),
            ("COUNT(l) = 0", "?"), ("COALESCE(COUNT(l), 0) = 0", "1"), ("EXISTS(m)", "1"),
            ("EXISTS(m WHERE mn = 5)", "1"),
            ("EXISTS(m WHERE mn = 6)", "?"), ("COUNT(m WHERE mn = 5) = 1", "?"), ("COUNT(m) = 3", "1"),
            ("COUNT(m WHERE mn IS NULL) = 1", "?"), ("SUM(m.mn) = 5", "?"), ("SUM(m.5) = 15", "1"),
            ("SUM(m.mn WHERE f1 = 1) IS NULL", "1"), ("later(d1, d2) = d1", "1"), ("earlier(d2, d1) = d1", "1"),
            ("later(d2, d2) IS NULL", "1"), ("later(d1, r.rd) = d1", "?"), ("f1 IN (0, n1)", "1"),
            ("f1 IN (1, n1)", "?"),
            ("f1 NOT IN (1, n2)", "-"), ("2 BETWEEN 3 AND n1", "0"), ("4 BETWEEN 3 AND n1", "?"),
            ("9000000000000000 * 9000 = 1", "?"), ("known(9000000000000000 * 9000)", "0"),
            ("year_start(d1) = DATE '2026-01-01'", "1"), ("year_start(d2) IS NULL", "1"), ("w1 = 'alpha'", "1"),
            ("w1 = 'nowhere'", "0"), ("w1 <> 'nowhere'", "1"), ("known(r.rn)", "0"),
        ])
    func unknowns(text: String, result: String) throws {
        let record = Interpreter.Record(
            columns: [
                "d1": Day.number(year: 2026, month: 1, day: 9), "d2": Fact.none, "f1": 0, "f2": 1, "c1": 1,
                "n1": Fact.unknown, "n2": Fact.none, "w1": 1, "ref": 1,
            ], lists: ["m": [["mn": 5], ["mn": Fact.unknown], ["mn": Fact.none]]], lookups: [:])
        let term = try Formula(text, .condition, ExpressionChecker(RandomExpressions.schema)).term
        var batch = ScanBatch(for: term.needs)
        batch.append(record, id: 1, term.needs)
        var evaluator = Evaluator(
            Program([term], request: term.needs, calendar: WorkCalendar()) { Self.words[$0] })
        evaluator.load(batch, 0..<1)
        let wanted = ["0": 0, "1": 1, "-": Fact.none, "?": Fact.unknown][result]
        #expect(evaluator.values(0)[0] == wanted)
        let plain = Interpreter(record: record, start: 0, end: 0, words: Self.words)
        #expect(plain.value(term).fact == wanted)
    }

    @Test("a year without a calendar is noted only where somebody needs it")
    func missingYears() throws {
        let checker = ExpressionChecker(RandomExpressions.schema)
        func missing(_ text: String, f1: Int64) throws -> Set<Int> {
            let term = try Formula(text, .condition, checker).term
            let record = Interpreter.Record(columns: ["d1": 20_000, "d2": 20_010, "f1": f1], lists: [:], lookups: [:])
            var batch = ScanBatch(for: term.needs)
            batch.append(record, id: 1, term.needs)
            var evaluator = Evaluator(Program([term], request: term.needs, calendar: WorkCalendar()) { _ in nil })
            evaluator.load(batch, 0..<1)
            return evaluator.missingYears
        }
        let choice = "CASE WHEN f1 = 1 THEN working_days(d1, d2) ELSE 0 END > 3"
        #expect(try missing(choice, f1: 1) == [2024])
        #expect(try missing(choice, f1: 0) == [])
        #expect(try missing(choice, f1: Fact.none) == [])
        let otherwise = "CASE WHEN f1 = 1 THEN 0 ELSE working_days(d1, d2) END > 3"
        #expect(try missing(otherwise, f1: 1) == [])
        #expect(try missing(otherwise, f1: Fact.none) == [2024])
        #expect(try missing("f1 = 1 AND working_days(d1, d2) > 3", f1: 0) == [])
        #expect(try missing("f1 = 1 OR working_days(d1, d2) > 3", f1: 1) == [])
        #expect(try missing("f1 = 1 OR working_days(d1, d2) > 3", f1: 0) == [2024])
    }
}
