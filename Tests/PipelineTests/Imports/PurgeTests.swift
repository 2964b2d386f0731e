import Domain
import Foundation
import GRDB
import Pipeline
import Reports
import Synthesis
import Testing

@testable import Warehouse

@Suite("Purges")
struct PurgeTests {
    private let office: Office

    init() throws { office = try Office() }

    private func purge(_ day: String) throws -> PurgeReport {
        try PurgeRun(
            before: #require(Day(iso: day)), warehouse: office.warehouse, mappings: office.mappings, language: .en)()
    }

    private func exitCode(_ body: () throws -> Void) -> Int32? {
        do {
            try body()
            return nil
        } catch let failure as RunFailure {
            return failure.exitCode
        } catch {
            return -1
        }
    }

    /// Values as the views have them, closed ones too.
    private func values() throws -> [String] {
        try office.rows(
            """
            SELECT indicator, rules, unit, period_kind, period, breakdown, breakdown_value, numerator, denominator, target, met,
             version, data_until, units_behind FROM indicator_value ORDER BY 1, 2, 3, 4, 5, 6, 7
            """) + office.rows("SELECT * FROM form_06a").sorted()
    }

    @Test(
        "leaves every value of a province as it was, closed or open, and the warehouse whole",
        arguments: ["2026-01-01", "2026-04-16"])
    func keepsValues(day: String) throws {
        try office.amend("codes/don_vi.csv", adding: "H55.305,Chi nhánh Ba Bể,xa,H55.12,,,,\n")
        let province = Province(
            seed: 5, agencies: Agency.province, start: CivilDay(year: 2025, month: 8, day: 1), months: 10,
            dossiersPerMonth: 40, spoilt: 4)
        _ = try office.load(province.files)
        let before = try values()
        let report = try purge(day)
        #expect(report.periods > 0)
        #expect(report.kinds.first { $0.kind == "ho_so" }.map { $0.dropped > 0 && $0.kept > 0 } == true, "\(report)")
        #expect(try values() == before)
        #expect(try office.verify() == [])
        // Everything anew moves nothing, nor does a second purge of the same day.
        _ = try RecomputeRun(warehouse: office.warehouse, mappings: office.mappings, all: true, language: .en)()
        #expect(try purge(day).periods == 0)
        #expect(try values() == before)
        #expect(try office.verify() == [])
        // A later one closes more, and each period once, also where a unit lags behind.
        #expect(try purge("2026-05-01").periods > 0)
        #expect(try values() == before)
        #expect(try office.verify() == [])
    }

    // MARK: A year that ended

    /// Two dossiers that ended in 2025, one that goes on, one of 2026; each with its person.
    private static let headings = "Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Số định danh"
    private static let old = [
        "H55.242-251103-0001,9,03/11/2025,10/11/2025,07/11/2025,000201000001",
        "H55.242-251110-0002,9,10/11/2025,17/11/2025,20/11/2025,000201000002",
    ]
    private static let newer = [
        "H55.242-251201-0003,4,01/12/2025,15/12/2025,,000201000003",
        "H55.242-260105-0004,9,05/01/2026,15/01/2026,12/01/2026,000201000004",
    ]

    private func list(_ rows: [String]) -> String {
        "Mã hồ sơ,\(Self.headings)\n" + rows.map { $0 + "\n" }.joined()
    }

    private func loadAll() throws { try office.load(list(Self.old + Self.newer), "2026-01-31") }

    private func value(_ period: String, rules: String = "so-ngay") throws -> [String] {
        try office.rows(
            """
            SELECT numerator, denominator FROM indicator_value WHERE indicator = 'dung-han' AND rules = '\(rules)'
             AND unit = 'H55.242' AND period = '\(period)' AND period_kind IN ('month', 'year') AND breakdown = ''
            """)
    }

    private func bytes(_ suffix: String = "") throws -> Data {
        let path = office.warehouse + suffix
        return FileManager.default.fileExists(atPath: path)
            ? try Data(contentsOf: URL(fileURLWithPath: path)) : Data()
    }

    @Test("drops what ended, keeps what an open period needs, and no byte of it is in any file")
    func drops() throws {
        try office.load(
            list(["H55.242-251104-0009,9,04/11/2025,31/11/2025,07/11/2025,000201000009"]), "2025-11-30")
        try loadAll()
        let persons = try office.rows(
            "SELECT dinh_danh_chu_ho_so FROM ho_so WHERE ngay_ket_thuc < '2026-01-01' ORDER BY ma_ho_so")
        let found = try office.rows("SELECT found FROM reject WHERE found <> ''")
        #expect(persons.count == 2 && found == ["\"31/11/2025\""], "\(found)")
        let before = try values()
        let report = try purge("2026-01-01")
        #expect(report.kinds.first { $0.kind == "ho_so" }.map { [$0.dropped, $0.kept] } == [2, 2])
        #expect(report.rejectTexts == 1)
        #expect(
            try office.rows("SELECT ma_ho_so FROM ho_so ORDER BY 1") == ["H55.242-251201-0003", "H55.242-260105-0004"])
        #expect(try values() == before)
        for text in persons {
            let pseudonym = Data(text.utf8.map { UInt8($0) }.chunked)
            #expect(pseudonym.count == 16)
            for suffix in ["", "-wal", "-shm", "-journal"] { #expect(try bytes(suffix).range(of: pseudonym) == nil) }
        }
        #expect(try bytes().range(of: Data("31/11/2025".utf8)) == nil)
        let stays = try office.rows("SELECT dinh_danh_chu_ho_so FROM ho_so WHERE ma_ho_so LIKE '%0004'")
        #expect(try bytes().range(of: Data(stays[0].utf8.map { UInt8($0) }.chunked)) != nil)
    }

    @Test("a late file's records of a closed period are stale, and that is said; open ones are taken")
    func late() throws {
        try loadAll()
        _ = try purge("2026-01-01")
        let before = try values()
        let report = try office.load(
            list(
                Self.old + [
                    "H55.242-251105-0005,9,05/11/2025,10/11/2025,20/11/2025,000201000005",
                    "H55.242-251201-0003,9,01/12/2025,15/12/2025,10/12/2025,000201000003",
                ]), "2026-02-10")
        #expect(report.tale == "read 4, changed 1, stale 3")
        #expect(report.warnings.first { $0.code == "closed-period" }?.count == 3)
        // Its clerk is not told that all of it was taken, nor that what is known is newer.
        for (moment, language, words) in [
            (.loaded, .vi, ["ĐÃ NHẬN, TRỪ 3 BẢN GHI CỦA KỲ ĐÃ ĐÓNG", "3 của kỳ đã đóng", "ngày 01/01/2026"]),
            (.checked, .en, ["EXCEPT 3 OF PERIODS THAT ARE CLOSED", "3 of closed periods", "before 2026-01-01"]),
        ] as [(ReceiptText.Moment, Language, [String])] {
            let receipt = ReceiptText(
                [report], name: "a.csv", moment: moment, day: Day(number: 20_000), language: language
            ).text
            for word in words { #expect(receipt.contains(word), "\(receipt)") }
            for word in ["ĐÃ NHẬN ĐỦ", "cũ hơn", "older than"] { #expect(!receipt.contains(word), "\(receipt)") }
        }
        #expect(try office.rows("SELECT count(*) FROM ho_so") == ["2"])
        // December is closed; the stock of January no longer has the dossier that ended before it.
        #expect(try value("2025-12") == ["0|0"])
        let moved = try Set(before).symmetricDifference(values()).filter {
            $0.contains("|2025") && !$0.contains("2026")
        }
        #expect(moved.isEmpty, "\(moved)")
        #expect(try office.verify() == [])
        // The next purge drops it.
        #expect(try purge("2026-01-15").kinds.first { $0.kind == "ho_so" }?.dropped == 1)
        #expect(try office.verify() == [])
    }

    @Test("closed values stand with the version that they were counted by, whatever becomes of the rules")
    func rules() throws {
        try loadAll()
        let version = "SELECT DISTINCT version FROM indicator_value WHERE indicator = 'dung-han' AND rules = 'so-ngay'"
        let old = try office.rows(version)
        _ = try purge("2026-01-01")
        let name = "indicators/dung-han.yaml"
        let text = try String(contentsOfFile: Office.house + "/" + name, encoding: .utf8)
        try office.rewrite(name, as: text.replacing("end <= ngay_hen_tra", with: "end < ngay_tiep_nhan"))
        try office.recompute()
        #expect(try value("2025-11") == ["1|2"])
        #expect(try value("2026-01") == ["0|1"])
        let new = try office.rows(version + " AND period = '2026-01'")
        #expect(try office.rows(version + " AND period = '2025-11'") == old && new != old)
        #expect(try office.rows("SELECT count(*) FROM indicator WHERE version = '\(old[0])'") == ["1"])
        // A rule set that is gone keeps its closed values, and no others.
        let rest = try String(contentsOfFile: office.mappings + "/" + name, encoding: .utf8)
        try office.rewrite(name, as: String(rest.prefix(upTo: #require(rest.range(of: "  bkav:")).lowerBound)))
        try office.recompute()
        #expect(try value("2025-11", rules: "bkav") == ["1|2"])
        #expect(try value("2026-01", rules: "bkav") == [])
        #expect(try office.verify() == [])
    }

    @Test("trace says when the records behind a value were purged; verify holds closed values to what they were")
    func told() throws {
        try loadAll()
        _ = try purge("2026-01-01")
        var query = TraceQuery(what: "dung-han", warehouse: office.warehouse, mappings: office.mappings, language: .en)
        (query.unit, query.period) = ("H55.242", "2025-11")
        let trace = try #require(try query().first)
        #expect(trace.purged != nil && trace.records.isEmpty)
        #expect((trace.numerator, trace.denominator) == (1, 2))
        query.period = "2026-01"
        #expect(try query().first?.purged == nil)
        query.period = "2024-11"
        #expect(exitCode { _ = try query() } == 64)
        #expect(try office.verify() == [])
        try WarehouseFile(at: office.warehouse).write { session in
            try session.db.execute(
                sql: "UPDATE closed_value SET cells = replace(cells, ',2,1', ',2,2') WHERE kind = 'ho_so'")
        }
        #expect(
            try office.verify() == ["values of the periods closed before 2026-01-01 are not those that were closed"])
    }

    @Test(
        "while somebody has the warehouse open, or a run holds it, nothing is purged: 75; nor a day that has not come: 64"
    )
    func refused() throws {
        try loadAll()
        let before = try office.standing()
        let reader = try WarehouseFile.reading(office.warehouse)
        #expect(exitCode { _ = try purge("2026-01-01") } == 75)
        _ = try reader.access { try Int.fetchOne($0, sql: "SELECT 1") }
        try reader.queue.close()
        let lock = try RunLock(warehouse: office.warehouse)
        #expect(exitCode { _ = try purge("2026-01-01") } == 75)
        withExtendedLifetime(lock) {}
        #expect(exitCode { _ = try purge("2999-01-01") } == 64)
        #expect(try office.standing() == before)
        #expect(try office.rows("SELECT count(*) FROM closing") == ["0"])
    }

    @Test("a purge that was cut off behind its commit is told by verify, and done again it finishes")
    func cut() throws {
        try loadAll()
        _ = try purge("2026-01-01")
        try WarehouseFile(at: office.warehouse).write { try $0.setMeta("erasing", "purge") }
        #expect(try office.verify().count == 1)
        _ = try purge("2026-01-01")
        #expect(try office.verify() == [])
    }
}

extension [UInt8] {
    /// Bytes of hexadecimal digits.
    var chunked: [UInt8] {
        let digits = map { $0 >= 0x61 ? $0 - 0x57 : $0 - 0x30 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
