extension RejectCode {
    /// The entries of what only compressed files and archives of exports have.
    var archiveText: RejectText {
        switch self {
        case .archiveTruncated:
            RejectText(
                "tệp nén bị cắt ngang, thiếu phần cuối", "the compressed file ends before its content does",
                do: "Chép lại hoặc nén lại trọn tệp.", "Copy or compress the whole file again.")
        case .archiveExceeded:
            RejectText(
                "tệp nén quá lớn khi giải nén: {found} byte (tối đa {expected})",
                "the archive is too large when unpacked: {found} bytes (at most {expected})",
                do: "Chia thành nhiều tệp nén rồi nộp lại.", "Divide it into several archives.")
        case .archiveNested:
            RejectText(
                "tệp nén nằm trong tệp nén", "an archive lies inside an archive",
                do: "Giải nén tệp ngoài rồi nộp các tệp bên trong.", "Unpack the outer one and give what is inside.")
        case .archiveEmpty:
            RejectText(
                "tệp nén không chứa tệp xuất nào", "the archive holds no export",
                do: "Kiểm tra lại tệp nén; nén lại các tệp CSV, XLSX hoặc XML cần nộp.",
                "Look into the archive; pack the CSV, XLSX or XML files that are meant.")
        case .entryEncrypted:
            RejectText(
                "tệp trong tệp nén được đặt mật khẩu", "the file inside the archive is protected by a password",
                do: "Giải nén bằng mật khẩu rồi nộp tệp bên trong, hoặc nén lại không đặt mật khẩu.",
                "Unpack it with the password and give the file, or pack it without one.")
        case .trailingBytes:
            RejectText(
                "phía sau phần nén còn dữ liệu lạ, đã bỏ qua",
                "there are foreign bytes behind the compressed content, which were passed over",
                do: "So tệp với bản gốc: tệp có thể đã bị nối thêm hoặc hỏng khi chép.",
                "Compare the file with its original: it may have been added to or damaged.")
        case .entriesPassedOver:
            RejectText(
                "trong {found} có mục không phải tệp xuất (thư mục, tệp của hệ thống, tệp trống), đã bỏ qua",
                "{found} has entries that are no exports (folders, files of the system, empty ones), which were passed over",
                do: "Không cần làm gì, trừ khi thiếu tệp cần nộp.",
                "Nothing needs to be done, unless a file is missing.")
        default: preconditionFailure("no code of archives: \(rawValue)")
        }
    }
}
