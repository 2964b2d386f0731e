import Domain
import Testing

@Suite("Where figures go when units are shown as they stood on a day")
struct UnitSuccessionTests {
    private static func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    /// `A>N 2025-07-01`, or with a share `S>X 2025-07-01 0.6`; `?` is a split without shares.
    private static func succession(_ lines: [String], begins: [String: String] = [:]) throws -> UnitSuccession {
        var ends: [String: Day] = [:]
        let steps = try lines.map { line in
            let parts = line.split(separator: " ").map(String.init)
            let units = parts[0].split(separator: ">").map(String.init)
            ends[units[0]] = try day(parts[1])
            let share = parts.count < 3 ? 1 : Double(parts[2])
            return SuccessionStep(unit: units[0], endsOn: try day(parts[1]), successor: units[1], share: share)
        }
        var starts = try begins.mapValues { try day($0) }
        for step in steps where starts[step.successor] == nil { starts[step.successor] = step.endsOn }
        return UnitSuccession(steps: steps, endsOn: ends, beginsOn: starts)
    }

    private static func images(
        _ succession: UnitSuccession, _ unit: String, _ asOf: String, _ last: String = "2026-12-31"
    ) throws -> String {
        succession.images(of: unit, asOf: try day(asOf), through: try day(last)).map { image in
            image.share == 1 ? image.unit : "\(image.unit)*\(image.share.map { "\($0)" } ?? "?")"
        }.joined(separator: " ")
    }

    private static let merge = ["A>N 2025-07-01", "B>N 2025-07-01"]
    private static let split = ["S>X 2025-07-01 0.6", "S>Y 2025-07-01 0.4"]
    private static let unshared = ["S>X 2025-07-01 ?", "S>Y 2025-07-01 ?"]
    private static let chain = ["A>N 2025-07-01", "B>N 2025-07-01", "N>M 2026-01-01"]

    @Test(
        "in both directions, through chains, and never guessed",
        arguments: [
            (merge, "A", "2025-07-01", "N"), (merge, "A", "2025-06-30", "A"), (merge, "N", "2025-07-01", "N"),
            (merge, "N", "2025-06-30", "A*? B*?"), (merge, "Z", "2025-06-30", "Z"),
            (["A>N 2025-07-01"], "N", "2025-06-30", "A"), (["A>N 2025-07-01"], "A", "2025-08-01", "N"),
            (split, "S", "2025-07-01", "X*0.6 Y*0.4"), (split, "X", "2025-06-30", "S"), (split, "S", "2025-06-30", "S"),
            (unshared, "S", "2025-07-01", "X*? Y*?"), (unshared, "Y", "2025-06-30", "S"),
            (chain, "A", "2026-01-01", "M"), (chain, "A", "2025-12-31", "N"), (chain, "M", "2025-12-31", "N"),
            (chain, "M", "2025-06-30", "A*? B*?"), (chain, "N", "2026-01-01", "M"),
            // Parted and brought together again, nothing of it is unknown.
            (unshared + ["X>M 2026-01-01", "Y>M 2026-01-01"], "S", "2026-01-01", "M"),
            (split + ["X>M 2026-01-01", "Y>W 2026-01-01"], "S", "2026-01-01", "M*0.6 W*0.4"),
        ])
    func images(_ lines: [String], _ unit: String, _ asOf: String, _ expected: String) throws {
        #expect(try Self.images(try Self.succession(lines), unit, asOf) == expected)
    }

    @Test("a unit that takes in another keeps its own figures of the time before")
    func absorbed() throws {
        let succession = try Self.succession(["A>B 2025-07-01"], begins: ["B": "2000-01-01"])
        #expect(try Self.images(succession, "B", "2025-06-30", "2025-06-30") == "B")
        #expect(try Self.images(succession, "B", "2025-06-30", "2025-07-01") == "B*? A*?")
        #expect(try Self.images(succession, "A", "2025-06-30", "2025-06-30") == "A")
        #expect(try Self.images(succession, "A", "2025-07-01") == "B")
        #expect(try Self.images(succession, "B", "2025-07-01") == "B")
    }

    @Test("a unit that ended without a successor is nowhere, and kin are all that figures may come from")
    func edges() throws {
        let day = try Self.day("2025-07-01")
        let gone = UnitSuccession(steps: [], endsOn: ["A": day], beginsOn: [:])
        #expect(gone.images(of: "A", asOf: day, through: day) == [])
        #expect(gone.stands("A", on: Day(number: day.number - 1)) && !gone.stands("A", on: day))
        #expect(try Self.succession(Self.chain).kin(of: "B") == ["A", "B", "N", "M"])
        // A circle that nobody should have written ends all the same.
        let circle = try Self.succession(["A>B 2025-07-01", "B>A 2025-07-01"])
        #expect(try Self.images(circle, "A", "2025-07-01") == "")
    }
}
