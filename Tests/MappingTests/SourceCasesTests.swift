import Domain
import Foundation
import Readers
import Testing

@testable import Mapping

/// The case of each source in `Fixtures/`, found there and never listed here. `CHITIEU_RECORD=1` writes what was expected anew.
struct SourceCasesTests {
    /// A folder with an input: `{source}` or `{source}.{what}`.
    static let cases: [String] = {
        let sources = Rig.house.rules.sources.map(\.id)
        let all = FileManager.default.subpaths(atPath: Rig.top + "/Fixtures") ?? []
        let folders = Set(all.compactMap { $0.split(separator: "/").first.map(String.init) })
        return folders.filter { folder in sources.contains { folder == $0 || folder.hasPrefix($0 + ".") } }.sorted()
    }()

    @Test("every source has a case")
    func everySource() {
        for source in Rig.house.rules.sources {
            #expect(Self.cases.contains(source.id), "Fixtures/\(source.id)/ is missing")
        }
    }

    @Test("a case of a source comes to the facts and rejects that are expected", arguments: cases)
    func comes(_ name: String) throws {
        let folder = "\(Rig.top)/Fixtures/\(name)"
        let file = try #require(try input(folder))
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)")))
        let options = try options(folder)
        let outcome = try Rig.load(bytes, name: file, unit: options["unit"] ?? "")
        #expect(outcome.source == name.split(separator: ".").first.map(String.init))
        #expect(outcome.asOf != nil, "the file tells no day")
        let facts = outcome.lines.map { $0 + "\n" }.joined()
        let rejects =
            "line,field,code,severity\n"
            + outcome.rejects.map { "\($0.line),\($0.field),\($0.code.rawValue),\($0.severity.rawValue)\n" }.joined()
        for (name, found) in [("expected.ndjson", facts), ("rejects.csv", rejects)] {
            let path = "\(folder)/\(name)"
            if ProcessInfo.processInfo.environment["CHITIEU_RECORD"] == "1" {
                try Data(found.utf8).write(to: URL(fileURLWithPath: path))
            }
            let expected = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
            #expect(found == expected, "\(path)")
        }
        #expect(
            outcome.read == outcome.lines.count + outcome.filtered + outcome.rejects.count { $0.severity == .record })
    }

    private func input(_ folder: String) throws -> String? {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().first { $0.hasPrefix("input") }
    }

    /// `case.txt`: lines as `unit: H55.242`.
    private func options(_ folder: String) throws -> [String: String] {
        let path = folder + "/case.txt"
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        var options: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { options[parts[0]] = parts[1] }
        }
        return options
    }
}
