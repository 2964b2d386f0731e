import Domain

/// What was not taken, cause by cause, and how to correct it.
extension ReceiptText {
    func cause(_ group: RejectGroup, in file: FileReport, number: Int?) -> [String] {
        let words = ClerkWords(group, language, value: group.spoken(language), isXML: file.isXML)
        let mark = number.map { "  \($0). " } ?? "  - "
        let indent = String(repeating: " ", count: mark.count)
        var lines = [mark + words.what + " (\(times(group, file)))"]
        let places = group.places.compactMap { place in
            place.line > 0 || place.row > 0 ? self.place(place, group, file) : nil
        }
        if !places.isEmpty {
            let rest = group.count - places.count
            let more = rest > 0 ? say("; và \(rest) chỗ nữa", "; and \(rest) more") : ""
            lines.append(indent + say("Ở ", "In ") + places.joined(separator: "; ") + more)
        }
        if !words.advice.isEmpty { lines.append(indent + "→ " + words.advice) }
        return lines
    }

    private func times(_ group: RejectGroup, _ file: FileReport) -> String {
        switch RejectCode.Severity(rawValue: group.severity) {
        case .record: rows(group.count, in: file)
        case .field:
            say("\(group.count) \(file.isXML ? "chỗ" : "ô")", group.count == 1 ? "1 cell" : "\(group.count) cells")
        default: say("\(group.count) lần", group.count == 1 ? "once" : "\(group.count) times")
        }
    }

    /// So many rows of a table, or records of an XML file.
    func rows(_ count: Int, in file: FileReport) -> String {
        file.isXML
            ? say("\(count) bản ghi", count == 1 ? "1 record" : "\(count) records")
            : say("\(count) dòng", count == 1 ? "1 row" : "\(count) rows")
    }

    /// The row as the spreadsheet numbers it, the record of an XML file; the file's line where only that is known, as of warnings.
    private func place(_ place: RejectGroup.Place, _ group: RejectGroup, _ file: FileReport) -> String {
        let isRow = place.row > 0 && group.severity != RejectCode.Severity.warning.rawValue
        let at =
            isRow
            ? file.isXML
                ? say("bản ghi thứ \(place.row) (dòng \(place.line))", "record \(place.row) (line \(place.line))")
                : say("hàng \(place.row)", "row \(place.row)")
            : say("dòng \(place.line)", "line \(place.line)")
        return group.showsValues && !place.found.isEmpty ? "\(at): \(place.found)" : at
    }

    func steps(_ file: FileReport, copy: String?) -> [String] {
        guard let copy else {
            if file.isXML {
                return [
                    say(
                        "  Sửa các chỗ trên trong phần mềm, xuất lại tệp, rồi thả cả tệp vào đúng thư mục này.",
                        "  Correct these places in the system, export the file again and drop it into the same folder.")
                ]
            }
            return [
                say(
                    "  Sửa các chỗ trên trong phần mềm hoặc trong tệp của anh/chị, rồi thả lại cả tệp vào đúng thư mục này.",
                    "  Correct these places in the system or in your file, then drop the whole file into the same folder again."
                ), keepAll,
            ]
        }
        return [
            say(
                "  1. Mở tệp \(Mask.visible(copy)) (để cạnh biên nhận này) bằng Excel hoặc LibreOffice.",
                "  1. Open \(Mask.visible(copy)), which lies beside this receipt, in Excel or LibreOffice."),
            say(
                "  2. Sửa các ô tô màu; lý do ghi ở cột cuối \"Lý do chưa nhận\" (lọc cột này để chỉ thấy các dòng có lỗi).",
                "  2. Correct the coloured cells; the last column, \"Lý do chưa nhận\", says why (filter it to see only those rows)."
            ),
            say("  3. Lưu lại, vẫn ở dạng Excel (*.xlsx).", "  3. Save it, still as *.xlsx."),
            say("  4. Thả tệp vừa sửa vào đúng thư mục này.", "  4. Drop the corrected file into this same folder."),
            keepAll,
        ]
    }

    private var keepAll: String {
        say(
            "  Giữ nguyên các dòng đã đúng: tệp sửa được nhận là cả danh sách, không bị tính hai lần.",
            "  Keep the rows that were right: the corrected file is taken as the whole list, and nothing counts twice.")
    }
}

extension FileReport {
    /// Whether its maker knows it as XML.
    var isXML: Bool { name.lowercased().hasSuffix(".xml") }

    /// Its records of closed periods, which count as stale, and the ISO day before which periods are closed.
    var closed: (count: Int, before: String) {
        let group = warnings.first { $0.code == RejectCode.closedPeriod.rawValue }
        return (min(group?.count ?? 0, counts?.stale ?? 0), group?.expected ?? "")
    }
}

extension RejectGroup {
    /// A warning about which nobody need do anything, or of which the rejects speak.
    var isIdle: Bool {
        text?.adviceEn.hasPrefix("Nothing") == true || code == RejectCode.keyUnreadable.rawValue
    }
}
