import Domain
import Mapping
import Readers
import Records
import Reports

/// What reading a file says on standard error, in the user's language.
struct ReadMessages {
    private let file: String
    private let language: Language
    private let limits: ReadLimits
    private let write: (String) -> Void

    init(file: String, language: Language, limits: ReadLimits, write: @escaping (String) -> Void) {
        self.file = Mask.fileName(file)
        self.language = language
        self.limits = limits
        self.write = write
    }

    func say(_ failure: ReadFailure) {
        say(failure.cause.code, place(failure.line, 0), found: failure.shownDetail, expected: failure.expected(limits))
    }

    func say(_ fault: RecordFault, _ encoding: TextEncoding) {
        say(
            fault.cause.code, place(fault.line, fault.column), found: "",
            expected: fault.cause.expected(limits, encoding))
    }

    func say(_ warning: ReadWarning) {
        guard let code = warning.cause.code else { return }
        if warning.cause == .trailingBytes { return say(code, file, found: "", expected: "") }
        let count =
            switch warning.cause {
            case .skippedContent:
                language.pick("\(warning.found), \(warning.count) byte", "\(warning.found), \(warning.count) bytes")
            case .hiddenRows: language.pick("\(warning.count) hàng", "\(warning.count) rows")
            case .hiddenColumns: language.pick("\(warning.count) cột", "\(warning.count) columns")
            default: language.pick("\(warning.count) ô", "\(warning.count) cells")
            }
        write("\(place(warning.line, 0)): \(code.text.sentence(language, found: "", expected: "")) (\(count))")
    }

    /// Says an encoding that was found, unless it is the ordinary one.
    func sayEncoding(_ sniffed: FormatSniffer) {
        guard sniffed.reason != .told, let note = EncodingNote(sniffed) else { return }
        write("\(file): \(note.text(language))")
    }

    func sayMore(_ count: Int) {
        write(language.pick("\(file): còn \(count) dòng lỗi nữa", "\(file): \(count) more rows with faults"))
    }

    func sayGuess(_ delimiter: UInt8) {
        let name = delimiter == 9 ? "TAB" : "\"\(Character(UnicodeScalar(delimiter)))\""
        write(
            language.pick(
                "\(file): đoán dấu phân cách là \(name); nếu sai, chạy lại với --delimiter",
                "\(file): the delimiter is guessed to be \(name); if it is not, say --delimiter"))
    }

    func sayEnding(_ ending: String, _ content: String) {
        say(.nameEnding, file, found: ending, expected: content)
    }

    func saySheetIgnored(_ format: String) {
        say(.sheetIgnored, file, found: "", expected: format)
    }

    func sayPassedOver(_ count: Int) {
        say(.entriesPassedOver, "\(file) (\(count))", found: file, expected: "")
    }

    func saySheets(_ names: [String]) {
        let all = ContainedTable.shown(names)
        write(
            language.pick(
                "\(file): có \(names.count) trang tính (\(all)); đọc trang đầu, chọn trang khác bằng --sheet",
                "\(file): there are \(names.count) sheets (\(all)); the first one is read, name another with --sheet"))
    }

    private func say(_ code: RejectCode, _ place: String, found: String, expected: String) {
        let found = Mask.visible(found)
        let sentence = code.text.sentence(language, found: found, expected: expected)
        let advice = code.text.advice(language, found: found, expected: expected)
        write("\(place): \(sentence) [\(code.rawValue)]. \(advice)")
    }

    private func place(_ line: Int, _ column: Int) -> String {
        if line == 0 { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line), \(language.pick("cột", "column")) \(column)"
    }
}
