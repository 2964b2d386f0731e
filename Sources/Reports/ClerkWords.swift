package import Domain

/// What a reject says to the clerk whose file it is: what is wrong and what to do in a spreadsheet, without options of a command, folders of
/// rules or codes. The value itself stands in the clerk's own cell.
package struct ClerkWords {
    /// "Cột "Ngày hẹn trả": không phải là ngày có thật", without the value.
    package let what: String
    /// "Sửa lại ngày, theo dạng ngày/tháng/năm, ví dụ 30/04/2026."
    package let advice: String

    /// Of one reject.
    package init(_ reject: Reject, _ language: Language) { self.init(RejectGroup(reject), language, value: nil) }

    /// Of a group; `value` stands in the sentence where it is given.
    init(_ group: RejectGroup, _ language: Language, value: String?) {
        let code = RejectCode(rawValue: group.code)
        let clerk = code?.clerkText
        let isWidth = code == .widthDiffers
        let expected = Self.plain(group.expected, language)
        let found = value ?? (isWidth || code?.severity == .file ? group.found : "")
        var sentence =
            (clerk ?? group.text)?.sentence(language, found: found, expected: expected) ?? group.code
        // "{found} không phải là ngày", "số định danh không đúng dạng ({found})" without what was found.
        sentence = sentence.replacing(" ()", with: "")
        if sentence.hasPrefix(" ") {
            sentence = language.pick("giá trị", "the value") + sentence
        }
        let column =
            group.heading.isEmpty ? "" : language.pick("cột \"\(group.heading)\": ", "column \"\(group.heading)\": ")
        what = Self.capital(column + sentence)
        advice = (clerk ?? group.text)?.advice(language, found: group.found, expected: expected) ?? ""
    }

    /// Both, as one line of a cell.
    package var line: String { advice.isEmpty ? "\(what)." : "\(what). \(advice)" }

    /// Forms of dates as people say them.
    private static func plain(_ expected: String, _ language: Language) -> String {
        let forms = expected.components(of: ", ")
        guard forms.first.map({ $0.hasPrefix("dd/MM/yyyy") || $0.hasPrefix("d/M/yyyy") }) == true else {
            return expected
        }
        return language.pick("ngày/tháng/năm, ví dụ 30/04/2026", "day/month/year, as 30/04/2026")
    }

    static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension String {
    fileprivate func components(of mark: String) -> [String] {
        split(separator: mark, omittingEmptySubsequences: false).map(String.init)
    }
}
