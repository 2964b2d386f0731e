import Domain
import Indicators
import Testing

@Suite("Values under the units as they stood on a day")
struct UnitsAsOfTests {
    private static func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    /// A row of a total: `A month 2025-06 1/2 2025-06-30`.
    private static func row(_ text: String, breakdown: (String, String) = ("", "")) throws -> IndicatorRow {
        let parts = text.split(separator: " ").map(String.init)
        let counts = parts[3].split(separator: "/").compactMap { Double($0) }
        return IndicatorRow(
            indicator: "x", rules: "", title: "", unit: parts[0], unitName: parts[0], periodKind: parts[1],
            period: parts[2], breakdown: breakdown.0, breakdownValue: breakdown.1, numerator: counts[0],
            denominator: counts[1], rate: nil, target: nil, met: nil, version: "", dataUntil: parts[4], unitsBehind: 0)
    }

    private static func shown(_ values: [AsOfValue]) -> [String] {
        values.map { value in
            let counts = value.reason ?? "\(value.numerator ?? -1)/\(value.denominator ?? -1)"
            let cell = value.row.breakdown.isEmpty ? "" : " \(value.row.breakdown)=\(value.row.breakdownValue)"
            return "\(value.row.unit) \(value.row.period)\(cell) \(counts)\(value.isEstimated ? " ~" : "")"
        }
    }

    private static func merged() throws -> UnitSuccession {
        let day = try day("2025-07-01")
        return UnitSuccession(
            steps: ["A", "B"].map { SuccessionStep(unit: $0, endsOn: day, successor: "N", share: 1) },
            endsOn: ["A": day, "B": day], beginsOn: ["N": day])
    }

    private static func values(
        _ rows: [IndicatorRow], _ succession: UnitSuccession, _ asOf: String, isStock: Bool = false,
        parents: [String: String] = [:]
    ) throws -> [String] {
        let asOf = UnitsAsOf(succession, asOf: try day(asOf), parent: { parents[$0] ?? "" }, name: { $0 })
        return shown(asOf(rows, isStock: { _ in isStock }, adds: { _ in true }))
    }

    private static func year() throws -> [IndicatorRow] {
        try [
            "A month 2025-06 1/2 2025-06-30", "B month 2025-06 3/4 2025-06-30", "N month 2025-07 5/6 2025-08-31",
            "A year 2025 10/20 2025-06-30", "B year 2025 30/40 2025-06-30", "N year 2025 50/60 2025-08-31",
        ].map { try row($0) }
    }

