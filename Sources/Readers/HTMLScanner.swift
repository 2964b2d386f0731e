/// Cuts a page into whole tags and the text between them.
///
/// libxml2 makes different things of markup that is fed to it in pieces, and ends a script at any `</`. So it is given whole
/// tags only, and never comments, declarations, scripts, styles and the tags around the whole page, which mean nothing here
/// and end its parsing where they stand twice.
struct HTMLScanner {
    private enum State {
        case text, opened, tag, declaration, comment, raw
    }

    /// Text and tags that were not taken yet; of these bytes the first `whole` end with a tag.
    private var bytes: [UInt8] = []
    private var whole = 0
    private var state = State.text
    /// Where the tag begins that is not finished.
    private var tagStart = 0
    private var name: [UInt8] = []
    private var isNamed = false
    /// The quote that is open in the tag, or 0, and whether one may open.
    private var quote: UInt8 = 0
    private var isBehindEquals = false
    private var dashes = 0
    /// The end tag that ends what is passed over, and how much of it was seen.
    private var end: [UInt8] = []
    private var seen = 0
    private var isPageOpen = false

    private static let longestName = 10
    private static let around: Set<[UInt8]> = Set(["html", "head", "body", HTMLParser.root].map { Array($0.utf8) })
    private static let raw: Set<[UInt8]> = Set(["script", "style"].map { Array($0.utf8) })

    /// Whether something is missing: an end of markup, or `</html>` of the last `<html>`.
    var isCut: Bool { state != .text || isPageOpen }
    /// Bytes of the tag that is not finished.
    var tagLength: Int { state == .tag ? bytes.count - tagStart : 0 }
    /// Bytes of all that waits.
    var waiting: Int { bytes.count }

    /// Takes the next bytes.
    mutating func take(_ text: ArraySlice<UInt8>) {
        var rest = text
        while let byte = rest.first {
            if state == .text {
                let run = rest.prefix { $0 != UInt8(ascii: "<") }
                bytes += run
                rest = rest[run.endIndex...]
                if rest.isEmpty { return }
                tagStart = bytes.count
                bytes.append(UInt8(ascii: "<"))
                state = .opened
            } else {
                step(byte)
            }
            rest = rest.dropFirst()
        }
    }

    /// Hands over what is whole; all at the end of the page.
    mutating func flush(isEnd: Bool = false, _ use: (ArraySlice<UInt8>) -> Void) {
        let count = isEnd ? bytes.count : whole
        if count == 0 { return }
        use(bytes[..<count])
        bytes.removeFirst(count)
        tagStart -= min(tagStart, count)
        whole = 0
    }

    private mutating func step(_ byte: UInt8) {
        switch state {
        case .text: break
        case .opened: open(byte)
        case .tag: tag(byte)
        case .declaration:
            if byte == UInt8(ascii: "-"), dashes >= 0 {
                dashes += 1
                if dashes == 2 { state = .comment }
            } else if byte == UInt8(ascii: ">") {
                state = .text
            } else {
                dashes = -1
            }
        case .comment:
            if byte == UInt8(ascii: ">"), dashes >= 2 { state = .text }
            dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
        case .raw:
            if seen == end.count {
                if byte == UInt8(ascii: ">") { state = .text }
            } else if byte | 0x20 == end[seen] || byte == end[seen] {
                seen += 1
            } else {
                seen = byte == end[0] ? 1 : 0
            }
        }
    }

    private mutating func open(_ byte: UInt8) {
        if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
            bytes.removeLast()
            dashes = byte == UInt8(ascii: "!") ? 0 : -1
            state = .declaration
        } else if (97...122).contains(byte | 0x20) || byte == UInt8(ascii: "/") {
            state = .tag
            name = []
            isNamed = false
            quote = 0
            isBehindEquals = false
            tag(byte)
        } else {
            // `1 < 2`, `<<b>`
            if byte == UInt8(ascii: "<") { tagStart = bytes.count } else { state = .text }
            bytes.append(byte)
        }
    }

    private mutating func tag(_ byte: UInt8) {
        bytes.append(byte)
        let isSpace = byte == 32 || (9...13).contains(byte)
        if !isNamed {
            if isSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") && !name.isEmpty {
                isNamed = true
            } else if name.count < Self.longestName {
                name.append((65...90).contains(byte) ? byte | 0x20 : byte)
            }
        }
        if quote != 0 {
            if byte == quote { quote = 0 }
        } else if byte == UInt8(ascii: ">") {
            endTag()
        } else if isBehindEquals, byte == 34 || byte == 39 {
            quote = byte
            isBehindEquals = false
        } else if !isSpace {
            isBehindEquals = byte == UInt8(ascii: "=")
        }
    }

    private mutating func endTag() {
        state = .text
        let closes = name.first == UInt8(ascii: "/")
        let element = closes ? Array(name.dropFirst()) : name
        if Self.around.contains(element) {
            if element.elementsEqual("html".utf8) { isPageOpen = !closes }
            bytes.removeLast(bytes.count - tagStart)
        } else if Self.raw.contains(element), !closes {
            bytes.removeLast(bytes.count - tagStart)
            state = .raw
            end = Array("</".utf8) + element
            seen = 0
        }
        whole = bytes.count
    }
}
