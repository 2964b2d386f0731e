@testable import Domain
@testable import Indicators

/// The rules of the indicators page as the mappings will say them, to show that the language is enough.
enum Rules {
    static let dossier = ExpressionSchema(
        kind: "ho_so",
        columns: [
            .init("ma_ho_so", .opaque), .init("don_vi", .opaque), .init("ma_tthc", .word), .init("linh_vuc", .word),
            .init("kenh", .code), .init("doi_tuong", .code), .init("trang_thai", .code), .init("ngay_nop", .day),
            .init("ngay_tiep_nhan", .day), .init("ngay_hen_tra", .day), .init("ngay_ket_thuc", .day),
            .init("ngay_co_ket_qua", .day), .init("ngay_tra", .day), .init("ngay_tu_choi", .day),
            .init("thanh_toan_truc_tuyen", .code), .init("co_thanh_toan", .flag), .init("phi", .number),
            .init("le_phi", .number), .init("so_hoa_thanh_phan", .flag), .init("tai_su_dung", .flag),
            .init("ket_qua_dien_tu", .flag),
        ],
        lists: [
            .init(
                "thanh_phan_ho_so",
                [
                    .init("ma_thanh_phan", .word), .init("co_tep", .flag), .init("so_hoa", .flag),
                    .init("tai_su_dung", .code), .init("da_xoa", .flag),
                ]),
            .init("phi_le_phi", [.init("gia", .number), .init("hinh_thuc", .code), .init("loai", .code)]),
            .init(
                "ho_so_bo_sung",
                [
                    .init("ngay_bo_sung", .day), .init("ngay_tiep_nhan_bo_sung", .day), .init("ngay_hen_tra_moi", .day),
                    .init("trang_thai", .code),
                ]),
            .init("giay_to_ket_qua", [.init("co_tep", .flag), .init("co_ma", .flag)]),
        ],
        references: [.init("thu_tuc", column: "ma_tthc", key: "ma_tthc", columns: procedureColumns)],
        words: [
            word("received", "trang_thai NOT IN (1, 3) AND ngay_tiep_nhan IS NOT NULL"),
            word("finished", "received AND trang_thai IN (9, 10)"),
            word(
                "end",
                """
                CASE WHEN trang_thai IN (7, 8, 9, 10)
                     THEN COALESCE(ngay_ket_thuc, ngay_tra, CASE WHEN trang_thai IN (7, 8) THEN ngay_tu_choi END) END
                """),
            word("lost_end", "trang_thai IN (7, 9, 10) AND end IS NULL"),
            word(
                "co_phi",
                """
                CASE WHEN known(phi_le_phi) THEN COALESCE(SUM(phi_le_phi.gia), 0) > 0 ELSE phi > 0 OR le_phi > 0 END
                """),
            word(
                "paid_online",
                """
                CASE WHEN known(thanh_toan_truc_tuyen) THEN thanh_toan_truc_tuyen IN (1, 2) ELSE co_thanh_toan = 1 END
                """),
            word(
                "paper",
                """
                CASE WHEN known(thanh_phan_ho_so)
                     THEN EXISTS(thanh_phan_ho_so WHERE COALESCE(da_xoa, 0) = 0 AND (co_tep = 1 OR so_hoa = 1))
                     ELSE so_hoa_thanh_phan = 1 END
                """),
            word(
                "reused",
                """
                CASE WHEN known(thanh_phan_ho_so)
                     THEN EXISTS(thanh_phan_ho_so WHERE COALESCE(da_xoa, 0) = 0 AND tai_su_dung IN (1, 2))
                     ELSE tai_su_dung = 1 END
                """),
            word(
                "result",
                """
                CASE WHEN known(giay_to_ket_qua) THEN EXISTS(giay_to_ket_qua WHERE co_tep = 1 OR co_ma = 1)
                     ELSE ket_qua_dien_tu = 1 END
                """),
            word(
                "requests",
                "COALESCE(COUNT(ho_so_bo_sung WHERE ngay_bo_sung < :end OR ngay_bo_sung IS NULL), 0)"),
            word("request_day", "MAX(ho_so_bo_sung.ngay_bo_sung WHERE ngay_bo_sung < :end)"),
            word(
                "due",
                """
                CASE WHEN known(ho_so_bo_sung) THEN later(
                    later(ngay_hen_tra,
                        MAX(ho_so_bo_sung.CASE WHEN known(ngay_hen_tra_moi) THEN ngay_hen_tra_moi END
                            WHERE ngay_bo_sung < :end OR ngay_bo_sung IS NULL)),
                    ngay_hen_tra + COALESCE(SUM(ho_so_bo_sung.ngay_tiep_nhan_bo_sung - ngay_bo_sung
                            WHERE ngay_bo_sung < :end AND (NOT known(ngay_hen_tra_moi) OR ngay_hen_tra_moi IS NULL)), 0))
                ELSE ngay_hen_tra END
                """),
            word(
                "ends",
                """
                CASE WHEN end < :end THEN end
                     WHEN trang_thai = 5 AND requests = 1 AND request_day IS NOT NULL THEN request_day
                     ELSE :end - 1 END
                """),
            word(
                "taken",
                """
                CASE WHEN thu_tuc.thoi_han_lam_viec = 1 THEN working_days(ngay_tiep_nhan, ends)
                     ELSE ends - ngay_tiep_nhan END
                """),
            word(
                "late",
                """
                requests > 1 OR due IS NOT NULL AND ends > due
                OR due IS NULL AND known(thu_tuc.thoi_han) AND thu_tuc.thoi_han IS NOT NULL AND taken > thu_tuc.thoi_han
                """),
            word("vendor_day", "COALESCE(ngay_co_ket_qua, ngay_tra, ngay_ket_thuc)"),
        ])

