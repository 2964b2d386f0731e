import Domain
import Foundation
import Testing

@testable import Mapping

/// What a configuration of the nightly job may not say, with its line.
struct ConfigMistakesTests {
    private static func mistakes(_ text: String) -> [String] {
        ConfigCompiler(path: "/etc/chitieu/nightly.yaml", bytes: Array(text.utf8)).diagnostics.map { $0.text(.en) }
    }

    @Test("a first day before 2000 would make thousands of lists that never came")
    func first() {
        func text(_ day: String) -> String {
            """
            warehouse: /kho.db
            folders: [{path: /nop, unit: "01981"}]
            expected:
              - {unit: "01981", source: vneid, every: month, from: \(day), due: 10}
            """
        }
        #expect(Self.mistakes(text("2000-01-01")) == [])
        let found = Self.mistakes(text("1800-01-01"))
        #expect(found.count == 1 && found[0].contains(":4:") && found[0].contains("2000"), "\(found)")
    }

    @Test("an entry that is none, and near none, is told with those that there are")
    func unknown() {
        let found = Self.mistakes(
            "warehouse: /kho.db\ncopies: {write: false}\nfolders: [{path: /nop, unit: \"01981\"}]\n")
        #expect(
            found == ["/etc/chitieu/nightly.yaml:2:10: error: no such entry \"write\"; use one of: make, keep_days"],
            "\(found)")
    }

    @Test("a shell's ~ is no folder")
    func home() {
        let text = """
            warehouse: ~/kho.db
            archive: {folder: ~/luu}
            folders:
              - {path: ~/drop, unit: "01981"}
              - {path: /nop/a~b, unit: "01981"}
            """
        let found = Self.mistakes(text)
        #expect(found.count == 3, "\(found)")
        #expect(found.last?.contains(":4:") == true && found.last?.contains("…/drop") == true, "\(found)")
    }

    private static func mistakes(places: String) -> [String] {
        mistakes("folders: [{path: /nop, unit: \"01981\"}]\n" + places)
    }

    @Test(
        "nothing but originals lies in the archive",
        arguments: [
            ("warehouse: /luu/kho.db", "the warehouse /luu/kho.db lies in this archive"),
            ("warehouse: /kho.db\nidentity_key: /luu/a/khoa", "the key /luu/a/khoa lies in this archive"),
            ("warehouse: /kho.db\nmetrics: /luu/x.prom", "the file of figures /luu/x.prom lies in this archive"),
            ("warehouse: /kho.db\nbackups: /luu", "the folder of backups /luu lies in this archive"),
            ("warehouse: /kho.db\nmappings: /luu/Mappings", "the folder of rules /luu/Mappings lies in this archive"),
        ])
    func archive(_ text: String, _ words: String) {
        let found = Self.mistakes(places: "archive:\n  folder: /luu\n\(text)")
        #expect(found.count == 1 && found[0].contains(":3:") && found[0].contains(words), "\(found)")
    }

    @Test("an archive in which the configuration itself lies, or all")
    func archiveAround() {
        for folder in ["/etc", "/etc/chitieu", "."] {
            let found = Self.mistakes(places: "warehouse: /kho.db\narchive: {folder: \(folder)}")
            #expect(
                found.contains { $0.contains(":3:") && $0.contains("the configuration /etc/chitieu/nightly.yaml") },
                "\(found)")
        }
        #expect(Self.mistakes(places: "warehouse: /kho.db\narchive: {folder: /}").count > 2)
    }

    @Test(
        "two things have two places",
        arguments: [
            ("warehouse: /kho.db\nmetrics: /kho.db", 3, "the file of figures /kho.db is in the place of the warehouse"),
            ("warehouse: /kho.db\nidentity_key: /kho.db", 3, "the key /kho.db is in the place of the warehouse"),
            ("warehouse: nightly.yaml", 2, "is in the place of the configuration"),
            ("warehouse: /kho.db\nbackups: /kho.db/sao", 3, "the folder of backups /kho.db/sao is in the place of"),
        ])
    func same(_ text: String, _ line: Int, _ words: String) {
        let found = Self.mistakes(places: text)
        #expect(found.count == 1 && found[0].contains(":\(line):") && found[0].contains(words), "\(found)")
    }

    @Test("neither the key nor the warehouse lies in the folder of backups")
    func backups() {
        var found = Self.mistakes(places: "warehouse: /a/kho.db\nidentity_key: /sao/khoa/k\nbackups: /sao")
        #expect(found.count == 1 && found[0].contains(":4:") && found[0].contains("the key /sao/khoa/k"), "\(found)")
        found = Self.mistakes(places: "warehouse: /a/kho.db\nbackups: /a")
        #expect(found.count == 1 && found[0].contains("/a/kho.db and its key lie"), "\(found)")
        #expect(Self.mistakes(places: "warehouse: /a/kho.db\nidentity_key: /k/khoa\nbackups: /a/sao") == [])
    }

    @Test("a link that leads nowhere, by the one that names it; links that lead somewhere count as where they lead")
    func links() {
        func mistakes(_ text: String) -> [String] {
            ConfigCompiler(
                path: "/etc/chitieu/nightly.yaml",
                bytes: Array(("folders: [{path: /nop, unit: \"01981\"}]\n" + text).utf8),
                resolve: { $0.replacingOccurrences(of: "/lien-ket", with: "/luu") },
                dangling: { $0.hasPrefix("/mat/") ? "/mat" : nil }
            ).diagnostics.map { $0.text(.en) }
        }
        var found = mistakes("warehouse: /mat/kho.db\nidentity_key: /k\narchive: {folder: /luu}")
        #expect(
            found.count == 1 && found[0].contains(":2:") && found[0].contains("the link /mat leads nowhere"), "\(found)"
        )
        found = mistakes("warehouse: /lien-ket/kho.db\narchive: {folder: /luu}")
        #expect(found.count == 1 && found[0].contains(":3:"), "\(found)")
    }
}
