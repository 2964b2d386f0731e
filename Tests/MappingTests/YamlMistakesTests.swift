import Domain
import Foundation
import Records
import Testing

@testable import Mapping

struct YamlMistakesTests {
    private static let codes = "label,code\nCó,1\nKhông,0\n"
    private static let record = """
        title: A
        description: A
        key: [ma]
        unit: don_vi
        columns:
          ma: {type: word, title: Mã}
          don_vi: {type: unit, title: Đơn vị}
          ngay: {type: day, title: Ngày}

        """
    private static let source = """
        title: S
        record: a
        format: table
        dates: dd/MM/yyyy
        match:
          fields: [ma]
        fields:
          ma: {from: Mã}
          ngay: {from: Ngày}

        """

    /// All diagnostics of a folder, each as people see it in English.
    private func mistakes(_ files: [String: String]) throws -> [String] {
        let base = ["codes/co_khong.csv": Self.codes, "records/a.yaml": Self.record, "sources/s.yaml": Self.source]
        let folder = try Rig.folder(base.merging(files) { _, new in new })
        return RulesCompiler(folder: folder).diagnostics.map { $0.text(.en) }
    }

    @Test("a folder without a mistake has none")
    func none() throws {
        #expect(try mistakes([:]) == [])
    }

    @Test("mistakes of all files are found at once, each with file, line, column and the nearest right word")
    func allAtOnce() throws {
        let found = try mistakes([
            "records/b.yaml": "title: B\ndescription: B\nkey: [mã]\nunit: don_vj\ncolumns:\n"
                + "  don_vi: {type: unit, titel: Đơn vị}\n  x: {type: wrod, title: X}\n",
            "sources/s.yaml": Self.source.replacing("ngay: {from", with: "ngya: {from"),
            "calendars/2026.yaml": "year: 2026\noff: [2026-02-30, 2025-01-01]\n",
            "plans/p.yaml": "title: P\nunit: H99\nyear: 2026\ntargets:\n  - {indicator: dung-hna, target: 80}\n",
            "codes/mau.csv": "label,code\nĐỏ,1\nđỏ,2\nXanh,\n",
            "notes/x.txt": "",
        ])
        #expect(
            found == [
                "calendars/2026.yaml:2:7: error: \"2026-02-30\" is no day and no range of days",
                "calendars/2026.yaml:2:19: error: the day 2025-01-01 is not in 2026",
                "codes/mau.csv:3:1: error: \"đỏ\" has code 1 in line 2",
                "codes/mau.csv:4:1: error: label or code is missing",
                "plans/p.yaml:2:7: error: no such unit \"H99\"",
                "plans/p.yaml:5:5: error: \"operator\" and \"target\" go together",
                "plans/p.yaml:5:17: error: no such indicator \"dung-hna\"",
                "records/b.yaml:3:7: error: no such column \"mã\"",
                "records/b.yaml:4:7: error: no such column \"don_vj\", did you mean \"don_vi\"?",
                "records/b.yaml:6:11: error: the entry \"title\" is missing",
                "records/b.yaml:6:24: error: no such entry \"titel\", did you mean \"title\"?",
                "records/b.yaml:7:13: error: \"type\": no such value \"wrod\", did you mean \"word\"?; use one of: day, flag, "
                    + "code, codes, number, word, identity, dossier_code, procedure_code, unit, period",
                "sources/s.yaml:9:3: error: no such field \"ngya\", did you mean \"ngay\"?",
            ])
    }

    @Test("a source says the encoding of its files, one that is read, and of tables only")
    func encoding() throws {
        let folder = try Rig.folder([
            "codes/co_khong.csv": Self.codes, "records/a.yaml": Self.record,
            "sources/s.yaml": Self.source + "encoding: tcvn3\n",
        ])
        #expect(RulesCompiler(folder: folder).rules.sources.map(\.encoding) == [.tcvn3])
        #expect(
            try mistakes(["sources/s.yaml": Self.source + "encoding: viscii\n"]) == [
                "sources/s.yaml:10:11: error: \"encoding\": no such value \"viscii\"; use one of: utf-8, utf-16le, utf-16be, "
                    + "windows-1258, tcvn3, vni"
            ])
        let xml = Self.source.replacing("format: table", with: "format: xml\nencoding: vni").replacing(
            "fields: [ma]", with: "record: A/B")
        #expect(try mistakes(["sources/s.yaml": xml]).contains { $0.hasSuffix("\"encoding\" is for tables only") })
    }

    @Test("a kind with mistakes of its own is not missing for its sources and references")
    func noEcho() throws {
        let found = try mistakes([
            "records/a.yaml": Self.record.replacing("unit: don_vi", with: "unti: don_vi"),
            "records/b.yaml": Self.record.replacing("{type: day", with: "{references: a, type: day"),
        ])
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.hasPrefix("records/a.yaml") })
    }

    @Test("a reference to no kind has its place")
    func reference() throws {
        let found = try mistakes([
            "records/a.yaml": Self.record.replacing("{type: day", with: "{references: aa, type: day")
        ])
        #expect(found == ["records/a.yaml:8:22: error: no such kind of record \"aa\", did you mean \"a\"?"])
    }

    /// A source with one line changed, and what is said.
    @Test(
        "a source's mistakes are said where they are",
        arguments: [
            ("record: a", "record: b", "sources/s.yaml:2:9: error: no such kind of record \"b\", did you mean \"a\"?"),
            (
                "dates: dd/MM/yyyy", "dates: DD/MM/YYYY",
                "sources/s.yaml:4:8: error: the form of dates \"DD/MM/YYYY\" means nothing (dd/MM/yyyy, yyyyMMddHHmmss, …; MM is the month, mm minutes)"
            ),
            (
                "format: table", "format: tabel",
                "sources/s.yaml:3:9: error: \"format\": no such value \"tabel\", did you mean \"table\"?; use one of: table, xml"
            ),
            ("fields: [ma]", "fields: [mã]", "sources/s.yaml:6:12: error: no such field \"mã\", did you mean \"ma\"?"),
            (
                "ma: {from: Mã}", "ma: {from: Mã, formats: Mã}",
                "sources/s.yaml:8:27: error: the form of dates \"Mã\" means nothing"
            ),
            (
                "ma: {from: Mã}", "ma: {}",
                "sources/s.yaml:8:3: error: \"ma\" needs one of: from, else, first_of, choose, mark, sum, covers, constant"
            ),
            (
                "ngay: {from: Ngày}", "ngay: {from: MÃ}",
                "sources/s.yaml:9:9: error: the heading \"Mã\" fits both \"ma\" and \"ngay\""
            ),
            (
                "ngay: {from: Ngày}", "ngay: {from: Ngày, beside: mm}",
                "sources/s.yaml:9:30: error: no such field \"mm\", did you mean \"ma\"?"
            ),
            (
                "ngay: {from: Ngày}", "ngay: {from: Ngày, codes: kenh}",
                "sources/s.yaml:9:29: error: no such code list \"kenh\""
            ),
            (
                "fields: [ma]\n", "any: [ma, mm]\n",
                "sources/s.yaml:6:13: error: no such field \"mm\", did you mean \"ma\"?"
            ),
            ("  ma: {from: Mã}\n", "", "sources/s.yaml:8:3: error: the key field \"ma\" is missing"),
            (
                "dates: dd/MM/yyyy", "as_of: {title: [Ngày], name: [\"*\"]}",
                "sources/s.yaml:4:17: error: the pattern needs one of {ngay}, {thang}, {quy}, {nam}"
            ),
            (
                "dates: dd/MM/yyyy", "partition: mm",
                "sources/s.yaml:4:12: error: no such column \"mm\", did you mean \"ma\"?"
            ),
            ("title: S", "title: [S]", "sources/s.yaml:1:8: error: \"title\" must be a text"),
            ("title: S", "complete: maybe\ntitle: S", "sources/s.yaml:1:11: error: \"complete\" must be true or false"),
            (
                "title: S", "max_rejects: ten\ntitle: S",
                "sources/s.yaml:1:14: error: \"max_rejects\" must be a whole number"
            ),
            ("title: S", "title: S\ntitle: T", "sources/s.yaml:1:1: error: the YAML cannot be read"),
            ("title: S", "title: \"S", "sources/s.yaml:"),
        ])
    func sources(_ old: String, _ new: String, _ expected: String) throws {
        let found = try mistakes(["sources/s.yaml": Self.source.replacing(old, with: new)])
        #expect(found.contains { $0.hasPrefix(expected) }, "\(found)")
    }

    @Test("a file that is empty, no YAML or no UTF-8 is a mistake, not a silence")
    func unreadable() throws {
        #expect(try mistakes(["sources/e.yaml": ""]) == ["sources/e.yaml: error: the file is empty"])
        #expect(try mistakes(["sources/e.yaml": "- a\n"]).first?.hasPrefix("sources/e.yaml:1:1: error:") == true)
        #expect(
            try mistakes(["sources/e.yml": ""]) == ["sources/e.yml: warning: the file is not used (.yaml is wanted)"])
    }

    @Test("a code list's wrong heading and wrong width are said")
    func codeLists() throws {
        #expect(
            try mistakes(["codes/mau.csv": "lable,code\nĐỏ,1\n"]).prefix(2) == [
                "codes/mau.csv:1:1: error: no such column \"lable\", did you mean \"label\"?",
                "codes/mau.csv:1:1: error: the column \"label\" is missing",
            ])
        #expect(
            try mistakes(["codes/mau.csv": "label,code\nĐỏ,1,x\n"])
                == ["codes/mau.csv:2:1: error: the row has 3 cells, the header 2"])
        #expect(
            try mistakes(["codes/don_vi.csv": "code,name,level,parent\nH55,Tỉnh,tinhh,\nH55,Tỉnh,tinh,\n"]) == [
                "codes/don_vi.csv:2:1: error: level must be tinh, so or xa",
                "codes/don_vi.csv:3:1: error: the code H55 is there twice",
            ])
    }

    @Test("units are matched by code, area code or a name that is theirs alone")
    func units() throws {
        let units = Rig.house.rules.units
        #expect(units.code("01981") == "H55.242")
        #expect(units.match("UBND xã Vĩnh Thông") == "H55.242")
        #expect(units.match("Phường Vĩnh Thông") == nil)
        #expect(units.code("30760") == nil)
        #expect(units.parent(of: "H55.242") == "H55")
        #expect(units.level(of: "H55.12") == "so")
        let two = UnitList(entries: [
            UnitList.Entry(code: "A1", name: "Xã X", level: "xa", parent: "", area: "", aliases: [], successors: []),
            UnitList.Entry(code: "B1", name: "Xã X", level: "xa", parent: "", area: "", aliases: [], successors: []),
        ])
        #expect(two.match("xã x") == nil)
    }

    @Test("calendars hold the holidays and the make-up Saturdays of their year")
    func calendars() throws {
        let calendars = Rig.house.rules.calendars
        #expect(calendars.map(\.year) == [2025, 2026])
        #expect(calendars.map(\.off.count) == [12, 14])
        #expect(calendars[1].working.map { Day(number: $0).iso } == ["2026-01-10", "2026-08-22"])
        #expect(calendars[1].off.contains(try #require(Day(iso: "2026-11-24")).number))
    }
}
