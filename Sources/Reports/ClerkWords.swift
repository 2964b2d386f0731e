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

    /// Of a group; `value` stands in the sentence where it is given. XML has elements, not columns.
    init(_ group: RejectGroup, _ language: Language, value: String?, isXML: Bool = false) {
        let code = RejectCode(rawValue: group.code)
        let clerk = code?.clerkText
        let isWidth = code == .widthDiffers
        let isUnknown = code == .sourceUnknown || code == .sheetUnknown
        let expected = isUnknown ? Self.lacking(group.expected, language) : Self.plain(group.expected, language)
        let found = value ?? (isWidth || code?.severity == .file ? group.found : "")
        var sentence =
            (clerk ?? group.text)?.sentence(language, found: found, expected: expected) ?? group.code
        // "{found} không phải là ngày", "số định danh không đúng dạng ({found})" without what was found.
        let generic = language.pick("giá trị", "the value")
        sentence = sentence.replacing(" ()", with: "").replacing(" (\(generic))", with: "")
        if sentence.hasPrefix(" ") {
            sentence = generic + sentence
        }
        let place = isXML ? language.pick("mục", "element") : language.pick("cột", "column")
        let column = group.heading.isEmpty ? "" : "\(place) \"\(group.heading)\": "
        what = Self.capital(column + sentence)
        advice = (clerk ?? group.text)?.advice(language, found: group.found, expected: expected) ?? ""
    }

    /// Both, as one line of a cell.
    package var line: String { advice.isEmpty ? "\(what)." : "\(what). \(advice)" }

    /// Forms of dates as people say them.
    private static func plain(_ expected: String, _ language: Language) -> String {
        let form = language.pick("ngày/tháng/năm", "day/month/year")
        if expected.hasPrefix("dd/MM/yyyy") || expected.hasPrefix("d/M/yyyy") {
            return form + language.pick(", ví dụ 30/04/2026", ", as 30/04/2026")
        }
        return expected.replacing("dd/MM/yyyy", with: form)
    }

    /// Of `danh-sach ("Ngày tiếp nhận", "Mã"); …` what the nearest layout lacks; "" where nothing is near.
    private static func lacking(_ expected: String, _ language: Language) -> String {
        guard let match = expected.firstMatch(of: #/^[^ (;,]+ \(("[^≠)]*")\)/#) else { return "" }
        return language.pick("; so với mẫu gần nhất còn thiếu cột \(match.1)", "; the nearest one also has \(match.1)")
    }

    static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
