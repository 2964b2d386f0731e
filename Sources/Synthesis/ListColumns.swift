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
