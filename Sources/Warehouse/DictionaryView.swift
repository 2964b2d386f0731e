import Domain
import GRDB

/// View `dictionary`: every view and column with its title, meaning, unit and example, for analysts.
enum DictionaryView {
    /// Titles of the columns of the views that are not made from `records/`.
    private static let titles: [String: String] = [
        "indicator": "chỉ tiêu", "rules": "bộ quy tắc", "unit": "mã đơn vị", "unit_name": "tên đơn vị",
        "period_kind": "loại kỳ", "period": "kỳ", "breakdown": "phân tổ", "breakdown_value": "giá trị phân tổ",
        "numerator": "tử số", "denominator": "mẫu số", "rate": "tỷ lệ", "target": "mục tiêu",
        "met": "đạt mục tiêu (1, 0)",
        "version": "phiên bản", "data_until": "số liệu đến ngày", "units_behind": "số đơn vị có số liệu cũ hơn",
        "suppressed": "đã ẩn vì số nhỏ", "title": "tên", "load": "lần nạp tệp", "name": "tên tệp",
        "sha256": "mã băm của tệp",
        "source": "mẫu tệp", "source_version": "phiên bản mẫu", "as_of": "số liệu đến ngày",
        "as_of_from": "ngày lấy từ đâu",
        "covers_until": "ngày cuối của kỳ", "status": "trạng thái nạp", "read": "số bản ghi đọc", "new": "mới",
        "changed": "thay đổi", "unchanged": "không đổi", "stale": "cũ hơn số liệu đang có",
        "duplicate": "trùng trong tệp",
        "joined": "gộp vào hồ sơ", "rejected": "không nhận", "filtered": "không phải bản ghi", "retired": "đã rút",
        "field_rejects": "ô không nhận", "warnings": "cảnh báo", "started": "bắt đầu", "ended": "kết thúc",
        "run": "lần chạy",
        "state":
            "tình trạng (ended: đã xong, tốt hay không xem exit_code; cut_off: bị dừng giữa chừng; open: đang chạy, hoặc vừa bị dừng)",
        "line": "dòng trong tệp", "row": "dòng trên bảng tính", "column_heading": "tiêu đề cột", "field": "trường",
        "code": "mã lỗi", "severity": "mức độ", "found": "giá trị thấy (đã che)", "expected": "giá trị mong đợi",
        "advice": "cách sửa", "message": "lỗi", "command": "lệnh", "exit_code": "mã thoát", "before": "trước",
        "after": "sau",
        "cause": "nguyên nhân", "shape": "cách đếm", "formula": "công thức", "unit_of_measure": "đơn vị tính",
        "valid_from": "hiệu lực từ", "valid_to": "hiệu lực đến", "over": "loại bản ghi", "is_default": "mặc định",
        "plan": "kế hoạch", "tt": "TT", "chi_tieu": "nội dung chỉ tiêu", "don_vi_tinh": "đơn vị tính",
        "ke_hoach": "kế hoạch",
        "ket_qua": "kết quả", "dat": "đạt", "co_quan_chu_tri": "cơ quan chủ trì",
        "co_quan_phoi_hop": "cơ quan phối hợp",
        "reason": "lý do chưa có kết quả", "view": "bảng", "column": "cột", "description": "ý nghĩa",
        "example": "ví dụ", "check": "phép đối chiếu", "count": "số trường hợp", "examples": "vài chỗ", "file": "tệp",
        "text": "nội dung", "purged": "kỳ đóng và xóa bản ghi lúc", "closed_before": "đóng các kỳ kết thúc trước ngày",
    ]

    static func make(_ kinds: [Kind], _ forms: [FormDefinition], in db: Database) throws {
        try db.execute(
            sql: """
                DROP TABLE IF EXISTS t_dictionary;
                CREATE TABLE t_dictionary (
                    view TEXT NOT NULL, position INTEGER NOT NULL, "column" TEXT NOT NULL, title TEXT NOT NULL,
                    description TEXT NOT NULL, unit TEXT NOT NULL, example TEXT NOT NULL,
                    PRIMARY KEY (view, position)) STRICT, WITHOUT ROWID;
                CREATE VIEW dictionary AS SELECT view, "column", title, description, unit, example FROM t_dictionary
                """)
        var columns: [String: [String: KindColumn]] = [:]
        for kind in kinds {
            columns[kind.id] = Dictionary(kind.columns.map { ($0.name, $0) }) { first, _ in first }
            for child in kind.children {
                columns[child.id] = Dictionary((kind.columns + child.columns).map { ($0.name, $0) }) { _, last in last }
            }
        }
        var formTitles: [String: [String: String]] = [:]
        for form in forms {
            formTitles[form.id] = Dictionary(form.columns.map { ($0.name, $0.title) }) { first, _ in first }
        }
        for view in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name") {
            for (position, name) in try db.columns(in: view).map(\.name).enumerated() {
                let own = columns[view]?[name]
                let ends = [("_ten", " (tên)"), ("_tim", " (để tìm, không dấu)"), ("_loai", " (loại)")]
                let (end, suffix) = ends.first { name.hasSuffix($0.0) } ?? ("", "")
                let base = own ?? columns[view]?[String(name.dropLast(end.count))]
                let title =
                    own?.title ?? formTitles[view]?[name] ?? base.map { $0.title + suffix } ?? titles[name]
                    ?? PlanView.titles[name] ?? SuccessionView.titles[name]
                    ?? ExpectedView.titles[name] ?? name
                try db.execute(
                    sql: "INSERT INTO t_dictionary VALUES (?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        view, position, name, title, own?.description ?? base?.description ?? "", own?.measure ?? "",
                        own?.example ?? "",
                    ])
            }
        }
    }
}
