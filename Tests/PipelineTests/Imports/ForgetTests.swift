import Domain
import Foundation
import GRDB
import Mapping
import Reports
import Synthesis
import Testing

@testable import Pipeline
@testable import Warehouse

@Suite("One person forgotten")
struct ForgetTests {
    private let office: Office
    private static let number = "000201000001"
    private static let old = "000123456"

    init() throws { office = try Office() }

    private static let persons = """
        Số định danh,Mức độ định danh,Trạng thái kích hoạt,Ngày kích hoạt
        \(number),2,Đã kích hoạt,31/04/2026
        000201000002,2,Đã kích hoạt,01/04/2026

        """
    private static let dossiers = """
        Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Phí,Số định danh
        H55.242-260401-0001,4,01/04/2026,mười,\(number)
        H55.242-260402-0002,4,02/04/2026,0,000201000002
        H55.242-260403-0003,4,03/04/2026,0,\(old)

        """

    private func loadAll(_ day: String) throws -> [FileReport] {
        [
            try office.load(Self.persons.replacing("31/04", with: "30/03"), day, unit: "H55.242"),
            try office.load(Self.dossiers, day),
        ]
    }

    private func path(_ name: String) -> String { office.folder.appendingPathComponent(name).path }

    private func forget(archive: String? = nil, copies: [String] = []) throws -> ForgetReport {
        try Data("\(Self.number)\n\(Self.old)\n".utf8).write(to: URL(fileURLWithPath: path("so.txt")))
        var run = ForgetRun(
            identityFile: path("so.txt"), warehouse: office.warehouse, mappings: office.mappings, language: .en)
        run.identityKey = path("key")
        (run.archive, run.copies) = (archive, copies)
        return try run()
    }

    private func pseudonyms() -> [[UInt8]] {
        let key = Pseudonymizer(key: [UInt8](repeating: 7, count: 32))
        return [Self.number, Self.old].map { key.pseudonyms(Array($0.utf8))[0] }
    }

    private func bytes() throws -> Data {
        try ["", "-wal", "-shm", "-journal"].reduce(into: Data()) { all, suffix in
            let path = office.warehouse + suffix
            if FileManager.default.fileExists(atPath: path) {
                all += try Data(contentsOf: URL(fileURLWithPath: path))
            }
        }
    }

    @Test(
        "is in no file of the warehouse but for the tombstone, values follow, and a later list does not bring them back"
    )
    func warehouse() throws {
        _ = try loadAll("2026-04-10")
        let others = try office.rows("SELECT * FROM ho_so WHERE ma_ho_so LIKE '%0002'")
        #expect(try office.rows("SELECT count(*) FROM reject WHERE found <> ''") == ["1"])
        let report = try forget()
        let removed: [Int] = [report.records, report.fields, report.rejectTexts]
        #expect(removed == [1, 2, 1])
        #expect(report.valuesChanged > 0)
        #expect(try office.rows("SELECT count(*) FROM dinh_danh") == ["1"])
        #expect(try office.rows("SELECT count(*), count(nullif(dinh_danh_chu_ho_so, '')) FROM ho_so") == ["3|1"])
        #expect(try office.rows("SELECT * FROM ho_so WHERE ma_ho_so LIKE '%0002'") == others)
        #expect(try office.rows("SELECT count(*) FROM reject WHERE found <> ''") == ["0"])
        #expect(try office.verify() == [])
        // The tombstones are all that is left: each stands in the file once.
        for one in pseudonyms() {
            let all = try bytes()
            let first = try #require(all.range(of: Data(one)))
            #expect(all.range(of: Data(one), in: first.upperBound..<all.endIndex) == nil)
        }
        #expect(try bytes().range(of: Data("mười".utf8)) == nil)
        let later = try loadAll("2026-04-20")
        #expect(later.map(\.tale) == ["read 2, unchanged 1, filtered 1", "read 3, unchanged 3, fields 1"])
        let counted = later.map { report in report.warnings.filter { $0.code == "person-forgotten" }.map(\.count) }
        #expect(counted == [[1], [2]])
        #expect(try office.rows("SELECT count(*) FROM dinh_danh") == ["1"])
        #expect(try office.rows("SELECT count(nullif(dinh_danh_chu_ho_so, '')) FROM ho_so") == ["1"])
        #expect(try office.rows("SELECT count(*) FROM reject WHERE found <> ''") == ["0"])
        #expect(try office.verify() == [])
        // Again: nothing is left to do.
        let again = try forget()
        #expect(again.records + again.fields + again.valuesChanged == 0)
    }

