import Domain
import Pipeline
import Reports
import Synthesis
import Testing

@Suite("A generated month through the whole program")
struct MonthTests {
    /// One file of each layout; the catalogues are given for the province and for every unit.
    static func files(seed: UInt64, spoilt: Double) -> [Request] {
        let sizes: [(Layout, Int)] = [
            (.provincial, 70), (.national, 66), (.communal, 60), (.list, 90), (.sync, 70), (.msync, 150), (.vneid, 80),
            (.staff, 40), (.workFiles, 60), (.answerLevels, 40), (.answerIndices, 40), (.answerQuestions, 40),
            (.answerScales, 60), (.tasks, 40), (.components, 90), (.figures, 300),
        ]
        return sizes.enumerated().map { place, entry in
            var request = Request(entry.0, count: entry.1)
            request.seed = entry.0 == .msync ? seed + 1 : seed
            request.units = 3
            request.months = 2
            request.spoilt = spoilt
            request.asOf = CivilDay(year: 2026, month: 6, day: 2 + place)
            // Dossiers of their own, which no list with a column for their field of work tells of.
            if entry.0 == .msync { request.indices = Array(100..<150) }
            // Its cells of several lines: of a record whose quote is never closed only the first line is one reject.
            if entry.0 == .national {
                request.kinds = SpoiltKind.kinds(of: .national).filter { $0 != .quoteUnclosed }
            }
            switch entry.0 {
            case .vneid, .communal: request.unit = "H55.242"
            case .provincial, .components: request.unit = "H55"
            default: break
            }
            return request
        }
    }

    @Test(
        "every value agrees with the oracle, none is missing and none too many",
        arguments: [(1, 0.0), (3, 8.0)] as [(UInt64, Double)])
    func agrees(seed: UInt64, spoilt: Double) throws {
        let office = try Office()
        var truths: [FileTruth] = []
        var counts: [LoadCounts] = []
        for request in Self.files(seed: seed, spoilt: spoilt) {
            let made = try Generate(request).made()
            let report = try office.load(made)
            #expect(report.status == .loaded, "\(report.source ?? "?") \(report.failure.map { "\($0)" } ?? "")")
            #expect(report.coversUntil == made.truth.coversUntil.iso)
            truths.append(made.truth)
            counts.append(try #require(report.counts))
        }
        let reckoned = Oracle(truths)
        for (place, counts) in counts.enumerated() {
            #expect(counts.isClosed)
            #expect(
                OracleLedger.Counts(counts) == reckoned.ledger.counts[place],
                "seed \(seed), \(truths[place].source)")
        }
        let oracle = reckoned.values()
        let program = try office.values()
        let found = differences(program, oracle) + reckoned.form().differences(try office.form())
        #expect(found.isEmpty, "seed \(seed), spoilt \(spoilt)\n\(found.joined(separator: "\n"))")
        #expect(program.count > 1_000)
        #expect(try office.verify() == [])
        // What rests on ready-made figures, points of the index too, is no count of records.
        let counted = reckoned.counted()
        if spoilt > 0 { try trace(program.filter { counted[$0.key] == $0.value }, in: office) }
    }

    /// Of every rule set one total and one value of a breakdown: the records behind a value are as many as
    /// it counts.
    private func trace(_ values: [OracleValueKey: OracleValue], in office: Office) throws {
        let counted = values.filter { $0.value.denominator > 0 }
        let groups = Dictionary(grouping: counted.keys) { "\($0.indicator) \($0.rules) \($0.breakdown.isEmpty)" }
        #expect(Set(counted.keys.map { "\($0.indicator) \($0.rules)" }).count == 26)
        for (group, keys) in groups.sorted(by: { $0.key < $1.key }) {
            // The value of the middle, by unit, period and breakdown.
            let named = keys.map { key in
                (name: "\(key.unit) \(key.periodKind) \(key.period) \(key.breakdown) \(key.breakdownValue)", key: key)
            }
            let sorted = named.sorted { $0.name < $1.name }
            for key in [sorted[sorted.count / 2].key] {
                var query = TraceQuery(
                    what: key.indicator, warehouse: office.warehouse, mappings: office.mappings, language: .en)
                (query.unit, query.period, query.kind) = (key.unit, key.period, key.periodKind)
                query.rules = key.rules.isEmpty ? nil : key.rules
                if !key.breakdown.isEmpty { query.breakdown = "\(key.breakdown)=\(key.breakdownValue)" }
                let report = try #require(try query().first)
                let value = try #require(counted[key])
                #expect(report.numerator == value.numerator, "\(group): \(key)")
                #expect(report.denominator == value.denominator, "\(group): \(key)")
                // A ready-made figure is one record, whatever it says.
                let isCounted = !report.records.contains { $0.key.contains(" = ") }
                #expect(!isCounted || report.records.count == report.denominator)
                #expect(report.records.allSatisfy { $0.line > 0 && !$0.file.isEmpty })
            }
        }
    }
}
