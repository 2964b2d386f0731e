package import Domain

/// What `key rotate` did, and what is still under a former key.
package struct RotateReport: Sendable, JSONReport {
    /// A former key that something in the warehouse still needs.
    package struct Former: Sendable, Encodable {
        package var keyId: String
        /// Where its file is looked for.
        package var path: String
        /// Persons who are known by it only.
        package var persons: Int
        package var forgotten: Int

        package init(keyId: String, path: String, persons: Int, forgotten: Int) {
            self.keyId = keyId
            self.path = path
            self.persons = persons
            self.forgotten = forgotten
        }
    }

    /// What the originals of an archive brought under the key of now.
    package struct Archive: Sendable, Encodable {
        package var folder: String
        /// Files that were read to their end; none is read once nobody is under a former key.
        package var read = 0
        package var persons = 0
        package var forgotten = 0
        /// Files that are no longer kept.
        package var removed = 0
        /// Files that could not be read to their end.
        package var unread: [LeftFile] = []

        package init(folder: String) { self.folder = folder }
    }

    /// The key that holds.
    package var keyId = ""
    /// The one that held before this run; nil where the run only went on.
    package var formerKeyId: String?
    package var archive: Archive?
    package var former: [Former] = []

    package init() {}

    /// 1 where a file of the archive could not be read.
    package var exitCode: Int32 { archive?.unread.isEmpty == false ? 1 : 0 }

    /// For people, lines ended.
    package func text(_ language: Language) -> String {
        func say(_ vi: String, _ en: String) -> String { language.pick(vi, en) }
        var lines = [
            formerKeyId.map { say("khóa mới \(keyId) thay khóa \($0)", "new key \(keyId) in the place of \($0)") }
                ?? say("khóa \(keyId), không tạo khóa mới", "key \(keyId), no new one was made")
        ]
        if let archive {
            lines.append(
                say(
                    "  kho lưu: đọc \(archive.read) tệp gốc, chuyển \(archive.persons) người và \(archive.forgotten) người đã xóa sang khóa này",
                    "  archive: read \(archive.read) originals, brought \(archive.persons) persons and \(archive.forgotten) forgotten ones under this key"
                ))
            if archive.removed > 0 {
                lines.append(
                    say(
                        "  \(archive.removed) tệp không còn trong kho lưu",
                        "  \(archive.removed) files are no longer in the archive"))
            }
            lines += archive.unread.map { "  ! " + $0.text(language) }
        }
        lines += former.map { one in
            say(
                "  còn \(one.persons) người và \(one.forgotten) người đã xóa dưới khóa cũ \(one.keyId): giữ \(one.path)",
                "  \(one.persons) persons and \(one.forgotten) forgotten ones are still under the former key \(one.keyId): keep \(one.path)"
            )
        }
        lines.append(end(say))
        return lines.joined(separator: "\n") + "\n"
    }

    private func end(_ say: (String, String) -> String) -> String {
        if former.isEmpty {
            return say(
                "  kho không cần khóa cũ nữa; bản sao lưu làm trước đây thì còn cần",
                "  the warehouse needs no former key any more; backups made before do")
        }
        if archive != nil {
            return say(
                "  họ được chuyển dần khi có trong tệp nạp sau",
                "  they come under the new one as they come again in later files")
        }
        return say(
            "  họ được chuyển dần khi có trong tệp nạp sau; chuyển ngay từ kho lưu: chitieu key rotate --resume --archive …, hoặc chitieu replay vào một kho mới",
            "  they come under the new one as they come again in later files; at once from the archive: chitieu key rotate --resume --archive …, or chitieu replay into a new warehouse"
        )
    }
}
