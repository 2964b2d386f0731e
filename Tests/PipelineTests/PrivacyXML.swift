/// XML layouts with persons planted in every element: those that no mapping names, the personal ones, and each of the others.
enum PrivacyXML {
    private static let personal = [
        "ChuHoSo", "Email", "SoDienThoai", "TrichYeuHoSo", "DiaChi", "GhiChu", "SoGiayToChuHoSo", "NguoiXuLy",
        "TenKhac",
    ]
    private static let other = [
        "MaHoSo", "MaTTHC", "KenhThucHien", "LoaiDoiTuong", "NgayNopHoSo", "NgayTiepNhan", "NgayHenTra",
        "NgayKetThucXuLy",
        "NgayTra", "TrangThaiHoSo", "DonViXuLy", "DuocThanhToanTrucTuyen",
    ]

    /// A file for each layout.
    static func files(_ planted: [String]) -> [String: String] {
        ["dong-bo.xml": sync(planted), "msync.xml": msync(planted)]
    }

    private static func sync(_ planted: [String]) -> String {
        var records: [String] = []
        var number = 0
        func record(_ extra: [String: String], inside: String = "") {
            number += 1
            var fields = [
                "MaHoSo": "H55.242-260401-\(1_000 + number)", "MaTTHC": "1.001193", "TrangThaiHoSo": "4",
                "NgayTiepNhan": "20260401080000",
            ]
            fields.merge(extra) { $1 }
            let text = fields.sorted { $0.key < $1.key }.map { "<\($0.key)>\($0.value)</\($0.key)>" }.joined()
            records.append("<HoSo>\(text)\(inside)</HoSo>")
        }
        for text in planted {
            record(Dictionary(uniqueKeysWithValues: personal.map { ($0, text) }))
            for element in other { record([element: text]) }
            record([:], inside: "<DinhDanhCHS><SoDinhDanh>\(text)</SoDinhDanh></DinhDanhCHS>")
            record(
                [:],
                inside:
                    "<TaiLieuNop><TenTepDinhKem>\(text)</TenTepDinhKem><MaThanhPhanHoSo>A</MaThanhPhanHoSo></TaiLieuNop>"
            )
            record([:], inside: "<DanhSachLePhi><TenPhiLePhi>\(text)</TenPhiLePhi><Gia>\(text)</Gia></DanhSachLePhi>")
            record(
                [:],
                inside:
                    "<DanhSachHoSoBoSung><NoiDungBoSung>\(text)</NoiDungBoSung><NgayBoSung>\(text)</NgayBoSung></DanhSachHoSoBoSung>"
            )
            // Rejected, with a person in a column of words.
            record(["TenLinhVuc": text, "NgayTiepNhan": "20260431"])
        }
        return "<DanhSachHoSo>\(records.joined(separator: "\n"))</DanhSachHoSo>\n"
    }

    private static func msync(_ planted: [String]) -> String {
        var records: [String] = []
        for (number, text) in planted.enumerated() {
            for element in [
                "CitizenName", "ApplicantsId", "DateReceived", "ProcessingOrganName", "DocCode", "DocTypeCode",
            ] {
                var fields = [
                    "DocCode": "H55.242-260402-\(2_000 + records.count)", "DocTypeCode": "1.001193",
                    "DateReceived": "2026-04-02T08:30:00.000+0700", "Address": planted[number], "Content": text,
                ]
                fields[element] = text
                let inner = fields.sorted { $0.key < $1.key }.map { "<\($0.key)>\($0.value)</\($0.key)>" }.joined()
                records.append("<MSyncDocument>\(inner)</MSyncDocument>")
            }
        }
        return "<Envelope>\(records.joined(separator: "\n"))</Envelope>\n"
    }
}
