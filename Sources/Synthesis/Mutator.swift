/// Spoils the bytes of a file as discs, networks and people do: a seed makes the same damage for ever.
package struct Mutator: Sendable {
    /// What is done to a file.
    package enum Harm: CaseIterable, Sendable {
        /// Some bytes are others.
        case flip
        /// A piece is missing.
        case cut
        /// The end is missing.
        case truncate
        /// A piece comes twice or more.
        case again
        /// A piece of another file stands in it.
        case splice
        /// A byte that means something to a reader is put in: quotes, marks of markup, NUL, line ends.
        case mark
    }

    private var draws: SplitMix64
    /// Bytes that readers look at.
    private static let marks: [UInt8] = Array("\"'<>&;,\t\r\n\0]/-![".utf8) + [0xFF, 0xFE, 0xC3, 0xE1, 0xEF]

    /// - Parameter seed: what all draws come from.
    package init(seed: UInt64) { draws = SplitMix64(seed: seed) }

    /// A number below `bound`, which is positive.
    package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &draws) }

    /// The bytes with one to four harms done to them; pieces are of up to 4 KiB. `others` gives what is spliced in.
    package mutating func spoilt(_ bytes: [UInt8], with other: [UInt8]) -> [UInt8] {
        var out = bytes
        for _ in 0...below(4) {
            guard !out.isEmpty else { return other }
            let harm = Harm.allCases[below(Harm.allCases.count)]
            spoil(&out, harm, other)
        }
        return out
    }

    private mutating func spoil(_ bytes: inout [UInt8], _ harm: Harm, _ other: [UInt8]) {
        let at = below(bytes.count)
        switch harm {
        case .flip:
            for _ in 0...below(8) { bytes[below(bytes.count)] ^= UInt8(1 << below(8)) }
        case .cut: bytes.removeSubrange(piece(of: bytes, at))
        case .truncate: bytes.removeSubrange(at...)
        case .again:
            let piece = Array(bytes[piece(of: bytes, at)])
            for _ in 0...below(3) { bytes.insert(contentsOf: piece, at: at) }
        case .splice:
            guard !other.isEmpty else { return }
            let from = below(other.count)
            let piece = other[piece(of: other, from)]
            bytes.replaceSubrange(at..<min(bytes.count, at + below(2) * piece.count), with: piece)
        case .mark:
            for _ in 0...below(4) { bytes.insert(Self.marks[below(Self.marks.count)], at: below(bytes.count)) }
        }
    }

    /// A piece from a place on: mostly of some bytes, sometimes of some thousand.
    private mutating func piece(of bytes: [UInt8], _ at: Int) -> Range<Int> {
        at..<min(bytes.count, at + 1 + below(below(4) == 0 ? 4_096 : 40))
    }
}
