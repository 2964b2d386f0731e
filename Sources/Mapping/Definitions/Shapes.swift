import Domain
import Records

/// The shapes of the YAML files, one a kind of file. A line here is an entry that authors may write.
extension YamlShape {
    private static let column: YamlShape = .object([
        .must("type", .word(ColumnTypeName.all), "kiểu dữ liệu"),
        .must("title", .text, "tên cột bằng tiếng Việt"),
        .may("description", .text, "ý nghĩa"),
        .may("codes", .text, "danh mục trong codes/ (với type: code, codes)"),
        .may("measure", .text, "đơn vị đo"),
        .may("example", .text, "ví dụ"),
        .may("personal", .flag, "có phải dữ liệu cá nhân"),
        .may("bad", .word(["record", "field"]), "giá trị không đọc được làm mất cả bản ghi hay chỉ trường này"),
        .may("empty", .text, "ô trống nghĩa là: none, required, hoặc một số"),
        .may("search", .flag, "thêm cột không dấu để tìm"),
        .may("references", .text, "loại bản ghi mà cột này trỏ tới"),
        .may("placeholders", .list(.text), "số định danh điền cho có; xxxxxxxxxxxx: một chữ số lặp lại"),
    ])

    /// `records/*.yaml`
    static let record: YamlShape = .object([
        .must("title", .text, "tên loại bản ghi"),
        .must("description", .text, "một hai câu cho từ điển dữ liệu"),
        .must("key", .list(.text), "các cột làm khóa"),
        .must("unit", .text, "cột đơn vị"),
        .may("first_event", .text, "cột ngày mở đầu lịch sử của đơn vị"),
        .may("life_ends", .text, "ngày bản ghi kết thúc (biểu thức); từ ngày ấy có thể xóa khi đã đóng kỳ"),
        .may("standing", .flag, "danh mục có hiệu lực từ 1/1 của năm đến khi được thay"),
        .may("level", .text, "cột cấp thực hiện (danh mục)"),
        .may(
            "given",
            .object([
                .must("indicator", .text, "cột chỉ tiêu (type: code)"), .must("period", .text, "cột kỳ (type: period)"),
                .must("numerator", .text, "cột tử số"), .must("denominator", .text, "cột mẫu số"),
            ]), "bản ghi là số liệu có sẵn: các cột nói số nào"),
        .must("columns", .map(column), "các cột"),
        .may(
            "children",
            .map(
                .object([
                    .must("title", .text, "tên danh sách con"),
                    .may("description", .text, "ý nghĩa"),
                    .must("columns", .map(column), "các cột"),
                ])), "danh sách con"),
        .may(
            "related",
            .map(
                .object([
                    .must("record", .text, "loại bản ghi"), .must("by", .text, "cột của nó chứa khóa của ta"),
                    .must("columns", .list(.text), "các cột dùng trong biểu thức"),
                ])), "bản ghi loại khác của cùng đơn vị trỏ tới bản ghi này"),
        .may("words", .map(.text), "biểu thức có tên, dùng trong indicators/ và checks/"),
        .may(
            "breakdowns", .map(.text),
            "phân tổ lấy từ biểu thức nào, nếu không phải là cột cùng tên; như nhau cho mọi chỉ tiêu và biểu"),
    ])

    private static let numbers: YamlShape = .object([
        .may("group", .text, "dấu phân nhóm nghìn"), .may("decimal", .text, "dấu thập phân"),
        .may("ignore", .oneOrMany(.text), "chữ đi kèm được bỏ qua (VNĐ, đồng)"),
        .may("zero", .oneOrMany(.text), "chữ có nghĩa là 0 (Miễn phí)"),
    ])

    private static let choice: YamlShape = .object([
        .may("when", .map(.text), "điều kiện: ô: filled, empty, valid, hoặc một giá trị"),
        .may("value", .text, "giá trị lấy"), .may("take", .text, "ô lấy giá trị"),
    ])

