private import CLibXML2
import Records

/// One libxml2 push parser and the sink of its callbacks.
@safe
final class XMLParser {
    private let context: xmlParserCtxtPtr?
    private let state: UnsafeMutablePointer<State>
    private let limits: ReadLimits

    /// What the callbacks are given.
    @unsafe
    fileprivate struct State {
        var sink: XMLSink
        var context: xmlParserCtxtPtr?
        /// libxml2's code of the failure.
        var code: UInt32 = 0
    }

    /// Once in the process: libxml2's tables, and an entity loader that opens nothing for anybody.
    private static let library: Void = {
        xmlInitParser()
        unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
    }()

    init(_ sink: XMLSink) {
        _ = Self.library
        limits = sink.limits
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: State(sink: sink, context: nil))
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = 0xDEED_BEAF
        unsafe handler.internalSubset = onDoctype
        unsafe handler.startElementNs = onStart
        unsafe handler.endElementNs = onEnd
        // The same function for both: otherwise libxml2 guesses which white space can be ignored.
        unsafe handler.characters = onText
        unsafe handler.ignorableWhitespace = onText
        unsafe handler.cdataBlock = onText
        unsafe handler.serror = onError
        unsafe context = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil)
        unsafe state.pointee.context = context
        // No NOENT, DTDLOAD, DTDATTR, HUGE or RECOVER, ever.
        _ = unsafe xmlCtxtUseOptions(
            context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    }

    deinit {
        if let context = unsafe context {
            // SAX parsing makes a document of its own where there is a DTD.
            if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
            unsafe context.pointee.myDoc = nil
            unsafe xmlFreeParserCtxt(context)
        }
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    var warnings: [ReadWarning] {
        let sink = unsafe state.pointee.sink
        if sink.skippedLine == 0 { return [] }
        return [
            ReadWarning(
                cause: .skippedContent, line: sink.skippedLine, count: sink.skipped, found: sink.skippedName)
        ]
    }

    /// The line that is reached, what waits in the parser included.
    var line: Int {
        guard let input = unsafe context?.pointee.input else { return 1 }
        let waiting = unsafe Self.waiting(input).count { $0 == 10 }
        return unsafe max(1, Int(input.pointee.line) + waiting)
    }

    func flush(into batch: inout RecordBatch) { unsafe state.pointee.sink.flush(into: &batch) }

    /// Parses the next bytes of the document.
    func parse(_ bytes: ArraySlice<UInt8>) throws(ReadFailure) {
        guard let context = unsafe context else { throw Self.outOfMemory }
        var rest = bytes
        while !rest.isEmpty {
            let piece = rest.prefix(unsafe context.pointee.instate == XML_PARSER_CDATA_SECTION ? Self.dataPiece : .max)
            rest = rest.dropFirst(piece.count)
            try feed(piece)
            // What came before it was known to be in a CDATA section.
            var before = Int.max
            while unsafe context.pointee.instate == XML_PARSER_CDATA_SECTION, let input = unsafe context.pointee.input {
                let waiting = unsafe Self.waiting(input).count
                if waiting < 2 * Self.dataPiece || waiting == before { break }
                before = waiting
                try feed([])
            }
        }
        guard let input = unsafe context.pointee.input else { return }
        // Markup that is not finished waits in the parser, however long it is.
        let waiting = unsafe Self.waiting(input)
        if unsafe waiting.starts(with: "<!DOCTYPE".utf8) { throw ReadFailure(.doctype, line: lineOfWaiting) }
        let isOther = unsafe waiting.starts(with: "<!".utf8) || waiting.starts(with: "<?".utf8)
        if !isOther, waiting.count > limits.tag { throw ReadFailure(.attributesTooMany, line: lineOfWaiting) }
        if waiting.count > limits.comment { throw ReadFailure(.textTooLong, line: lineOfWaiting) }
    }

    /// Bytes that libxml2 hands out of an unfinished CDATA section in one call, whatever it is given; the rest waits and
    /// is searched again each time, so a section of megabytes must not be given in larger pieces.
    private static let dataPiece = 300

    private func feed(_ bytes: ArraySlice<UInt8>) throws(ReadFailure) {
        let code = unsafe bytes.withUnsafeBytes { bytes in
            unsafe xmlParseChunk(
                context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0)
        }
        try throwFailure(code)
    }

    /// Ends the document. `beginsAsXML` is whether its first byte that is no white space is `<`.
    func finish(beginsAsXML: Bool) throws(ReadFailure) {
        guard let context = unsafe context else { throw Self.outOfMemory }
        let last = line
        let code = unsafe xmlParseChunk(context, nil, 0, 1)
        let sink = unsafe state.pointee.sink
        let isOpen = sink.depth > 0 || !sink.hasRoot
        // `<` in a value is noticed at the end only, and is wrong whatever would follow.
        let isWrong = unsafe state.pointee.code == XML_ERR_LT_IN_ATTRIBUTE.rawValue
        if isOpen, beginsAsXML, !isWrong, Self.isSyntax(sink.failure?.cause) {
            throw ReadFailure(.truncated, line: last)
        }
        try throwFailure(code)
        if isOpen { throw ReadFailure(.truncated, line: last) }
    }

    /// Whether a failure at the end of a document that is not closed only says that something is missing.
    private static func isSyntax(_ cause: ReadFailure.Cause?) -> Bool { cause == nil || cause == .notWellFormed }

    private func throwFailure(_ code: Int32) throws(ReadFailure) {
        if let failure = unsafe state.pointee.sink.failure { throw failure }
        // Never seen: libxml2 reports before it gives up.
        if unsafe context?.pointee.wellFormed != 1 {
            throw ReadFailure(.notWellFormed, line: line, detail: xmlErrorText(code: code))
        }
    }

    private var lineOfWaiting: Int {
        guard let input = unsafe context?.pointee.input else { return 1 }
        return unsafe max(1, Int(input.pointee.line))
    }

    private static func waiting(_ input: xmlParserInputPtr) -> UnsafeBufferPointer<UInt8> {
        guard let start = unsafe input.pointee.cur, let end = unsafe input.pointee.end, unsafe end > start else {
            return unsafe UnsafeBufferPointer(start: nil, count: 0)
        }
        return unsafe UnsafeBufferPointer(start: start, count: end - start)
    }

    private static var outOfMemory: ReadFailure { ReadFailure(.inputOutput, detail: "out of memory") }
}

