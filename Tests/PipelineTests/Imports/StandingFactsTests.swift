import Domain
import Reports
import Synthesis
import Testing

/// "Facts: which record stands", sentence by sentence, through the whole program.
@Suite("Which record stands")
struct StandingFactsTests {
    private let office: Office

    init() throws { office = try Office() }

    private static let columns = "Kênh thực hiện,Trạng thái,Ngày tiếp nhận"

    private func list(_ channel: String, _ state: String = "Đang xử lý", _ day: String = "01/04/2026") -> String {
        DossierText.list(Self.columns, "\(channel),\(state),\(day)")
    }

    private func channel() throws -> [String] { try office.rows("SELECT kenh FROM ho_so") }

    private func value(_ indicator: String, rules: String = "") throws -> [String] {
        try office.rows(
            """
            SELECT numerator, denominator FROM indicator_value WHERE indicator = '\(indicator)' AND rules = '\(rules)'
            AND unit = 'H55.242' AND period = '2026-04' AND period_kind = 'month' AND breakdown = ''
            """)
    }

    @Test("a newer file's record stands over an older one's, in either order")
    func newer() throws {
        #expect(try office.load(list("Trực tiếp"), "2026-04-10").tale == "read 1, new 1")
        #expect(try office.load(list("Bưu chính"), "2026-04-20").tale == "read 1, changed 1")
        #expect(try channel() == ["3"])
        #expect(try office.load(list("Trực tuyến"), "2026-04-15").tale == "read 1, stale 1")
        #expect(try channel() == ["3"])
        #expect(try office.verify() == [])
    }

    @Test("of two files of one day the one loaded later stands")
    func sameDay() throws {
        try office.load(list("Trực tiếp"), "2026-04-10")
        #expect(try office.load(list("Trực tuyến"), "2026-04-10").tale == "read 1, changed 1")
        #expect(try channel() == ["2"])
    }

    @Test("a list and a synchronisation record of one dossier stand column by column")
    func columns() throws {
        let clerks = DossierText.list("Kênh thực hiện,Trạng thái,Ngày tiếp nhận,Phí", "Trực tiếp,4,01/04/2026,5000")
        try office.load(clerks, "2026-04-20")
        let early = DossierText.sync([
            ("KenhThucHien", "2"), ("TrangThaiHoSo", "2"), ("NgayTiepNhan", "20260401080000"),
            ("NgayHenTra", "20260407170000"), ("DuocThanhToanTrucTuyen", "1"),
            ("DanhSachLePhi", "<Gia>7000</Gia>"),
        ])
        // Older, but the only one that has a due date, a payment code and a list of fees.
        #expect(try office.load(early, "2026-04-10").tale == "read 1, changed 1")
        let sql = "SELECT kenh, trang_thai, ngay_hen_tra, thanh_toan_truc_tuyen, phi FROM ho_so"
        #expect(try office.rows(sql) == ["1|4|2026-04-07|1|5000"])
        #expect(try office.rows("SELECT gia FROM phi_le_phi") == ["7000"])
        #expect(try value("thanh-toan-truc-tuyen") == ["1|1"])
        let late = DossierText.sync([
            ("KenhThucHien", "2"), ("TrangThaiHoSo", "5"), ("NgayTiepNhan", "20260401080000"), ("NgayHenTra", ""),
        ])
        #expect(try office.load(late, "2026-04-25").tale == "read 1, changed 1")
        #expect(try office.rows(sql) == ["2|5|-|0|5000"])
        #expect(try office.rows("SELECT gia FROM phi_le_phi") == [])
        #expect(try office.verify() == [])
    }

    @Test("a list of children stands as a whole")
    func children() throws {
        func sync(_ fees: [Int]) -> String {
            DossierText.sync(
                [("TrangThaiHoSo", "4"), ("NgayTiepNhan", "20260401")]
                    + fees.map { ("DanhSachLePhi", "<Gia>\($0)</Gia>") })
        }
        try office.load(sync([1_000, 2_000]), "2026-04-10")
        #expect(try office.load(sync([1_000, 2_000]), "2026-04-11").tale == "read 1, unchanged 1")
        #expect(try office.load(sync([2_000]), "2026-04-20").tale == "read 1, changed 1")
        #expect(try office.load(sync([1_000, 2_000, 3_000]), "2026-04-15").tale == "read 1, stale 1")
        #expect(try office.rows("SELECT gia FROM phi_le_phi") == ["2000"])
    }

