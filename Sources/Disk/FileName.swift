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

    /// In bytes, which is the order in which files are taken.
    package static func < (a: FileName, b: FileName) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

    /// With a NUL behind it, as the operating system takes it.
    var terminated: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}
