import Domain
import Foundation
import Mapping
import Reports
import Testing

@testable import Pipeline

/// A draft is never wrong where it is sure: the fixture of each source is drafted under rules without that source, and what
/// the draft says at high confidence is what the source says.
struct DraftPropertyTests {
    static let rules = RulesCompiler(folder: MappingFolder(at: House.top + "/Mappings")).rules

    /// Files of the cases of sources, workbooks too.
    static let files: [String] = {
        do {
            let top = House.top + "/Fixtures"
            let ids = Set(rules.sources.map(\.id))
            return try CaseFolder.all(in: top).filter { folder in
                ids.contains(String(folder.prefix { $0 != "." }))
            }.flatMap { folder in
                try CaseFolder(at: "\(top)/\(folder)").inputs.map { "\(folder)/\($0)" }
            }
        } catch {
            Issue.record(error)
            return []
        }
    }()

    @Test("what a draft is sure of is what the source says that it was not shown")
    func sure() throws {
        #expect(Self.files.count > 25)
        // A draft that is never sure is never wrong, and no help.
        #expect(try Self.files.reduce(0) { try $0 + sure($1) } >= 40)
    }

    /// How many columns the draft of a file is sure of; each is compared.
    private func sure(_ file: String) throws -> Int {
        let path = "\(House.top)/Fixtures/\(file)"
        let run = InspectRun(path: path, mappings: "", language: .vi)
        let known = run.look(rules: Self.rules, wantsDraft: false)
        let source = try #require(known.report.source.flatMap(Self.rules.source))
        var others = Self.rules
        others.sources.remove(at: source)
        let draft = run.look(rules: others, wantsDraft: true).draft
        let kind = Self.rules.kinds[Self.rules.sources[source].kind].id
        let sure = DraftLines(draft).fields.filter { $0.confidence == "cao" }
        if !sure.isEmpty { #expect(draft.contains("\nrecord: \(kind)\n"), "\(file): another kind") }
        for line in sure {
            let columns = known.report.columns.filter { Fold.key($0.heading) == Fold.key(line.heading) }
            #expect(columns.contains { $0.fields.contains(line.field) }, "\(file): \(line.heading) → \(line.field)")
        }
        return sure.count
    }
}

/// The lines of a draft that fill fields, or would.
struct DraftLines {
    struct Field: Equatable {
        /// With the list of children before it.
        var field: String
        /// As a column's heading, the path of its list before it.
        var heading: String
        var confidence: String
        var isActive: Bool
        /// Other fields that it may mean, as the comment says.
        var others: [String] = []
    }

    private(set) var fields: [Field] = []

    init(_ draft: String) {
        var list = ""
        var record = ""
        for line in draft.split(separator: "\n") {
            if let match = line.wholeMatch(of: #/  (\w+):/#) { list = "\(match.1)." }
            if let match = line.wholeMatch(of: #/    record: "(.*)"/#) { record = "\(match.1)/" }
            guard let match = line.wholeMatch(of: #/ +(# )?(\w+): \{from: \["(.*?)"\].*  # (\p{L}+): .*/#) else {
                continue
            }
            let isChild = line.hasPrefix("      ")
            let others = line.firstMatch(of: #/(?:có thể là|một khác:) ([\w, ]+)/#)?.1.split(separator: ", ").map(
                String.init)
            fields.append(
                Field(
                    field: (isChild ? list : "") + match.2, heading: (isChild ? record : "") + match.3,
                    confidence: String(match.4), isActive: match.1 == nil, others: others ?? []))
        }
    }
}
