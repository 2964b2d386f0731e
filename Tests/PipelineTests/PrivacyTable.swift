import Foundation

/// A layout of a table with persons planted in it: one good record, then a record for each column and each planted text,
/// then records of which all cells are shifted.
struct PrivacyTable: Sendable, CustomStringConvertible {
    var description: String
    private let title: String
    private let headings: [String]
    /// A record that is taken whole, without persons.
    private let good: [String]
    /// Columns of free words of the trade, in which no program can tell a name from a word; numbers it can.
    private let words: Set<String>

    static let all = [list, oldList, vneid, province]

    private static let list = PrivacyTable(
        description: "danh-sach-ho-so", title: "Ngày xuất: 05/05/2026",
        headings: [
            "Mã hồ sơ", "Mã thủ tục", "Lĩnh vực", "Chủ hồ sơ", "Địa chỉ", "Số điện thoại", "Email", "Số định danh",
            "Đối tượng",
            "Kênh thực hiện", "Trạng thái", "Ngày nộp hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý",
            "Ngày có kết quả", "Ngày trả", "Đơn vị giải quyết", "Người tiếp nhận", "Phí", "Lệ phí",
            "Thanh toán trực tuyến",
            "Số hóa thành phần hồ sơ", "Tái sử dụng", "Kết quả điện tử", "Ghi chú", "Cột lạ",
        ],
        good: [
            "H55.242-260401-0001", "1.001193", "Hộ tịch", "", "", "", "", "", "Công dân", "Trực tuyến",
            "Đã trả kết quả",
            "01/04/2026", "01/04/2026", "03/04/2026", "02/04/2026", "", "02/04/2026", "", "", "0", "8.000", "Có", "Có",
            "Có",
            "Có", "", "",
        ], words: ["Lĩnh vực"])

    private static let oldList = PrivacyTable(
        description: "danh-sach-ho-so-o", title: "Ngày xuất: 05/05/2026",
        headings: [
            "Mã hồ sơ", "Mã thủ tục", "Nội dung", "Cơ quan thụ lý", "Sổ theo dõi", "Chủ hồ sơ", "Địa chỉ",
            "Số điện thoại",
            "Thư điện tử", "Người nộp hồ sơ", "Ngày gửi", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày hoàn thành",
            "Ngày trả",
            "Trạng thái", "Trực tuyến", "Ghi chú xử lý",
        ],
        good: [
            "H55.242-260401-0001", "1.000110", "", "", "", "", "", "", "", "", "01/04/2026 08:00:00", "01/04/2026",
            "08/04/2026",
            "09/04/2026", "09/04/2026", "Đã trả kết quả", "Không", "",
        ], words: [])

    private static let vneid = PrivacyTable(
        description: "vneid", title: "Số liệu tính đến ngày 05/05/2026",
        headings: [
            "Số định danh", "Họ và tên", "Ngày sinh", "Giới tính", "Địa chỉ / Thôn", "Số điện thoại",
            "Mức độ định danh",
            "Ngày cấp", "Trạng thái kích hoạt", "Ngày kích hoạt", "Chữ ký số", "Ghi chú",
        ],
        good: [
            "000000000101", "", "01/01/1990", "", "Thôn 1", "", "2", "01/02/2024", "Đã kích hoạt", "01/03/2024", "Có",
            "",
        ], words: [])

    private static let province = PrivacyTable(
        description: "danh-muc-tinh", title: "Cập nhật đến ngày 04/05/2026",
        headings: [
            "Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cấp thực hiện", "Cơ quan thực hiện", "Phi địa giới", "Toàn trình",
            "Một phần",
            "Cung cấp thông tin", "Trạng thái", "Đủ điều kiện", "Phạm vi phi địa giới", "Ngày hiệu lực",
            "Trên hệ thống",
            "Người phụ trách",
        ],
        good: [
            "1.000001", "Thủ tục một", "Hộ tịch", "xa", "UBND cấp xã", "X", "X", "", "", "Còn hiệu lực", "", "",
            "01/01/2026",
            "Có", "",
        ], words: ["Tên TTHC", "Lĩnh vực", "Cơ quan thực hiện"])

    /// The same file as rows of texts.
    func rows(_ planted: [String]) -> [[String]] {
        (files(planted).values.first ?? "").split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: ["\""]) }
        }
    }

    /// The file, with each planted text in each column, alone and three times, and in shifted rows.
    func files(_ planted: [String]) -> [String: String] {
        var rows = [good]
        for column in headings.indices {
            for text in planted {
                let isNumber = text.filter(\.isNumber).count >= 9 && !text.contains(" ") || text.contains("@")
                if words.contains(headings[column]), !isNumber { continue }
                var row = good
                row[column] = text
                rows += column.isMultiple(of: 5) && isNumber ? [row, row, row] : [row]
            }
        }
        // All cells one to the right, and one to the left, with a person in each cell that is free.
        // A label that a column says three times is shown; a person's name is no label, so it comes twice at most.
        for (index, text) in planted.enumerated() {
            let filled = good.map { $0.isEmpty ? text : $0 }
            rows.append(index.isMultiple(of: 2) ? [text] + filled.dropLast() : Array(filled.dropFirst()) + [text])
            rows.append(filled + [text, text])
        }
        let lines = ([headings] + rows).map { $0.map { "\"\($0)\"" }.joined(separator: ",") }
        return ["tep.csv": title + "\n" + lines.joined(separator: "\n") + "\n"]
    }
}
