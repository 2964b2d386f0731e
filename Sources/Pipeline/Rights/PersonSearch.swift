import Domain
import Mapping
import Readers
import Records
import Warehouse

/// Looks for persons' numbers in a file, whatever it is: every cell of every table, every field of XML, what is packed, and, of
/// text, every run of digits, also in lines that are no records.
struct PersonSearch {
    /// What was found in a file.
    struct Finding {
        /// Physical lines that hold a number.
        var lines: Set<Int32> = []
        var isThere = false
        /// Why a part of it could not be read; nil where all of it was.
        var failure: ReadFailure?
    }

    /// Whether digits are a number of theirs.
    private let isNumber: ([UInt8]) -> Bool

    /// Of one person, by the numbers.
    init(_ numbers: [[UInt8]]) {
        let numbers = Set(numbers)
        isNumber = numbers.contains
    }

    /// Of all who were forgotten, by their pseudonyms; nil where nobody was, so that no file is read once more for nothing.
    init?(_ session: Session, _ keys: KeyRing) throws {
        let tombstones = Set(try session.tombstones().compactMap { Hexadecimal.bytes($0.pseudonym) })
        if tombstones.isEmpty { return nil }
        let pseudonymizer = try keys.pseudonymizer()
        isNumber = { pseudonymizer.pseudonyms($0).contains(where: tombstones.contains) }
    }

    func callAsFunction(_ path: String) -> Finding {
        let exports = Exports(InputFiles.Item(path: path, name: path))
        var finding = besides(exports)
        for item in exports.items { look(into: item, &finding) }
        return finding
    }

    /// The same in what an archive holds besides the rows of its exports: names, and files that are none.
    func besides(_ exports: Exports) -> Finding {
        var finding = Finding()
        for item in exports.beside { look(into: item, &finding) }
        finding.lines = []
        if exports.entryNames.contains(where: { cleared($0) != $0 }) { finding.isThere = true }
        return finding
    }

    /// The same in one export.
    func callAsFunction(_ item: InputFiles.Item) -> Finding {
        var finding = Finding()
        look(into: item, &finding)
        return finding
    }

    /// A name of a file with the digits of their numbers made zeros; it is what it was where it holds none. "001 190 000 001" is one, too.
    func cleared(_ name: String) -> String {
        var bytes = Array(name.utf8)
        let runs = bytes.indices.split { !(0x30...0x39).contains(bytes[$0]) }
        for first in runs.indices {
            var digits: [UInt8] = []
            for last in first..<runs.count {
                let between = last == first ? 0..<0 : runs[last - 1].endIndex..<runs[last].startIndex
                digits += runs[last].map { bytes[$0] }
                guard digits.count <= 12, bytes[between].allSatisfy(Self.separators.contains) else { break }
                if isTheirs(digits) {
                    for index in runs[first...last].joined() { bytes[index] = 0x30 }
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let separators = Set(" .-_".utf8)

    private func look(into item: InputFiles.Item, _ finding: inout Finding) {
        do throws(ReadFailure) {
            try look(item, &finding)
        } catch {
            // Many files are no tables: what was found in their bytes counts all the same.
            if !Self.isOtherFormat(error) { finding.failure = finding.failure ?? error }
        }
    }

    private static func isOtherFormat(_ failure: ReadFailure) -> Bool { failure.cause == .empty }

    private func look(_ item: InputFiles.Item, _ finding: inout Finding) throws(ReadFailure) {
        var scanned = Finding()
        // What was found counts also where the rest cannot be read.
        defer {
            finding.isThere = finding.isThere || scanned.isThere
            finding.lines.formUnion(scanned.lines)
        }
        try scan(item, &scanned)
        let limits = ReadLimits()
        var file = try item.open()
        var start: [UInt8] = []
        while start.count < limits.chunk, let chunk = try file.next() { start += chunk }
        if start.isEmpty { return }
        let sniffed = try FormatSniffer(start[...], encoding: nil)
        var batch = RecordBatch()
        if let container = sniffed.container {
            let bytes = try file.hold(&start, limit: limits.heldInput)
            let tables = try container.open(bytes, encoding: sniffed.encoding, limits: limits)
            for table in try tables.tables.indices {
                let stream = try tables.rows(of: table, most: nil)
                while try stream.next(into: &batch) { look(&batch, &finding) }
                look(&batch, &finding)
            }
            return
        }
        // A cell of a text that is all digits was scanned: asked again it would cost as much once more.
        let areDigitsKnown = sniffed.kind != .xml && !scanned.isThere
        var reader: any RecordReader =
            sniffed.kind == .xml
            ? XMLReader(
                records: [.childrenOfRoot], encoding: sniffed.encoding, skip: XMLRecordWriter.skipped, limits: limits)
            : TableReader(
                delimiter: DelimiterGuess.delimiter(of: start[...], encoding: sniffed.encoding),
                encoding: sniffed.encoding, limits: limits)
        try reader.feed(start[...], into: &batch)
        look(&batch, &finding, areDigitsKnown)
        while let chunk = try file.next() {
            try reader.feed(chunk, into: &batch)
            look(&batch, &finding, areDigitsKnown)
        }
        try reader.finish(into: &batch)
        look(&batch, &finding, areDigitsKnown)
    }

    /// Every run of digits in the unpacked bytes; zeros between them are those of UTF-16.
    private func scan(_ item: InputFiles.Item, _ finding: inout Finding) throws(ReadFailure) {
        var file = try item.open()
        var line: Int32 = 1
        var run: [UInt8] = []
        func end(_ finding: inout Finding) {
            if isTheirs(run) { note(line, &finding) }
            run.removeAll(keepingCapacity: true)
        }
        while let chunk = try file.next() {
            for byte in chunk where byte != 0 {
                if byte >= 0x30, byte <= 0x39 {
                    run.append(byte)
                    continue
                }
                if !run.isEmpty { end(&finding) }
                if byte == 0x0A { line &+= 1 }
            }
        }
        end(&finding)
    }

    private func look(_ batch: inout RecordBatch, _ finding: inout Finding, _ areDigitsKnown: Bool = false) {
        for head in batch.heads {
            for cell in batch.cells[Int(head.firstCell)..<Int(head.endCell)] {
                let digits = batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)].filter {
                    $0 >= 0x30 && $0 <= 0x39
                }
                if areDigitsKnown, digits.count == Int(cell.length) { continue }
                if isTheirs(digits) { note(head.line, &finding) }
            }
        }
        batch.removeAll()
    }

    private func note(_ line: Int32, _ finding: inout Finding) {
        finding.isThere = true
        finding.lines.insert(line)
    }

    /// As a loader reads a number: with the zeros that a spreadsheet lost.
    private func isTheirs(_ digits: [UInt8]) -> Bool {
        guard (9...12).contains(digits.count) else { return false }
        let lost = digits.count == 11 || digits.count == 10 ? 12 - digits.count : 0
        return isNumber([UInt8](repeating: 0x30, count: lost) + digits)
    }
}
