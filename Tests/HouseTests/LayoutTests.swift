import Foundation
import Testing

@testable import Mapping

/// What lies where, and what must be documented where.
struct LayoutTests {
    @Test("the top folder holds what the house has and nothing else")
    func top() throws {
        let allowed: Set = ["Package.swift", "Sources", "Tests", "Fixtures", "Mappings", "README.md"]
        // What the package manager writes is not committed.
        let made: Set = ["Package.resolved"]
        let found = try FileManager.default.contentsOfDirectory(atPath: Tree.top)
            .filter { !$0.hasPrefix(".") && !made.contains($0) }
        #expect(Set(found) == allowed)
    }

    @Test("names of files are ASCII: git and archives write others in ways of their own")
    func names() throws {
        for folder in ["Fixtures", "Mappings", "Sources", "Tests"] {
            for path in try Tree.files(folder) { #expect(path.utf8.allSatisfy { $0 < 0x80 }, "\(path)") }
        }
    }

    @Test("every type of a column is named in Mappings/README.md")
    func types() throws {
        let page = try Tree.text("Mappings/README.md")
        let words = Set(page.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        for type in ColumnTypeName.all { #expect(words.contains(type), "type: \(type)") }
    }

    @Test("the committed JSON Schemas are those of the code; workshop record writes them")
    func schemas() throws {
        for (name, text) in JSONSchema.documents {
            #expect(try Tree.text("Mappings/.schema/\(name).json") == text, "\(name)")
            _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
        }
    }

    @Test("every YAML file begins with its schema, so that an editor completes and underlines")
    func schemaLines() throws {
        for (room, schema) in [
            ("records", "record"), ("sources", "source"), ("indicators", "indicator"), ("forms", "form"),
            ("indexes", "index"), ("plans", "plan"),
            ("calendars", "calendar"), ("checks", "check"),
        ] {
            for path in try Tree.files("Mappings/\(room)", ending: ".yaml") {
                let line = "# yaml-language-server: $schema=../.schema/\(schema).json\n"
                #expect(try Tree.text(path).hasPrefix(line), "\(path)")
            }
        }
    }
}
