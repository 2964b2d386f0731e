import Domain
import Testing

struct FileNameTests {
    @Test(
        "persons in names of files are masked",
        arguments: [
            ("Nguyễn Văn An.xlsx", "N…n.xlsx"), ("HS Nguyễn Văn An 001190000001.xlsx", "HS N…n ….xlsx"),
            ("nguyen-van-an.csv", "n…n.csv"), ("ho-so_NguyenVanAn_2026-04.xlsx", "ho-so_N…n_2026-04.xlsx"),
            ("NGUYEN THI BINH.xls", "N…H.xls"), ("Hồ sơ Lê Thị Mơ.csv", "Hồ sơ L…ơ.csv"), ("le-thi-mo.csv", "l…o.csv"),
            ("Trần Kín.csv", "T…n.csv"), ("Giàng A Páo tháng 4.csv", "G…o tháng 4.csv"), ("nguyenvanan.csv", "n…n.csv"),
            ("thang-4/Phạm Hùng Dũng/ds.csv", "thang-4/P…g/ds.csv"), ("000190000123.csv", "….csv"),
            ("CCCD 000 190 000 123.csv", "CCCD ….csv"), ("0912 345 678.csv", "….csv"),
            ("sdt_0912.345.678.csv", "sdt_….csv"),
            ("a@b.vn.csv", "….csv"), ("Vũ Xuân Thành.csv", "V…h.csv"), ("vu-xuan-thinh.csv", "v…h.csv"),
        ])
    func persons(_ name: String, _ expected: String) { #expect(Mask.fileName(name) == expected) }

    @Test(
        "ordinary words, codes, days and endings stay",
        arguments: [
            "danh-sach-ho-so-thang-4.csv", "Danh sách hồ sơ tháng 4.xlsx", "DANH SACH HO SO.XLS", "ho-so-2026-04.csv",
            "H55.242.csv", "H55.242-260401-0002.csv", "000.00.12.H55.xml", "2026-04-30.csv", "20260430.csv",
            "20260430153000.csv", "202604301530.csv", "tu-2026-04-01-den-2026-04-30.csv", "nop.csv.gz", "-",
            "UBND thị trấn Ba Chẽ.xlsx", "ubnd-thi-tran-ba-che.xlsx", "UBND xã Lê Lợi.csv", "Hồ Sơ Đang Xử Lý.csv",
            "Sheet1",
            "dich-vu-cong-truc-tuyen.csv", "dang-ky-khai-sinh.csv", "Lệ phí tháng 4.csv", "le-phi-thang-4.csv",
            "bang-luong.csv",
            "so-luong-ho-so-qua-han.csv", "TP Ho Chi Minh.csv", "Tổng hợp số liệu quý I.ods", "to-cong-nghe-so.csv",
            "ket-qua-giai-quyet-tthc.xls", "dinh-danh-da-cap.csv", "phan-anh-kien-nghi.csv", "Hướng dẫn",
            "do-hai-long.csv",
            "danh-sach-can-bo.csv", "tien-do-nhiem-vu-khcn.xlsx", "dong-bo-ho-so.xml", "la.csv", "input.csv",
            "mot-cua-xa.csv",
            "chu-ky-so-cong-dan.csv", "trang-thiet-bi-chu-ky-so.csv", "van-ban-toan-trinh.csv", "nhiem-vu-khcn.csv",
            "ky-nang-so.hai-danh-sach.csv", "phu-song-4g.csv", "tai-su-dung-du-lieu.csv", "cntt-quan-tri-du-lieu.csv",
        ])
    func ordinary(_ name: String) { #expect(Mask.fileName(name) == name) }

    @Test(
        "the digits of persons' numbers are zeros in a name that is kept; days, stamps and codes stay",
        arguments: [
            ("ds 001190000001.csv", "ds 000000000000.csv"),
            ("123456789/201234567_2026-04-30.csv", "000000000/000000000_2026-04-30.csv"),
            ("Nguyễn 1190000001.xlsx", "Nguyễn 0000000000.xlsx"), ("20260430.csv", "20260430.csv"),
            ("202604301530.csv", "202604301530.csv"), ("2026043015.csv", "2026043015.csv"),
            ("20260430153000.csv", "20260430153000.csv"), ("H55.242-260401-0002.csv", "H55.242-260401-0002.csv"),
            ("", ""),
            ("001190000001", "000000000000"),
        ])
    func numbers(_ name: String, _ expected: String) { #expect(Mask.numbers(inName: name) == expected) }

    @Test("what a terminal would obey, and line ends, do not come through")
    func controls() {
        #expect(Mask.fileName("a\u{1B}[31m\n\u{202E}.csv") == "a\u{FFFD}[31m\u{FFFD}\u{FFFD}.csv")
    }
}