    @Test("flows of merged units are added into their successor, each once")
    func after() throws {
        #expect(
            try Self.values(try Self.year(), try Self.merged(), "2025-07-01")
                == ["N 2025-06 4.0/6.0", "N 2025-07 5.0/6.0", "N 2025 90.0/120.0"])
    }

    @Test("before the merge the old units are shown, and what came later cannot be divided among them")
    func before() throws {
        #expect(
            try Self.values(try Self.year(), try Self.merged(), "2025-06-30") == [
                "A 2025-06 1.0/2.0", "A 2025-07 không tách được", "B 2025-06 3.0/4.0", "B 2025-07 không tách được",
                "A 2025 không tách được", "B 2025 không tách được",
            ])
    }

    @Test("what held in a unit that has ended does not hold on a later last day")
    func stock() throws {
        #expect(
            try Self.values(try Self.year(), try Self.merged(), "2025-07-01", isStock: true)
                == ["N 2025-06 4.0/6.0", "N 2025-07 5.0/6.0", "N 2025 50.0/60.0"])
        // Where nobody speaks of a later day yet, the last day is the one before the merge.
        let early = try ["A year 2025 10/20 2025-06-30", "B year 2025 30/40 2025-06-20"].map { try Self.row($0) }
        #expect(try Self.values(early, try Self.merged(), "2025-07-01", isStock: true) == ["N 2025 40.0/60.0"])
    }

    @Test("year to date of the old units goes on in their successor's later months")
    func yearToDate() throws {
        let rows = try [
            "A ytd 2025-05 4/8 2025-06-30", "A ytd 2025-06 5/10 2025-06-30", "B ytd 2025-06 1/1 2025-06-30",
            "N ytd 2025-07 2/2 2025-08-31", "N ytd 2025-08 3/4 2025-08-31",
        ].map { try Self.row($0) }
        #expect(
            try Self.values(rows, try Self.merged(), "2025-12-31")
                == ["N 2025-05 4.0/8.0", "N 2025-06 6.0/11.0", "N 2025-07 8.0/13.0", "N 2025-08 9.0/15.0"])
    }

    @Test("a split multiplies by its shares and says that it is an estimate; without shares it says nothing")
    func split() throws {
        let day = try Self.day("2025-07-01")
        func succession(_ shares: [Double?]) -> UnitSuccession {
            UnitSuccession(
                steps: zip(["X", "Y"], shares).map { unit, share in
                    SuccessionStep(unit: "S", endsOn: day, successor: unit, share: share)
                }, endsOn: ["S": day], beginsOn: ["X": day, "Y": day])
        }
        let rows = try [
            "S month 2025-06 3/5 2025-06-30", "X month 2025-07 1/1 2025-07-31", "Y month 2025-07 0/2 2025-07-31",
        ].map { try Self.row($0) }
        #expect(
            try Self.values(rows, succession([0.6, 0.4]), "2025-07-01") == [
                "X 2025-06 1.8/3.0 ~", "X 2025-07 1.0/1.0", "Y 2025-06 1.2/2.0 ~",
                "Y 2025-07 0.0/2.0",
            ])
        #expect(
            try Self.values(rows, succession([nil, nil]), "2025-07-01") == [
                "X 2025-06 không tách được", "X 2025-07 1.0/1.0", "Y 2025-06 không tách được", "Y 2025-07 0.0/2.0",
            ])
        // Backwards both parts are the old unit's own.
        #expect(
            try Self.values(rows, succession([nil, nil]), "2025-06-30") == ["S 2025-06 3.0/5.0", "S 2025-07 1.0/3.0"])
    }

    @Test("breakdowns are added cell by cell, and a stock's by the last day of its total")
    func breakdowns() throws {
        let rows = try [
            Self.row("A month 2025-07 2/2 2025-06-30"),
            Self.row("A month 2025-07 2/2 2025-06-30", breakdown: ("k", "1")),
            Self.row("N month 2025-07 1/1 2025-07-31"),
            Self.row("N month 2025-07 1/1 2025-07-31", breakdown: ("k", "2")),
        ]
        #expect(
            try Self.values(rows, try Self.merged(), "2025-07-01")
                == ["N 2025-07 3.0/3.0", "N 2025-07 k=1 2.0/2.0", "N 2025-07 k=2 1.0/1.0"])
        #expect(
            try Self.values(rows, try Self.merged(), "2025-07-01", isStock: true)
                == ["N 2025-07 1.0/1.0", "N 2025-07 k=2 1.0/1.0"])
    }

    @Test("a parent's sum stays where its units stay, and follows those that went to another parent")
    func parents() throws {
        let rows = try [
            "P month 2025-06 4/6 2025-06-30", "A month 2025-06 1/2 2025-06-30", "B month 2025-06 3/4 2025-06-30",
            "Q month 2025-06 7/7 2025-06-30", "C month 2025-06 7/7 2025-06-30",
        ].map { try Self.row($0) }
        let home = ["A": "P", "B": "P", "N": "P", "C": "Q"]
        #expect(
            try Self.values(rows, try Self.merged(), "2025-07-01", parents: home)
                == ["C 2025-06 7.0/7.0", "N 2025-06 4.0/6.0", "P 2025-06 4.0/6.0", "Q 2025-06 7.0/7.0"])
        #expect(
            try Self.values(
                rows, try Self.merged(), "2025-07-01", parents: ["A": "P", "B": "P", "N": "Q", "C": "Q"])
                == ["C 2025-06 7.0/7.0", "N 2025-06 4.0/6.0", "P 2025-06 0.0/0.0", "Q 2025-06 11.0/13.0"])
        // The province itself went into another: its communes are not counted again.
        let day = try Self.day("2025-07-01")
        let all = UnitSuccession(
            steps: [("A", "N"), ("B", "N"), ("P", "Q")].map {
                SuccessionStep(unit: $0, endsOn: day, successor: $1, share: 1)
            }, endsOn: ["A": day, "B": day, "P": day], beginsOn: ["N": day])
        #expect(
            try Self.values(rows, all, "2025-07-01", parents: ["A": "P", "B": "P", "N": "Q", "C": "Q"])
                == ["C 2025-06 7.0/7.0", "N 2025-06 4.0/6.0", "Q 2025-06 11.0/13.0"])
        #expect(
            try Self.values(rows, all, "2025-06-30", parents: ["A": "P", "B": "P", "N": "Q", "C": "Q"]).count == 5)
    }

    @Test("whatever merged and split, all that was counted is shown, and nothing twice", arguments: 1...40)
    func conserved(seed: Int) throws {
        var random = Seeded(state: UInt64(seed))
        let first = try Self.day("2025-01-01")
        var (steps, ends, begins): ([SuccessionStep], [String: Day], [String: Day]) = ([], [:], [:])
        // Units 0, 1, … end one after another, each merged into later ones or split among two.
        for unit in 0..<8 where random.chance(70) {
            let end = Day(number: first.number + Int64(unit) * 30 + 15)
            let heirs =
                random.chance(40)
                ? [unit + 1 + random.below(3), unit + 5 + random.below(3)] : [unit + 1 + random.below(4)]
            guard Set(heirs).count == heirs.count else { continue }
            ends["U\(unit)"] = end
            for (place, heir) in heirs.enumerated() {
                let share = heirs.count == 1 ? 1 : place == 0 ? 0.25 : 0.75
                steps.append(SuccessionStep(unit: "U\(unit)", endsOn: end, successor: "U\(heir)", share: share))
                begins["U\(heir)"] = begins["U\(heir)"] ?? (random.chance(50) ? end : first)
            }
        }
        let succession = UnitSuccession(steps: steps, endsOn: ends, beginsOn: begins)
        var rows: [IndicatorRow] = []
        var (numerator, denominator): (Int64, Int64) = (0, 0)
        for unit in 0..<12 {
            let last = ends["U\(unit)"].map { Day(number: $0.number - 1) } ?? Day(number: first.number + 364)
            let all = Int64(random.below(20))
            let some = all == 0 ? 0 : Int64(random.below(Int(all)))
            (numerator, denominator) = (numerator + some, denominator + all)
            rows.append(try Self.row("U\(unit) year 2025 \(some)/\(all) \(last.iso)"))
        }
        let asOf = UnitsAsOf(succession, asOf: Day(number: first.number + 360), parent: { _ in "" }, name: { $0 })
        let values = asOf(rows, isStock: { _ in false }, adds: { _ in true })
        #expect(
            values.allSatisfy {
                $0.reason == nil && succession.stands($0.row.unit, on: Day(number: first.number + 360))
            })
        #expect(abs(values.compactMap(\.numerator).reduce(0, +) - Double(numerator)) < 1e-4)
        #expect(abs(values.compactMap(\.denominator).reduce(0, +) - Double(denominator)) < 1e-4)
        // On any other day nothing is made up: what is shown is at most what was counted.
        for day in stride(from: 0, to: 360, by: 45) {
            let asOf = UnitsAsOf(
                succession, asOf: Day(number: first.number + Int64(day)), parent: { _ in "" }, name: { $0 })
            let shown = asOf(rows, isStock: { _ in false }, adds: { _ in true }).compactMap(\.denominator).reduce(0, +)
            #expect(shown < Double(denominator) + 1e-4, "day \(day)")
        }
    }
}
