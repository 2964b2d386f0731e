import Domain

/// The name of a file in its folder, in the bytes that the folder has: names need not be UTF-8, and one that was repaired
/// would not be found again.
package struct FileName: Sendable, Hashable, Comparable {
    package let bytes: [UInt8]

    package init(_ text: String) { bytes = Array(text.utf8) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The name as text; bytes that are no UTF-8 are shown as U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The name as it may be shown on one line.
    package var shown: String { Mask.visible(text) }

    /// With something behind it.
    package static func + (name: FileName, text: String) -> FileName {
        FileName(bytes: name.bytes + Array(text.utf8))
    }

    /// Where its ending begins: ".csv", ".tar.gz" as ".gz"; at the end where it has none.
    private var dot: Int {
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return bytes.count }
        return dot
    }

    /// "ho-so" of "ho-so.csv".
    package var withoutEnding: FileName { FileName(bytes: Array(bytes[..<dot])) }

    /// ".csv" of "ho-so.csv", or "".
    package var ending: String { String(decoding: bytes[dot...], as: UTF8.self) }

    /// The name without the text at its end; nil where it ends otherwise.
    package func without(ending text: String) -> FileName? {
        let tail = Array(text.utf8)
        guard bytes.count > tail.count, Array(bytes.suffix(tail.count)) == tail else { return nil }
        return FileName(bytes: Array(bytes.dropLast(tail.count)))
    }

    /// Bytes that a name may have.
    private static let longest = 255

    /// The name with its end cut off, between characters, so that so many bytes more have room behind it.
    package func leaving(_ room: Int) -> FileName {
        guard bytes.count + room > Self.longest else { return self }
        var cut = bytes.prefix(max(1, Self.longest - room))
        // Not within a character of UTF-8.
        while let last = cut.last, cut.count > 1, bytes[cut.count] & 0xC0 == 0x80 || last & 0xC0 == 0xC0 {
            cut.removeLast()
        }
        return FileName(bytes: Array(cut))
    }

    /// Whether it is UTF-8.
    package var isText: Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// In bytes, which is the order in which files are taken.
    package static func < (a: FileName, b: FileName) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

    /// With a NUL behind it, as the operating system takes it.
    var terminated: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}
