import Records

/// Rows of the tables of a web page, through libxml2's HTML parser.
///
/// The parser mends whatever it meets and never says that something is missing, so a page that is cut off is found here: a
/// table without `</table>`, `<html>` without `</html>`, or markup that is not finished. It is given UTF-8, whatever the
/// file is in and says of itself.
final class HTMLReader: DocumentReader {
    private let encoding: TextEncoding
    private let parser: HTMLParser
    private var stream: TextStream
    private var check = UTF8Check()
    private var scanner = HTMLScanner()
    private let limits: ReadLimits
    private var line = 1
    private var isEmpty = true

    init(_ choice: TableChoice, encoding: TextEncoding, limits: ReadLimits = ReadLimits()) {
        self.encoding = encoding
        self.limits = limits
        stream = TextStream(encoding)
        parser = HTMLParser(HTMLSink(choice, limits: limits))
    }

    var tables: [String] { (0..<parser.sink.count).map { String($0 + 1) } }

    /// Whether it has tables with rows, and is no form to log in.
    var isExport: Bool { parser.sink.hasRows && !parser.sink.hasPassword }

    var warnings: [ReadWarning] { parser.sink.warnings }

    func look(at columns: Set<Int>, behind header: Int) { parser.sink.look(at: columns, behind: header) }

    func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        swap(&batch, &parser.sink.batch)
        defer { swap(&batch, &parser.sink.batch) }
        try take(stream.text(chunk))
    }

    func finish(into batch: inout RecordBatch) throws(ReadFailure) {
        swap(&batch, &parser.sink.batch)
        defer { swap(&batch, &parser.sink.batch) }
        try take(stream.finish())
        if isEmpty { throw ReadFailure(.empty) }
        if !check.isWhole || scanner.isCut { throw ReadFailure(.truncated, line: line) }
        scanner.flush(isEnd: true) { parser.parse($0) }
        try parser.finish(line: line)
    }

    private func take(_ text: ArraySlice<UInt8>) throws(ReadFailure) {
        if text.isEmpty { return }
        isEmpty = false
        let isValid = unsafe text.withUnsafeBufferPointer { unsafe check.accepts($0) }
        if !isValid || text.contains(0) {
            throw ReadFailure(.invalidEncoding, line: line, detail: encoding.rawValue.uppercased())
        }
        scanner.take(text)
        scanner.flush { parser.parse($0) }
        try parser.throwFailure(line)
        if scanner.tagLength > limits.tag { throw ReadFailure(.attributesTooMany, line: line) }
        if scanner.waiting > limits.comment { throw ReadFailure(.textTooLong, line: line) }
        for byte in text where byte == 10 { line += 1 }
    }
}
