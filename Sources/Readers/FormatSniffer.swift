package import Records

/// What a file is, by its first bytes. Its name is not asked.
package struct FormatSniffer: Sendable, Equatable {
    /// The kinds of files that are read.
    package enum Kind: Sendable, Equatable {
        case xml
        case table
        case container(ContainerFormat)
    }

    /// A container by its first bytes or its first element; XML when the text begins as other markup does, behind white
    /// space.
    package var kind: Kind
    /// As told, by the byte order mark, or by the evidence of these bytes; UTF-8 where nothing speaks for another.
    package var encoding: TextEncoding
    /// What made it that.
    package var reason: EncodingReason
    /// Tables that are no UTF-8: the encodings in which they are Vietnamese, the best first. Of several none may be taken
    /// without more evidence.
    package var fitting: [EncodingEvidence] = []
    /// Parts of the text are in one of these and parts in another: no choice is right.
    package var isMixed = false
    /// Of a table in UTF-8: the first line that is none, or 0, and what the lines are in that are none.
    package var strayLine = 0
    package var strayFitting: [EncodingEvidence] = []
    /// Whether there is a byte order mark.
    package var hasMark: Bool
    /// Whether nothing but white space was seen.
    package var isBlank: Bool

    /// Looks at the first bytes of a file; `encoding` says what is known already.
    ///
    /// Throws `encodingUnknown` for the byte order marks of UTF-32, `foreignDocument` and `foreignArchive`.
    package init(_ start: ArraySlice<UInt8>, encoding known: TextEncoding? = nil) throws(ReadFailure) {
        if start.starts(with: [0xFF, 0xFE, 0, 0]) || start.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw ReadFailure(.encodingUnknown, detail: "UTF-32")
        }
        if let refusal = ForeignFormat.refusal(start) { throw refusal }
        if let container = ContainerFormat.all.first(where: { $0.mark.fits(start) }) {
            kind = .container(container)
            encoding = .utf8
            reason = .text
            hasMark = false
            isBlank = false
            return
        }
        let mark: TextEncoding? =
            if start.starts(with: [0xEF, 0xBB, 0xBF]) {
                .utf8
            } else if start.starts(with: [0xFF, 0xFE]) {
                .utf16LittleEndian
            } else if start.starts(with: [0xFE, 0xFF]) {
                .utf16BigEndian
            } else {
                nil
            }
        hasMark = mark != nil
        let pattern = known == nil && mark == nil ? UTF16Pattern.encoding(of: start) : nil
        encoding = known ?? mark ?? pattern ?? .utf8
        reason = known != nil ? .told : mark != nil ? .mark : pattern != nil ? .zeros : .text
        var stream = TextStream(encoding)
        let long = stream.text(start.prefix(Self.reach))
        let text = long.prefix(4_096).drop { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 }
        isBlank = text.isEmpty
        let markup = MarkupStart(text)
        var format = markup.flatMap { markup in ContainerFormat.all.first { $0.mark.fits(markup) } }
        if format == nil, WebTables.isPage(long, behind: markup) { format = ContainerFormat.webPage }
        kind = format.map { Kind.container($0) } ?? (Self.isMarkup(text) && !Self.isTitled(long) ? .xml : .table)
        // An XML document says itself what it is in.
        let isXML = kind == .xml || markup?.hasXMLDeclaration == true
        let isMarked = reason == .mark && encoding == .utf8
        guard !isXML, reason == .text || isMarked else { return }
        let trial = EncodingTrial(start, isMarked: isMarked)
        strayLine = trial.strayLine
        strayFitting = trial.strayFitting
        if isMarked { return }
        fitting = trial.fitting
        isMixed = trial.isMixed
        if let best = fitting.first { encoding = best.encoding }
        var check = UTF8Check()
        let isUTF8 = unsafe start.withUnsafeBufferPointer { unsafe check.accepts($0) }
        if format != nil, !isUTF8, let charset = HTMLCharset(text) { try take(charset) }
    }

    /// What a page says of its encoding decides among those that fit; Western ones are said of text in old fonts too, and no
    /// text is Vietnamese in them.
    private mutating func take(_ charset: HTMLCharset) throws(ReadFailure) {
        if isMixed { return }
        if let said = charset.encoding {
            guard said == .utf8 || fitting.isEmpty || fitting.contains(where: { $0.encoding == said }) else { return }
            encoding = said
            reason = .declared
            fitting.removeAll { $0.encoding != said }
        } else {
            fitting.removeAll { $0.encoding == .windows1258 }
            guard let best = fitting.first else { throw ReadFailure(.encodingUnknown, detail: charset.name) }
            encoding = best.encoding
        }
    }

    /// Why the file is refused whose encoding nothing decides: what each would make of the header line.
    package func ambiguity(_ start: ArraySlice<UInt8>) -> ReadFailure {
        let encodings = fitting.map(\.encoding)
        let isMixed = isMixed || encodings.contains(.utf8)
        return ReadFailure(
            isMixed ? .encodingsMixed : .encodingAmbiguous, detail: previews(start, encodings))
    }

    /// Why a table in UTF-8 is refused whose header stands in lines that are in another encoding.
    package func mixture(_ start: ArraySlice<UInt8>, _ other: TextEncoding) -> ReadFailure {
        ReadFailure(.encodingsMixed, line: strayLine, detail: previews(start, [.utf8, other]))
    }

    private func previews(_ start: ArraySlice<UInt8>, _ encodings: [TextEncoding]) -> String {
        kind == .table
            ? HeadingPreview.texts(start, encodings) : encodings.map(\.title).joined(separator: "; ")
    }

    /// The format of a container, or nil.
    package var container: ContainerFormat? {
        if case .container(let format) = kind { return format }
        return nil
    }

    /// What people call the format.
    package var formatName: String {
        switch kind {
        case .xml: "XML"
        case .table: "CSV"
        case .container(let format): format.name
        }
    }

    /// The ending of a file's name (`.csv`) where it says another format than the content, or nil.
    package func wrongEnding(of name: String) -> String? { Self.wrongEnding(of: name, formatName) }

    /// The same of a content that is known.
    package static func wrongEnding(of name: String, _ content: String) -> String? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let ending = name[dot...].lowercased()
        guard let said = endings[ending], !said.contains(content) else { return nil }
        return ending
    }

    /// Bytes in which a page is looked for behind text.
    private static let reach = 64 << 10

    /// What the endings of names say; others say nothing.
    private static let endings = [
        ".csv": ["CSV"], ".tsv": ["CSV"], ".xml": ["XML", "SpreadsheetML"], ".xlsx": ["XLSX"], ".xlsm": ["XLSX"],
        ".xls": ["XLS"], ".ods": ["ODS"], ".zip": ["ZIP"], ".gz": ["GZIP"], ".htm": ["HTML"], ".html": ["HTML"],
    ]

    /// `<` and what can follow it in XML: a name, a declaration, a comment. `<5 ngày` is a cell.
    /// Whether a table's title only looks like an element: `<BÁO CÁO>` on its first line, cells below, and nothing that is closed.
    private static func isTitled(_ text: ArraySlice<UInt8>) -> Bool {
        let start = text.drop { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 }
        guard let next = start.dropFirst().first, !"?!".utf8.contains(next) else { return false }
        let closes = start.indices.contains { index in
            let two = start[index...].prefix(2)
            return two.elementsEqual("</".utf8) || two.elementsEqual("/>".utf8)
        }
        guard !closes, let end = start.firstIndex(of: 10) else { return false }
        return start[end...].contains { ",;\t|".utf8.contains($0) }
    }

    private static func isMarkup(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.first == UInt8(ascii: "<") else { return false }
        guard let next = text.dropFirst().first else { return false }
        let letter = next | 0x20
        return (97...122).contains(letter) || next >= 0x80 || "?!_:/".utf8.contains(next)
    }
}
