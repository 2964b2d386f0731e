import Domain
import Reports
import Testing

@Suite("Whole lists")
struct WholeListTests {
    private let office: Office

    init() throws { office = try Office() }

    private static func person(_ number: Int, _ active: String = "Đã kích hoạt") -> String {
        "00020100000\(number),2,\(active)"
    }

    private func live() throws -> Int {
        try #require(Int(try office.rows("SELECT count(*) FROM dinh_danh").first ?? ""))
    }

    private func codes() throws -> [String] { try office.rows("SELECT ma_tthc FROM thu_tuc ORDER BY 1") }

    @discardableResult
    private func load(_ asOf: String, _ rows: String...) throws -> String {
        let text = "Số định danh,Mức độ định danh,Trạng thái kích hoạt\n" + rows.map { $0 + "\n" }.joined()
        return try office.load(text, asOf, unit: "01981").tale
    }

    @Test("a newer list retires what it lacks, a still newer one brings it back, and values count the live")
    func retire() throws {
        try load("2026-04-10", Self.person(1), Self.person(2))
        #expect(try load("2026-04-20", Self.person(2)) == "read 1, unchanged 1, retired 1")
        #expect(try live() == 1)
        #expect(try load("2026-04-25", Self.person(1), Self.person(2)) == "read 2, unchanged 2")
        #expect(try live() == 2)
        let sql = "SELECT denominator FROM indicator_value WHERE indicator = 'dinh-danh-da-cap' AND unit = 'H55.242'"
        #expect(try office.rows(sql + " AND period = '2026-04' AND period_kind = 'month'") == ["2"])
        #expect(try office.verify() == [])
    }

    @Test("an older list that arrives late adds nothing live")
    func late() throws {
        try load("2026-04-20", Self.person(2))
        #expect(try load("2026-04-10", Self.person(1), Self.person(2)) == "read 2, new 1, stale 1")
        #expect(try live() == 1)
        #expect(try office.verify() == [])
    }

    @Test("a reject whose key can be read keeps the key live with what stood")
    func readableKey() throws {
        try load("2026-04-10", Self.person(1), Self.person(2))
        #expect(
            try load("2026-04-20", Self.person(1, "có lẽ"), Self.person(2)) == "read 2, unchanged 1, rejected 1")
        #expect(try live() == 2)
    }

    @Test("a reject whose key cannot be read is not seen, and a warning counts it")
    func unreadableKey() throws {
        try load("2026-04-10", Self.person(1), Self.person(2))
        let text = DossierText.persons("12345,2,Đã kích hoạt", Self.person(2))
        let report = try office.load(text, "2026-04-20", unit: "01981")
        #expect(report.tale == "read 2, unchanged 1, rejected 1, retired 1")
        #expect(report.warnings.map(\.code).contains("key-unreadable"))
        #expect(try live() == 1)
    }

    @Test("an empty list of a unit retires all of it")
    func empty() throws {
        try load("2026-04-10", Self.person(1), Self.person(2))
        #expect(try load("2026-04-20") == "retired 2")
        #expect(try live() == 0)
        #expect(try office.verify() == [])
    }

    @Test("a catalogue speaks for the issuers that occur in it")
    func partition() throws {
        let all = DossierText.procedures(("1.000001", "Bộ A"), ("1.000002", "Bộ A"), ("1.000003", "Bộ B"))
        try office.load(all, "2026-04-10")
        let part = DossierText.procedures(("1.000002", "Bộ A"))
        #expect(try office.load(part, "2026-04-20").tale == "read 1, unchanged 1, retired 1")
        #expect(try codes() == ["1.000002", "1.000003"])
        // One that moved to another issuer is live there.
        #expect(
            try office.load(DossierText.procedures(("1.000001", "Bộ B"), ("1.000003", "Bộ B")), "2026-04-25").tale
                == "read 2, changed 1, unchanged 1")
        #expect(try codes() == ["1.000001", "1.000002", "1.000003"])
    }

    @Test("a list of dossiers is partial: what it lacks stays")
    func partial() throws {
        let columns = "Trạng thái,Ngày tiếp nhận"
        try office.load(DossierText.list(columns, "4,01/04/2026"), "2026-04-10")
        try office.load(DossierText.list(columns, "H55.242-260402-0001,4,02/04/2026"), "2026-04-20")
        #expect(try office.rows("SELECT count(*) FROM ho_so") == ["2"])
    }
}
