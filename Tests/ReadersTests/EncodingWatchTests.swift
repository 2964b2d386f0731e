import Records
import Testing

@testable import Readers

@Suite("Words are watched to a table's end: lines in another encoding are found wherever they stand")
struct EncodingWatchTests {
    private static let words: [TextEncoding: String] = [
        .tcvn3: "Hé tÞch", .vni: "Hoä tòch", .windows1258: "Hô\u{F2} ti\u{F2}ch",
    ]
    private static let rich: [TextEncoding: String] = [
        .tcvn3: "§· tr¶ kÕt qu¶,Thñ tôc hµnh chÝnh", .vni: "Ñaõ traû keát quaû,Thuû tuïc haønh chính",
        .windows1258:
            "\u{D0}a\u{DE} tra\u{D2} kê\u{EC}t qua\u{D2},Thu\u{D2} tu\u{F2}c ha\u{CC}nh chi\u{EC}nh",
    ]

    private func bytes(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    private func watch(_ text: [UInt8], _ encoding: TextEncoding, chunk: Int) throws -> String {
        var watch = try #require(EncodingWatch(encoding))
        var rest = text[...]
        while !rest.isEmpty {
            if let found = watch.take(rest.prefix(chunk)) { return "\(found.other) \(found.line)" }
            rest = rest.dropFirst(chunk)
        }
        return watch.finish().map { "\($0.other) \($0.line)" } ?? ""
    }

    @Test("a tail of the same two words, and one line of several", arguments: [TextEncoding.tcvn3, .vni, .windows1258])
    func tails(_ own: TextEncoding) throws {
        for other in [TextEncoding.tcvn3, .vni, .windows1258] where other != own {
            let name = "\(own) \(other)"
            let ownWords = try #require(Self.words[own])
            let otherWords = try #require(Self.words[other])
            let head = String(repeating: "1,\(ownWords),x\r\n", count: 2_899)
            let tail = String(repeating: "2,\(otherWords),x\r\n", count: 100)
            for chunk in [7, 65_536] {
                #expect(try watch(bytes(head + tail), own, chunk: chunk) == "\(other) 2900", "\(name)")
            }
            #expect(try watch(bytes(head), own, chunk: 65_536) == "", "\(name)")
            let ownRich = try #require(Self.rich[own])
            let otherRich = try #require(Self.rich[other])
            let line = String(repeating: ownRich + "\n", count: 500) + otherRich + "\n" + ownRich
            #expect(try watch(bytes(line), own, chunk: 65_536) == "\(other) 501", "\(name)")
        }
    }

    @Test("the last line by two words, one amid others by three, and by fewer it is chance")
    func fewer() throws {
        let own = String(repeating: "1,Hoä tòch,x\n", count: 40)
        // "Hộ tịch", "Hộ tịch Đã" in TCVN3; "Hộ Hộ", "Hộ" beside a word of VNI.
        #expect(try watch(bytes(own + "2,Hé tÞch\n"), .vni, chunk: 7) == "tcvn3 41")
        #expect(try watch(bytes(own + "2,Hé\n3,x\n4,tÞch"), .vni, chunk: 7) == "tcvn3 41")
        #expect(try watch(bytes(own + "2,Hé tÞch\n" + own), .vni, chunk: 7) == "")
        #expect(try watch(bytes(own + "2,Hé tÞch,tr¶\n" + own), .vni, chunk: 7) == "tcvn3 41")
        #expect(try watch(bytes(own + "2,Hé tÞch,tr¶,Hoä\n" + own), .vni, chunk: 7) == "")
        #expect(try watch(bytes(own + "2,Hé Hé\n"), .vni, chunk: 7) == "")
        #expect(try watch(bytes(own + "2,Hé tÞch\n3,Hoä tòch"), .vni, chunk: 7) == "")
    }

    @Test("names of other peoples, codes and words without spaces are chance")
    func chance() throws {
        #expect(EncodingWatch(.utf8) == nil)
        let text = String(repeating: "Y Blô\u{F2} Niê,H'Mông,\u{D0}ăk Lăk,Caf\u{E9},\u{A3} 5,ho\u{CC}m\n", count: 50)
        let clean = text.unicodeScalars.map { UInt8($0.value == 0x103 ? 0xE3 : $0.value & 0xFF) }
        #expect(try watch(clean, .windows1258, chunk: 64) == "")
    }
}
