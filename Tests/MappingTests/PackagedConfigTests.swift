import Domain
import Foundation
import Testing

@testable import Mapping

/// The configuration that the Debian package installs (`Sources/workshop/Packaging/etc`).
struct PackagedConfigTests {
    private static func text() throws -> String {
        String(
            decoding: try Data(
                contentsOf: URL(fileURLWithPath: Rig.top + "/Sources/workshop/Packaging/etc/nightly.yaml")),
            as: UTF8.self)
    }

    private static func compiled(_ text: String) -> ConfigCompiler {
        var compiler = ConfigCompiler(path: "/etc/chitieu/nightly.yaml", bytes: Array(text.utf8))
        compiler.check(against: Rig.house.rules)
        return compiler
    }

    @Test("the example holds against the house's rules, and is about the folders that the package makes")
    func example() throws {
        let compiler = Self.compiled(try Self.text())
        #expect(compiler.diagnostics.map { $0.text(.en) } == [])
        #expect(compiler.config.warehouse == "/var/lib/chitieu/kho.db")
        #expect(compiler.config.identityKey == "/var/lib/chitieu-key/kho.key")
        #expect(compiler.config.mappings == "/usr/share/chitieu/Mappings")
        #expect(compiler.config.archive?.folder == "/var/lib/chitieu/archive")
        #expect(compiler.config.folders.map(\.path) == ["/srv/chitieu/01981"])
        #expect(compiler.config.folders.map(\.unit) == ["H55.242"])
    }

    @Test("what is commented out in it holds too")
    func commented() throws {
        let uncommented = try Self.text().split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                // "# name: …" and "#   - {…}" are settings; prose begins with a capital letter or goes on behind a sentence.
                line.contains(#/^\s*# (\s*- |[a-z_]+:( |$))/#)
                    ? String(line.replacing("# ", with: "", maxReplacements: 1)) : String(line)
            }
            .joined(separator: "\n")
        let compiler = Self.compiled(uncommented)
        #expect(compiler.diagnostics.map { $0.text(.en) } == [])
        #expect(compiler.config.folders.map(\.sources) == [["danh-sach-ho-so", "vneid"]])
        #expect(compiler.config.folders.map(\.usesArrival) == [true])
        #expect(compiler.config.expected.count == 1)
        #expect(compiler.config.plan == "vinh-thong-2026")
        #expect(compiler.config.metrics != nil)
    }

    @Test("every entry that a configuration may have stands in it")
    func complete() throws {
        let text = try Self.text()
        guard case .object(let fields) = YamlShape.nightly else { return }
        for field in fields {
            #expect(text.contains("\n\(field.name):") || text.contains("\n# \(field.name):"), "\(field.name)")
        }
    }
}
