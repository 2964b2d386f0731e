package import Domain

/// What `warehouse backup` wrote, or `warehouse restore` put back.
package struct CopyReport: Sendable, JSONReport {
    /// What was done.
    package enum Action: String, Sendable, Encodable {
        case backup
        case restore
    }

    package var action: Action
    /// The file that is there now.
    package var path: String
    /// The key that its pseudonyms are of, which is kept apart; nil where it has none.
    package var keyId: String?

    /// Persons who were forgotten in the warehouse that was replaced, and now are in this one; nil for a backup.
    package var forgotten: Int?
    /// Of how many more the pseudonyms are of a key that the copy does not know.
    package var unknownKey: Int?
    /// The day before which periods were closed in the warehouse that was replaced, where that is later than in the copy.
    package var closedBefore: String?
    /// How many files were loaded into the warehouse that was replaced after the copy was made.
    package var loadsBehind: Int?
    /// The key that holds by now, where the copy was made before the rotation that made it.
    package var newerKey: String?
    /// Whether what was replaced could not be read.
    package var isOldUnreadable: Bool?

    /// 1 where persons must be forgotten, or the key rotated, again.
    package var exitCode: Int32 { isOldUnreadable == true || newerKey != nil || (unknownKey ?? 0) > 0 ? 1 : 0 }

    package init(_ action: Action, path: String, keyId: String?) {
        self.action = action
        self.path = path
        self.keyId = keyId
    }

    /// For people: a line, and what must be done again.
    package func text(_ language: Language) -> String {
        let done =
            action == .backup
            ? language.pick("đã sao lưu vào", "backed up to") : language.pick("đã khôi phục", "restored")
        let needed = keyId.map { language.pick(" · cần tệp khóa \($0)", " · needs the key \($0)") } ?? ""
        return (["\(done) \(Mask.printable(path, limit: 200))\(needed)"] + again(language)).joined(separator: "\n")
    }

    private func again(_ language: Language) -> [String] {
        var lines: [String] = []
        if let forgotten, forgotten > 0 {
            lines.append(
                language.pick(
                    "  \(forgotten) số định danh đã được quên sau bản sao: đã quên lại",
                    "  \(forgotten) numbers were forgotten after the copy was made: forgotten again"))
        }
        if let newerKey {
            lines.append(
                language.pick(
                    "  ! bản sao có từ trước lần đổi khóa, kho lại dùng khóa cũ: chạy chitieu key rotate --resume (kèm --config hoặc --archive) để đưa kho về khóa \(newerKey); chưa xong thì giữ cả hai tệp khóa",
                    "  ! the copy is of before the key was rotated, the warehouse is under the former key again: run chitieu key rotate --resume (with --config or --archive) to bring it under the key \(newerKey); until then keep both key files"
                ))
        }
        if let unknownKey, unknownKey > 0 {
            lines.append(
                language.pick(
                    "  ! \(unknownKey) số định danh đã được quên dưới khóa khác: chạy lại chitieu warehouse forget cho những người đó",
                    "  ! \(unknownKey) numbers were forgotten under another key: run chitieu warehouse forget for those persons again"
                ))
        }
        if let loadsBehind, loadsBehind > 0 {
            lines.append(
                language.pick(
                    "  ! \(loadsBehind) tệp nạp sau bản sao không còn trong kho: nộp lại chúng (da-nhan/ của thư mục nộp), hoặc dựng lại từ kho lưu (chitieu replay)",
                    "  ! \(loadsBehind) files that were loaded after the copy was made are no longer in it: drop them again (da-nhan/ of their folders), or replay the archive (chitieu replay)"
                ))
        }
        if isOldUnreadable == true {
            lines.append(
                language.pick(
                    "  ! không đọc được kho cũ (để ở tệp .hong): ai đã được quên sau bản sao thì phải quên lại (chitieu warehouse forget)",
                    "  ! the old warehouse cannot be read (kept as .hong): whoever was forgotten after the copy must be forgotten again (chitieu warehouse forget)"
                ))
        }
        if let closedBefore {
            lines.append(
                language.pick(
                    "  ! kho cũ đã chốt các kỳ trước \(closedBefore), bản sao thì chưa: chạy lại chitieu warehouse purge --before \(closedBefore)",
                    "  ! the old warehouse had closed the periods before \(closedBefore), the copy has not: run chitieu warehouse purge --before \(closedBefore) again"
                ))
        }
        return lines
    }
}
