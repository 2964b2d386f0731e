private import CLibXLSXWriter
import Domain
import Foundation

/// Why a copy to correct could not be written: the disk, mostly.
struct CopyFailure: Error, Equatable {
    /// What the system or the library said.
    var detail: String
}

/// A workbook that is written row by row, through libxlsxwriter with constant memory: the rows of each sheet must come in order.
///
/// Texts are texts, never formulas, whatever they begin with. The one place that calls the library.
@safe
final class CopyBook {
    /// How a cell looks.
    enum Look: Int, CaseIterable {
        /// A text, also when somebody types a number.
        case text
        case number
        case day
        case dayTime
        /// A text that was not taken.
        case bad
        case heading
        /// The words in the column of reasons.
        case reason
    }

    /// A sheet of the workbook.
    struct Sheet {
        fileprivate let index: Int
    }

    /// Characters of a cell at most.
    static let mostText = 32_767
    /// `@`, as spreadsheets number it.
    private static let textFormat: UInt8 = 49

    private let book: UnsafeMutablePointer<lxw_workbook>
    private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = unsafe []
    private var looks: [UnsafeMutablePointer<lxw_format>] = unsafe []
    private var isClosed = false

    /// Begins a workbook in a file that is there and empty. `made`: the day that it says it was made on, so that the same cells are the
    /// same bytes whenever they are written.
    init(_ path: String, made: Day) throws(CopyFailure) {
        var options = unsafe lxw_workbook_options()
        unsafe options.constant_memory = 1
        guard let book = unsafe workbook_new_opt(path, &options) else { throw CopyFailure(detail: "out of memory") }
        unsafe self.book = unsafe book
        var about = unsafe lxw_doc_properties()
        unsafe about.created = time_t(max(made.number, 1) * 86_400)
        guard unsafe workbook_set_properties(book, &about) == LXW_NO_ERROR else {
            throw CopyFailure(detail: "out of memory")
        }
        for look in Look.allCases {
            guard let format = unsafe workbook_add_format(book) else { throw CopyFailure(detail: "out of memory") }
            unsafe Self.dress(format, look)
            unsafe looks.append(format)
        }
    }

    deinit {
        // What was not closed is thrown away; the library has no other way to free it.
        if !isClosed { unsafe lxw_workbook_free(book) }
    }

    private static func dress(_ format: UnsafeMutablePointer<lxw_format>, _ look: Look) {
        switch look {
        case .number: break
        case .day: unsafe format_set_num_format(format, "dd/mm/yyyy")
        case .dayTime: unsafe format_set_num_format(format, "dd/mm/yyyy hh:mm:ss")
        default: unsafe format_set_num_format_index(format, textFormat)
        }
        switch look {
        case .bad:
            unsafe format_set_bg_color(format, 0xFF_C7_CE)
            unsafe format_set_font_color(format, 0x9C_00_06)
            unsafe format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        case .heading:
            unsafe format_set_bold(format)
            unsafe format_set_text_wrap(format)
            unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        case .reason:
            unsafe format_set_bg_color(format, 0xFF_F2_CC)
            unsafe format_set_text_wrap(format)
        default: break
        }
    }

    // MARK: Sheets

    /// Adds a sheet; its name is one that spreadsheets take.
    func sheet(_ name: String) throws(CopyFailure) -> Sheet {
        guard let sheet = unsafe workbook_add_worksheet(book, name) else {
            throw CopyFailure(detail: "no sheet \(name)")
        }
        unsafe sheets.append(sheet)
        return unsafe Sheet(index: sheets.count - 1)
    }

    /// Hides a sheet, which is never the first.
    func hide(_ sheet: Sheet) { unsafe worksheet_hide(sheets[sheet.index]) }

    /// Keeps the rows above one in sight.
    func freeze(_ sheet: Sheet, above row: Int) { unsafe worksheet_freeze_panes(sheets[sheet.index], UInt32(row), 0) }

    /// Lets people see only some of the rows, and spares them the marks that spreadsheets put on numbers that are texts; rows are counted
    /// from 0, the first is the header.
    func sift(_ sheet: Sheet, rows: ClosedRange<Int>, columns: Int) throws(CopyFailure) {
        try check(
            unsafe worksheet_autofilter(
                sheets[sheet.index], UInt32(rows.lowerBound), 0, UInt32(rows.upperBound), UInt16(columns - 1)))
        try check(
            unsafe worksheet_ignore_errors(
                sheets[sheet.index], UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576"))
    }

    /// How wide a column is, in characters, and how its empty cells look.
    func column(_ sheet: Sheet, _ column: Int, width: Double, _ look: Look) throws(CopyFailure) {
        try check(
            unsafe worksheet_set_column(
                sheets[sheet.index], UInt16(column), UInt16(column), width, looks[look.rawValue]))
    }

    /// A list to choose from for cells of a column; other texts are asked about, not refused, for labels have more spellings
    /// than the list shows.
    func choose(_ sheet: Sheet, column: Int, rows: ClosedRange<Int>, from formula: String) throws(CopyFailure) {
        var rule = unsafe lxw_data_validation()
        unsafe rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        unsafe rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
        unsafe rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
        unsafe rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        var text = Array(formula.utf8CString)
        let code = unsafe text.withUnsafeMutableBufferPointer { buffer in
            unsafe rule.value_formula = buffer.baseAddress
            return unsafe worksheet_data_validation_range(
                sheets[sheet.index], UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound), UInt16(column),
                &rule)
        }
        try check(code)
    }

    // MARK: Cells

    /// Writes a text.
    func write(_ text: String, _ sheet: Sheet, _ row: Int, _ column: Int, _ look: Look) throws(CopyFailure) {
        // A spreadsheet would read `_x0041_` as A, and the library does not see to it.
        let text = text.contains("_x") ? text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_") : text
        try check(
            unsafe worksheet_write_string(
                sheets[sheet.index], UInt32(row), UInt16(column), text, looks[look.rawValue]))
    }

    /// Writes a number, or a day as its number.
    func write(_ number: Double, _ sheet: Sheet, _ row: Int, _ column: Int, _ look: Look) throws(CopyFailure) {
        try check(
            unsafe worksheet_write_number(
                sheets[sheet.index], UInt32(row), UInt16(column), number, looks[look.rawValue]))
    }

    /// Ends the workbook; only then the file is one.
    func close() throws(CopyFailure) {
        isClosed = true
        try check(unsafe workbook_close(book))
    }

    private func check(_ code: lxw_error) throws(CopyFailure) {
        if code == LXW_NO_ERROR { return }
        throw CopyFailure(detail: unsafe String(cString: lxw_strerror(code)))
    }
}