    static let procedureColumns: [ExpressionSchema.Column] = [
        .init("ma_tthc", .word), .init("muc_do", .code), .init("du_dieu_kien", .flag), .init("doanh_nghiep", .flag),
        .init("phi_dia_gioi", .flag), .init("pham_vi", .word), .init("ngay_phi_dia_gioi", .day),
        .init("ngay_hieu_luc", .day), .init("bai_bo", .flag), .init("tren_he_thong", .flag),
        .init("thoi_han", .number), .init("thoi_han_lam_viec", .flag),
    ]

    static let procedure = ExpressionSchema(
        kind: "thu_tuc", columns: procedureColumns, lists: [.init("tiep_nhan", [.init("ngay_tiep_nhan", .day)])],
        words: [
            word(
                "in_force",
                """
                (NOT known(ngay_hieu_luc) OR ngay_hieu_luc IS NULL OR ngay_hieu_luc < :end) AND COALESCE(bai_bo, 0) = 0
                """),
            word("eligible", "COALESCE(du_dieu_kien, 1) = 1"),
        ])

    static let person = ExpressionSchema(
        kind: "dinh_danh",
        columns: [
            .init("muc_do", .code), .init("ngay_cap", .day), .init("kich_hoat", .flag), .init("ngay_kich_hoat", .day),
            .init("chu_ky_so", .flag), .init("du_tuoi", .flag), .init("thon", .word),
        ],
        words: [
            word("of_age", "COALESCE(du_tuoi, 1) = 1"),
            word("issued", "muc_do IN (1, 2) AND (NOT known(ngay_cap) OR ngay_cap IS NULL OR ngay_cap < :end)"),
        ])

    private static func word(_ name: String, _ expression: String) -> NamedWord {
        NamedWord(name: name, expression: expression)
    }

    /// A rule set from texts: `flow`, `stock` or `span` by which of the ends are given.
    struct Text {
        var indicator: String
        var rules = ""
        var shape: (String, String?, String?)
        var denominator: String
        var numerator: String
    }

    static let dossiers: [Text] = [
        Text(
            indicator: "dung-han", rules: "so-ngay", shape: ("flow", "end", nil), denominator: "finished",
            numerator: "ngay_hen_tra IS NULL OR end <= ngay_hen_tra"),
        Text(
            indicator: "dung-han", rules: "qd766", shape: ("span", "ngay_tiep_nhan", "end"),
            denominator: "received AND NOT lost_end", numerator: "NOT late"),
        Text(
            indicator: "dung-han", rules: "bkav", shape: ("flow", "vendor_day", nil),
            denominator: "finished AND ngay_hen_tra IS NOT NULL", numerator: "vendor_day <= ngay_hen_tra"),
        Text(
            indicator: "ho-so-truc-tuyen", rules: "tat-ca", shape: ("flow", "ngay_tiep_nhan", nil),
            denominator: "received", numerator: "kenh = 2"),
        Text(
            indicator: "ho-so-truc-tuyen", rules: "qd766", shape: ("flow", "ngay_tiep_nhan", nil),
            denominator: "received AND thu_tuc.muc_do IN (3, 4)", numerator: "kenh = 2"),
        Text(
            indicator: "thanh-toan-truc-tuyen", shape: ("flow", "ngay_tiep_nhan", nil),
            denominator: "received AND co_phi", numerator: "paid_online"),
        Text(
            indicator: "so-hoa-ho-so", shape: ("flow", "ngay_tiep_nhan", nil), denominator: "received",
            numerator: "paper"),
        Text(
            indicator: "so-hoa-ket-qua", rules: "ket-thuc", shape: ("flow", "end", nil), denominator: "finished",
            numerator: "result"),
        Text(
            indicator: "so-hoa-ket-qua", rules: "qd766", shape: ("flow", "ngay_tiep_nhan", nil),
            denominator: "received", numerator: "result"),
        Text(
            indicator: "tai-su-dung-du-lieu", shape: ("flow", "ngay_tiep_nhan", nil), denominator: "received",
            numerator: "reused"),
    ]

