private import CLibXML2
package import Records

/// Records of an XML document, laid flat, through libxml2's SAX2 push parser.
///
/// Memory stays flat: what is held is the record that is begun, and markup that is not finished. Records are handed out
/// as they end, so a document that turns out not to be well-formed has given some before: take them back when `feed` or
/// `finish` throws.
///
/// Any DOCTYPE is refused, and with it all entities but the five of XML. Nothing outside the document is ever opened.
/// The parser is given UTF-8 with LF as line end, whatever the file has; so its lines are the file's.
package final class XMLReader: RecordReader {
    private let encoding: TextEncoding
    private let limits: ReadLimits
    private let parser: XMLParser
    private var stream: TextStream
    private var check = UTF8Check()
    private var controls: ControlCheck?
    private var isASCII = false
    /// The document's first bytes, until its declaration is read.
    private var start: [UInt8]? = []
    private var afterReturn = false
    private var firstByte: UInt8?
    private static let piece = 64 << 10

    /// A reader of the elements at `records`.
    ///
    /// `wanted` are the paths below a record's element that are kept, by local names (`TaiLieuNop/TenTepDinhKem`, `@id`,
    /// and the empty text for the record's own); all when nil. The content of elements whose local name is in `skip` is
    /// passed over and counted; such an element is an empty cell where it is wanted.
    package convenience init(
        records: [RecordPath], encoding: TextEncoding, wanted: Set<String>? = nil, skip: Set<String> = ["Base64"],
        limits: ReadLimits = ReadLimits()
    ) {
        self.init(XMLSink(records: records, wanted: wanted, skip: skip, limits: limits), encoding)
    }

    /// A reader that fills a sink.
    init(_ sink: XMLSink, _ encoding: TextEncoding) {
        self.encoding = encoding
        limits = sink.limits
        stream = TextStream(encoding)
        parser = XMLParser(sink)
    }

    /// Content that was skipped, so far.
    package var warnings: [ReadWarning] { parser.warnings }

    /// Takes the next bytes.
    package func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        // Also when it throws: which records were whole must not depend on the chunks.
        defer { parser.flush(into: &batch) }
        try take(stream.text(chunk))
    }

    /// Takes the end of the file.
    package func finish(into batch: inout RecordBatch) throws(ReadFailure) {
        defer { parser.flush(into: &batch) }
        try take(stream.finish())
        if let begun = start {
            start = nil
            try parse(begun[...])
        }
        guard let firstByte else { throw ReadFailure(.empty) }
        if !check.isWhole { throw ReadFailure(.truncated, line: parser.line) }
        try parser.finish(beginsAsXML: firstByte == UInt8(ascii: "<"))
    }

    private func take(_ text: ArraySlice<UInt8>) throws(ReadFailure) {
        guard var begun = start else { return try parse(text) }
        begun.append(contentsOf: text)
        start = begun
        if XMLDeclaration.needsMore(begun) { return }
        start = nil
        let declaration = try XMLDeclaration(begun, in: encoding)
        isASCII = declaration.isASCII
        controls = declaration.isVersion11 ? ControlCheck() : nil
        try parse(begun[...])
    }

    private func parse(_ text: ArraySlice<UInt8>) throws(ReadFailure) {
        var rest = text
        while !rest.isEmpty {
            let piece = rest.prefix(Self.piece)
            rest = rest.dropFirst(piece.count)
            try verify(piece)
            if firstByte == nil { firstByte = piece.first { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 } }
            try parser.parse(withLineFeeds(piece))
        }
    }

    /// Throws where the bytes cannot be text of an XML document.
    private func verify(_ piece: ArraySlice<UInt8>) throws(ReadFailure) {
        let isValid = unsafe piece.withUnsafeBufferPointer { unsafe check.accepts($0) }
        var bad: Int?
        if !isValid {
            bad = unsafe piece.withUnsafeBufferPointer { unsafe UTF8Check.firstInvalid($0) } ?? 0
        } else if isASCII {
            bad = piece.firstIndex { $0 >= 0x80 }.map { $0 - piece.startIndex }
        }
        // libxml2 would take NULs for UTF-16 without a byte order mark.
        if let zero = piece.firstIndex(of: 0) { bad = min(bad ?? .max, zero - piece.startIndex) }
        if let bad {
            var lines = LineEnds(afterReturn: afterReturn)
            for byte in piece.prefix(bad) { lines.take(byte) }
            let line = parser.line + lines.count
            try parser.parse(withLineFeeds(piece.prefix(bad)))
            throw ReadFailure(
                .invalidEncoding, line: line, detail: encoding.rawValue.uppercased())
        }
        if controls != nil, controls?.accepts(piece) == false {
            throw ReadFailure(.notWellFormed, line: parser.line, detail: xmlErrorText(code: 9))
        }
    }

    /// CRLF and CR as LF, as XML 1.0 (2.11) wants it before parsing; libxml2 counts lines by LF only.
    private func withLineFeeds(_ piece: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if !afterReturn, !piece.contains(13) { return piece }
        var out: [UInt8] = []
        out.reserveCapacity(piece.count)
        for byte in piece {
            if byte == 13 { out.append(10) } else if byte != 10 || !afterReturn { out.append(byte) }
            afterReturn = byte == 13
        }
        return out[...]
    }
}
