import Domain
import Foundation
import Pipeline
import Reports
import Testing

/// The nightly job over one watched folder: what is taken, what is left, what lies where afterwards.
struct NightTests {
    private let drop: Drop

    init() throws { drop = try Drop() }

    @Test("what is taken leaves the folder for the archive, with a receipt; a second night finds nothing")
    func taken() throws {
        try drop.drop(drop.list([Drop.row(1), Drop.row(2)]), "ho-so.csv")
        let report = try drop.night()
        #expect(report.exitCode == 0)
        #expect(report.files.map(\.status) == [.loaded])
        #expect(try drop.names() == ["ho-so.csv.bien-nhan.txt"])
        let kept = try drop.names("luu")
        #expect(kept.count == 2 && kept.contains("manifest.jsonl"))
        let receipt = try drop.text("nop/ho-so.csv.bien-nhan.txt")
        #expect(receipt.unicodeScalars.first == "\u{FEFF}" && !receipt.contains("Tệp gốc"))
        #expect(receipt.contains("\r\n") && !receipt.replacing("\r\n", with: "").contains("\n"))
        #expect(try drop.night().files.isEmpty)
        #expect(try drop.rows("SELECT count(*) FROM ho_so") == ["2"])
        #expect(try drop.rows("SELECT count(*) FROM intake") == ["0"])
    }

    @Test("without an archive a taken file goes to da-nhan, and no name is taken twice")
    func withoutArchive() throws {
        drop.archive = nil
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        try drop.night()
        try drop.drop(drop.list([Drop.row(1), Drop.row(2)]), "ho-so.csv")
        try drop.night()
        #expect(try drop.names() == ["da-nhan/ho-so (2).csv", "da-nhan/ho-so.csv", "ho-so.csv.bien-nhan.txt"])
        #expect(try drop.text("nop/da-nhan/ho-so.csv") == drop.list([Drop.row(1)]))
        #expect(try drop.text("nop/ho-so.csv.bien-nhan.txt").contains("chuyển vào thư mục da-nhan "))
    }

