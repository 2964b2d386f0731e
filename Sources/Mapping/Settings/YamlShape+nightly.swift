import Domain

extension YamlShape {
    /// The configuration of the nightly job.
    static let nightly: YamlShape = .object([
        .must("warehouse", .text, "tệp kho SQLite"),
        .may("mappings", .text, "thư mục quy tắc; mặc định là Mappings"),
        .may("identity_key", .text, "tệp khóa của số định danh (0600); mặc định là tên kho thêm .key"),
        .may("language", .word(["vi", "en"]), "ngôn ngữ của phiếu và tóm tắt"),
        .may("settle", .integer, "số giây giữa hai lần nhìn một tệp; phải thấy như nhau thì mới nhận"),
        .may("archive", archive, "nơi giữ bản gốc; không có thì không giữ"),
        .may("copies", copies, "bản để sửa (XLSX) gửi lại thư mục của tệp"),
        .must("folders", .list(folder), "các thư mục nộp tệp"),
        .may("thresholds", thresholds, "ngưỡng chung; thư mục có thể nói khác"),
        .may("expected", .list(expectation), "đơn vị nào gửi gì, khi nào"),
        .may("missing_counts", .flag, "thiếu một tệp phải gửi thì mã thoát là 1 (mặc định: true)"),
        .may("plan", .text, "kế hoạch mà bản tóm tắt nói tới"),
        .may("metrics", .text, "tệp số đo cho Prometheus (textfile collector)"),
        .may("backups", .text, "thư mục giữ bản sao lưu của kho; chitieu doctor xem bản mới nhất bao nhiêu ngày"),
    ])

    private static let archive: YamlShape = .object([
        .must("folder", .text, "thư mục giữ bản gốc, chỉ người chạy chitieu đọc được"),
        .may("keep_days", .integer, "giữ bao nhiêu ngày; không nói thì giữ mãi"),
    ])

    private static let copies: YamlShape = .object([
        .may("make", .flag, "có tạo bản để sửa không (mặc định: true)"),
        .may("keep_days", .integer, "để lại trong thư mục bao nhiêu ngày (mặc định: 30)"),
    ])

    private static let folder: YamlShape = .object([
        .must("path", .text, "thư mục mà cán bộ thả tệp vào"),
        .must("unit", .text, "mã đơn vị hoặc mã địa bàn của thư mục"),
        .may("sources", .oneOrMany(.text), "những mẫu được nhận ở đây; không nói thì mọi mẫu"),
        .may("as_of", .word(["arrival"]), "arrival: tệp không ghi ngày thì lấy ngày tệp đến"),
        .may("copies", .flag, "có để bản để sửa ở đây không (mặc định: true)"),
        .may("thresholds", thresholds, "ngưỡng riêng của thư mục"),
    ])

    private static let expectation: YamlShape = .object([
        .must("unit", .text, "mã đơn vị hoặc mã địa bàn"),
        .must("source", .text, "mẫu tệp xuất (tên tệp trong sources/)"),
        .must("every", .word(PeriodKind.allCases.map(\.rawValue)), "kỳ gửi"),
        .must("from", .day, "kỳ đầu tiên là kỳ có ngày này"),
        .must("due", .integer, "hạn: số ngày sau ngày cuối của kỳ"),
    ])

    private static let thresholds: YamlShape = .object([
        .may("rejects", limit("above", "phần trăm"), "tỷ lệ bản ghi không nhận quá chừng này"),
        .may("fall", limit("above", "phần trăm"), "danh sách toàn bộ ngắn hơn lần trước quá chừng này"),
        .may("retired", limit("above", "phần trăm"), "danh sách toàn bộ rút quá chừng này bản ghi đang có"),
        .may("constant", limit("at_least", "số bản ghi"), "một cờ giống nhau ở mọi bản ghi, từ chừng này bản ghi"),
        .may("days", limit("back", "số ngày"), "ngày của bản ghi sau as_of, hoặc trước as_of quá chừng này ngày"),
    ])

    private static func limit(_ name: String, _ meaning: String) -> YamlShape {
        .object([
            .must(name, .integer, meaning),
            .may(
                "action", .word(Thresholds.Action.allCases.map(\.rawValue)),
                "refuse: không nạp tệp (mặc định); warn: nạp và cảnh báo"),
        ])
    }
}
