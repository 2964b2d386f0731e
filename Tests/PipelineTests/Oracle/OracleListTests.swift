import Synthesis
import Testing

@Suite("The oracle: values of the other lists computed by hand")
struct OracleListTests {
    private static let unit = "H55.242"

    private func day(_ text: String) throws -> TrueFact { .day(try #require(CivilDay(iso: text))) }

    private func file(_ kind: String, _ asOf: String, _ records: [Truth], complete: Bool = false) throws -> FileTruth {
        FileTruth(
            kind: kind, source: kind, asOf: try #require(CivilDay(iso: asOf)), unit: Self.unit, complete: complete,
            records: records)
    }

    /// Numerator and denominator of the commune's total.
    private func pair(
        _ values: [OracleValueKey: OracleValue], _ indicator: String, _ period: String, kind: String = "month",
        rules: String = "", unit: String = unit, by: String = "", _ value: String = ""
    ) -> [Int]? {
        let key = OracleValueKey(
            indicator: indicator, rules: rules, unit: unit, periodKind: kind, period: period, breakdown: by,
            breakdownValue: value)
        return values[key].map { [$0.numerator, $0.denominator] }
    }

    @Test("staff count from their first day to the day before they leave, and signatures to their last day")
    func staff() throws {
        func person(_ code: String, came: String, gone: String?, until: String?, taught: String?) throws -> Truth {
            Truth([
                "ma_can_bo": .text(code), "ngay_vao": try day(came), "ngay_nghi": try gone.map(day) ?? .empty,
                "trang_thiet_bi": .flag(true), "chu_ky_so": .flag(true),
                "chu_ky_so_den": try until.map(day) ?? .empty, "ky_nang_so": .flag(true),
                "ngay_ky_nang_so": try taught.map(day) ?? .empty, "phong_ban": .text("A"),
            ])
        }
        let list = try file(
            "can_bo", "2026-05-31",
            [
                try person("1", came: "2025-01-01", gone: nil, until: "2026-05-31", taught: "2026-01-01"),
                try person("2", came: "2025-01-01", gone: "2026-05-31", until: nil, taught: nil),
                try person("3", came: "2026-05-31", gone: nil, until: "2026-05-30", taught: "2025-12-31"),
                try person("4", came: "2026-06-01", gone: nil, until: nil, taught: nil),
            ], complete: true)
        let values = Oracle([list]).values()
        // The second has left on the last day, the fourth is not there yet; the third's signature ended the day before.
        #expect(pair(values, "trang-thiet-bi-chu-ky-so", "2026-05") == [1, 2])
        #expect(pair(values, "ky-nang-so", "2026-05") == [1, 2])
        #expect(pair(values, "ky-nang-so", "2026", kind: "year", by: "phong_ban", "A") == [1, 2])
        // No column of who is in charge of IT: nothing is known.
        #expect(pair(values, "cntt-quan-tri-du-lieu", "2026-05") == [0, 0])
        #expect(pair(values, "ky-nang-so", "2026-04") == nil)
    }

    @Test("a sheet counts by its mean, words on any scale, and a number beyond the scale is no answer")
    func answers() throws {
        func answer(_ code: String, scale: Int, level: Int? = nil, sheet: [Int?]? = nil) throws -> Truth {
            var facts: [String: TrueFact] = [
                "ma_phieu": .text(code), "ngay_danh_gia": try day("2026-04-10"), "thang": .number(scale),
            ]
            if sheet == nil { facts["muc"] = level.map(TrueFact.number) ?? .empty }
            let rows = sheet?.map { ["muc": $0.map(TrueFact.number) ?? .empty] }
            return Truth(facts, lists: rows.map { ["tra_loi": $0] } ?? [:])
        }
        let list = try file(
            "danh_gia", "2026-04-30",
            [
                try answer("A1", scale: 3, level: 2), try answer("A2", scale: 5, level: 3),
                try answer("A3", scale: 3, level: 4), try answer("A4", scale: 3, level: 14),
                try answer("A5", scale: 3, level: 13), try answer("A6", scale: 3),
                // 1 and 3 have the mean 2; 3, 4 and 4 of five 3.67; nothing answered.
                try answer("A7", scale: 3, sheet: [12, nil, 15]), try answer("A8", scale: 5, sheet: [3, 14, 4]),
                try answer("A9", scale: 3, sheet: [nil, nil]),
            ])
        #expect(pair(Oracle([list]).values(), "muc-do-hai-long", "2026-04") == [3, 6])
    }

    @Test("a task is in time when every stage due was updated by its day")
    func tasks() throws {
        func task(_ code: String, paid: Bool, _ stages: [(String, String?)]) throws -> Truth {
            let rows = try stages.map { due, updated in
                ["han": try day(due), "ngay_cap_nhat": try updated.map(day) ?? .empty]
            }
            return Truth(["ma_nhiem_vu": .text(code), "ngan_sach": .flag(paid)], lists: ["giai_doan": rows])
        }
        let list = try file(
            "nhiem_vu_khcn", "2026-05-15",
            [
                try task("1", paid: true, [("2026-04-10", "2026-04-10"), ("2026-05-20", nil)]),
                try task("2", paid: true, [("2026-04-10", "2026-04-11")]),
                try task("3", paid: true, [("2026-05-16", nil)]), try task("4", paid: false, [("2026-04-01", nil)]),
            ])
        #expect(pair(Oracle([list]).values(), "nhiem-vu-khcn", "2026-05") == [1, 2])
    }

    @Test("figures stand for their own period and add up, and the index gives the points that are published")
    func figures() throws {
        func figure(_ name: String, _ numerator: Int?, _ denominator: Int, unit: String = Self.unit, in period: String)
            -> Truth
        {
            Truth([
                "chi_tieu": .text(name), "don_vi": .text(unit), "ky": .text(period),
                "tu_so": numerator.map(TrueFact.number) ?? .empty, "mau_so": .number(denominator),
            ])
        }
        let august = "month 2026-08"
        let list = try file(
            "so_lieu", "2026-09-01",
            [
                figure("phu-song-4g", 95, 100, in: august), figure("phu-song-4g", 40, 50, unit: "H55.201", in: august),
                figure("phu-song-4g", 1, 2, in: "month 2026-10"), figure("dan-so-du-tuoi", nil, 100, in: august),
                figure("dung-han:qd766", 144_625, 184_513, unit: "H55", in: august),
                figure("dvc-cung-cap", 52, 56, unit: "H55", in: august),
                figure("dvc-co-ho-so", 406, 1_968, unit: "H55", in: august),
                figure("ho-so-truc-tuyen:qd766", 150_956, 152_595, unit: "H55", in: august),
                figure("thanh-toan-truc-tuyen", 82_913, 98_459, unit: "H55", in: august),
                figure("thu-tuc-co-thanh-toan", 93, 310, unit: "H55", in: august),
                figure("thu-tuc-cung-cap-thanh-toan", 56, 310, unit: "H55", in: august),
                figure("pakn-dung-han", 0, 0, unit: "H55", in: august),
            ])
        let values = Oracle([list]).values()
        #expect(pair(values, "phu-song-4g", "2026-08") == [95, 100])
        #expect(pair(values, "phu-song-4g", "2026-08", unit: "H55") == [135, 150])
        #expect(pair(values, "phu-song-4g", "2026-10") == nil)
        #expect(pair(values, "dan-so-du-tuoi", "2026-08") == nil)
        func points(_ by: String, _ value: String) -> [Int]? {
            pair(values, "chi-so-766", "2026-08", unit: "H55", by: by, value)
        }
        #expect(points("nhom", "tien-do") == [1_568, 2_000])
        #expect(points("nhom", "truc-tuyen") == [883, 1_200])
        #expect(points("nhom", "thanh-toan") == [625, 1_000])
        #expect(points("thanh_phan", "pakn-dung-han") == [600, 600])
        #expect(points("", "") == [1_568 + 883 + 625 + 600, 2_000 + 1_200 + 1_000 + 600])
    }

    @Test("a dossier is in the columns of the form by its days")
    func form() throws {
        func columns(_ state: Int, _ received: String, due: String?, ended: String?) throws -> Set<Int>? {
            var record = OracleRecord(key: OracleKey(kind: "ho_so", unit: "", code: "x"), unit: Self.unit)
            record.columns = [
                "trang_thai": .number(state), "kenh": .number(2), "ngay_tiep_nhan": try day(received),
                "ngay_hen_tra": try due.map(day) ?? .empty, "ngay_ket_thuc": try ended.map(day) ?? .empty,
                "ngay_tra": .empty, "ngay_tu_choi": .empty,
            ]
            return OracleForm.columns(record, OracleDays.day(2026, 4, 1), OracleDays.day(2026, 5, 1))
        }
        #expect(try columns(9, "2026-04-01", due: "2026-04-08", ended: "2026-04-07") == [3, 4, 7, 8])
        #expect(try columns(9, "2026-03-31", due: "2026-04-08", ended: "2026-04-08") == [3, 6, 7, 9])
        #expect(try columns(10, "2026-04-01", due: "2026-04-08", ended: "2026-04-09") == [3, 4, 7, 10])
        #expect(try columns(7, "2026-04-01", due: "2026-04-08", ended: "2026-04-09") == [3, 4, 7, 9])
        #expect(try columns(9, "2026-04-01", due: "2026-04-29", ended: "2026-05-01") == [3, 4, 11, 13])
        #expect(try columns(4, "2026-04-01", due: "2026-04-30", ended: nil) == [3, 4, 11, 12])
        #expect(try columns(5, "2026-04-01", due: "2026-04-02", ended: nil) == [3, 4, 11, 12])
        #expect(try columns(9, "2026-03-01", due: nil, ended: "2026-03-31") == nil)
        #expect(try columns(9, "2026-04-01", due: nil, ended: nil) == nil)
        #expect(try columns(3, "2026-04-01", due: nil, ended: nil) == nil)
    }
}
