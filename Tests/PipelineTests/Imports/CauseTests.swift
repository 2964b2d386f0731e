import Domain
import Foundation
import Pipeline
import Reports
import Testing

/// Through which file a value changed: one that can have done it, and no other.
struct CauseTests {
    private let office: Office
    private let drop: Drop

    init() throws {
        office = try Office()
        drop = try Drop()
    }

    /// One run over some files, each of which tells its day; the numbers of their loads.
    @discardableResult
    private func run(_ files: String..., unit: String? = nil) throws -> [Int64] {
        let paths = try files.map { try office.write(Array($0.utf8), suffix: "csv") }
        let report = try office.load(paths, asOf: nil, unit: unit)
        #expect(report.files.allSatisfy { $0.status == .loaded }, "\(report.files)")
        return report.files.compactMap(\.load)
    }

    /// Loads and causes that the newest run's changes name, of a unit.
    private func causes(_ unit: String = "H55.242") throws -> [String] {
        try office.rows(
            """
            SELECT DISTINCT coalesce(load, '-') || '|' || cause FROM indicator_change WHERE unit = '\(unit)'
            AND run = (SELECT max(run) FROM run) ORDER BY 1
            """)
    }

    private func list(_ numbers: ClosedRange<Int>, _ day: String, late: Int = 0, unit: String = "H55.242") -> String {
        let rows = numbers.map { Drop.row($0).replacing("08/04", with: $0 <= late ? "18/04" : "08/04") }
        return drop.list(rows, unit: unit, exported: "\(day)/05/2026")
    }

    @Test("a file that changed nothing is not named for what another one changed")
    func stale() throws {
        try run(list(1...3, "05"))
        let loads = try run(list(1...3, "04"), list(1...3, "06", late: 1))
        #expect(try causes() == ["\(loads[1])|file"])
        #expect(try causes("H55") == ["\(loads[1])|file"])
        // The same day once more, behind the one that changes.
        let again = try run(list(1...3, "06", late: 2), list(1...3, "06", late: 2) + "\n")
        #expect(try causes() == ["\(again[0])|file"])
        #expect(try office.verify() == [])
    }

    @Test("of several files that changed a unit none is named, nor of a parent's several communes")
    func several() throws {
        try run(list(1...3, "05"), list(1...3, "05", unit: "H55.300"))
        let loads = try run(
            list(1...1, "06", late: 1), list(2...2, "06", late: 2), list(1...3, "06", late: 1, unit: "H55.300"))
        #expect(try causes() == ["-|file"])
        #expect(try causes("H55.300") == ["\(loads[2])|file"])
        #expect(try causes("H55") == ["-|file"])
    }

    @Test("a list without news that carries a unit's data further is named for what that changed")
    func coverage() throws {
        let pending = "0008,Đang giải quyết,20/04/2026,06/05/2026,"
        try run(drop.list([Drop.row(1), pending], exported: "05/05/2026"))
        let loads = try run(
            drop.list([Drop.row(1), pending], exported: "04/05/2026"),
            drop.list([Drop.row(1), pending], exported: "09/05/2026"))
        #expect(try causes() == ["\(loads[1])|file"])
    }

    @Test("a whole list is named for who left it, and for who came back to it")
    func lists() throws {
        let unit = "H55.242"
        try run(drop.persons(5), unit: unit)
        let gone = try run(drop.persons(3), drop.persons(3) + "\n", unit: unit)
        #expect(try causes() == ["\(gone[0])|file"])
        let back = try run(drop.persons(5) + "\n", drop.persons(5) + "\n\n", unit: unit)
        #expect(try office.rows("SELECT changed + new FROM load WHERE load = \(back[0])") == ["0"])
        #expect(try causes() == ["\(back[0])|file"])
        #expect(try office.verify() == [])
    }

    @Test("a dossier that comes to another unit leaves the one that had it, also in its values")
    func moved() throws {
        let source = "sources/danh-sach-ho-so.yaml"
        let text = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: Office.house + "/" + source)), as: UTF8.self)
        try office.rewrite(source, as: text.replacing("\nfields:", with: "\nkey_pattern: [\"HS-####\"]\nfields:"))
        let list = { (unit: String, day: String, more: String, value: String) in
            "Ngày xuất: \(day)/05/2026\nMã hồ sơ,Đơn vị giải quyết,Trạng thái,Ngày tiếp nhận,Ngày kết thúc xử lý\(more)\n"
                + "HS-0001,\(unit),Đã trả kết quả,01/04/2026,08/04/2026\(value)\n"
        }
        try run(list("H55.242", "05", "", ""))
        let loads = try run(list("H55.243", "06", "", ""))
        #expect(try causes("H55.242") == ["\(loads[0])|file"])
        #expect(try office.verify() == [])
        // An older list says something of a dossier that is another unit's by now.
        let older = try run(list("H55.242", "04", ",Kênh thực hiện", ",2"))
        #expect(try causes("H55.243") == ["\(older[0])|file"])
        #expect(try office.verify() == [])
    }

    @Test("a check that is another moves no value: the file that came with it is named")
    func check() throws {
        try run(list(1...3, "05"))
        try office.rewrite(
            "checks/thu.yaml",
            as: """
                title: Thử
                severity: warning
                advice: Sửa.
                order: 99
                over: ho_so
                where: end >= :end
                """)
        let loads = try run(list(1...3, "05", late: 1))
        #expect(try causes() == ["\(loads[0])|file"])
    }
}
