import Domain
import Readers
import Records

/// What a copy to correct carries of its original, in a hidden sheet that spreadsheets keep when they save it: so the copy, corrected
/// and dropped again, is the same list of the same day and loads over its original.
struct CopyMark: Sendable, Equatable {
    /// The original's own name, which may decide its source.
    var name: String
    /// The original's SHA-256.
    var digest: String
    var source: String
    /// Code of the unit that records without one are of, or "".
    var unit: String
    var asOf: AsOf
    /// By how many days the original's bare serial days count later than in Excel's 1900 system, which the copy has.
    var serialOffset: Int
    /// `CopyPrint` of its rows as we wrote them, or "": while it is still theirs, nobody has corrected anything.
    var print: String

    /// The heading of the column of reasons, which is no column of the list.
    static let reasons = "Lý do chưa nhận"
    /// Name of the hidden sheet.
    static let sheet = "chitieu"
    /// Name of the hidden sheet of lists to choose from.
    static let lists = "chitieu-danh-muc"
    /// What stands in its first cell; another sheet of that name is no mark.
    private static let title = "chitieu: bản để sửa (copy to correct) 1"

    /// Whether a sheet is one of the hidden ones.
    static func isOwn(_ name: String) -> Bool { name == sheet || name == lists }

    // MARK: In cells

    /// The rows of the sheet.
    var rows: [[String]] {
        [
            [Self.title, "Xin giữ nguyên trang ẩn này: nhờ nó tệp được nhận đúng ngày, đúng đơn vị khi nộp lại."],
            ["name", name], ["sha256", digest], ["source", source], ["unit", unit], ["as_of", asOf.day.iso],
            ["as_of_from", asOf.from], ["serial_offset", String(serialOffset)], ["print", print],
            ["covers_until", asOf.coversUntil.iso],
        ]
    }

    /// The mark of a workbook, or nil where it has none that is whole.
    init?(_ container: any TableContainer) throws(ReadFailure) {
        guard let index = try container.tables.firstIndex(of: Self.sheet) else { return nil }
        self.init(rows: try ContainedTable.firstRows(of: index, in: container).map(\.cells))
    }

    init?(rows: [[String]]) {
        guard rows.first?.first == Self.title else { return nil }
        let told = Dictionary(
            rows.dropFirst().filter { !$0.isEmpty }.map { ($0[0], $0.count > 1 ? $0[1] : "") },
            uniquingKeysWith: { first, _ in first })
        guard let name = told["name"], let digest = told["sha256"], let source = told["source"],
            let unit = told["unit"], let from = told["as_of_from"], let day = Day(iso: told["as_of"] ?? ""),
            let until = Day(iso: told["covers_until"] ?? "")
        else { return nil }
        self.name = name
        self.digest = digest
        self.source = source
        self.unit = unit
        asOf = AsOf(day: day, from: from, coversUntil: until)
        serialOffset = told["serial_offset"].flatMap { Int($0) } ?? 0
        print = told["print"] ?? ""
    }

    init(
        name: String, digest: String, source: String, unit: String, asOf: AsOf, serialOffset: Int, print: CopyPrint
    ) {
        self.name = name
        self.digest = digest
        self.source = source
        self.unit = unit
        self.asOf = asOf
        self.serialOffset = serialOffset
        self.print = print.text
    }
}
