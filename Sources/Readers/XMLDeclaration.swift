import Records

/// What the XML declaration says of encoding and version.
///
/// libxml2 is told to disregard the declared encoding, because it is given UTF-8 whatever the file is in; so the
/// declaration is read here first. Whether it is well-formed libxml2 decides.
struct XMLDeclaration {
    /// Only ASCII may follow.
    private(set) var isASCII = false
    /// XML 1.1, where control characters from 127 to 159 must be written as references.
    private(set) var isVersion11 = false

    /// Longest declaration that is waited for.
    private static let longest = 1_024
    private static let opening = Array("<?xml".utf8)

    /// Whether the document's first bytes are too few yet to read the declaration.
    static func needsMore(_ start: [UInt8]) -> Bool {
        if start.count <= opening.count { return opening.starts(with: start) }
        guard isDeclaration(start), start.count < longest else { return false }
        return end(of: start) == nil
    }

    /// Reads the declaration at the start of a document that is in `encoding`.
    ///
    /// Throws `encodingUnknown` for an encoding that is not supported and `invalidEncoding` where the document is in
    /// another than it says.
    init(_ start: [UInt8], in encoding: TextEncoding) throws(ReadFailure) {
        guard Self.isDeclaration(start), let end = Self.end(of: start) else { return }
        let text = start[Self.opening.count..<end]
        isVersion11 = Self.value(of: "version", in: text) == "1.1"
        guard let name = Self.value(of: "encoding", in: text)?.uppercased() else { return }
        let isUTF16 = ["UTF-16", "UTF16", "UTF-16LE", "UTF-16BE", "ISO-10646-UCS-2", "UCS-2"].contains(name)
        let isUTF8 = ["UTF-8", "UTF8"].contains(name)
        isASCII = ["US-ASCII", "ASCII", "ISO646-US", "ANSI_X3.4-1968"].contains(name)
        let is1258 = encoding == .windows1258 && ["WINDOWS-1258", "CP1258"].contains(name)
        guard isUTF16 || isUTF8 || isASCII || is1258 else { throw ReadFailure(.encodingUnknown, line: 1, detail: name) }
        let agrees =
            switch encoding {
            case .utf8: isUTF8 || isASCII
            case .utf16LittleEndian: isUTF16 && name != "UTF-16BE"
            case .utf16BigEndian: isUTF16 && name != "UTF-16LE"
            case .windows1258: is1258 || isASCII
            case .tcvn3, .vni: isASCII
            }
        if !agrees { throw ReadFailure(.invalidEncoding, line: 1, detail: name) }
    }

    private static func isDeclaration(_ start: [UInt8]) -> Bool {
        start.starts(with: opening) && start.count > opening.count && isSpace(start[opening.count])
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    private static func end(of start: [UInt8]) -> Int? {
        var at = opening.count
        while at + 1 < start.count {
            if start[at] == UInt8(ascii: "?"), start[at + 1] == UInt8(ascii: ">") { return at }
            at += 1
        }
        return nil
    }

    /// The quoted value behind `name =`, of letters, digits, and `. _ - :` as names of encodings and versions are.
    private static func value(of name: String, in text: ArraySlice<UInt8>) -> String? {
        let name = Array(name.utf8)
        var at = text.startIndex
        while at < text.endIndex {
            guard isSpace(text[at]), text[(at + 1)...].starts(with: name) else {
                at += 1
                continue
            }
            var rest = text[(at + 1)...].dropFirst(name.count).drop(while: isSpace)
            guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
            rest = rest.drop(while: isSpace)
            guard let quote = rest.popFirst(), quote == 34 || quote == 39 else { return nil }
            let value = rest.prefix { $0 != quote }
            let isWord = value.allSatisfy { byte in
                let letter = byte | 0x20
                return (97...122).contains(letter) || (48...58).contains(byte) || byte == 45 || byte == 46 || byte == 95
            }
            return isWord && (1...40).contains(value.count) ? String(decoding: value, as: UTF8.self) : nil
        }
        return nil
    }
}
