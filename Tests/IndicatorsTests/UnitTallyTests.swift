import Domain
import Testing

@testable import Indicators

@Suite("Tally of a unit")
struct UnitTallyTests {
    static let calendar = WorkCalendar(
        Dictionary(uniqueKeysWithValues: (2024...2028).map { ($0, WorkCalendar.Year(off: [])) }))

    @Test(
        "random dossiers in all windows count as a double loop over the page's words counts them",
        arguments: ["2026-06-14", "2026-06-15", "2026-06-30", "2026-07-01", "2026-12-14", "2026-12-31", "2026-03-03"])
    func agrees(until: String) throws {
        let dataUntil = try #require(Day(iso: until))
        var random = Seeded(state: UInt64(dataUntil.number))
        let first = Day.number(year: 2025, month: 10, day: 20)
        let dossiers = (0..<1_500).map { _ in PlainDossier(&random, first: first, days: 400) }
        let definitions = try Rules.definitions(Rules.dossiers, Rules.dossier, by: ["linh_vuc", "kenh"])
        let plan = TallyPlan(definitions, calendar: Self.calendar) { _ in nil }
        let windows = Window.history(
            PeriodKind.allCases, firstEvent: Day(number: first), dataUntil: dataUntil)
        var tally = UnitTally(plan, windows: windows, dataUntil: dataUntil)
        // In batches of odd sizes, so that chunks and batches cut each other.
        for start in stride(from: 0, to: dossiers.count, by: 700) {
            var batch = ScanBatch(for: plan.program.request)
            for dossier in dossiers[start..<min(start + 700, dossiers.count)] {
                batch.append(dossier.record, id: 1, plan.program.request)
            }
            tally.add(batch)
        }
        #expect(tally.windows == windows)
        #expect(tally.missingYears.isEmpty)

        var wanted: Set<TallyRow> = []
        for (index, window) in windows.enumerated() {
            let end = try #require(window.end(dataUntil: dataUntil))
            var cells: [[Int64]: (numerator: Int64, denominator: Int64)] = [:]
            for entry in 0..<Rules.dossiers.count { cells[[Int64(entry), -1, Fact.none]] = (0, 0) }
            for dossier in dossiers {
                let counts = dossier.counts(window.first.number, end.number, Self.calendar)
                for (entry, count) in counts.enumerated() where count.0 {
                    var keys = [[Int64(entry), -1, Fact.none], [Int64(entry), 1, dossier.kenh]]
                    if let field = dossier.linhVuc { keys.append([Int64(entry), 0, field]) }
                    for key in keys {
                        cells[key, default: (0, 0)].denominator += 1
                        if count.1 { cells[key, default: (0, 0)].numerator += 1 }
                    }
                }
            }
            for (key, cell) in cells {
                wanted.insert(
                    TallyRow(
                        entry: Int(key[0]), window: index, breakdown: Int(key[1]), value: key[2],
                        numerator: cell.numerator, denominator: cell.denominator))
            }
        }
        let rows = tally.rows
        #expect(rows.count == wanted.count)
        let differing = rows.filter { !wanted.contains($0) }
        #expect(differing.isEmpty, "\(differing.prefix(5).map { ($0, windows[$0.window].period) })")
        #expect(rows.contains { $0.entry == 1 && $0.denominator > 20 && $0.numerator > 5 })
    }

    @Test("a trace finds as many records as the tally counted, with the facts that decided")
    func traced() throws {
        var random = Seeded(state: 5)
        let first = Day.number(year: 2026, month: 1, day: 1)
        let dataUntil = Day(number: first + 150)
        let dossiers = (0..<900).map { _ in PlainDossier(&random, first: first, days: 150) }
        let definitions = try Rules.definitions(Rules.dossiers, Rules.dossier, by: ["linh_vuc", "kenh"])
        let plan = TallyPlan(definitions, calendar: Self.calendar) { _ in nil }
        let windows = Window.history([.month, .reportQuarter], firstEvent: Day(number: first), dataUntil: dataUntil)
        var batch = ScanBatch(for: plan.program.request)
        for (index, dossier) in dossiers.enumerated() {
            batch.append(dossier.record, id: Int64(index), plan.program.request)
        }
        var tally = UnitTally(plan, windows: windows, dataUntil: dataUntil)
        tally.add(batch)
        for row in tally.rows where row.breakdown != 0 {
            let window = windows[row.window]
            var filter = TraceFilter(
                plan, entry: row.entry, grounds: Grounds(plan.entries[row.entry].rule), start: window.first,
                end: try #require(window.end(dataUntil: dataUntil)),
                breakdown: row.breakdown < 0 ? nil : row.breakdown, value: row.value)
            let found = filter.filter(batch)
            #expect(Int64(found.count) == row.denominator)
            #expect(Int64(found.count { $0.inNumerator }) == row.numerator)
            for one in found.prefix(3) {
                let record = dossiers[Int(one.id)].record
                for (ground, fact) in zip(filter.grounds.all, one.facts) {
                    if let told = record.columns[ground.name] { #expect(fact == .fact(told)) }
                }
            }
        }
    }

    @Test("stocks hold from their first day and no longer on the day they end; what depends on the day is asked anew")
    func stocks() throws {
        let schema = ExpressionSchema(
            kind: "can_bo",
            columns: [.init("ngay_vao", .day), .init("ngay_nghi", .day), .init("cap", .day), .init("co", .flag)])
        let texts = [
            Rules.Text(
                indicator: "a", shape: ("stock", "ngay_vao", "ngay_nghi"), denominator: "1 = 1",
                numerator: "cap IS NULL OR cap < :end"),
            Rules.Text(indicator: "b", shape: ("stock", nil, nil), denominator: "co = 1", numerator: "cap >= :start"),
        ]
        let definitions = try Rules.definitions(texts, schema, windows: [.month])
        let plan = TallyPlan(definitions, calendar: WorkCalendar()) { _ in nil }
        func day(_ iso: String) throws -> Int64 { try #require(Day(iso: iso)).number }
        let rows: [[String: Int64]] = [
            ["ngay_vao": try day("2026-01-31"), "ngay_nghi": Fact.none, "cap": Fact.none, "co": 1],
            ["ngay_vao": try day("2026-02-01"), "ngay_nghi": try day("2026-02-28"), "cap": Fact.none, "co": 1],
            [
                "ngay_vao": try day("2026-01-01"), "ngay_nghi": try day("2026-03-01"), "cap": try day("2026-02-28"),
                "co": 0,
            ],
            ["ngay_vao": Fact.none, "ngay_nghi": Fact.none, "cap": try day("2026-02-01"), "co": 1],
            ["ngay_vao": try day("2026-01-01"), "ngay_nghi": Fact.unknown, "cap": Fact.unknown, "co": 1],
        ]
        var batch = ScanBatch(for: plan.program.request)
        for row in rows {
            batch.append(Interpreter.Record(columns: row, lists: [:], lookups: [:]), id: 1, plan.program.request)
        }
        let dataUntil = try #require(Day(iso: "2026-03-10"))
        let windows = Window.history([.month], firstEvent: Day(number: try day("2026-01-01")), dataUntil: dataUntil)
        var tally = UnitTally(plan, windows: windows, dataUntil: dataUntil)
        tally.add(batch)
        // January: the first on its last day, the third. February: the second left on its last day. March: the first.
        #expect(
            tally.rows.filter { $0.entry == 0 }.map { [$0.numerator, $0.denominator] } == [[1, 2], [2, 2], [1, 1]])
        #expect(
            tally.rows.filter { $0.entry == 1 }.map { [$0.numerator, $0.denominator] } == [[1, 3], [1, 3], [0, 3]])
    }

