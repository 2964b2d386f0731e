import Domain
import Testing

@testable import Indicators

@Suite("Checks of a unit")
struct CheckTallyTests {
    /// A record: its file, the day at which that speaks, and its columns.
    private struct Plain {
        var load: Int64
        var asOf: Int64
        var n1: Int64
        var d1: Int64
        var f1: Int64
    }

    private static let checker = ExpressionChecker(RandomExpressions.schema)

    private static func origin(_ id: Int, _ one: Plain) -> Int64 { id % 3 == 0 ? 1 : one.load }

    private static func check(_ id: String, _ form: CheckDefinition.Form) -> CheckDefinition {
        CheckDefinition(
            id: id, title: "", titleEn: "", severity: .info, advice: "", adviceEn: "", form: form, version: "")
    }

    private static func checks() throws -> [CheckDefinition] {
        let large = try Formula("n1 > 2", .condition, checker)
        let late = try Formula("d1 >= :end", .condition, checker)
        let flag = try Formula("f1 = 1", .condition, checker)
        return [
            check("large", .records(over: "k", condition: large)),
            check("late", .records(over: "k", condition: late)),
            check(
                "flag",
                .files(
                    over: "k",
                    FileCheck(
                        among: large, counts: [.init(column: "f1", condition: flag)], atLeast: 1, always: true,
                        never: false, below: nil))),
        ]
    }

    @Test("random records of many files count as one loop over them counts, with the first of each as examples")
    func agrees() throws {
        var random = Seeded(state: 3)
        let records = (0..<2_000).map { _ in
            let load = Int64(1 + random.below(5))
            return Plain(
                load: load, asOf: 20_000 + load / 2, n1: Int64(random.below(5)), d1: 19_995 + Int64(random.below(10)),
                f1: random.pick([0, 1, Fact.none, Fact.unknown]))
        }
        let request = CheckPlan.request(try Self.checks())
        let plan = CheckPlan(
            try Self.checks(), request: request, calendar: UnitTallyTests.calendar, word: { _ in nil })
        var tally = CheckTally(plan)
        // In batches of odd sizes, so that chunks and batches cut each other.
        for start in stride(from: 0, to: records.count, by: 700) {
            var batch = ScanBatch(for: request)
            for (id, one) in records.enumerated().dropFirst(start).prefix(700) {
                let columns = ["n1": one.n1, "d1": one.d1, "f1": one.f1]
                batch.append(Interpreter.Record(columns: columns, lists: [:], lookups: [:]), id: Int64(id), request)
                batch.stamps.append(one.asOf << 32 | one.load)
                // Of every third record an older file decides the column; of every seventh none has it.
                batch.origins.append(id % 7 == 0 ? 0 : one.asOf << 32 | Self.origin(id, one))
            }
            tally.add(batch)
        }
        func first(_ holds: (Plain) -> Bool) -> [Int64] {
            records.indices.filter { holds(records[$0]) }.map(Int64.init)
        }
        let counts = tally.counts
        let large = first { $0.n1 > 2 }
        let late = first { $0.d1 > $0.asOf }
        #expect(counts.filter { $0.entry == 0 }.map(\.count) == [Int64(large.count)])
        #expect(counts.filter { $0.entry == 0 }.map(\.examples) == [Array(large.prefix(3))])
        #expect(counts.filter { $0.entry == 1 }.map(\.count) == [Int64(late.count)])
        #expect(counts.filter { $0.entry == 1 }.map(\.examples) == [Array(late.prefix(3))])
        for load in Int64(1)...5 {
            let asked = records.indices.filter { id in
                let one = records[id]
                return id % 7 != 0 && Self.origin(id, one) == load && one.n1 > 2 && one.f1 > Fact.unknown
            }.map(Int64.init)
            let file = try #require(counts.first { $0.entry == 2 && $0.load == load })
            #expect(file.among == Int64(asked.count))
            #expect(file.count == Int64(asked.filter { records[Int($0)].f1 == 1 }.count))
            #expect(file.examples == [asked[0]])
        }
        #expect(counts.count == 7)
    }
}
