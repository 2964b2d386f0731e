package import Domain

/// What a purge did.
package struct PurgeReport: Sendable, JSONReport {
    /// Records of one kind.
    package struct Kind: Sendable, Encodable {
        package var kind: String
        package var title: String
        package var dropped: Int
        /// Those that stay: they go on, or an open period needs them.
        package var kept: Int

        package init(kind: String, title: String, dropped: Int, kept: Int) {
            self.kind = kind
            self.title = title
            self.dropped = dropped
            self.kept = kept
        }
    }

    package var before: String
    /// Periods that were closed by this run.
    package var periods = 0
    package var kinds: [Kind] = []
    /// Texts of rejects that were emptied.
    package var rejectTexts = 0
    /// Units whose data did not reach the day: what they send of the closed periods later is stale.
    package var unitsBehind: [String] = []

    package init(before: String) { self.before = before }

    /// For people, a line each.
    package func text(_ language: Language) -> String {
        var lines = [
            language.pick(
                "đóng \(periods) kỳ kết thúc trước ngày \(before); các kỳ ấy không tính lại nữa",
                "closed \(periods) periods that end before \(before); they are not computed again")
        ]
        lines += kinds.map { one in
            language.pick(
                "  \(one.title): xóa \(one.dropped) bản ghi, giữ \(one.kept)",
                "  \(one.kind): dropped \(one.dropped) records, kept \(one.kept)")
        }
        if rejectTexts > 0 {
            lines.append(
                language.pick(
                    "  xóa nội dung của \(rejectTexts) lỗi đã ghi", "  emptied the texts of \(rejectTexts) rejects"))
        }
        if !unitsBehind.isEmpty {
            lines.append(
                language.pick(
                    "  ! \(unitsBehind.count) đơn vị chưa nộp đủ đến ngày ấy, số liệu nộp sau của kỳ đã đóng sẽ không nạp: ",
                    "  ! \(unitsBehind.count) units had not sent data up to that day; what they send of closed periods later is not loaded: "
                ) + unitsBehind.prefix(5).joined(separator: ", ") + (unitsBehind.count > 5 ? ", …" : ""))
        }
        lines.append(
            language.pick(
                "  các bản sao lưu làm trước đây vẫn còn những bản ghi ấy: xóa chúng theo cùng thời hạn",
                "  backups made before still hold these records: remove them by the same rule"))
        return lines.joined(separator: "\n") + "\n"
    }
}