    @Test("what was carried over held on the day before the period; ready-made figures count nothing")
    func openings() throws {
        let schema = ExpressionSchema(kind: "viec", columns: [.init("tu", .day), .init("den", .day)])
        let checker = ExpressionChecker(schema)
        let all = try Formula("1 = 1", .condition, checker)
        let opening = Shape.opening(
            from: try Formula("tu", .day, checker), until: try Formula("den", .day, checker))
        let definitions = [("a", opening), ("b", Shape.given)].map { id, shape in
            IndicatorDefinition(
                id: id, title: id, over: "viec", windows: [.month],
                rules: [RuleSet(shape: shape, denominator: all, numerator: all, schema: schema)])
        }
        let plan = TallyPlan(definitions, calendar: WorkCalendar()) { _ in nil }
        func day(_ iso: String) throws -> Int64 { try #require(Day(iso: iso)).number }
        var batch = ScanBatch(for: plan.program.request)
        // Ended on the last of January; on 1 February; not; began on 1 February; from is not known.
        for (from, until) in [
            (try day("2026-01-05"), try day("2026-01-31")), (try day("2026-01-31"), try day("2026-02-01")),
            (try day("2026-01-01"), Fact.none), (try day("2026-02-01"), Fact.none), (Fact.none, Fact.none),
        ] {
            let record = Interpreter.Record(columns: ["tu": from, "den": until], lists: [:], lookups: [:])
            batch.append(record, id: 1, plan.program.request)
        }
        let until = try #require(Day(iso: "2026-03-10"))
        let windows = Window.history([.month], firstEvent: Day(number: try day("2026-01-01")), dataUntil: until)
        var tally = UnitTally(plan, windows: windows, dataUntil: until)
        tally.add(batch)
        #expect(tally.rows.filter { $0.entry == 0 }.map(\.denominator) == [0, 2, 2])
        #expect(tally.rows.filter { $0.entry == 1 }.allSatisfy { $0.denominator == 0 })
    }

    @Test("a version counts in windows that begin while it is valid, and only kinds asked for have rows")
    func versions() throws {
        let checker = ExpressionChecker(Rules.dossier)
        func rule(_ from: String?, _ to: String?) throws -> RuleSet {
            RuleSet(
                shape: .flow(day: try Formula("ngay_tiep_nhan", .day, checker)),
                denominator: try Formula("received", .condition, checker),
                numerator: try Formula("kenh = 2", .condition, checker), validFrom: from.flatMap { Day(iso: $0) },
                validTo: to.flatMap { Day(iso: $0) }, schema: Rules.dossier)
        }
        let definition = IndicatorDefinition(
            id: "x", title: "x", over: "ho_so", windows: [.month],
            rules: [try rule(nil, "2026-02-28"), try rule("2026-03-01", nil)])
        let plan = TallyPlan([definition], calendar: WorkCalendar()) { _ in nil }
        let until = try #require(Day(iso: "2026-04-20"))
        let windows = Window.history(
            [.month, .quarter], firstEvent: try #require(Day(iso: "2026-01-05")), dataUntil: until)
        let rows = UnitTally(plan, windows: windows, dataUntil: until).rows
        #expect(rows.map { [$0.entry, $0.window] } == [[0, 0], [0, 1], [1, 2], [1, 3]])
        #expect(rows.allSatisfy { $0.denominator == 0 && $0.breakdown == -1 })
    }
}