    private static let field: YamlShape = .object([
        .may("from", .oneOrMany(.text), "tiêu đề cột (các cách viết), hoặc đường dẫn XML"),
        .may("else", .oneOrMany(.text), "tiêu đề dùng khi không có cột nào trong from"),
        .may("beside", .text, "chỉ đọc khi trường này có cột riêng"),
        .may("formats", .oneOrMany(.text), "dạng ngày"),
        .may("codes", .text, "danh mục thay cho danh mục của trường"),
        .may("numbers", numbers, "cách viết số"),
        .may("filled", .flag, "1 nếu có ô nào được điền"),
        .may("first_of", .oneOrMany(.text), "lấy ô đầu tiên được điền"),
        .may("split", .text, "các dấu tách nhiều giá trị trong một ô, ngoài dấu ngoặc"),
        .may("choose", .list(choice), "trường hợp đầu tiên đúng"),
        .may("mark", .map(.text), "một dấu X trong nhiều cột: tiêu đề: giá trị"),
        .may("sum", .list(.oneOrMany(.text)), "tổng các cột; mỗi cột có thể có nhiều cách viết"),
        .may("covers", .flag, "kỳ ghi ở tiêu đề của bảng"),
        .may("constant", .text, "giá trị cố định"),
        .may("default", .text, "giá trị khi ô trống"),
        .may(
            "age",
            .list(
                .object([
                    .may("from", .day, "từ ngày"), .must("years", .integer, "đủ tuổi"),
                ])), "1 nếu đủ tuổi tại ngày as_of, tính từ ngày sinh"),
        .may("time", .word(TimeRule.Part.allCases.map(\.rawValue)), "phần của thời hạn: số ngày, hay ngày làm việc"),
        .may("unit", .text, "cột ghi đơn vị của thời hạn chỉ ghi số"),
        .may("bare", .text, "đơn vị của thời hạn chỉ ghi số, khi tiêu đề không ghi đơn vị"),
        .may("blank", .oneOrMany(.text), "các chữ coi như ô trống"),
        .may(
            "only", .oneOrMany(.text),
            "chỉ giữ các chữ này (* ở cuối: và tên riêng đứng sau, tối đa ba chữ); chữ khác coi như ô trống"),
    ])

    /// `sources/*.yaml`
    static let source: YamlShape = .object([
        .must("title", .text, "tên mẫu"),
        .may("description", .text, "mẫu này từ đâu"),
        .must("record", .text, "loại bản ghi trong records/"),
        .must("format", .word(["table", "xml"]), "dạng tệp"),
        .may(
            "encoding", .word(TextEncoding.allCases.map(\.rawValue)),
            "bảng mã của tệp (bảng), khi không muốn tự nhận ra"),
        .may("version", .integer, "phiên bản của tệp này"),
        .must(
            "match",
            .object([
                .may("fields", .list(.text), "các trường phải có cột"),
                .may("any", .list(.text), "các trường mà ít nhất một phải có cột"),
                .may("headings", .list(.text), "các tiêu đề phải có"),
                .may("without", .list(.text), "các tiêu đề không được có"),
                .may("record", .text, "đường dẫn phần tử bản ghi (XML); //Tên ở mọi độ sâu"),
                .may("name", .text, "mẫu tên tệp (* và ?)"),
            ]), "cách nhận ra tệp"),
        .may(
            "filtered",
            .object([
                .may("numbering", .flag, "dòng đánh số cột (1) (2) …"),
                .may("sparse", .integer, "dòng không có khóa và chỉ có tối đa chừng này ô (nhóm, chữ ký)"),
                .may("totals", .list(.text), "chữ đầu của dòng tổng"),
                .may("footer", .list(.text), "chữ đầu của phần chữ ký; các dòng sau đó không phải bản ghi"),
            ]), "các dòng không phải bản ghi"),
        .may("header_rows", .integer, "số dòng tiêu đề tối đa (1 đến 3)"),
        .may("namespaces", .map(.text), "tiền tố: URI (XML)"),
        .may("skip", .list(.text), "phần tử bỏ qua nội dung (XML)"),
        .may("complete", .flag, "danh sách trọn vẹn: bản ghi vắng mặt là đã rút"),
        .may("partition", .text, "trường chia phạm vi của danh sách trọn vẹn"),
        .may("fan_out", .flag, "mỗi hồ sơ trải ra nhiều dòng theo thành phần"),
        .may("unit", .text, "mã đơn vị cố định của mẫu này"),
        .may("key_pattern", .oneOrMany(.text), "các dạng mã khác được chấp nhận (# chữ số, @ chữ cái, * tùy ý)"),
        .may("dates", .oneOrMany(.text), "dạng ngày"),
        .may("numbers", numbers, "cách viết số"),
        .may("no_date", .oneOrMany(.text), "các chữ ghi khi không có ngày (* ở cuối: phần sau tùy ý)"),
        .may("max_rejects", .integer, "tỷ lệ bản ghi không nhận được tối đa (%)"),
        .may(
            "as_of",
            .object([
                .may("title", .list(.text), "dòng trên bảng có ngày xuất, {ngay} là ngày, {noi} là nơi ghi ngày"),
                .may("name", .list(.text), "tên tệp, {yyyy} {MM} {dd}"),
                .may("element", .oneOrMany(.text), "đường dẫn XML từ gốc có ngày xuất; //Tên ở mọi độ sâu"),
            ]), "số liệu đến ngày nào"),
        .may(
            "covers", .object([.may("title", .list(.text), "dòng trên bảng có kỳ báo cáo")]),
            "kỳ của danh sách"),
        .must("fields", .map(field), "trường nào lấy từ cột nào"),
        .may("each", .list(.map(field)), "mỗi dòng của bảng là từng này bản ghi: các trường riêng của mỗi bản ghi"),
        .may(
            "children",
            .map(
                .object([
                    .may("record", .oneOrMany(.text), "đường dẫn phần tử (XML), một hoặc nhiều cách viết"),
                    .may(
                        "filled", .oneOrMany(.text),
                        "XML: có phần tử con khi ô này được điền, dù không trường nào đọc nó"),
                    .may("repeat", .list(.text), "các chữ thay vào {}: mỗi chữ một phần tử từ các cột của cùng dòng"),
                    .must("fields", .map(field), "trường nào lấy từ đâu"),
                ])), "danh sách con"),
    ])

