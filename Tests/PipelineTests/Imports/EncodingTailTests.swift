import Foundation
import Records
import Testing

@testable import Readers
@testable import Synthesis

/// Lists of the generator in the old encodings, watched to their end: none is refused, and rows of another encoding behind one seldom pass.
/// The figures of all texts stand beside `EncodingWatch`.
struct EncodingTailTests {
    private static let forms: [(encoding: TextEncoding, bytes: @Sendable (String) -> [UInt8])] = [
        (.windows1258, { OldText.windows1258($0, isCombining: false) }),
        (.windows1258, { OldText.windows1258($0, isCombining: true) }), (.tcvn3, { OldText.tcvn3($0) }),
        (.vni, { OldText.vni($0) }),
    ]

    private static func lists() throws -> [[String]] {
        try Layout.allCases.filter { $0 != .sync && $0 != .msync }.map { layout in
            let text = String(decoding: try Generate(Request(layout, count: 120)).made().bytes, as: UTF8.self)
            return text.split(whereSeparator: \.isNewline).map(String.init)
        }
    }

    private static func isFound(_ watch: EncodingWatch, _ bytes: [UInt8]) -> Bool {
        var watch = watch
        return watch.take(bytes[...]) != nil || watch.finish() != nil
    }

    @Test("no list is refused; of one row in another encoding one in ten passes at most, of three one in fifty")
    func tails() throws {
        var (all, missed) = ([1: 0, 3: 0], [1: 0, 3: 0])
        for rows in try Self.lists() {
            for own in Self.forms {
                var watch = try #require(EncodingWatch(own.encoding))
                #expect(watch.take(own.bytes(rows.joined(separator: "\n") + "\n")[...]) == nil, "\(rows[0])")
                #expect(!Self.isFound(watch, []), "\(rows[0])")
                for other in Self.forms where other.encoding != own.encoding {
                    for start in stride(from: 10, to: rows.count - 3, by: 7) {
                        for count in [1, 3] {
                            let tail = rows[start..<start + count].joined(separator: "\n") + "\n"
                            let bytes = other.bytes(tail)
                            if bytes == own.bytes(tail) { continue }
                            all[count, default: 0] += 1
                            if !Self.isFound(watch, bytes) { missed[count, default: 0] += 1 }
                        }
                    }
                }
            }
        }
        let (ones, threes) = (all[1] ?? 0, all[3] ?? 0)
        #expect(ones > 1_000 && threes > 1_000)
        #expect((missed[1] ?? 0) * 10 < ones, "\(missed) of \(all)")
        #expect((missed[3] ?? 0) * 50 < threes, "\(missed) of \(all)")
    }
}
