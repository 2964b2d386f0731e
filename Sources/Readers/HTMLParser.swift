private import CLibXML2
import Records

/// One libxml2 push parser of HTML and the sink of its callbacks.
@safe
final class HTMLParser {
    private let context: htmlParserCtxtPtr?
    private let state: UnsafeMutablePointer<State>

    /// What the callbacks are given.
    @unsafe
    fileprivate struct State {
        var sink: HTMLSink
        var isOutOfMemory = false
    }

    /// The element of our own around all of the file: the parser ends for good where the first element ends, and pieces of
    /// pages, or several pages in one file, have several.
    static let root = "chitieu"

    init(_ sink: HTMLSink) {
        self.sink = sink
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: State(sink: sink))
        var handler = unsafe htmlSAXHandler()
        unsafe handler.initialized = 0xDEED_BEAF
        unsafe handler.startElement = onStart
        unsafe handler.endElement = onEnd
        unsafe handler.characters = onText
        unsafe handler.ignorableWhitespace = onText
        unsafe handler.serror = onError
        unsafe context = htmlCreatePushParserCtxt(&handler, state, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        _ = unsafe htmlCtxtUseOptions(
            context,
            Int32(HTML_PARSE_NOIMPLIED.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue))
        parse(Array("<\(Self.root)>".utf8)[...])
    }

    deinit {
        if let context = unsafe context {
            if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
            unsafe context.pointee.myDoc = nil
            unsafe htmlFreeParserCtxt(context)
        }
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    let sink: HTMLSink

    /// Parses the next bytes: whole tags and text.
    func parse(_ bytes: ArraySlice<UInt8>) {
        unsafe bytes.withUnsafeBytes { bytes in
            _ = unsafe htmlParseChunk(
                context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0)
        }
    }

    /// Ends the page.
    func finish(line: Int) throws(ReadFailure) {
        // Before the parser is told of the end: it then closes by itself what is open.
        if sink.isOpen { throw ReadFailure(.truncated, line: line) }
        _ = unsafe htmlParseChunk(context, nil, 0, 1)
        try throwFailure(line)
    }

    /// Throws what was found wrong.
    func throwFailure(_ line: Int) throws(ReadFailure) {
        if unsafe context == nil || state.pointee.isOutOfMemory {
            throw ReadFailure(.inputOutput, detail: "out of memory")
        }
        if var failure = sink.failure {
            failure.line = line
            throw failure
        }
    }
}

private func state(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<HTMLParser.State>? {
    unsafe data?.assumingMemoryBound(to: HTMLParser.State.self)
}

private let onStart: startElementSAXFunc = { data, name, attributes in
    guard let state = unsafe state(data), let name = unsafe name else { return }
    unsafe state.pointee.sink.start(HTMLTag(name, attributes))
}

private let onEnd: endElementSAXFunc = { data, name in
    guard let state = unsafe state(data), let name = unsafe name else { return }
    unsafe state.pointee.sink.end(HTMLTag(name, nil).element)
}

private let onText: charactersSAXFunc = { data, text, length in
    guard let state = unsafe state(data) else { return }
    unsafe state.pointee.sink.characters(UnsafeBufferPointer(start: text, count: Int(max(0, length))))
}

private let onError: xmlStructuredErrorFunc = { data, error in
    guard let state = unsafe state(data), let error = unsafe error?.pointee else { return }
    // All others are mended.
    if unsafe error.code == Int32(XML_ERR_NO_MEMORY.rawValue) { unsafe state.pointee.isOutOfMemory = true }
}
