package import Domain

/// The receipt of a file, for the clerk who made it: what was taken, what was not and where, what to do. Plain words, no codes.
///
/// It goes only where the file came from. What it shows of cells is masked as in all reports; the file's own name is its maker's.
package struct ReceiptText {
    /// When the receipt is written.
    package enum Moment: Sendable {
        /// The file was loaded, or refused.
        case loaded
        /// It was only looked at; what is said will hold when it is loaded.
        case checked
    }

    /// Exports of an archive that are told one by one, causes and warnings of one file: of more only the number is said.
    private static let mostFiles = 50
    private static let mostCauses = 40
    /// Columns that a file lacks and that are named.
    private static let namedColumns = 8

    private let files: [FileReport]
    private let name: String
    private let copies: [String?]
    private let moment: Moment
    private let goal: String?
    private let day: Day
    private let unit: (String) -> String?
    let language: Language

    /// `files`: what became of the file, or of each export in it; `name`: the file's as its maker knows it; `copies`: for each export the
    /// name of its copy to correct, which lies beside the receipt, or nil; `goal`: the folder beside the receipt that the file is moved to, or nil; `unit`: the name of a
    /// unit's code.
    package init(
        _ files: [FileReport], name: String, copies: [String?] = [], moment: Moment, goal: String? = nil, day: Day,
        unit: @escaping (String) -> String? = { _ in nil }, language: Language
    ) {
        self.files = files
        self.name = name
        self.copies = copies
        self.moment = moment
        self.goal = goal
        self.day = day
        self.unit = unit
        self.language = language
    }

    /// As Windows opens it: UTF-8 with its mark, lines ended by CR and LF.
    package var bytes: [UInt8] {
        var out: [UInt8] = [0xEF, 0xBB, 0xBF]
        for byte in text.utf8 {
            if byte == 10 { out.append(13) }
            out.append(byte)
        }
        return out
    }

    /// The text, lines ended by LF.
    package var text: String {
        var lines = [
            moment == .loaded
                ? say("BIÊN NHẬN TỆP SỐ LIỆU", "RECEIPT FOR A FILE")
                : say("KẾT QUẢ XEM TRƯỚC TỆP SỐ LIỆU", "A FIRST LOOK AT A FILE"),
            say("Ngày: \(date(day.iso))", "Date: \(day.iso)"), say("Tệp: ", "File: ") + Mask.visible(name),
        ]
        if let goal {
            lines.append(
                say(
                    "Tệp gốc được chuyển vào thư mục \(goal) (trong thư mục này).",
                    "The file itself is moved to the folder \(goal) (in this folder)."))
        }
        if files.count > 1 {
            lines.append(
                say(
                    "Trong tệp nén có \(files.count) tệp, kết quả từng tệp:",
                    "It holds \(files.count) files, one by one:"))
        }
        for (index, file) in files.enumerated().prefix(Self.mostFiles) {
            let copy = index < copies.count ? copies[index] : nil
            lines.append("")
            if files.count > 1 {
                lines += ["--- \(index + 1). \(Mask.visible(ownName(file))) ---"]
            }
            lines += verdict(file, copy: copy)
        }
        if files.count > Self.mostFiles {
            let rest = files.count - Self.mostFiles
            lines += [
                "", say("Và \(rest) tệp nữa; xem với người phụ trách.", "And \(rest) more; ask the person in charge."),
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    func say(_ vi: String, _ en: String) -> String { language.pick(vi, en) }

    /// "nop.zip → ho-so.csv" is ho-so.csv there.
    private func ownName(_ file: FileReport) -> String {
        file.name.split(separator: " → ", maxSplits: 1).last.map(String.init) ?? file.name
    }

    // MARK: One file

    private func verdict(_ file: FileReport, copy: String?) -> [String] {
        var lines = [headline(file)]
        lines += facts(file)
        if let counts = file.counts { lines += sums(counts, file) }
        if let forgotten = file.forgotten {
            lines.append(
                forgotten.rows == 0
                    ? say(
                        "  Tệp nén có số định danh của người đã được xóa theo yêu cầu, trong tên tệp hoặc tệp đi kèm: bản gốc không được giữ trong kho lưu.",
                        "  The archive has the number of persons who were removed by request, in a name or a file beside the exports: the original is not kept in the archive."
                    )
                    : say(
                        "  Tệp có \(rows(forgotten.rows, in: file)) nói về người đã được xóa theo yêu cầu: dòng về riêng người ấy không được nhận, ở dòng khác số định danh của người ấy được bỏ đi; bản gốc không được giữ trong kho lưu.",
                        "  \(rows(forgotten.rows, in: file)) name persons who were removed by request: rows about them alone were not taken, elsewhere their number was left out; the original is not kept in the archive."
                    ))
        }
        if let failure = file.failure {
            let words = ClerkWords(failure, language, value: failure.found)
            lines += ["", say("VÌ SAO", "WHY"), "  \(words.what).", "  → \(words.advice)"]
        }
        if !file.rejects.isEmpty {
            lines += ["", say("CẦN SỬA", "TO CORRECT")]
            for (index, group) in file.rejects.prefix(Self.mostCauses).enumerated() {
                lines += cause(group, in: file, number: index + 1)
            }
            lines += more(file.rejects.count - Self.mostCauses)
            lines += ["", say("SỬA NHƯ THẾ NÀO", "HOW TO CORRECT")] + steps(file, copy: copy)
        }
        let warnings = file.warnings.filter { !$0.isIdle }
        if !warnings.isEmpty {
            lines += ["", say("LƯU Ý (không bắt buộc sửa)", "WORTH A LOOK")]
            for group in warnings.prefix(Self.mostCauses) { lines += cause(group, in: file, number: nil) }
            lines += more(warnings.count - Self.mostCauses)
        }
        return lines
    }

    private func more(_ rest: Int) -> [String] {
        rest > 0 ? [say("  … và \(rest) loại lỗi nữa.", "  … and \(rest) more causes.")] : []
    }

    private func headline(_ file: FileReport) -> String {
        let isWhole = file.rejects.isEmpty
        let closed = file.closed.count
        switch (file.status, moment) {
        case (.loaded, .loaded) where isWhole && closed > 0:
            return say(
                "KẾT QUẢ: ĐÃ NHẬN, TRỪ \(closed) BẢN GHI CỦA KỲ ĐÃ ĐÓNG.",
                "RESULT: TAKEN, EXCEPT \(closed) OF PERIODS THAT ARE CLOSED.")
        case (.loaded, .checked) where isWhole && closed > 0:
            return say(
                "KẾT QUẢ: CHƯA NẠP; SẼ ĐƯỢC NẠP TỐI NAY, TRỪ \(closed) BẢN GHI CỦA KỲ ĐÃ ĐÓNG.",
                "RESULT: NOT LOADED YET; IT WILL BE TONIGHT, EXCEPT \(closed) OF PERIODS THAT ARE CLOSED.")
        case (.loaded, .loaded):
            return isWhole
                ? say("KẾT QUẢ: ĐÃ NHẬN ĐỦ.", "RESULT: ALL OF IT WAS TAKEN.")
                : say("KẾT QUẢ: ĐÃ NHẬN, CÒN CHỖ CẦN SỬA.", "RESULT: TAKEN, SOME OF IT IS TO BE CORRECTED.")
        case (.loaded, .checked):
            return isWhole
                ? say(
                    "KẾT QUẢ: TỆP TỐT. CHƯA NẠP; SẼ ĐƯỢC NẠP TỐI NAY.",
                    "RESULT: THE FILE IS GOOD. NOT LOADED YET; IT WILL BE TONIGHT.")
                : say(
                    "KẾT QUẢ: CÓ CHỖ CẦN SỬA. CHƯA NẠP; TỐI NAY SẼ NẠP PHẦN ĐÚNG.",
                    "RESULT: SOME OF IT IS TO BE CORRECTED. NOT LOADED YET; TONIGHT THE REST WILL BE.")
        case (.alreadyLoaded, _) where (file.rejectedThen ?? 0) > 0:
            let count = file.rejectedThen ?? 0
            return say(
                "KẾT QUẢ: TỆP NÀY ĐÃ ĐƯỢC NHẬN TRƯỚC ĐÂY; lần ấy có \(count) chỗ chưa nhận. Nếu chưa nộp bản đã sửa: sửa trong bản để sửa đã gửi, hoặc sửa rồi xuất lại tệp.",
                "RESULT: THIS FILE WAS TAKEN BEFORE; \(count) places of it were not taken then. Unless they were corrected since: correct them in the copy that was sent, or export the file anew."
            )
        case (.alreadyLoaded, _):
            return say(
                "KẾT QUẢ: TỆP NÀY ĐÃ ĐƯỢC NHẬN TRƯỚC ĐÂY, không cần làm gì.",
                "RESULT: THIS FILE WAS TAKEN BEFORE; nothing needs to be done.")
        case (_, .loaded):
            return say("KẾT QUẢ: CHƯA NHẬN TỆP NÀY.", "RESULT: THE FILE WAS NOT TAKEN.")
        case (_, .checked):
            return say(
                "KẾT QUẢ: TỆP NÀY CHƯA NHẬN ĐƯỢC, hãy sửa trước tối nay.",
                "RESULT: THE FILE CANNOT BE TAKEN; correct it before tonight.")
        }
    }

    private func facts(_ file: FileReport) -> [String] {
        var lines: [String] = []
        if let title = file.sourceTitle { lines.append(say("  Loại tệp: \(title)", "  What it is: \(title)")) }
        if let corrects = file.corrects {
            lines.append(say("  Bản đã sửa của: \(corrects)", "  Corrected copy of: \(corrects)"))
        }
        if let code = file.unit, !code.isEmpty {
            let name = unit(code).map { "\($0) (\(code))" } ?? code
            lines.append(say("  Đơn vị: \(name)", "  Unit: \(name)"))
        }
        if let asOf = file.asOf {
            let until = file.coversUntil.flatMap { $0 == asOf ? nil : date($0) }
            let vi = "  Số liệu tính đến ngày: \(date(asOf))" + (until.map { ", cho kỳ đến hết \($0)" } ?? "")
            lines.append(say(vi, "  As of: \(asOf)" + (until.map { ", covers until \($0)" } ?? "")))
        }
        if !file.lacks.isEmpty, file.status != .alreadyLoaded {
            let rest = file.lacks.count - Self.namedColumns
            let names =
                file.lacks.prefix(Self.namedColumns).joined(separator: "; ")
                + (rest > 0 ? say("; và \(rest) cột nữa", "; and \(rest) more") : "")
            lines.append(
                say(
                    "  Tệp không có cột (coi là chưa biết): \(names)",
                    "  It has no column for (taken as unknown): \(names)"))
        }
        return lines
    }

    private func date(_ iso: String) -> String {
        // "2026-04-30" as "30/04/2026".
        language == .vi ? iso.split(separator: "-").reversed().joined(separator: "/") : iso
    }

    // MARK: Counts

    /// All that was read, each row in one line: the sum is the number of rows.
    private func sums(_ c: LoadCounts, _ file: FileReport) -> [String] {
        let closed = file.closed
        let until = date(closed.before)
        let parts = [
            (c.new, say("mới", "new")), (c.changed, say("có thay đổi, đã cập nhật", "changed")),
            (c.unchanged, say("không thay đổi", "unchanged")),
            (
                c.stale - closed.count,
                say("cũ hơn số liệu đã có, giữ số liệu mới hơn", "older than what is known, which stands")
            ),
            (
                closed.count,
                say(
                    "của kỳ đã đóng (các kỳ kết thúc trước ngày \(until)), KHÔNG NHẬN",
                    "of closed periods (those that ended before \(until)), NOT TAKEN")
            ),
            (c.duplicate, say("trùng với dòng khác trong tệp", "the same as another row")),
            (c.joined, say("gộp với dòng khác của cùng hồ sơ", "joined to another row of the same dossier")),
            (c.rejected, say("CHƯA NHẬN, cần sửa", "NOT TAKEN, to be corrected")),
            (
                file.forgotten?.passedOver ?? 0,
                say("của người đã được xóa theo yêu cầu, không nhận", "of persons removed by request, not taken")
            ),
            (
                c.filtered - (file.forgotten?.passedOver ?? 0),
                say("không phải số liệu (dòng cộng, tiêu đề nhóm, chữ ký)", "no data (sums, titles, signatures)")
            ),
        ]
        let head =
            moment == .loaded
            ? say("  Đã đọc \(rows(c.read, in: file)), trong đó:", "  \(rows(c.read, in: file)) were read, of which:")
            : say(
                "  Đã xem \(rows(c.read, in: file)), trong đó:", "  \(rows(c.read, in: file)) were looked at, of which:"
            )
        var lines = c.read == 0 ? [say("  Tệp không có dòng số liệu nào.", "  The file has no rows of data.")] : [head]
        let width = parts.map { String($0.0).count }.max() ?? 1
        for (count, words) in parts where count > 0 {
            let number = String(count)
            lines.append("    " + String(repeating: " ", count: width - number.count) + "\(number) \(words)")
        }
        if c.fieldRejects > 0 {
            lines.append(
                say(
                    "  Ngoài ra có \(c.fieldRejects) ô chưa nhận (dòng của các ô đó vẫn được nhận).",
                    "  Besides, \(c.fieldRejects) cells were not taken (their rows were)."))
        }
        if c.retired > 0 {
            lines.append(
                say(
                    "  \(c.retired) mục có trước đây nay không còn trong danh sách, đã rút.",
                    "  \(c.retired) that were known before are no longer in the list and were retired."))
        }
        return lines
    }
}