    static let persons: [Text] = [
        Text(
            indicator: "dinh-danh-da-cap", rules: "danh-sach", shape: ("stock", nil, nil), denominator: "of_age",
            numerator: "issued"),
        Text(
            indicator: "kich-hoat-vneid", shape: ("stock", nil, nil), denominator: "of_age AND issued",
            numerator: """
                kich_hoat = 1 AND (NOT known(ngay_kich_hoat) OR ngay_kich_hoat IS NULL OR ngay_kich_hoat < :end)
                """),
        Text(
            indicator: "chu-ky-so-cong-dan", shape: ("stock", nil, nil), denominator: "of_age AND muc_do = 2",
            numerator: "chu_ky_so = 1"),
    ]

    static let procedures: [Text] = [
        Text(
            indicator: "tthc-toan-trinh", shape: ("stock", nil, nil),
            denominator: "in_force AND eligible AND muc_do IS NOT NULL", numerator: "muc_do = 4"),
        Text(
            indicator: "tthc-doanh-nghiep-truc-tuyen", shape: ("stock", nil, nil),
            denominator: "in_force AND eligible AND doanh_nghiep = 1 AND muc_do IS NOT NULL",
            numerator: "muc_do IN (3, 4)"),
        Text(
            indicator: "tthc-phi-dia-gioi", shape: ("stock", nil, nil),
            denominator: "in_force AND phi_dia_gioi IS NOT NULL",
            numerator: """
                phi_dia_gioi = 1 AND (NOT known(pham_vi) OR pham_vi IS NULL OR pham_vi IN ('tinh', 'toan_quoc'))
                AND (NOT known(ngay_phi_dia_gioi) OR ngay_phi_dia_gioi IS NULL OR ngay_phi_dia_gioi < :end)
                """),
        Text(
            indicator: "tthc-tren-he-thong", shape: ("stock", nil, nil), denominator: "in_force",
            numerator: """
                COALESCE(tren_he_thong, 0) = 1
                OR EXISTS(tiep_nhan WHERE ngay_tiep_nhan BETWEEN year_start(:end - 1) AND :end - 1)
                """),
    ]

    /// Definitions of these texts, those of one indicator together.
    static func definitions(
        _ texts: [Text], _ schema: ExpressionSchema, by: [String] = [],
        windows: [PeriodKind] = PeriodKind.allCases
    ) throws -> [IndicatorDefinition] {
        let checker = ExpressionChecker(schema)
        var definitions: [IndicatorDefinition] = []
        for text in texts {
            let from = try text.shape.1.map { try Formula($0, .day, checker) }
            let until = try text.shape.2.map { try Formula($0, .day, checker) }
            let shape: Shape
            switch (text.shape.0, from, until) {
            case ("flow", let day?, _): shape = .flow(day: day)
            case ("span", let from?, let until?): shape = .span(from: from, until: until)
            default: shape = .stock(from: from, until: until)
            }
            let rule = RuleSet(
                name: text.rules, shape: shape, denominator: try Formula(text.denominator, .condition, checker),
                numerator: try Formula(text.numerator, .condition, checker), schema: schema)
            if let index = definitions.firstIndex(where: { $0.id == text.indicator }) {
                definitions[index].rules.append(rule)
            } else {
                definitions.append(
                    IndicatorDefinition(
                        id: text.indicator, title: text.indicator, over: schema.kind,
                        by: try by.map { Breakdown($0, try Formula($0, .any, checker)) }, windows: windows,
                        rules: [rule]))
            }
        }
        return definitions
    }
}