    @Test("a refused file goes back to its clerk, and another unit's is refused")
    func refused() throws {
        try drop.drop(drop.list([Drop.row(1)], unit: "H55.243"), "xa-khac.csv")
        try drop.drop("gì đó,khác\n1,2\n", "la.csv")
        let report = try drop.night()
        #expect(report.exitCode == 2)
        #expect(report.files.compactMap { $0.failure?.code }.sorted() == ["source-unknown", "unit-foreign"])
        #expect(
            try drop.names() == [
                "la.csv.bien-nhan.txt", "tra-lai/la.csv", "tra-lai/xa-khac.csv", "xa-khac.csv.bien-nhan.txt",
            ])
        #expect(try drop.text("nop/la.csv.bien-nhan.txt").contains("chuyển vào thư mục tra-lai "))
        #expect(try drop.rows("SELECT count(*) FROM ho_so") == ["0"])
    }

    @Test("an archive that takes nothing is named, not the clerk's file, and stops the night with 74")
    func closedArchive() throws {
        try drop.night()
        let digits = "0123456789abcdef"
        for a in digits {
            for b in digits { try Data().write(to: URL(fileURLWithPath: drop.path("luu/files/\(a)\(b)"))) }
        }
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        let failure = #expect(throws: RunFailure.self) { try drop.night() }
        #expect(failure?.exitCode == 74)
        let message = failure?.messages.first ?? ""
        #expect(message.contains("/luu/files/") && message.hasSuffix(": không phải là thư mục"), "\(message)")
        #expect(!message.contains("ho-so.csv"))
        #expect(try drop.names() == ["ho-so.csv"])
        for name in try drop.names("luu/files") {
            try FileManager.default.removeItem(atPath: drop.path("luu/files/" + name))
        }
        #expect(try drop.night().files.map(\.status) == [.loaded])
        #expect(try drop.rows("SELECT count(*) FROM ho_so") == ["1"])
    }

    @Test("a marker without its file is said when it is a day old; a person's name in a folder's is masked")
    func orphan() throws {
        let inner = "nop/Nguyễn Văn An"
        try FileManager.default.createDirectory(atPath: drop.path(inner), withIntermediateDirectories: true)
        for name in ["moi.csv.xong", "cu.csv.xong"] { try drop.drop("", "Nguyễn Văn An/" + name) }
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: drop.path(inner + "/cu.csv.xong"))
        let report = try drop.night()
        #expect(report.left?.map(\.name) == ["cu.csv.xong"] && report.left?.map(\.reason) == [.orphan])
        #expect(report.left?.first?.folder.contains("Văn An") == false && report.exitCode == 1)
    }

    @Test("a folder takes only its sources")
    func sources() throws {
        drop.folder = "sources: [vneid]"
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        try drop.drop(drop.persons(3), "vneid.csv")
        let report = try drop.night()
        #expect(report.files.compactMap { $0.failure?.code } == ["source-elsewhere"])
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["3"])
    }

    @Test("drafts, markers and receipts are no exports; links are said and not followed")
    func passedOver() throws {
        for name in [
            ".an.csv", "~$ho-so.xlsx", "ho-so.csv.part", "x.tmp", "Thumbs.db", "cu.csv.bien-nhan.txt", "la.csv.xong",
        ] {
            try drop.drop("x", name)
        }
        try drop.drop(drop.list([Drop.row(1)]), "that")
        try FileManager.default.moveItem(atPath: drop.path("nop/that"), toPath: drop.path("that"))
        try FileManager.default.createSymbolicLink(
            atPath: drop.path("nop/lien-ket.csv"), withDestinationPath: drop.path("that"))
        let report = try drop.night()
        #expect(report.files.isEmpty)
        #expect(report.left?.map(\.reason) == [.notRegular])
        #expect(report.exitCode == 66)
        #expect(try drop.names().count == 8)
    }

    @Test(
        "a file that cannot be put away does not block the next, and its move is finished later without a second load")
    func blocked() throws {
        drop.archive = nil
        try drop.drop(drop.list([Drop.row(1)]), "a.csv")
        try drop.drop(drop.list([Drop.row(2)]), "b.csv")
        try FileManager.default.createSymbolicLink(atPath: drop.path("nop/da-nhan"), withDestinationPath: "/tmp")
        let report = try drop.night()
        #expect(report.exitCode == 74)
        #expect(report.files.count == 2 && report.left?.map(\.reason) == [.blocked, .blocked])
        #expect(try drop.rows("SELECT count(*) FROM ho_so") == ["2"])
        try FileManager.default.removeItem(atPath: drop.path("nop/da-nhan"))
        #expect(try drop.night().exitCode == 0)
        #expect(try drop.names() == ["a.csv.bien-nhan.txt", "b.csv.bien-nhan.txt", "da-nhan/a.csv", "da-nhan/b.csv"])
        #expect(try drop.rows("SELECT count(*) FROM t_load") == ["2"])
    }

    @Test("files of one night are taken in the order of their days, then by name")
    func order() throws {
        try drop.drop(drop.list([Drop.row(1)], exported: "06/05/2026"), "a.csv")
        try drop.drop(drop.list([Drop.row(2)], exported: "05/05/2026"), "c.csv")
        try drop.drop(drop.list([Drop.row(3)], exported: "05/05/2026"), "b.csv")
        #expect(try drop.night().files.map(\.name) == ["b.csv", "c.csv", "a.csv"])
    }

    @Test("an export without a day speaks of its arrival only where the folder says so")
    func arrival() throws {
        let list = drop.list([Drop.row(1)], exported: nil)
        try drop.drop(list, "ho-so.csv")
        #expect(try drop.night().files.compactMap { $0.failure?.code } == ["as-of-missing"])
        drop.folder = "as_of: arrival"
        try drop.drop(list, "ho-so.csv")
        let file = try #require(try drop.night().files.first)
        #expect(file.asOfFrom == "arrival" && file.asOf == LocalTime.today.iso)
    }

    @Test("by day a receipt is written and nothing is loaded or moved; what was checked is not checked again")
    func byDay() throws {
        try drop.drop(drop.list([Drop.row(1), "xx"]), "ho-so.csv")
        let report = try drop.night(isCheck: true)
        #expect(report.files.map(\.status) == [.loaded])
        #expect(try drop.names() == ["ho-so.can-sua.xlsx", "ho-so.csv", "ho-so.csv.bien-nhan.txt"])
        #expect(try drop.rows("SELECT count(*) FROM t_load") == ["0"])
        let receipt = try drop.text("nop/ho-so.csv.bien-nhan.txt")
        #expect(try drop.night(isCheck: true).files.isEmpty)
        try drop.night()
        #expect(try drop.names() == ["ho-so.can-sua.xlsx", "ho-so.csv.bien-nhan.txt"])
        #expect(try drop.text("nop/ho-so.csv.bien-nhan.txt") != receipt)
    }

    @Test("somebody else's file under a receipt's name stays")
    func foreignReceipt() throws {
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        try drop.drop("của tôi", "ho-so.csv.bien-nhan.txt")
        try drop.night()
        #expect(try drop.names() == ["ho-so.csv.2.bien-nhan.txt", "ho-so.csv.bien-nhan.txt"])
        #expect(try drop.text("nop/ho-so.csv.bien-nhan.txt") == "của tôi")
    }

    @Test("the archive keeps a file for its days, and its manifest for ever")
    func expires() throws {
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        try drop.night()
        let manifest = try drop.text("luu/manifest.jsonl").replacing(
            "\"day\":\"\(LocalTime.today.iso)\"", with: "\"day\":\"2026-01-01\"")
        try Data(manifest.utf8).write(to: URL(fileURLWithPath: drop.path("luu/manifest.jsonl")))
        drop.archive = "{folder: luu, keep_days: 30}"
        try drop.drop(drop.list([Drop.row(2)]), "moi.csv")
        try drop.night()
        #expect(try drop.names("luu").count == 2)
        #expect(try drop.text("luu/manifest.jsonl").contains("\"removed\":\"\(LocalTime.today.iso)\""))
        #expect(try drop.text("luu/manifest.jsonl").split(separator: "\n").count == 2)
    }

    @Test("names that are as long as can be have receipts and copies all the same, and so do names that are no UTF-8")
    func longNames() throws {
        let list = drop.list([Drop.row(1), "xx"])
        let long = String(repeating: "ă", count: 125) + ".csv"
        try drop.drop(list, long)
        let odd = drop.path("nop").utf8.map { CChar(bitPattern: $0) } + [0x2F, 0x68, -27, 0x2E, 0x63, 0x73, 0x76, 0]
        let descriptor = unsafe open(odd, O_CREAT | O_WRONLY, 0o600)
        let bytes = Array(drop.list([Drop.row(2)]).utf8)
        let put = unsafe write(descriptor, bytes, bytes.count)
        #expect(put == bytes.count)
        close(descriptor)
        let report = try drop.night()
        #expect(report.files.map(\.status) == [.loaded, .loaded] && report.exitCode == 1)
        let names = try FileManager.default.contentsOfDirectory(atPath: drop.path("nop"))
        #expect(names.count { $0.hasSuffix(".bien-nhan.txt") } == 2)
        #expect(names.count { $0.hasSuffix(".can-sua.xlsx") } == 1)
        #expect(names.allSatisfy { $0.utf8.count <= 255 && !$0.hasSuffix(".csv") })
    }
}
