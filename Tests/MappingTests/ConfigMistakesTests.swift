import Domain
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
}
