package import Domain

/// What was removed of a person. Nothing in it tells who it was.
package struct ForgetReport: Sendable, JSONReport {
    /// A file that held the person, and is gone.
    package struct File: Sendable, Encodable {
        /// `archive`, `copy`, `receipt`, `office` or `backup`.
        package var place: String
        package var sha256: String
        /// Masked; of what somebody has to look for, with its folder.
        package var name: String

        package init(place: String, sha256: String, name: String) {
            self.place = place
            self.sha256 = sha256
            self.name = name
        }
    }

    /// A folder of the nightly job.
    package struct Kept: Sendable, Codable, Equatable {
        /// `archive` or `copies`.
        package var place: String
        package var folder: String

        /// That it was not searched, and what searches it.
        package func text(_ language: Language) -> String {
            let isArchive = place == "archive"
            let option = "\(isArchive ? "--archive" : "--copies") \(Mask.visible(folder))"
            return language.pick(
                "chưa tìm trong \(isArchive ? "kho lưu" : "thư mục nộp") \(Mask.visible(folder)): chạy lại với --config, hoặc \(option)",
                "not searched: the \(isArchive ? "archive" : "watched folder") \(Mask.visible(folder)); run it again with --config, or \(option)"
            )
        }

        package init(place: String, folder: String) {
            self.place = place
            self.folder = folder
        }
    }

    /// Records of the person, dropped.
    package var records = 0
    /// Records of something else in which the person's number became unknown.
    package var fields = 0
    package var rejectTexts = 0
    package var valuesChanged = 0
    /// Whether the person was forgotten before, and nothing has come in since.
    package var wasForgotten = false
    package var files: [File] = []
    /// Lines of the archive's manifest in which a file's name held the number.
    package var maskedNames = 0
    /// Files that could not be read to their end, so that somebody must look: by digest, or masked name.
    package var unread: [File] = []
    /// Files of the offices' own, in folders that were named: they are not ours to remove.
    package var kept: [File] = []
    /// Folders that the nightly job keeps and that were not named, so that nothing was searched or removed there.
    package var untold: [Kept] = []
    /// Backups of the warehouse that still have records of the person.
    package var backups: [File] = []
    /// Whether folders of backups were named.
    package var areBackupsKnown = false
    /// Lines of the archive's manifest that say nothing: what they named was searched, and could not be marked as gone.
    package var damagedLines: [Int] = []

    package init() {}

    /// Whether some file holds the person.
    package var isMet: Bool { !(files.isEmpty && kept.isEmpty && backups.isEmpty && maskedNames == 0) }

    /// 1 where a file could not be read, the archive's manifest is damaged, or a folder of the nightly job was not searched.
    package var exitCode: Int32 { unread.isEmpty && damagedLines.isEmpty && untold.isEmpty ? 0 : 1 }

    /// For people, a line each.
    package func text(_ language: Language) -> String {
        var lines =
            wasForgotten
            ? [language.pick("người này đã được quên trước đây", "this person was forgotten before")] : []
        lines += [
            language.pick(
                "kho: xóa \(records) bản ghi của người này, bỏ số định danh khỏi \(fields) bản ghi khác, xóa nội dung \(rejectTexts) lỗi; \(valuesChanged) giá trị thay đổi",
                "warehouse: dropped \(records) records of the person, made the number unknown in \(fields) others, emptied \(rejectTexts) rejects; \(valuesChanged) values changed"
            )
        ]
        func add(_ files: [File], _ vi: String, _ en: String) {
            for file in files {
                lines.append("  \(language.pick(vi, en)): \(file.name) · \(file.place) · \(file.sha256)")
            }
        }
        add(files, "đã xóa tệp", "file removed")
        if maskedNames > 0 {
            lines.append(
                language.pick(
                    "  kho lưu: che số trong \(maskedNames) tên tệp của manifest.jsonl",
                    "  archive: masked the number in \(maskedNames) names of files in manifest.jsonl"))
        }
        add(unread, "! không đọc hết được, hãy tự xem", "! could not be read to the end, look at it yourself")
        add(
            kept, "tệp của chính đơn vị, không xóa; đơn vị tự bỏ nếu không cần nữa",
            "its office's own file, not removed; the office may remove it")
        add(
            backups, "! bản sao lưu còn người này, hãy xóa: khôi phục nó là đưa người này trở lại",
            "! a backup that still has this person, delete it: to restore it brings the person back")
        for line in damagedLines {
            lines.append(
                language.pick(
                    "  ! manifest.jsonl:\(line) của kho lưu bị hỏng: các tệp đã được xem hết, chỉ dòng này không ghi được là tệp đã xóa",
                    "  ! manifest.jsonl:\(line) of the archive is damaged: every file was searched, but the line cannot say that its file is gone"
                ))
        }
        lines += untold.map { "  ! \($0.text(language))" }
        if areBackupsKnown { return lines.joined(separator: "\n") + "\n" }
        lines.append(
            language.pick(
                "  các bản sao lưu làm trước đây, và tệp gốc ở nơi gửi, vẫn còn người này",
                "  backups made before, and the originals where they came from, still hold this person"))
        return lines.joined(separator: "\n") + "\n"
    }
}
