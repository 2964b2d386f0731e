import Domain
import Foundation
import Readers
import Records
import Reports
import Testing

@testable import Mapping
@testable import Pipeline

@Suite("A copy to correct is made where it makes sense, and of the bytes that were loaded")
struct CopySenseTests {
    private static let bytes = Array(
        "Số định danh,Mức độ định danh,Trạng thái kích hoạt\n000201000001,2,Đã kích hoạt\n000201000002,2,có lẽ\n".utf8)

    /// A file as a run has met it.
    private func met(_ path: String, status: FileReport.Status = .loaded, failure: RejectCode? = nil) throws -> MetFile
    {
        try Data(Self.bytes).write(to: URL(fileURLWithPath: path))
        let rules = RulesCompiler(folder: MappingFolder(at: House.top + "/Mappings")).rules
        let item = InputFiles.Item(path: path, name: "nop.csv")
        let head = try FileHead(
            Self.bytes[...], FormatSniffer(Self.bytes[...]), isWhole: true, rules: rules,
            recogniser: Recogniser(rules: rules, name: "nop.csv", only: nil))
        let day = Day(number: 20_000)
        let plan = LoadPlan(
            rules: rules, source: head.match.source, binding: head.match.binding,
            context: LoadContext(asOf: day.number, unit: "H55.242", pseudonymizer: nil))
        var met = MetFile(item)
        met.report.status = status
        if let failure { met.report.failure = RejectGroup(Reject(code: failure, severity: .file)) }
        met.rejects.add(
            Reject(
                code: .codeUnknown, severity: .record, line: 3, row: 3, heading: "Trạng thái kích hoạt",
                field: "kich_hoat"))
        met.reading = MetFile.Reading(
            head: head, plan: plan, asOf: AsOf(day: day, from: "argument", coversUntil: day), unit: "H55.242",
            digest: try FileDigest.hexadecimal(item))
        return met
    }

    @Test("a file that changed since it was loaded has none, and nothing is left of the attempt")
    func changed() throws {
        let office = try Office()
        let path = office.folder.appendingPathComponent("nop.csv").path
        let met = try met(path)
        let copy = try #require(CorrectionCopy(met, .vi))
        #expect(try copy.write(to: path + "1.xlsx"))
        #expect(try Corrected(path + "1.xlsx").reasons[3]?.hasPrefix("Cột \"Trạng thái kích hoạt\": ") == true)
        try Data(Self.bytes + Array("000201000003,2,Đã kích hoạt\n".utf8)).write(to: URL(fileURLWithPath: path))
        #expect(try copy.write(to: path + "2.xlsx") == false)
        #expect(
            Set(try FileManager.default.contentsOfDirectory(atPath: office.folder.path))
                == ["key", "nop.csv", "nop.csv1.xlsx"])
    }

    @Test("a text that no cell holds, and more rows than a sheet has, are not copied")
    func limits() throws {
        let office = try Office()
        let path = office.folder.appendingPathComponent("nop.csv").path
        var met = try met(path)
        let long = Self.bytes + Array("000201000003,2,\(String(repeating: "a", count: 40_000))\n".utf8)
        try Data(long).write(to: URL(fileURLWithPath: path))
        met.reading?.digest = try FileDigest.hexadecimal(met.item)
        #expect(try CorrectionCopy(met, .vi)?.write(to: path + "1.xlsx") == false)
        let high = Self.bytes + [UInt8](repeating: 10, count: 1_048_576) + Array("000201000003,2,x\n".utf8)
        try Data(high).write(to: URL(fileURLWithPath: path))
        met.reading?.digest = try FileDigest.hexadecimal(met.item)
        #expect(try CorrectionCopy(met, .vi)?.write(to: path + "2.xlsx") == false)
    }

    @Test("refused for its rows a file has a copy, for anything else or known already it has none")
    func sense() throws {
        let office = try Office()
        let path = office.folder.appendingPathComponent("nop.csv").path
        #expect(CorrectionCopy(try met(path, status: .refused, failure: .tooManyRejects), .vi) != nil)
        #expect(CorrectionCopy(try met(path, status: .refused, failure: .fileTruncated), .vi) == nil)
        #expect(CorrectionCopy(try met(path, status: .alreadyLoaded), .vi) == nil)
        var met = try met(path)
        met.rejects = RejectSpool()
        #expect(CorrectionCopy(met, .vi) == nil)
        met = try self.met(path)
        met.reading = nil
        #expect(CorrectionCopy(met, .vi) == nil)
    }
}
