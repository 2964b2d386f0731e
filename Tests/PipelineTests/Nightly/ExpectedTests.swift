import Domain
import Foundation
import Pipeline
import Reports
import Testing

/// What a unit had to send and did not.
struct ExpectedTests {
    private let drop: Drop

    init() throws {
        drop = try Drop()
        drop.more = """
            expected:
              - {unit: "01981", source: vneid, every: month, from: 2026-04-15, due: 10}
            """
    }

    @Test("a missing arrival is said, is exit 1, and stands in the place of an old figure")
    func missing() throws {
        try drop.drop(drop.persons(5, exported: "20/04/2026"), "vneid-4.csv")
        let report = try drop.night()
        #expect(report.missing?.map(\.period).prefix(2) == ["2026-04", "2026-05"])
        #expect(report.exitCode == 1)
        #expect(
            try drop.rows(
                "SELECT ket_qua, dat, reason FROM plan_result WHERE indicator = 'kich-hoat-vneid' AND period = '2026-04'"
            ).allSatisfy { $0 == "-|-|chưa có dữ liệu đến 2026-04-30" })
        try drop.drop(drop.persons(6, exported: "02/05/2026"), "vneid-5.csv")
        #expect(try drop.night().missing?.first?.period == "2026-05")
        let arrived = "SELECT period, due, arrived FROM expected_arrival ORDER BY period LIMIT 1"
        #expect(try drop.rows(arrived) == ["2026-04|2026-05-10|\(LocalTime.today.iso)"])
        drop.more += "\nmissing_counts: false"
        #expect(try drop.night().exitCode == 0)
    }

    @Test("of many missing periods a line names twenty, and the number of the rest")
    func many() {
        let all = (1...30).map {
            MissingArrival(
                unit: "u", unitName: "", source: "s", sourceTitle: "s", period: "k\($0).", due: "2026-01-01")
        }
        let lines = MissingArrival.lines(all, .vi)
        #expect(lines.count == 1 && lines[0].contains("k20., … và 10 kỳ nữa") && !lines[0].contains("k21."), "\(lines)")
        #expect(MissingArrival.lines(Array(all.prefix(20)), .vi)[0].contains("k20.;"))
    }
}