    @Test("a list of nobody but a forgotten person is a whole list all the same: it retires the others")
    func alone() throws {
        _ = try loadAll("2026-04-10")
        _ = try forget()
        let text = Self.persons.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n"
        #expect(
            try office.load(text.replacing("31/04", with: "30/03"), "2026-04-20", unit: "H55.242").tale
                == "read 1, filtered 1, retired 1")
        #expect(try office.rows("SELECT count(*) FROM dinh_danh") == ["0"])
        #expect(try office.verify() == [])
    }

    @Test("goes with every file of the archive that holds them, in whatever form; other files stay, the manifest tells")
    func archive() throws {
        _ = try loadAll("2026-04-10")
        let archive = URL(fileURLWithPath: path("luu"))
        var lines: [String] = []
        func put(_ name: String, _ bytes: [UInt8]) throws -> URL {
            let digest = MappingFolder.digest(bytes)
            let folder = archive.appendingPathComponent("files/\(digest.prefix(2))")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let url = folder.appendingPathComponent(digest)
            try Data(bytes).write(to: url)
            let line = """
                {"order":\(lines.count + 1),"run":1,"day":"2026-04-10","name":"\(name)","sha256":"\(digest)","unit":"",\
                "rules":"","thresholds":{},"sources":[]}
                """
            lines.append(line)
            return url
        }
        let held = [
            try put("nguoi.csv", Array(Self.persons.utf8)),
            try put("cach.csv", Array("Số\n 000 201 000 001\n".utf8)),
            try put("so.csv", Array("Số;Tên\n201000001,5;A\n000123456;B\n".utf8)),
            try put("utf16.csv", "Số\tTên\n000201000001\tA\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
            try put("dong-bo.xml", Array("<A><B so=\"000201000001\"/></A>".utf8)),
            try put("hong.csv", Array("a,b\n\"000201000001,2\n3,4\n".utf8)),
        ]
        let others = [
            try put("khac.csv", Array("Số,Mức\n000201000002,2\n1000201000001,0\n".utf8)),
            try put("rong.csv", []),
        ]
        let manifest = archive.appendingPathComponent("manifest.jsonl")
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: manifest)
        let copies = office.folder.appendingPathComponent("sua")
        try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: true)
        let copy = copies.appendingPathComponent("Nguyễn Văn A.can-sua.xlsx")
        try Data(Self.persons.utf8).write(to: copy)
        try Data("Mã\n1\n".utf8).write(to: copies.appendingPathComponent("khac.csv"))
        let report = try forget(archive: archive.path, copies: [copies.path])
        #expect(report.files.count == held.count + 1 && report.unread.isEmpty, "\(report)")
        #expect(report.files.allSatisfy { !$0.name.contains("Nguyễn") })
        for url in held + [copy] { #expect(!FileManager.default.fileExists(atPath: url.path), "\(url)") }
        for url in others { #expect(FileManager.default.fileExists(atPath: url.path)) }
        let told = try String(contentsOf: manifest, encoding: .utf8).split(separator: "\n")
        #expect(told.count == lines.count)
        let marked = told.filter { $0.contains("\"removed\":\"") }.count
        #expect(marked == held.count)
        #expect(told.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        // Cut off between the manifest and the files: done again it finishes, and marks nothing twice.
        try Data(Self.persons.utf8).write(to: held[0])
        #expect(try forget(archive: archive.path).files.count == 1)
        #expect(!FileManager.default.fileExists(atPath: held[0].path))
        #expect(try String(contentsOf: manifest, encoding: .utf8).split(separator: "\n") == told)
        // A damaged line stays as it is and is said; the person goes all the same.
        var hurt = told.map(String.init)
        hurt[1] = "{hỏng"
        try Data((hurt.joined(separator: "\n") + "\n").utf8).write(to: manifest)
        try Data(Self.persons.utf8).write(to: held[0])
        let last = try forget(archive: archive.path)
        #expect(last.damagedLines == [2] && last.exitCode == 1 && last.files.count == 1)
        #expect(try String(contentsOf: manifest, encoding: .utf8).split(separator: "\n").map(String.init) == hurt)
        #expect(throws: RunFailure.self) { try forget(archive: path("khong-co")) }
    }

    @Test("is found in a file of every form, packed or not, and nobody else is taken for them")
    func forms() throws {
        let matrix = try Matrix(count: 12, seed: 4)
        let list = try #require(matrix.lists.first { $0.unit != nil })
        let plain = String(decoding: Matrix.plain.file(list), as: UTF8.self)
        let number = String(try #require(plain.split { !$0.isNumber }.first { $0.count == 12 }))
        let theirs = PersonSearch([Array(number.utf8)])
        let others = PersonSearch([Array("000999999999".utf8), Array((number.dropLast() + "x").utf8)])
        for form in Matrix.forms {
            let path = try office.write(form.file(list), suffix: form.ending)
            let finding = theirs(path)
            #expect(finding.isThere && finding.failure == nil, "\(form.name)")
            #expect(!others(path).isThere, "\(form.name)")
        }
    }

    @Test("while somebody has the warehouse open nothing is removed: 75; a file of other than numbers: 64")
    func refused() throws {
        _ = try loadAll("2026-04-10")
        let standing = try office.standing()
        let reader = try WarehouseFile.reading(office.warehouse)
        #expect(throws: RunFailure.self) { try forget() }
        try reader.queue.close()
        for text in ["", "0002\n", "\(Self.number)\nabc\n"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path("sai.txt")))
            let run = ForgetRun(
                identityFile: path("sai.txt"), warehouse: office.warehouse, mappings: office.mappings, language: .en)
            let failure = #expect(throws: RunFailure.self) { try run() }
            #expect(failure?.exitCode == 64)
            #expect(failure?.messages.contains { $0.contains(Self.number) } == false)
        }
        #expect(try office.standing() == standing)
    }

    private func forget(_ text: String, keepsOut: Bool = false) throws -> ForgetReport {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path("mot.txt")))
        var run = ForgetRun(
            identityFile: path("mot.txt"), warehouse: office.warehouse, mappings: office.mappings, language: .vi)
        (run.identityKey, run.keepsOut) = (path("key"), keepsOut)
        return try run()
    }

    @Test("a number is as it stands, of one person; of somebody unknown nothing is written unless it is asked for")
    func numbers() throws {
        _ = try loadAll("2026-04-10")
        let standing = try office.standing()
        for text in ["201000001\n0201000001\n", "00201000001\n", "\(Self.number)\n000201000002\n"] {
            let failure = #expect(throws: RunFailure.self) { try forget(text) }
            #expect(failure?.exitCode == 64, "\(text)")
        }
        let failure = #expect(throws: RunFailure.self) { try forget("000201000009\n") }
        #expect(failure?.exitCode == 1 && failure?.messages.first?.contains("--keep-out") == true)
        #expect(try office.standing() == standing)
        let tombstones = "SELECT count(*) FROM tombstone"
        #expect(try office.rows(tombstones) == ["0"])
        #expect(try forget("000201000009\n", keepsOut: true).wasForgotten == false)
        #expect(try office.rows(tombstones) == ["1"])
        let again = try forget("000201000009\n")
        #expect(again.wasForgotten && again.exitCode == 0 && again.text(.vi).contains("trước đây"))
        #expect(try office.rows(tombstones) == ["1"])
        #expect(try forget("\(Self.number)\n\(Self.number)\n").records == 1)
    }

    @Test("a backup that knows somebody still is put back without them: the tombstone is carried over")
    func restored() throws {
        _ = try loadAll("2026-04-10")
        let copies = CopyRun(warehouse: office.warehouse, language: .vi)
        var run = copies
        run.mappings = office.mappings
        _ = try copies.backup(to: path("sao.db"))
        _ = try forget()
        let standing = try office.standing()
        let reader = try WarehouseFile.reading(office.warehouse)
        let failure = #expect(throws: RunFailure.self) { try run.restore(from: path("sao.db")) }
        #expect(failure?.exitCode == 75)
        try reader.queue.close()
        #expect(!FileManager.default.fileExists(atPath: office.warehouse + ".moi"))
        #expect(try office.standing() == standing)
        let report = try run.restore(from: path("sao.db"))
        #expect(report.forgotten == 2 && report.exitCode == 0)
        #expect(report.text(.vi).contains("2 số định danh"))
        #expect(try office.rows("SELECT count(*) FROM tombstone") == ["2"])
        #expect(try office.rows("SELECT count(*) FROM dinh_danh") == ["1"])
        #expect(try office.rows("SELECT count(*), count(nullif(dinh_danh_chu_ho_so, '')) FROM ho_so") == ["3|1"])
        #expect(try office.verify() == [])
        for one in pseudonyms() {
            let all = try bytes()
            let first = try #require(all.range(of: Data(one)))
            #expect(all.range(of: Data(one), in: first.upperBound..<all.endIndex) == nil)
        }
        for left in [".moi", ".moi-wal", ".moi-shm"] {
            #expect(!FileManager.default.fileExists(atPath: office.warehouse + left))
        }
        // What cannot be read cannot tell who was forgotten.
        try Data(repeating: 0x41, count: 9_000).write(to: URL(fileURLWithPath: office.warehouse))
        let blind = try run.restore(from: path("sao.db"))
        #expect(blind.exitCode == 1 && blind.text(.vi).contains("phải quên lại"))
    }
}
