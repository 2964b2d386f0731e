import Foundation

/// Text as it is kept: NFC, NBSP as a space, zero-width characters away, white space collapsed and trimmed.
enum CleanText {
    static func clean(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        var out = ""
        var gap = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF, 0x2060: continue
            case _ where scalar.properties.isWhitespace:
                gap = !out.isEmpty
            case 0..<0x20, 0x7F: continue
            default:
                if gap { out.append(" ") }
                gap = false
                out.unicodeScalars.append(scalar)
            }
        }
        return out.utf8.allSatisfy { $0 < 0x80 } ? out : out.precomposedStringWithCanonicalMapping
    }

    /// The bounds of a cell without white space, NBSP and zero-width characters at its ends.
    static func trimmed(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (Int, Int) {
        var from = start
        var to = end
        while from < to {
            let step = leading(bytes, from, to)
            if step == 0 { break }
            from += step
        }
        while to > from {
            let step = trailing(bytes, from, to)
            if step == 0 { break }
            to -= step
        }
        return (from, to)
    }

    private static func leading(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int {
        let first = bytes[from]
        if first == 0x20 || (0x09...0x0D).contains(first) { return 1 }
        if first < 0xC2 { return 0 }
        return isSpace(bytes, from, to)
    }

    private static func trailing(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int {
        let last = bytes[to - 1]
        if last == 0x20 || (0x09...0x0D).contains(last) { return 1 }
        if last < 0x80 { return 0 }
        if to - from >= 2, isSpace(bytes, to - 2, to) == 2 { return 2 }
        if to - from >= 3, isSpace(bytes, to - 3, to) == 3 { return 3 }
        return 0
    }

    /// The length of NBSP (C2 A0), U+200B to U+200D, U+202F, U+3000 or U+FEFF at a place, or 0.
    private static func isSpace(_ bytes: [UInt8], _ at: Int, _ to: Int) -> Int {
        if to - at >= 2, bytes[at] == 0xC2, bytes[at + 1] == 0xA0 { return 2 }
        guard to - at >= 3 else { return 0 }
        switch (bytes[at], bytes[at + 1], bytes[at + 2]) {
        case (0xE2, 0x80, 0x8B...0x8D), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return 3
        default: return 0
        }
    }
}
