import Domain
import Foundation
import Goldens
import Testing

/// Every code of the catalogue is reached by a small file in `Fixtures/rejects/{code}`: by its `cmd`, or by loading `input*`.
struct RejectFixtureTests {
    @Test("a code is reached by its fixture, with the severity of the catalogue", arguments: RejectCode.allCases)
    func reached(_ code: RejectCode) throws {
        let folder = "Fixtures/rejects/\(code.rawValue)"
        let manager = FileManager.default
        #expect(manager.fileExists(atPath: "\(House.top)/\(folder)/cmd"), "\(folder)/cmd is missing")
        let golden = GoldenCase(name: code.rawValue, folder: "\(House.top)/\(folder)", top: House.top)
        let output = try golden.run(House.executable).output
        let last = try #require(
            output.components(separatedBy: "\n{\n").last.map { $0.hasPrefix("{") ? $0 : "{\n" + $0 })
        let found = try JSONDecoder().decode(Report.self, from: Data(last.utf8)).severities(code)
        #expect(found.contains(code.severity.rawValue) || found.contains("field"), "\(found)")
        if code.severity != .record { #expect(!found.contains("field")) }
    }

    @Test("there is no fixture of a code that the catalogue does not have")
    func known() throws {
        let codes = Set(RejectCode.allCases.map(\.rawValue))
        for name in try FileManager.default.contentsOfDirectory(atPath: House.top + "/Fixtures/rejects") {
            #expect(codes.contains(name), "Fixtures/rejects/\(name)")
        }
    }

    /// What is read of the document that `--format json` prints.
    private struct Report: Decodable {
        struct Group: Decodable {
            var code: String
            var severity: String
        }
        struct File: Decodable {
            var failure: Group?
            var rejects: [Group]
            var warnings: [Group]
        }
        var files: [File]
        var warnings: [Group]

        func severities(_ code: RejectCode) -> [String] {
            let groups = files.flatMap { [$0.failure].compactMap { $0 } + $0.rejects + $0.warnings } + warnings
            return groups.filter { $0.code == code.rawValue }.map(\.severity)
        }
    }
}
