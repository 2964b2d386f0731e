/// The values of one cell that holds several ("Cấp tỉnh, Cấp xã"; agencies on lines of their own).
enum Split {
    /// The parts between any of the marks, cleaned, without empty ones, each once. Marks inside brackets part nothing:
    /// "Tổ chức (không bao gồm doanh nghiệp, HTX)" is one.
    static func parts(of text: String, at marks: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var depth = 0
        func close() {
            let clean = CleanText.clean(Array(part.utf8)[...])
            if !clean.isEmpty, !parts.contains(clean) { parts.append(clean) }
            part = ""
        }
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth = max(0, depth - 1) }
            let isMark = marks.contains(character) || character.isNewline && marks.contains(where: \.isNewline)
            if isMark, depth == 0 { close() } else { part.append(character) }
        }
        close()
        return parts
    }
}
