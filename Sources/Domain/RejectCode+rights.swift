extension RejectCode {
    /// The entries of what a purge closed and of who was forgotten.
    var rightsText: RejectText {
        switch self {
        case .closedPeriod:
            RejectText(
                "bản ghi của kỳ đã đóng: không nạp, các kỳ ấy không tính lại nữa",
                "records of closed periods are not loaded, and those periods are not computed again",
                do: "Nếu cần sửa số liệu của kỳ đã đóng, lập báo cáo đính chính ngoài kho.",
                "A figure of a closed period is corrected by a report, outside the warehouse.")
        case .personForgotten:
            RejectText(
                "bản ghi của người đã yêu cầu xóa: bỏ qua; số định danh của họ trong hồ sơ coi như không biết",
                "records of a person who was forgotten are passed over; their number in a dossier is unknown",
                do: "Không cần làm gì: người này được bỏ qua mỗi lần nạp.",
                "Nothing needs to be done: the person is passed over in every load.")
        default: preconditionFailure("a code of another file: \(rawValue)")
        }
    }
}
