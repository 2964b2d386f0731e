import Domain
import Foundation
import Goldens
import Synthesis
import Testing

/// What `inspect` and its drafts print holds no person: the files of the privacy tests, planted in every column.
struct InspectPrivacyTests {
    private func expectNothing(_ files: [String: String]) throws {
        try expectNothing(files.mapValues { Data($0.utf8) })
    }

    private func expectNothing(_ files: [String: Data]) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("inspect")).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
        }
        for (name, bytes) in files {
            try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
            for way in [[], ["--format", "json"], ["--draft"], ["--draft", "--lang", "en"], ["--lang", "en"]] {
                let run = try ProgramRun(
                    House.executable, ["inspect", name, "--mappings", House.top + "/Mappings"] + way, folder: folder)
                #expect(run.code == 0 || run.code == 2, "\(name) \(way): \(run.code) \(run.error)")
                let printed = Fold.key(run.output + run.error)
                for person in PrivacyTests.planted {
                    #expect(!printed.contains(Fold.key(person)), "\(name) \(way) shows \(person)")
                }
            }
        }
    }

    @Test("a known list shows no person", arguments: PrivacyTable.all)
    func known(_ table: PrivacyTable) throws { try expectNothing(table.files(PrivacyTests.planted)) }

    @Test(
        "nor does it as a sheet, a web page, in an old encoding or packed",
        arguments: ["xlsx", "html", "spreadsheetml", "ods", "tcvn3", "vni", "windows-1258", "utf-16le", "zip"])
    func otherForms(_ name: String) throws {
        let form = try #require(Matrix.forms.first { $0.name == name })
        try expectNothing(["la.\(form.ending)": Data(form.file(PrivacyTable.all[0].rows(PrivacyTests.planted)))])
    }

    @Test("an XML document shows no person")
    func xml() throws {
        try expectNothing(Dictionary(PrivacyXML.files(PrivacyTests.planted).map { ($0, $1) }) { first, _ in first })
    }

    @Test("a file without a header, or with persons in it, shows none of them")
    func headless() throws {
        let people = PrivacyTests.planted
        let rows = (1...9).map { "\($0),\(people[$0 % 2]),00011122233\($0),0\($0)/04/2026,0900111222" }
        try expectNothing([
            "khong-tieu-de.csv": ([0, 1].map { "\(people[$0]),\(people[2]),01/04/2026" } + rows).joined(
                separator: "\n"),
            "toan-ten.csv": "\(people[0]),\(people[1])\n\(people[1]),\(people[0])\n\(people[0]),\(people[0])\n",
            "ten-trong-tieu-de.csv":
                "Người lập: \(people[0]),,,\nSTT,Mã hồ sơ,Trạng thái,\(people[1]),\(people[0])\n"
                + (1...5).map { "\($0),H55.242-260401-000\($0),Đang xử lý,\(people[0]),\(people[4])" }.joined(
                    separator: "\n"),
            "cot-la.csv": "Cột lạ,Cột khác,Năm\n"
                + (1...9).map { "\(people[$0]),\(people[0]),198\($0)" }.joined(separator: "\n"),
        ])
    }
}
