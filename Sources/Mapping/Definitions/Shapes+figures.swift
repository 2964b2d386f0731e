import Domain

/// The shapes of what is counted from counted values: forms and indexes.
extension YamlShape {
    /// `forms/*.yaml`
    static let form: YamlShape = .object([
        .must("title", .text, "tên biểu"),
        .may("description", .text, "căn cứ, cách hiểu"),
        .must("over", .text, "loại bản ghi"),
        .must("by", .text, "phân tổ làm dòng của biểu"),
        .may("rows", .text, "danh mục và cột có dòng kể cả khi không có gì: thu_tuc.linh_vuc"),
        .may("where", .text, "điều kiện chung của mọi cột"),
        .must(
            "columns",
            .map(
                .object([
                    .must("title", .text, "tên cột"),
                    .may("sum", .list(.text), "tổng của các cột"),
                    .may(
                        "shape", .word(["flow", "stock", "opening", "span"]),
                        "đếm trong kỳ, cuối kỳ, đầu kỳ, hay có mặt"),
                    .may("day", .text, "ngày của sự kiện (flow)"),
                    .may("from", .text, "từ ngày"),
                    .may("until", .text, "đến ngày"),
                    .may("counts", .text, "điều kiện riêng của cột"),
                ])), "các cột"),
        .may("identities", .list(.text), "các tổng phải đúng ở mọi dòng: c3 = c4 + c5 + c6"),
    ])

    /// `indexes/*.yaml`
    static let index: YamlShape = .object([
        .must("title", .text, "tên bộ chỉ số"),
        .may("description", .text, "căn cứ"),
        .may("unit_of_measure", .text, "đơn vị tính"),
        .must(
            "groups",
            .map(
                .object([
                    .must("title", .text, "tên nhóm"),
                    .must("components", .map(component), "các thành phần"),
                ])), "các nhóm"),
    ])

    private static let component: YamlShape = .object([
        .must("title", .text, "tên thành phần"),
        .must("maximum", .text, "điểm tối đa"),
        .must("share", .text, "chỉ tiêu cho tỷ lệ, thêm :bộ_quy_tắc nếu không phải mặc định"),
        .may("empty", .text, "điểm khi mẫu số bằng 0: none (không có giá trị), hoặc một số"),
        .may("level", .text, "chỉ dùng cho cấp này: tinh, so, xa"),
        .may("full_at", .text, "tỷ lệ được trọn điểm (0.8)"),
        .may(
            "full_from",
            .list(
                .object([
                    .may("from", .day, "từ ngày"), .may("to", .day, "đến ngày"), .must("share", .text, "tỷ lệ"),
                ])), "tỷ lệ được trọn điểm theo thời gian"),
    ])
}
