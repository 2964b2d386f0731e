extension RejectCode {
    /// The entries of encodings.
    var encodingText: RejectText {
        switch self {
        case .fileEncodingInvalid:
            RejectText(
                "có ký tự không đúng bảng mã {expected}", "there are bytes that are not valid {expected}",
                do: "Lưu lại tệp với bảng mã UTF-8 (Excel: CSV UTF-8).", "Save the file as UTF-8 (Excel: CSV UTF-8).")
        case .encodingUnknown:
            RejectText(
                "không hỗ trợ bảng mã {found}", "the encoding {found} is not supported",
                do: "Lưu lại tệp với bảng mã UTF-8.", "Save the file as UTF-8.")
        case .encodingAmbiguous:
            RejectText(
                "chữ trong tệp đọc được theo nhiều bảng mã: {found}", "several encodings fit the file: {found}",
                do:
                    "Chọn bảng mã cho dòng tiêu đề đúng rồi chạy lại với --encoding, hoặc lưu lại tệp với bảng mã UTF-8.",
                "Run again with the --encoding in which the header line is right, or save the file as UTF-8.")
        case .encodingsMixed:
            RejectText(
                "các dòng của tệp không cùng một bảng mã; dòng tiêu đề theo từng bảng mã: {found}",
                "the lines of the file are not all in one encoding; its header line in each: {found}",
                do:
                    "Xuất lại cả tệp với bảng mã UTF-8; nếu tệp được ghép từ nhiều tệp, nộp riêng từng tệp gốc.",
                "Export the whole file as UTF-8; where it was joined from several files, give each of them by itself.")
        case .encodingDoubled:
            RejectText(
                "chữ trong tệp bị chuyển sang UTF-8 hai lần; đúng ra là: {found}",
                "the text of the file was made UTF-8 twice; it was meant to be: {found}",
                do: "Xuất lại tệp từ hệ thống; khi mở CSV bằng Excel, chọn bảng mã UTF-8 (65001) rồi mới lưu.",
                "Export the file again; in Excel open the CSV as UTF-8 (65001) before saving it.")
        case .encodingTold:
            RejectText(
                "tệp không theo bảng mã {found} đã nêu ở --encoding: chữ và tiêu đề chỉ đúng theo {expected}",
                "the file is not in {found}, which --encoding names: its text and headings are right in {expected} alone",
                do: "Chạy lại không có --encoding, hoặc với --encoding {expected}.",
                "Run again without --encoding, or with --encoding {expected}.")
        case .encodingInvalid:
            RejectText(
                "có ký tự không đúng bảng mã của tệp ({expected})",
                "there are bytes that are not valid in the file's encoding ({expected})",
                do: "Gõ lại ô này, lưu tệp với bảng mã UTF-8.", "Type the cell again and save the file as UTF-8.")
        default: preconditionFailure("no code of encodings: \(rawValue)")
        }
    }
}
