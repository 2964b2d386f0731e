/// A set of columns of a list of dossiers.
package enum ListColumns: String, Sendable, CaseIterable {
    /// All that a clerk can ask for; the end is "Ngày kết thúc xử lý".
    case full = "day-du"
    /// What every system prints: no procedure code, no channel, no applicant, no fees, no flags, no day of return.
    case few = "toi-gian"
    /// "Ngày kết thúc xử lý" and "Ngày có kết quả".
    case bothEnds = "hai-ngay"
    /// "Ngày có kết quả" only, which then is the end.
    case resultDay = "co-ket-qua"

    /// The columns in their order.
    package var columns: [ListColumn] {
        let full = ListColumn.allCases.filter { $0 != .result && $0 != .receivedShort }
        switch self {
        case .full: return full
        case .few:
            return [
                .number, .unit, .clerk, .domain, .procedureName, .key, .state, .address, .owner, .submitted,
                .receivedShort, .due, .ended,
            ]
        case .bothEnds: return ListColumn.allCases.filter { $0 != .receivedShort }
        case .resultDay: return full.map { $0 == .ended ? .result : $0 }
        }
    }
}

/// A column of a list of dossiers; the raw value is its heading.
package enum ListColumn: String, Sendable, CaseIterable {
    case number = "STT"
    case key = "Mã hồ sơ"
    case procedureCode = "Mã thủ tục hành chính"
    case procedureName = "Tên thủ tục hành chính"
    case domain = "Lĩnh vực"
    case owner = "Chủ hồ sơ"
    case address = "Địa chỉ"
    case identity = "Số định danh"
    case applicantKind = "Đối tượng"
    case channel = "Kênh thực hiện"
    case state = "Trạng thái"
    case submitted = "Ngày nộp hồ sơ"
    case received = "Ngày tiếp nhận"
    case receivedShort = "Ngày nhận"
    case due = "Ngày hẹn trả"
    case ended = "Ngày kết thúc xử lý"
    case result = "Ngày có kết quả"
    case returned = "Ngày trả"
    case receivingUnit = "Đơn vị tiếp nhận"
    case unit = "Đơn vị giải quyết"
    case clerk = "Người tiếp nhận"
    case fee = "Phí (VNĐ)"
    case charge = "Lệ phí (VNĐ)"
    case paidOnline = "Thanh toán trực tuyến"
    case digitised = "Số hóa thành phần hồ sơ"
    case reused = "Tái sử dụng"
    case electronicResult = "Kết quả điện tử"
    case note = "Ghi chú"
}
