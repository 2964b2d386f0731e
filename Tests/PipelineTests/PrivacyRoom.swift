import Domain
import Foundation
import Goldens
import Testing

/// A folder for a moment in which files are loaded in every way, and then everything is searched.
struct PrivacyRoom {
    private let folder: String
    private let inputs: [String]
    private var printed: [String] = []

    init(files: [String: String]) throws { try self.init(bytes: files.mapValues { Data($0.utf8) }) }

    init(bytes files: [String: Data]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("privacy")).path
        inputs = files.keys.sorted()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, bytes) in files { try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
    }

    func close() {
        do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
    }

    /// Loads the files in both languages and forms, under the threshold and over it, and prints all that is kept.
    mutating func runAll(_ options: [String]) throws {
        let mappings = ["--mappings", House.top + "/Mappings"]
        let ways = [
            (["--max-rejects", "100"], "text", "vi"), (["--max-rejects", "100"], "json", "en"), ([], "text", "en"),
            ([], "json", "vi"),
        ]
        for (index, way) in ways.enumerated() {
            let warehouse = ["--warehouse", "kho-\(index).db", "--lang", way.2]
            let receipts = ["--receipts-to", "."]
            try run(["import"] + inputs + warehouse + options + mappings + way.0 + receipts + ["--format", way.1])
            for format in ["text", "csv", "json"] { try run(["rejects"] + warehouse + ["--format", format]) }
        }
        let first = ["--warehouse", "kho-0.db"]
        try run(["indicators"] + first + ["--format", "csv"])
        try run(["runs"] + first)
        try run(["trace", "ho-so-truc-tuyen"] + first + mappings + ["--unit", "H55.242", "--period", "2026-04"])
    }

    private mutating func run(_ arguments: [String]) throws {
        let run = try ProgramRun(House.executable, arguments, folder: folder)
        #expect(run.code != 70, "\(arguments): \(run.error)")
        printed += [run.output, run.error]
    }

    /// Searches what was printed and the bytes of every file that was made.
    func expectNothing(of planted: [String]) throws {
        let made = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !inputs.contains($0) }
        #expect(made.contains("kho-0.db") && made.contains { $0.hasSuffix(".bien-nhan.txt") })
        var haystacks = printed.enumerated().map { (name: "output \($0.offset)", text: $0.element) }
        for name in made {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            haystacks.append((name, String(decoding: bytes, as: UTF8.self)))
        }
        for (name, text) in haystacks {
            let bytes = Array(text.utf8)
            let lower = Array(text.lowercased().utf8)
            for one in planted {
                let forms = [one, one.precomposedStringWithCanonicalMapping, one.decomposedStringWithCanonicalMapping]
                for form in forms where Self.contains(bytes, Array(form.utf8)) {
                    Issue.record("\(name) holds \(one)")
                }
                let folded = one.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
                    .replacing("đ", with: "d")
                if Self.contains(lower, Array(folded.utf8)) { Issue.record("\(name) holds \(one) folded") }
            }
        }
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        var at = 0
        while let found = bytes[at...].firstIndex(of: first), found + wanted.count <= bytes.count {
            if bytes[found..<found + wanted.count].elementsEqual(wanted) { return true }
            at = found + 1
        }
        return false
    }
}
