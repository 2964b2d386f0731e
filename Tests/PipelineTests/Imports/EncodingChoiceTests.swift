import Domain
import Readers
import Records
import Reports
import Testing

@testable import Mapping
@testable import Pipeline

@Suite("A table's encoding: what is told, what its source says, its text, its headings; or none")
struct EncodingChoiceTests {
    /// "Số tờ" in TCVN3, "Sè tê" in Windows-1258.
    private static let bytes =
        Array("Ma ho so,Trang thai,Ngay tiep nhan,".utf8) + [0x53, 0xE8, 0x20, 0x74, 0xEA] + Array("\nA,B,1,2\n".utf8)

    private func head(_ told: TextEncoding? = nil, source: TextEncoding? = nil, mark: Bool = false) throws -> FileHead {
        var rules = RulesCompiler(folder: MappingFolder(at: House.top + "/Mappings")).rules
        let index = try #require(rules.sources.firstIndex { $0.id == "danh-sach-ho-so" })
        rules.sources[index].encoding = source
        let start = (mark ? [0xEF, 0xBB, 0xBF] : []) + Self.bytes
        return try FileHead(
            start[...], FormatSniffer(start[...], encoding: told), isWhole: true, rules: rules,
            recogniser: Recogniser(rules: rules, name: "a.csv", only: nil))
    }

    @Test("the command goes before the source, a mark too, the source before the text")
    func order() throws {
        let own = try head(source: .tcvn3)
        #expect(own.encoding == .tcvn3)
        #expect(own.note?.by == "source")
        #expect(own.match.binding?.headings.last == "Số tờ")
        #expect(try head(.windows1258, source: .tcvn3).match.binding?.headings.last == "Sè tê")
        #expect(try head(.windows1258, source: .tcvn3).note?.by == "told")
        // As UTF-8, which the mark says, the header line is not valid.
        let mixed = try #require(throws: ReadFailure.self) { try head(source: .tcvn3, mark: true) }
        #expect(mixed.cause == .encodingsMixed)
        #expect(mixed.line == 1)
        #expect(throws: ReadFailure.self) { try head() }
    }

    @Test("text that is UTF-8 beyond doubt is not read as its source says")
    func sure() throws {
        var rules = RulesCompiler(folder: MappingFolder(at: House.top + "/Mappings")).rules
        let index = try #require(rules.sources.firstIndex { $0.id == "danh-sach-ho-so" })
        rules.sources[index].encoding = .tcvn3
        func encoding(_ text: String) throws -> TextEncoding {
            let start = Array("MaHoSo,TrangThai,NgayTiepNhan\nA,\(text),1\n".utf8)
            return try FileHead(
                start[...], FormatSniffer(start[...]), isWhole: true, rules: rules,
                recogniser: Recogniser(rules: rules, name: "a.csv", only: nil)
            ).encoding
        }
        #expect(try encoding("Đang xử lý") == .utf8)
        #expect(try encoding("Dang xu ly") == .tcvn3)
    }

    @Test("headings that are known in one encoding alone decide, in several or none they do not")
    func headings() throws {
        let sniffed = try FormatSniffer(Self.bytes[...])
        #expect(sniffed.fitting.count == 2)
        let choice = EncodingChoice(sniffed: sniffed, start: Self.bytes[...], declared: [])
        func choose(_ known: Set<TextEncoding>) throws -> EncodingChoice.Chosen {
            try choice { encoding throws(Recogniser.Refusal) in
                guard known.contains(encoding) else {
                    throw Recogniser.Refusal(code: .sourceUnknown, found: "", expected: "", line: 0)
                }
                return (Recogniser.Match(source: 0, binding: nil, delimiter: 44, titles: []), nil)
            }
        }
        for encoding in [TextEncoding.tcvn3, .windows1258] {
            let chosen = try choose([encoding])
            #expect(chosen.encoding == encoding)
            #expect(chosen.reason == .headings)
            #expect(chosen.evidence?.letters == 2)
        }
        for known: Set<TextEncoding> in [[], [.tcvn3, .windows1258]] {
            #expect(throws: sniffed.ambiguity(Self.bytes[...])) { try choose(known) }
        }
    }
}
