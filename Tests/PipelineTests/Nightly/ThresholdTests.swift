import Foundation
import Reports
import Testing

/// What stops a wrong night, or is only said.
struct ThresholdTests {
    private let drop: Drop

    init() throws { drop = try Drop() }

    private func codes(_ report: RunReport) -> [String] {
        report.files.flatMap { [$0.failure].compactMap { $0 } + $0.warnings }.map(\.code)
    }

    @Test("a whole list that fell by more than its share, and what it would retire", arguments: ["refuse", "warn"])
    func shorter(_ action: String) throws {
        try drop.drop(drop.persons(100), "vneid-1.csv")
        try drop.night()
        drop.folder = "thresholds: {fall: {above: 20, action: \(action)}, retired: {above: 10, action: \(action)}}"
        try drop.drop(drop.persons(85, exported: "06/05/2026"), "vneid-2.csv")
        let retires = try drop.night()
        #expect(codes(retires) == ["list-retires"])
        #expect(retires.files.map(\.status) == [action == "refuse" ? .refused : .loaded])
        try drop.drop(drop.persons(60, exported: "07/05/2026"), "vneid-3.csv")
        #expect(codes(try drop.night()).first == "list-shorter")
        let live = action == "refuse" ? "100" : "60"
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == [live])
    }

    @Test("a flag that never varies, and days outside the expected")
    func odd() throws {
        drop.folder = "thresholds: {constant: {at_least: 5, action: warn}, days: {back: 100}}"
        try drop.drop(drop.persons(5), "vneid.csv")
        #expect(codes(try drop.night()).contains("flag-constant"))
        try drop.drop(drop.list([Drop.row(1), Drop.row(2, received: "01/04/2025")]), "ho-so.csv")
        let report = try drop.night()
        #expect(codes(report) == ["days-outside"])
        #expect(report.files.first?.failure?.places.first?.line == 4)
        #expect(report.exitCode == 2)
    }

    @Test("the share of rejects, refused or only said", arguments: [("refuse", 2), ("warn", 1)])
    func rejects(_ action: String, _ exitCode: Int32) throws {
        drop.folder = "thresholds: {rejects: {above: 50, action: \(action)}}"
        let rows = (1...9).map { Drop.row($0) } + (1...11).map { "00\(10 + $0),Lạ,,," }
        try drop.drop(drop.list(rows), "ho-so.csv")
        let report = try drop.night()
        #expect(codes(report).contains("too-many-rejects"))
        #expect(report.exitCode == exitCode)
    }
}
