import Foundation
import Records
import Testing

@testable import Readers

@Suite("Compressed files are unpacked as they are read")
struct GzipTests {
    private static let chunks = [1, 2, 7, 65_536]
    private static let whole =
        GzipWriter.member("Mã,Ngày\n", name: "a.csv") + GzipWriter.member("1,2\n", extra: [1, 2])

    @Test("members stand behind each other, with padding behind the last", arguments: chunks)
    func members(_ chunk: Int) throws {
        for bytes in [
            Self.whole, Self.whole + [UInt8](repeating: 0, count: 600), GzipWriter.member("") + Self.whole,
        ] {
            #expect(try PackedFile(bytes).gzip(chunk: chunk) == PackedFile.Content(text: "Mã,Ngày\n1,2\n"))
        }
        #expect(try PackedFile(GzipWriter.member("")).gzip(chunk: chunk) == PackedFile.Content())
    }

    @Test("other bytes behind the last are passed over and said", arguments: chunks)
    func behind(_ chunk: Int) throws {
        for tail: [UInt8] in [[1], [0x1F], [0x1F, 0x8B], [0x1F, 0x8B, 7, 1], [0, 0, 9], Array("rac\n".utf8)] {
            let found = try PackedFile(Self.whole + tail).gzip(chunk: chunk)
            #expect(found.text == "Mã,Ngày\n1,2\n" && found.failure == nil)
            #expect(found.warnings == [.trailingBytes], "\(tail)")
        }
    }

    @Test("a file that is cut anywhere is refused, or is whole to where a member ends")
    func cut() throws {
        let first = GzipWriter.member("Mã,Ngày\n", name: "a.csv").count
        for length in 1..<Self.whole.count {
            let found = try PackedFile(Array(Self.whole.prefix(length))).gzip()
            // Fewer bytes than a signature behind a member are no begun one.
            let isWhole = (first..<first + 3).contains(length)
            #expect(found.failure == (isWhole ? nil : .truncatedArchive), "\(length)")
            #expect(found.warnings.isEmpty == !(first + 1..<first + 3).contains(length), "\(length)")
        }
    }

    @Test("no changed byte of content, check sum or length passes")
    func changed() throws {
        let start = 10 + "a.csv".utf8.count + 1
        for place in start..<Self.whole.count - GzipWriter.member("1,2\n", extra: [1, 2]).count {
            var bytes = Self.whole
            bytes[place] ^= 0x55
            #expect(try PackedFile(bytes).gzip().failure != nil, "\(place)")
        }
    }

    @Test("what comes out is bounded in size and in ratio")
    func limits() throws {
        let file = try PackedFile(GzipWriter.member(String(repeating: "a", count: 5_000)))
        #expect(file.gzip { $0.entryBytes = 4_999 }.failure == .entryTooLarge)
        #expect(file.gzip { $0.entryBytes = 5_000 }.failure == nil)
        // 400 equal bytes in a block of codes: 8 bytes make them.
        let packed: [UInt8] = [0x4B, 0x4C, 0x1C, 0x05, 0x83, 0x09, 0, 0]
        let bytes = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + packed
        let found = try PackedFile(bytes).gzip(chunk: 65_536) {
            $0.ratioFloor = 10
            $0.ratio = 2
        }
        #expect(found.failure == .ratioTooHigh)
    }

    @Test("the name in the header is its last part, in UTF-8 or Latin-1, or none")
    func names() {
        func name(_ bytes: [UInt8]) -> String? { GzipHeader(bytes[...])?.name }
        #expect(name(GzipWriter.member("", name: "số liệu.csv", extra: [9, 9, 9])) == "số liệu.csv")
        #expect(name(GzipWriter.member("", name: "../../etc/a.csv")) == "a.csv")
        #expect(name(GzipWriter.member("", name: "C:\\nop\\a.csv")) == "a.csv")
        #expect(name(GzipWriter.member("", name: "..")) == nil)
        #expect(name(GzipWriter.member("", name: "")) == nil)
        #expect(name(GzipWriter.member("")) == nil)
        let head: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3]
        #expect(name(head + [0x61, 0xE9, 0]) == "aé")
        #expect(name(head + [0x61]) == nil)
        #expect(name([0x1F, 0x8B, 8, 12, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 1]) == nil)
        #expect(GzipHeader([0x1F, 0x8B, 7]) == nil)
        #expect(GzipHeader([0x1F, 0x8B, 8]) != nil)
    }
}
