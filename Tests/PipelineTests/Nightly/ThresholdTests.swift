import Domain
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
        #expect(try drop.rows(Self.miscounted) == [])
    }

    /// Loads that do not tell how many warnings are kept of them.
    private static let miscounted = """
        SELECT load FROM load l WHERE status = 'loaded'
         AND warnings <> (SELECT coalesce(sum(count), 0) FROM load_warning w WHERE w.load = l.load)
        """

    @Test("a list of nobody retires everybody, says so, and the warning is kept with the load")
    func nobody() throws {
        try drop.drop(drop.persons(3), "vneid-1.csv")
        try drop.night()
        try drop.drop(drop.persons(0, exported: "06/05/2026"), "vneid-2.csv")
        #expect(codes(try drop.night()) == ["list-empty"])
        #expect(try drop.rows("SELECT code, count FROM load_warning") == ["list-empty|1"])
        #expect(try drop.rows("SELECT warnings FROM load WHERE load = 2") == ["1"])
        #expect(try drop.rows(Self.miscounted) == [])
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

    @Test("what is worked out of another column is the same in a list of adults, and no flag that somebody filled in")
    func derived() throws {
        drop.folder = "thresholds: {constant: {at_least: 5, action: refuse}}"
        let list = drop.persons(6).replacing(
            "3,Người Thứ,000000000003,01/01/1990,Mức 2,01/02/2024,Có",
            with: "3,Người Thứ,000000000003,01/01/1990,Mức 2,01/02/2024,Không")
        try drop.drop(list, "vneid.csv")
        let report = try drop.night()
        #expect(report.files.map(\.status) == [.loaded], "\(codes(report))")
        #expect(!codes(report).contains("flag-constant"))
        try drop.drop(drop.persons(6, exported: "06/05/2026"), "vneid-2.csv")
        let refused = try drop.night()
        #expect(codes(refused).contains("flag-constant"))
        #expect(refused.files.first?.failure?.places.first?.found.contains("tuổi") == false)
    }

    @Test(
        "the words of a share of rejects are true where the rest was loaded, and where nothing was",
        arguments: ["refuse", "warn"])
    func words(_ action: String) throws {
        drop.folder = "thresholds: {rejects: {above: 5, action: \(action)}}"
        let rows = (1...50).map { Drop.row($0) } + (1...17).map { "00\(60 + $0),Lạ,,," }
        try drop.drop(drop.list(rows), "ho-so.csv")
        let report = try drop.night()
        #expect(report.files.map(\.status) == [action == "warn" ? .loaded : .refused])
        let text = RunText(report, .vi).text
        #expect(text.contains("quá nhiều bản ghi") && !text.contains("hưa có gì của tệp"), "\(text)")
        let receipts = try drop.names().filter { $0.hasSuffix(".bien-nhan.txt") }
        let receipt = try drop.text("nop/" + (try #require(receipts.first)))
        #expect(
            receipt.contains("CẦN SỬA") && receipt.contains("ở phần CẦN SỬA") && !receipt.contains("dưới đây"),
            "\(receipt)")
    }
}
