import Domain

/// What was not taken, cause by cause, and how to correct it.
extension ReceiptText {
    func cause(_ group: RejectGroup, number: Int?) -> [String] {
        let words = ClerkWords(group, language, value: group.spoken(language))
        let mark = number.map { "  \($0). " } ?? "  - "
        let indent = String(repeating: " ", count: mark.count)
        var lines = [mark + words.what + " (\(times(group)))"]
        let places = group.places.compactMap { place in place.line > 0 || place.row > 0 ? self.place(place, group) : nil
        }
        if !places.isEmpty {
            let rest = group.count - places.count
            let more = rest > 0 ? say("; và \(rest) chỗ nữa", "; and \(rest) more") : ""
            lines.append(indent + say("Ở ", "In ") + places.joined(separator: "; ") + more)
        }
        if !words.advice.isEmpty { lines.append(indent + "→ " + words.advice) }
        return lines
    }

    private func times(_ group: RejectGroup) -> String {
        switch RejectCode.Severity(rawValue: group.severity) {
        case .record: say("\(group.count) dòng", group.count == 1 ? "1 row" : "\(group.count) rows")
        case .field: say("\(group.count) ô", group.count == 1 ? "1 cell" : "\(group.count) cells")
        default: say("\(group.count) lần", group.count == 1 ? "once" : "\(group.count) times")
        }
    }

    /// The row as the spreadsheet numbers it; a text file's line where there is none.
    private func place(_ place: RejectGroup.Place, _ group: RejectGroup) -> String {
        let at =
            place.row > 0
            ? say("hàng \(place.row)", "row \(place.row)") : say("dòng \(place.line)", "line \(place.line)")
        return group.showsValues && !place.found.isEmpty ? "\(at): \(place.found)" : at
    }

    func steps(_ file: FileReport, copy: String?) -> [String] {
        guard let copy else {
            return [
                say(
                    "  Sửa các chỗ trên trong phần mềm hoặc trong tệp của anh/chị, rồi thả lại cả tệp vào đúng thư mục này.",
                    "  Correct these places in the system or in your file, then drop the whole file into the same folder again."
                ),
                keepAll,
            ]
        }
        return [
            say(
                "  1. Mở tệp \(Mask.visible(copy)) (để cạnh biên nhận này) bằng Excel hoặc LibreOffice.",
                "  1. Open \(Mask.visible(copy)), which lies beside this receipt, in Excel or LibreOffice."),
            say(
                "  2. Sửa các ô tô màu; lý do ghi ở cột cuối \"Lý do chưa nhận\".",
                "  2. Correct the coloured cells; the last column, \"Lý do chưa nhận\", says why."),
            say("  3. Lưu lại, vẫn ở dạng Excel (*.xlsx).", "  3. Save it, still as *.xlsx."),
            say("  4. Thả tệp vừa sửa vào đúng thư mục này.", "  4. Drop the corrected file into this same folder."),
            keepAll,
        ]
    }

    private var keepAll: String {
        say(
            "  Giữ nguyên các dòng đã đúng: tệp sửa là cả danh sách, không nhận trùng.",
            "  Keep the rows that were right: the corrected file is the whole list, and nothing counts twice.")
    }
}

extension RejectGroup {
    /// A warning about which nobody need do anything.
    var isIdle: Bool { text?.adviceEn.hasPrefix("Nothing") == true }
}
