package import Domain

/// Which encoding a file was read in that is not UTF-8, and why.
package struct EncodingNote: Sendable, Codable {
    package var title: String
    /// `told`, `source`, `mark`, `declared`, `zeros`, `text` or `headings`.
    package var by: String
    /// By the text: letters of Vietnamese, and what is neither letter nor mark.
    package var letters: Int?
    package var strange: Int?

    package init(title: String, by: String, letters: Int? = nil, strange: Int? = nil) {
        self.title = title
        self.by = by
        self.letters = letters
        self.strange = strange
    }

    /// "Windows-1258: 34 chữ cái tiếng Việt, 0 byte lạ"
    package func text(_ language: Language) -> String {
        var parts: [String] = []
        if let letters, let strange {
            parts.append(
                language.pick(
                    "\(letters) chữ cái tiếng Việt, \(strange) byte lạ",
                    "\(letters) Vietnamese letters, \(strange) strange bytes"))
        }
        if let reason = Self.reasons[by] { parts.append(language.pick(reason.vi, reason.en)) }
        return "\(language.pick("bảng mã", "encoding")) \(title): \(parts.joined(separator: "; "))"
    }

    private static let reasons: [String: (vi: String, en: String)] = [
        "told": ("theo --encoding", "as --encoding says"),
        "source": ("theo mục encoding của mẫu", "as the source says"),
        "mark": ("theo dấu BOM ở đầu tệp", "by its byte order mark"),
        "declared": ("theo khai báo charset của trang", "as the page's charset says"),
        "zeros": ("không có BOM, nhận ra nhờ các byte 0", "without a byte order mark, by its zero bytes"),
        "headings": ("chỉ bảng mã này cho đúng tiêu đề cột", "only this one makes known headings"),
    ]
}
