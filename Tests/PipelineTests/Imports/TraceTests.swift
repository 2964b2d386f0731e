import Domain
import Indicators
import Mapping
import Synthesis
import Testing
import Warehouse

@testable import Pipeline

@Suite("The records behind a value")
struct TraceTests {
    @Test("are as many as it counts: of every value of one unit, and of one in twenty of the others")
    func counts() throws {
        let office = try Office()
        let province = Province(seed: 8, units: 2, months: 2, dossiersPerMonth: 10, spoilt: 3)
        _ = try office.load(province.files)
        let counted = Oracle(try province.truths()).counted()
        // What rests on ready-made figures, points of the index too, is no count of records.
        let values = try office.values().filter { counted[$0.key] == $0.value }
        #expect(Set(values.map { "\($0.key.indicator) \($0.key.rules)" }).count == 26)
        let asked = values.filter { key, _ in
            key.unit == "H55.242" || "\(key)".utf8.reduce(0, { $0 &+ Int($1) }) % 20 == 0
        }
        #expect(asked.count > 1_500, "\(asked.count)")
        let rules = try Rules.load(office.mappings, .en)
        let wrong = try WarehouseStep.reading(office.warehouse) { session in
            try session.know(rules.kinds)
            let trace = TraceComputation(
                session, kinds: rules.kinds, definitions: rules.counted, calendar: rules.workCalendar,
                tree: rules.unitTree)
            return try asked.compactMap { key, value -> String? in
                let window = try #require(Window(period: key.period, kind: PeriodKind(rawValue: key.periodKind)))
                let answer = try trace(
                    TraceComputation.Question(
                        indicator: key.indicator, rules: key.rules, unit: key.unit, window: window,
                        breakdown: key.breakdown.isEmpty ? nil : (key.breakdown, key.breakdownValue)))
                let found = try #require(answer).found
                let numerator = found.count(where: \.inNumerator)
                // Over a population only the numerator is counted.
                let denominator = key.rules == "dan-so" ? value.denominator : found.count
                guard (numerator, denominator) != (value.numerator, value.denominator) else { return nil }
                return "\(key): \(numerator)/\(found.count), not \(value.numerator)/\(value.denominator)"
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) differ, such as\n\(wrong.sorted().prefix(10).joined(separator: "\n"))")
    }
}