    /// `calendars/*.yaml`
    static let calendar: YamlShape = .object([
        .must("year", .integer, "năm"),
        .must("off", .list(.text), "ngày nghỉ: 2026-01-01, hoặc khoảng 2026-02-16..2026-02-20"),
        .may("working", .list(.day), "ngày làm bù"),
        .may("source", .text, "văn bản"),
    ])

    /// `plans/*.yaml`
    static let plan: YamlShape = .object([
        .must("title", .text, "tên kế hoạch"),
        .must("unit", .text, "mã đơn vị"),
        .must("year", .integer, "năm"),
        .may(
            "windows", .list(.word(PeriodKind.allCases.map(\.rawValue))),
            "các kỳ báo cáo thêm, cho mọi chỉ tiêu của kế hoạch"
        ),
        .must(
            "targets",
            .list(
                .object([
                    .may("tt", .text, "số thứ tự"),
                    .must("indicator", .text, "chỉ tiêu trong indicators/"),
                    .may("rules", .text, "bộ quy tắc"),
                    .may("chi_tieu", .text, "nội dung chỉ tiêu"),
                    .may("don_vi_tinh", .text, "đơn vị tính, nếu khác của chỉ tiêu"),
                    .may("weight", .text, "trọng số"),
                    .may("operator", .word([">=", "<=", "=", ">", "<"]), "so sánh"),
                    .may("target", .text, "mục tiêu"),
                    .may("lead", .text, "cơ quan chủ trì"),
                    .may("supporting", .text, "cơ quan phối hợp"),
                    .may("valid", validity, "áp dụng cho các kỳ bắt đầu trong khoảng này"),
                ])), "các chỉ tiêu"),
    ])

    private static let validity: YamlShape = .object([.may("from", .day, "từ ngày"), .may("to", .day, "đến ngày")])

    private static let formula: [YamlField] = [
        .may(
            "shape", .word(["flow", "stock", "opening", "span", "given"]),
            "đếm sự kiện, cuối kỳ, đầu kỳ, trong kỳ; given: số có sẵn"),
        .may("day", .text, "ngày của sự kiện (flow)"),
        .may("from", .text, "từ ngày (stock, span)"),
        .may("until", .text, "đến ngày (stock, span)"),
        .may("denominator", .text, "mẫu số"),
        .may("numerator", .text, "tử số"),
        .may("population", .text, "mẫu số là số có sẵn này, thay cho denominator"),
        .may("valid", validity, "hiệu lực, cho các kỳ bắt đầu trong khoảng này"),
    ]

    private static let versions: YamlField = .may(
        "versions", .list(.object(formula)),
        "các phiên bản nối tiếp nhau theo valid; mục không đổi chỉ ghi một lần ở trên")

    /// `indicators/*.yaml`
    static let indicator: YamlShape = .object(
        [
            .must("title", .text, "tên chỉ tiêu"),
            .may("description", .text, "ý nghĩa, căn cứ"),
            .must("over", .text, "loại bản ghi"),
            .may("unit_of_measure", .text, "đơn vị tính"),
            .may("personal", .flag, "có đếm người"),
            .may("by", .list(.text), "các cột phân tổ"),
            .may("windows", .list(.word(PeriodKind.allCases.map(\.rawValue))), "các kỳ báo cáo thêm"),
            .may("order", .integer, "thứ tự trong bảng"),
            .may(
                "rules",
                .map(
                    .object(
                        formula + [
                            versions, .may("default", .flag, "bộ quy tắc mặc định"), .may("title", .text, "tên"),
                        ])),
                "các bộ quy tắc"),
            versions,
        ] + formula)
}

/// Names of the column types in YAML.
enum ColumnTypeName {
    static let all = [
        "day", "flag", "code", "codes", "number", "word", "identity", "dossier_code", "procedure_code", "unit",
        "period",
    ]
}
