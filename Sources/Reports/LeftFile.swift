package import Domain

/// A file in a watched folder that a nightly run left where it is.
package struct LeftFile: Sendable, Encodable {
    /// Why it was left.
    package enum Reason: String, Sendable, Encodable, CaseIterable {
        /// It was still being written between the two looks.
        case unsettled
        /// A link, a device or the like.
        case notRegular = "not_regular"
        /// It could not be opened, or read.
        case unreadable
        /// What is in it is in the warehouse, but it could not be put away.
        case unmoved
        /// A copy to correct in which nothing was corrected.
        case untouched
        /// The same, for a link or a file has the name of the folder for what was taken.
        case blocked
        /// A marker that a file is whole, and the file did not come for a day.
        case orphan
        /// It was looked at by day, and its receipt could not be written.
        case unanswered
        /// The folder itself cannot be read.
        case folder
        /// Its original was gone before it was put away.
        case gone
        /// It was taken out of the archive.
        case removed
        /// The archive does not keep it, since it names a person who was forgotten.
        case forgotten
        /// What the archive holds is not what its manifest says.
        case spoilt
        /// The archive's manifest ends within a line.
        case unnoted
        /// The warehouse had loads that its archive never got.
        case unarchived
        /// The archive remembers loads that the warehouse has not: an older one was restored.
        case behind
        /// The archive remembers a purge that the warehouse has not.
        case unpurged
        /// Persons who were forgotten may be in the warehouse by another key: an older one was restored.
        case doubtful
        /// The archive remembers persons who were forgotten under a key that is not at hand.
        case keyless
    }

    package var folder: String
    package var name: String
    package var reason: Reason
    /// The operating system's word, or "".
    package var detail: String

    package init(folder: String, name: String, reason: Reason, detail: String = "") {
        self.folder = folder
        self.name = name
        self.reason = reason
        self.detail = detail
    }

    /// What it makes of the exit code.
    package var exitCode: Int32 {
        switch reason {
        case .unsettled, .gone, .untouched: 0
        case .orphan, .removed, .forgotten, .unnoted, .unarchived, .behind, .unpurged, .doubtful, .keyless: 1
        case .notRegular, .unreadable, .folder, .spoilt: 66
        case .unmoved, .blocked, .unanswered: 74
        }
    }

    /// One line for people.
    package func text(_ language: Language) -> String {
        let what: String =
            switch reason {
            case .unsettled:
                language.pick(
                    "còn đang được chép; lần chạy sau sẽ nhận", "is still being written; the next run takes it")
            case .notRegular:
                language.pick(
                    "không phải là tệp thường; hãy bỏ khỏi thư mục", "is no regular file; take it out of the folder")
            case .unreadable: language.pick("không đọc được", "cannot be read")
            case .unmoved:
                language.pick(
                    "đã xử lý nhưng không chuyển đi được; kiểm tra quyền ghi của thư mục, lần chạy sau sẽ chuyển",
                    "is done with but cannot be put away; see whether the folder can be written, the next run goes on")
            case .untouched:
                language.pick(
                    "bản để sửa này chưa ai sửa gì; sửa các ô tô màu rồi lưu, lần chạy sau sẽ nhận",
                    "nothing was corrected in this copy to correct; correct the coloured cells and save, the next run takes it"
                )
            case .blocked:
                language.pick(
                    "đã xử lý nhưng không chuyển đi được: nơi chuyển tới không phải là thư mục thật (liên kết hoặc tệp); xóa nó, lần chạy sau sẽ chuyển",
                    "is done with but cannot be put away: where it is to go is no real folder (a link, or a file); remove that, the next run goes on"
                )
            case .orphan:
                language.pick(
                    "dấu báo tệp đã đủ, mà không có tệp ấy từ hơn một ngày nay; chép lại tệp, hoặc xóa dấu này",
                    "says that a file is whole, and there was no such file for a day; send the file again, or remove this"
                )
            case .unanswered:
                language.pick("không ghi được biên nhận vào thư mục", "its receipt cannot be written into the folder")
            case .folder: language.pick("không mở được thư mục", "the folder cannot be opened")
            case .removed: language.pick("đã bị bỏ khỏi kho lưu", "was taken out of the archive")
            case .forgotten:
                language.pick(
                    "không có trong kho lưu vì có người đã được xóa theo yêu cầu; muốn dựng lại đủ thì nộp lại danh sách không có người ấy",
                    "is not in the archive, as it names a person who was removed by request; to have the rest again, send the list without them"
                )
            case .spoilt:
                language.pick(
                    "tệp trong kho lưu không đúng với sổ (hỏng hoặc bị sửa)",
                    "the file in the archive is not what its manifest says (damaged, or changed)")
            case .unnoted:
                language.pick(
                    "dòng cuối bị cắt dở (mất điện): không dựng lại được lần nạp ấy",
                    "its last line is cut off (power was lost): that load cannot be replayed")
            case .unarchived:
                language.pick(
                    "kho lưu không có những lần nạp này (nạp bằng chitieu import, hoặc khi chưa khai kho lưu), kho dựng lại thiếu chúng; nạp lại các tệp ấy, số lần và thứ tự",
                    "the archive does not have these loads (made by chitieu import, or while no archive was configured), and the new warehouse lacks them; load those files again; how many, and which"
                )
            case .behind:
                language.pick(
                    "kho cũ hơn kho lưu, thiếu các lần nạp ghi trong sổ; dựng lại bằng chitieu replay --from, số lần thiếu",
                    "the warehouse is older than the archive and lacks loads of its manifest; build it anew by chitieu replay --from; loads that are missing"
                )
            case .unpurged:
                language.pick(
                    "kho cũ hơn kho lưu, các kỳ đã đóng nay lại mở; chạy lại chitieu warehouse purge --before",
                    "the warehouse is older than the archive, what was closed is open again; run once more: chitieu warehouse purge --before"
                )
            case .doubtful:
                language.pick(
                    "kho được khôi phục từ trước khi đổi khóa, người đã xóa theo yêu cầu có thể còn trong kho; chạy lại chitieu warehouse forget cho những người ấy, số người",
                    "the warehouse was restored from before a change of keys, and persons who were removed by request may still be in it; run chitieu warehouse forget again for them; persons"
                )
            case .keyless:
                language.pick(
                    "ghi người đã xóa theo yêu cầu dưới khóa không có ở đây, người ấy có thể còn trong kho; đưa khóa ấy về cạnh tệp khóa, tên thêm mã khóa",
                    "remembers persons who were removed by request under a key that is not here, and who may be in the warehouse; bring that key back beside the key file, by its name and id"
                )
            case .gone:
                language.pick("đã nạp, nhưng bản gốc không còn để cất", "is loaded, but its original is gone")
            }
        let place = name.isEmpty ? folder : "\(folder)/\(name)"
        return "\(place): \(what)\(detail.isEmpty ? "" : " (\(detail))")"
    }
}
