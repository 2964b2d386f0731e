package import Domain
import Mapping
package import Readers
package import Records

/// Prints a file's records as they are read, before any mapping: the command `read`.
///
/// Memory stays flat: what a chunk brings is printed before the next one is read. Results go to one closure and messages
/// to another; no message holds text of the file.
package struct PrintRecords {
    /// How records are written.
    package enum Format: String, Sendable, CaseIterable {
        /// RFC 4180. A table as it stands; XML as rows of line, path, field and value, because the fields of later
        /// records cannot be known when the first is printed.
        case csv
        /// One JSON object a line.
        case ndjson
    }

    /// The file, or nil for standard input.
    package var path: String?
    package var format = Format.csv
    /// Where the records of an XML document are; every child of the root when nil.
    package var record: RecordPath?
    /// The byte that ends the cells of a table; guessed when nil.
    package var delimiter: UInt8?
    /// The file's encoding; found by evidence when nil.
    package var encoding: TextEncoding?
    /// The sheet of a workbook; the first one when nil.
    package var sheet: String?
    package var language = Language.vi
    package var limits = ReadLimits()

    /// Records that faults are said of one by one; the others are counted.
    private static let saidFaults = 1_000

    package init(path: String?) {
        self.path = path
    }

    /// Reads and prints, and returns the exit code: 0, or 2 where something could not be read, 66 and 74 as the
    /// catalogue of exit codes says. What `output` throws comes through.
    package func run(
        output: ([UInt8]) throws -> Void, message: @escaping (String) -> Void
    ) throws -> Int32 {
        let exports = Exports(InputFiles.Item(path: path, name: path ?? "-"), limits: limits)
        guard let item = exports.only else {
            message(exports.severalText(language))
            return 2
        }
        let messages = ReadMessages(file: item.name, language: language, limits: limits, write: message)
        if exports.passedOver > 0 { messages.sayPassedOver(exports.passedOver) }
        do {
            return try print(item, output: output, messages: messages)
        } catch let failure as ReadFailure {
            messages.say(failure)
            return failure.cause.exitCode
        }
    }

    private func print(
        _ item: InputFiles.Item, output: ([UInt8]) throws -> Void, messages: ReadMessages
    ) throws -> Int32 {
        var file = try item.open(limits)
        // Whole, whatever pieces a pipe gives: the guess must not depend on them.
        var start: [UInt8] = []
        var isEnded = false
        while start.count < limits.chunk, !isEnded {
            if let chunk = try file.next() { start.append(contentsOf: chunk) } else { isEnded = true }
        }
        try file.refuseNested(start[...])
        let sniffed = try FormatSniffer(start[...], encoding: encoding)
        if let ending = item.wrongEnding { messages.sayEnding(ending.said, ending.content) }
        if let ending = sniffed.wrongEnding(of: item.ownName) { messages.sayEnding(ending, sniffed.formatName) }
        let container = container(sniffed)
        if sheet != nil, container == nil { messages.saySheetIgnored(sniffed.formatName) }
        if container?.isText ?? true {
            if sniffed.fitting.count > 1 { throw sniffed.ambiguity(start[...]) }
            messages.sayEncoding(sniffed)
        }
        var writer: any RecordWriter =
            container == nil && isXML(sniffed, item) ? XMLRecordWriter(format) : TableRecordWriter(format)
        var batch = RecordBatch()
        var faults = 0
        func hand(_ batch: inout RecordBatch) throws {
            for fault in batch.faults {
                faults += 1
                if faults <= Self.saidFaults { messages.say(fault, sniffed.encoding) }
            }
            try output(writer.text(of: batch))
            batch.removeAll()
        }
        var warnings: [ReadWarning] = []
        if let container {
            let bytes = try file.hold(&start, limit: limits.heldInput)
            try file.refuseNested(start[...], bytes)
            let tables = try container.open(bytes, encoding: sniffed.encoding, limits: limits)
            let stream = try rows(tables, messages)
            do {
                while try stream.next(into: &batch) { try hand(&batch) }
                try file.verifyUnchanged()
            } catch {
                try hand(&batch)
                throw error
            }
            warnings = stream.warnings
        } else {
            var reader = try reader(of: sniffed, item, start[...], messages)
            defer { warnings = reader.warnings }
            do {
                try reader.feed(start[...], into: &batch)
                start = []
                try hand(&batch)
                while !isEnded, let chunk = try file.next() {
                    try reader.feed(chunk, into: &batch)
                    try hand(&batch)
                }
                try reader.finish(into: &batch)
            } catch {
                // What was whole before the failure is printed, as it would have been with smaller chunks.
                try hand(&batch)
                throw error
            }
        }
        try hand(&batch)
        if faults > Self.saidFaults { messages.sayMore(faults - Self.saidFaults) }
        for warning in warnings + file.warnings { messages.say(warning) }
        return faults > 0 ? 2 : 0
    }

    /// The format of several tables that the file is read as; text is read as the options say.
    private func container(_ sniffed: FormatSniffer) -> ContainerFormat? {
        guard let container = sniffed.container else { return nil }
        return container.isText && (record != nil || delimiter != nil) ? nil : container
    }

    /// The rows of the table that is asked for, or of the first one.
    private func rows(_ container: any TableContainer, _ messages: ReadMessages) throws(ReadFailure) -> any RecordStream
    {
        let names = try container.tables
        let index = try sheet.map { name throws(ReadFailure) in try ContainedTable.index(of: name, in: names) } ?? 0
        if sheet == nil, names.count > 1 { messages.saySheets(names) }
        return try container.rows(of: index, most: nil)
    }

    private func reader(
        of sniffed: FormatSniffer, _ item: InputFiles.Item, _ start: ArraySlice<UInt8>, _ messages: ReadMessages
    ) throws -> any RecordReader {
        if isXML(sniffed, item) {
            return XMLReader(
                records: [record ?? .childrenOfRoot], encoding: sniffed.encoding, skip: XMLRecordWriter.skipped,
                limits: limits)
        }
        if let delimiter { return TableReader(delimiter: delimiter, encoding: sniffed.encoding, limits: limits) }
        let guess = DelimiterGuess.delimiter(of: start, encoding: sniffed.encoding)
        if !sniffed.isBlank { messages.sayGuess(guess) }
        return TableReader(delimiter: guess, encoding: sniffed.encoding, limits: limits)
    }

    /// The content decides, unless the command says what it is. A file that is named XML and does not begin as XML is
    /// not well-formed, and must not pass for a table.
    private func isXML(_ sniffed: FormatSniffer, _ item: InputFiles.Item) -> Bool {
        if record != nil || sniffed.kind == .xml { return delimiter == nil || record != nil }
        return delimiter == nil && item.ownName.lowercased().hasSuffix(".xml")
    }
}
