import Records

/// A workbook of Excel 97 to 2003 (MS-XLS, BIFF8). It is held in memory, within `ReadLimits.heldInput`, because its sheets must be
/// sought in.
final class OldWorkbook: TableContainer {
    private struct Sheet {
        var name: String
        var start: Int
    }

    private let stream: BiffStream
    private let limits: ReadLimits
    private var sheets: [Sheet] = []
    private var styles = CellStyles()
    /// A program that calculates says which version of it did.
    private var isCalculated = false
    /// Shared strings as UTF-8, one behind the other, and where each ends.
    private var strings: [UInt8] = []
    private var ends: [Int] = []
    private static let version = 0x0600
    /// Excel has at most 65,490.
    private static let mostStyles = 100_000
    private static let mostSheets = 4_096

    /// Throws what refuses the file: `encryptedWorkbook`, `oldWorkbook` (of Excel 95 and before), `noWorkbook`, `truncated`,
    /// `damagedArchive`, `inputTooLarge`.
    init(_ bytes: SeekableBytes, limits: ReadLimits) throws(ReadFailure) {
        self.limits = limits
        let file = CompoundFile(bytes)
        if let refusal = file.refusal(without: "Workbook") { throw refusal }
        stream = BiffStream(bytes: try file.stream("Workbook", limits: limits))
        try readGlobals()
        if sheets.isEmpty { throw ReadFailure(.noWorkbook) }
    }

    /// The workbook in a compound file; its texts say themselves what they are in.
    static func open(
        _ bytes: SeekableBytes, _: TextEncoding, _ limits: ReadLimits
    ) throws(ReadFailure) -> any TableContainer { try OldWorkbook(bytes, limits: limits) }

    var tables: [String] { sheets.map(\.name) }

    var serialOffset: Int { styles.is1904 ? SerialDate.offset1904 : 0 }

    func rows(of table: Int, most: Int?) throws(ReadFailure) -> any RecordStream {
        let sheet = OldSheet(
            stream, styles, text: { self.string($0) }, limits: limits, most: most ?? .max,
            isCalculated: isCalculated)
        try sheet.index(from: sheets[table].start)
        return sheet
    }

    func rows(of table: Int, reading columns: Set<Int>, behind header: Int) throws(ReadFailure) -> any RecordStream {
        let sheet = OldSheet(
            stream, styles, text: { self.string($0) }, limits: limits, most: .max,
            isCalculated: isCalculated)
        sheet.look(at: columns, behind: header)
        try sheet.index(from: sheets[table].start)
        return sheet
    }

    private func string(_ index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return strings[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    private func readGlobals() throws(ReadFailure) {
        var formats: [Int: CellStyles.Shape] = [:]
        var formatOf: [Int] = []
        var record = try stream.record(at: 0)
        guard record.kind == BiffStream.Kind.begin else { throw ReadFailure(.noWorkbook) }
        guard stream.number(record.body.lowerBound, 2) == Self.version else { throw ReadFailure(.oldWorkbook) }
        while record.kind != BiffStream.Kind.end {
            record = try stream.record(at: record.body.upperBound)
            let from = record.body.lowerBound
            switch record.kind {
            case BiffStream.Kind.protected: throw ReadFailure(.encryptedWorkbook)
            case BiffStream.Kind.calculated: isCalculated = true
            case BiffStream.Kind.dateMode: styles.is1904 = stream.number(from, 2) == 1
            case BiffStream.Kind.sheet:
                // Charts and macros have no rows.
                guard record.body.count > 8, stream.number(from + 5, 1) == 0 else { continue }
                sheets.append(Sheet(name: try text(record, skipping: 6, lengthBytes: 1), start: stream.number(from, 4)))
            case BiffStream.Kind.format:
                let code = try text(record, skipping: 2, lengthBytes: 2)
                formats[stream.number(from, 2)] = CellStyles.shape(format: code)
            case BiffStream.Kind.style: formatOf.append(stream.number(from + 2, 2))
            case BiffStream.Kind.strings: try readStrings(record)
            default: break
            }
            if formats.count + formatOf.count > Self.mostStyles || sheets.count > Self.mostSheets {
                throw ReadFailure(.noWorkbook)
            }
        }
        styles.take(formatOf.map { formats[$0] ?? CellStyles.shape(builtIn: $0) })
    }

    private func text(_ record: BiffStream.Record, skipping: Int, lengthBytes: Int) throws(ReadFailure) -> String {
        var texts = try BiffText(stream, record, skipping: skipping)
        var out: [UInt8] = []
        try texts.append(lengthBytes: lengthBytes, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    private func readStrings(_ record: BiffStream.Record) throws(ReadFailure) {
        var texts = try BiffText(stream, record, skipping: 8)
        let count = stream.number(record.body.lowerBound + 4, 4)
        while ends.count < count, !texts.isEnded {
            try texts.append(lengthBytes: 2, to: &strings)
            ends.append(strings.count)
        }
    }
}
