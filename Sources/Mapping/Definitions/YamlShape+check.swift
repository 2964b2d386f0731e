import Domain

extension YamlShape {
    /// `checks/*.yaml`
    static let check: YamlShape = .object([
        .must("title", .text, "điều không nên có"),
        .may("title_en", .text, "tên bằng tiếng Anh"),
        .may("description", .text, "vì sao, căn cứ"),
        .must("severity", .word(CheckDefinition.Severity.allCases.map(\.rawValue)), "mức độ"),
        .must("advice", .text, "cách sửa"),
        .may("advice_en", .text, "cách sửa bằng tiếng Anh"),
        .may("order", .integer, "thứ tự trong bảng"),
        .may("over", .text, "loại bản ghi được đếm cùng lượt đọc với chỉ tiêu"),
        .may("where", .text, "điều kiện của bản ghi được đếm"),
        .may("among", .text, "xét từng tệp: những bản ghi được xét"),
        .may("counts", .map(.text), "xét từng tệp: cột mà tệp nói ra: điều kiện được đếm"),
        .may("at_least", .integer, "xét từng tệp: ít bản ghi hơn thì không kết luận"),
        .may("always", .flag, "xét từng tệp: đúng với mọi bản ghi"),
        .may("never", .flag, "xét từng tệp: không đúng với bản ghi nào"),
        .may("below", .text, "xét từng tệp: tỷ lệ dưới chừng này phần trăm"),
        .may("query", .text, "câu SQL trên các bảng, không được trả về dòng nào"),
    ])
}
