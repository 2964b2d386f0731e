extension RejectCode {
    /// Texts of what a watched folder, or the operator's thresholds, do not let in; nil for the other codes. A threshold may be set to
    /// warn only, so the texts say what is odd, not what became of the file.
    var folderText: RejectText {
        switch self {
        case .sourceElsewhere:
            RejectText(
                "thư mục này không nhận mẫu {found}", "this folder does not take the source {found}",
                do: "Chuyển tệp sang đúng thư mục. Thư mục này nhận: {expected}.",
                "Move the file to its own folder. This one takes: {expected}.")
        case .unitForeign:
            RejectText(
                "tệp có bản ghi của đơn vị khác: {found}; thư mục này là của {expected}",
                "the file has records of another unit: {found}; this folder is of {expected}",
                do:
                    "Xuất lại chỉ cho đơn vị {expected}, hoặc nộp tệp vào thư mục của đơn vị kia. Chưa có gì của tệp này được nạp.",
                "Export for {expected} alone, or drop the file in the other unit's folder. Nothing of it was loaded.")
        case .listShorter:
            RejectText(
                "danh sách ngắn hơn lần trước quá nhiều: {found} (cho phép giảm {expected})",
                "the list is much shorter than the last one: {found} (allowed to fall by {expected})",
                do:
                    "Kiểm tra xem tệp có bị xuất thiếu không rồi xuất lại; nếu đúng là giảm, báo người quản trị.",
                "See whether the export was cut, and export it again; if the list did shrink, tell the operator."
            )
        case .listRetires:
            RejectText(
                "danh sách làm rút quá nhiều bản ghi đang có: {found} (cho phép {expected})",
                "the list retires too many of the records that stand: {found} (allowed {expected})",
                do:
                    "Kiểm tra xem tệp có đủ mọi người, mọi mục không rồi xuất lại; nếu đúng, báo người quản trị.",
                "See whether everybody and everything is in the file, and export it again; if so, tell the operator."
            )
        case .flagConstant:
            RejectText(
                "cột {found} giống hệt nhau ở mọi bản ghi ({expected} bản ghi)",
                "the column {found} is the same in all records ({expected} of them)",
                do: "Kiểm tra xem hệ thống có thật sự ghi cột này không; xuất lại nếu cột bị điền sẵn.",
                "See whether the system really fills this column; export again if it was filled in advance.")
        case .daysOutside:
            RejectText(
                "có {found} có ngày ngoài khoảng chờ đợi {expected}", "{found} have days outside of {expected}",
                do: "Kiểm tra năm và thứ tự ngày, tháng trong tệp rồi xuất lại.",
                "See whether years and the order of day and month are right, and export again.")
        default: preconditionFailure("no code of folders: \(rawValue)")
        }
    }
}