extension UnsafeMutablePointer<XMLParser.State> {
    fileprivate var line: Int {
        guard let input = unsafe pointee.context?.pointee.input else { return 0 }
        return unsafe max(1, Int(input.pointee.line))
    }
}

private func state(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLParser.State>? {
    unsafe data?.assumingMemoryBound(to: XMLParser.State.self)
}

private let onDoctype: internalSubsetSAXFunc = { data, _, _, _ in
    guard let state = unsafe state(data) else { return }
    unsafe state.pointee.sink.fail(ReadFailure(.doctype, line: state.line))
    // Here, and only here, libxml2 looks at once whether it was stopped: nothing of the subset is read.
    unsafe xmlStopParser(state.pointee.context)
}

private let onStart: startElementNsSAX2Func = { data, local, prefix, uri, _, _, count, _, attributes in
    guard let state = unsafe state(data), let context = unsafe state.pointee.context,
        let tag = unsafe XMLStartTag(context, local, prefix, uri, attributes, count)
    else { return }
    unsafe state.pointee.sink.startElement(tag)
}

private let onEnd: endElementNsSAX2Func = { data, _, _, _ in
    guard let state = unsafe state(data) else { return }
    unsafe state.pointee.sink.endElement { unsafe state.line }
}

private let onText: charactersSAXFunc = { data, text, length in
    guard let state = unsafe state(data) else { return }
    unsafe state.pointee.sink.characters(UnsafeBufferPointer(start: text, count: Int(max(0, length)))) {
        unsafe state.line
    }
}

private let onError: xmlStructuredErrorFunc = { data, error in
    guard let state = unsafe state(data), let error = unsafe error?.pointee else { return }
    // Warnings are passed over: a relative namespace, a version of XML yet unknown.
    if unsafe error.level.rawValue < XML_ERR_ERROR.rawValue { return }
    if unsafe state.pointee.code == 0 { unsafe state.pointee.code = UInt32(bitPattern: error.code) }
    unsafe state.pointee.sink.fail(
        ReadFailure(
            .notWellFormed, line: max(1, Int(error.line)), column: max(0, Int(error.int2)),
            detail: xmlErrorText(code: error.code)))
}