    @Test("a field without a column is unknown, an empty cell is no")
    func unknown() throws {
        let columns = "Trạng thái,Ngày tiếp nhận,Phí"
        try office.load(DossierText.list(columns, "4,01/04/2026,5000"), "2026-04-10")
        #expect(try value("thanh-toan-truc-tuyen") == ["0|0"])
        #expect(try value("ho-so-truc-tuyen", rules: "tat-ca") == ["0|0"])
        let asked = columns + ",Thanh toán trực tuyến,Kênh thực hiện"
        #expect(
            try office.load(DossierText.list(asked, "4,01/04/2026,5000,,"), "2026-04-20").tale == "read 1, changed 1")
        #expect(try value("thanh-toan-truc-tuyen") == ["0|1"])
        #expect(try value("ho-so-truc-tuyen", rules: "tat-ca") == ["0|1"])
        // The column has been seen: a list that lacks it says nothing of it.
        #expect(
            try office.load(DossierText.list(columns, "4,01/04/2026,5000"), "2026-04-25").tale == "read 1, unchanged 1")
        #expect(try value("thanh-toan-truc-tuyen") == ["0|1"])
        #expect(try office.verify() == [])
    }

    @Test("an empty cell that is changed for its meaning is unchanged")
    func meaning() throws {
        let columns = "Trạng thái,Ngày tiếp nhận,Kênh thực hiện,Phí,Tái sử dụng"
        try office.load(DossierText.list(columns, "4,01/04/2026,,,"), "2026-04-10")
        let spelt = DossierText.list(columns, "4,01/04/2026,Trực tiếp,0,Không")
        #expect(try office.load(spelt, "2026-04-11").tale == "read 1, unchanged 1")
        // Its stamp counts all the same.
        let late = DossierText.list(columns, "4,01/04/2026,Trực tuyến,0,Không")
        #expect(try office.load(late, "2026-04-10").tale == "read 1, stale 1")
    }

    @Test("another hour of the same day is no change")
    func hours() throws {
        try office.load(list("1", "4", "01/04/2026 08:00"), "2026-04-10")
        #expect(try office.load(list("1", "4", "01/04/2026 16:45:10"), "2026-04-11").tale == "read 1, unchanged 1")
        #expect(try office.load(list("1", "4", "02/04/2026 08:00"), "2026-04-12").tale == "read 1, changed 1")
    }

    @Test("A, then B that corrects it, then A's bytes of a later day: A stands")
    func confirmation() throws {
        let (a, b) = (list("Trực tiếp"), list("Trực tuyến"))
        try office.load(a, "2026-04-10")
        try office.load(b, "2026-04-11")
        #expect(try office.load(a, "2026-04-10").tale == "already_loaded")
        #expect(try channel() == ["2"])
        #expect(try office.load(a, "2026-04-12").tale == "read 1, changed 1")
        #expect(try channel() == ["1"])
        #expect(try office.load(b, "2026-04-11").tale == "already_loaded")
        #expect(try office.rows("SELECT status FROM load ORDER BY load").count == 5)
        #expect(try office.verify() == [])
    }

    @Test("another unit, another day or another rule of the house loads the same bytes again")
    func sameBytes() throws {
        let text = list("Trực tiếp")
        try office.load(text, "2026-04-10")
        #expect(try office.load(text, "2026-04-10", unit: "01981").tale == "read 1, unchanged 1")
        #expect(try office.load(text, "2026-04-11").tale == "read 1, unchanged 1")
        #expect(try office.load(text, "2026-04-11").tale == "already_loaded")
    }

    @Test("after a code is added to a list the same file loads again, and the rejects that it cured are gone")
    func cured() throws {
        let path = try office.write(Array(list("1", "Chờ xếp lịch").utf8), suffix: "csv")
        let day = CivilDay(year: 2026, month: 4, day: 10)
        #expect(try office.load([path], asOf: day).files.first?.tale == "read 1, rejected 1")
        #expect(try office.rejects().count == 1)
        #expect(try office.load([path], asOf: day).files.first?.tale == "already_loaded")
        #expect(try office.rejects().count == 1)
        try office.amend("codes/trang_thai.csv", adding: "Chờ xếp lịch,4,\n")
        #expect(try office.load([path], asOf: day).files.first?.tale == "read 1, new 1")
        #expect(try office.rejects().count == 0)
        #expect(try channel() == ["1"])
    }

    @Test("a key that comes again in a file is a duplicate: the last stands, judged against the state before the file")
    func twice() throws {
        func two(_ first: String, _ second: String) -> String {
            DossierText.list(Self.columns, "\(first),4,01/04/2026", "\(second),4,01/04/2026")
        }
        #expect(try office.load(two("1", "2"), "2026-04-10").tale == "read 2, new 1, duplicate 1")
        #expect(try channel() == ["2"])
        #expect(try office.load(two("1", "2"), "2026-04-11").tale == "read 2, unchanged 1, duplicate 1")
        #expect(try office.load(two("2", "3"), "2026-04-12").tale == "read 2, changed 1, duplicate 1")
        #expect(try office.load(two("2", "1"), "2026-04-11").tale == "read 2, stale 1, duplicate 1")
        #expect(try channel() == ["3"])
        #expect(try office.verify() == [])
    }

    @Test("a bad field of the minor kind is unknown with its record's stamp, and is counted apart")
    func minor() throws {
        let columns = "Trạng thái,Ngày tiếp nhận,Phí,Lệ phí,Thanh toán trực tuyến"
        try office.load(DossierText.list(columns, "4,01/04/2026,5000,0,Có"), "2026-04-10")
        #expect(try value("thanh-toan-truc-tuyen") == ["1|1"])
        let bad = DossierText.list(columns, "4,01/04/2026,năm nghìn,0,Có")
        #expect(try office.load(bad, "2026-04-20").tale == "read 1, changed 1, fields 1")
        #expect(try value("thanh-toan-truc-tuyen") == ["0|0"])
        #expect(try office.rows("SELECT severity, field FROM reject") == ["field|phi"])
        // Newer than the fee that could be read: an older one does not fill it.
        let old = DossierText.list(columns, "4,01/04/2026,6000,0,Có")
        #expect(try office.load(old, "2026-04-15").tale == "read 1, stale 1")
        #expect(try value("thanh-toan-truc-tuyen") == ["0|0"])
    }

    @Test("a reject leaves what stood, and counts nothing else")
    func rejected() throws {
        try office.load(list("1"), "2026-04-10")
        #expect(try office.load(list("1", "4", "31/02/2026"), "2026-04-20").tale == "read 1, rejected 1")
        #expect(try office.rows("SELECT ngay_tiep_nhan FROM ho_so") == ["2026-04-01"])
        // A file of rejects only moves no data_until.
        #expect(
            try office.rows("SELECT DISTINCT data_until FROM indicator_value WHERE unit = 'H55.242'") == ["2026-04-10"])
    }

    @Test("a stale record counts for data_until, an empty list with its unit too")
    func until() throws {
        func until() throws -> [String] {
            try office.rows("SELECT DISTINCT data_until FROM indicator_value WHERE unit = 'H55.242'")
        }
        try office.load(list("1"), "2026-04-10")
        #expect(try office.load("Mã hồ sơ,\(Self.columns)\n", "2026-04-30", unit: "01981").tale == "")
        #expect(try until() == ["2026-04-30"])
        // A list of April saved in June says nothing of May.
        let titled = "Từ ngày 01/04/2026 đến ngày 30/04/2026,,,\n" + list("2")
        #expect(try office.load(titled, "2026-06-15").coversUntil == "2026-04-30")
        #expect(try office.load(list("1"), "2026-05-31").tale == "read 1, stale 1")
        #expect(try until() == ["2026-05-31"])
        #expect(try office.verify() == [])
    }

    @Test("a file that says nowhere of what day it speaks is refused with advice")
    func noDay() throws {
        let path = try office.write(Array(list("1").utf8), suffix: "csv")
        let report = try #require(try office.load([path], asOf: nil).files.first)
        #expect(report.status == .refused)
        #expect(report.failure?.code == "as-of-missing")
    }
}
