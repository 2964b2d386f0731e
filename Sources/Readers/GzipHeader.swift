/// The head of a compressed file (RFC 1952, 2.3), of which only the name of what was packed is wanted.
package struct GzipHeader: Sendable, Equatable {
    /// How a member begins: the signature and its only method.
    static let signature: [UInt8] = [0x1F, 0x8B, 8]
    /// Bytes that tell whether a file is one.
    package static let reach = 3
    /// A longer name is none.
    private static let longestName = 1_024

    /// The last part of the name that the header tells, or nil. It is shown and looked at, never opened.
    package var name: String?

    /// Nil where the bytes are no such file's.
    package init?(_ start: ArraySlice<UInt8>) {
        guard Self.begins(start) else { return nil }
        let bytes = Array(start.prefix(10 + 2 + 65_535 + Self.longestName + 1))
        guard bytes.count >= 10 else { return }
        var at = 10
        // FEXTRA
        if bytes[3] & 4 != 0 {
            guard bytes.count >= at + 2 else { return }
            at += 2 + (Int(bytes[at]) | Int(bytes[at + 1]) << 8)
        }
        // FNAME
        guard bytes[3] & 8 != 0, at < bytes.count, let end = bytes[at...].firstIndex(of: 0),
            end - at <= Self.longestName
        else { return }
        let part = bytes[at..<end].split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.last ?? []
        // ISO 8859-1 by the book; UTF-8 by what is found.
        let text =
            String(validating: part, as: UTF8.self) ?? String(String.UnicodeScalarView(part.map { UnicodeScalar($0) }))
        name = text.isEmpty || text == "." || text == ".." ? nil : text
    }

    /// Whether a file begins as a compressed one does.
    package static func begins(_ start: ArraySlice<UInt8>) -> Bool { start.starts(with: signature) }
}
