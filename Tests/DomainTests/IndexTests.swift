import Domain
import Testing

/// Points against figures that the national portal printed (indicators.md, "QĐ 766 index").
@Suite("Points of an index")
struct IndexTests {
    private static func component(
        _ maximum: Int64, full: Int64 = 1_000, empty: Int64? = nil
    ) -> IndexDefinition.Component {
        IndexDefinition.Component(
            id: "x", title: "x", maximum: maximum * 100, indicator: "x", rules: "", empty: empty, level: 0,
            fullAt: [.init(from: nil, to: nil, thousandths: full)])
    }

    @Test(
        "published shares give the published points",
        arguments: [
            (20, 1_000, 144_625, 184_513, 1_568), (20, 1_000, 2_348, 2_971, 1_581), (20, 1_000, 42_318, 44_583, 1_898),
            (2, 800, 52, 56, 200), (4, 1_000, 406, 1_968, 83), (6, 500, 150_956, 152_595, 600),
            (6, 1_000, 82_913, 98_459, 505), (2, 800, 93, 310, 75), (2, 800, 56, 310, 45),
            (6, 1_000, 1_516, 1_707, 533), (2, 800, 12, 35, 86), (2, 800, 7, 35, 50), (2, 800, 7, 8, 200),
            (2, 800, 0, 8, 0),
            // Half away from zero, and never above the maximum.
            (1, 1_000, 1, 8, 13), (1, 1_000, 9, 8, 100),
        ])
    func published(maximum: Int64, full: Int64, numerator: Int64, denominator: Int64, points: Int64) throws {
        let window = try #require(Window(period: "2026-04"))
        let component = Self.component(maximum, full: full)
        #expect(component.points(numerator: numerator, denominator: denominator, in: window) == points)
    }

    @Test("an empty denominator gives what the component says, and big numbers do not overflow")
    func edges() throws {
        let window = try #require(Window(period: "2026-04"))
        #expect(Self.component(6).points(numerator: 0, denominator: 0, in: window) == nil)
        #expect(Self.component(6, empty: 600).points(numerator: 0, denominator: 0, in: window) == 600)
        let most = Int64.max
        #expect(Self.component(20).points(numerator: most / 2, denominator: most, in: window) == 1_000)
    }

    @Test("the threshold in force on the period's first day counts")
    func dated() throws {
        var component = Self.component(6)
        let change = try #require(Day(iso: "2023-01-15"))
        component.fullAt = [
            .init(from: nil, to: Day(number: change.number - 1), thousandths: 300),
            .init(from: change, to: nil, thousandths: 500),
        ]
        let before = try #require(Window(period: "2023-01"))
        let after = try #require(Window(period: "2023-02"))
        #expect(component.points(numerator: 24, denominator: 100, in: before) == 480)
        #expect(component.points(numerator: 24, denominator: 100, in: after) == 288)
    }
}
