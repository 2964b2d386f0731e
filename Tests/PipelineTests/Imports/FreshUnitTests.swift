import Domain
import Pipeline
import Reports
import Synthesis
import Testing

/// Units that a run fills for the first time are counted from what the run kept aside while it loaded them; `verify` counts
/// the same from the tables.
@Suite("Values of units that were empty before the run")
struct FreshUnitTests {
    private static let headings = "Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Kênh thực hiện,Phí"
    private static let states = ["Đã trả kết quả", "Đã xử lý xong", "Đang xử lý", "Từ chối", "Yêu cầu bổ sung"]

    /// A list in no order, in which some keys come again with another say; the last digits of some codes fit no packed key.
    private static func list(seed: UInt64, units: [String], rows: Int) -> String {
        var random = SplitMix64(seed: seed)
        var lines: [String] = []
        for row in 0..<rows {
            let day = 1 + random.below(28)
            let again = row > 20 && random.chance(10)
            let key =
                again
                ? String(lines[random.below(lines.count)].prefix { $0 != "," })
                : "\(random.pick(units))-2604\(day < 10 ? "0" : "")\(day)-\(random.chance(2) ? "9\(row + 10_000_000)" : "\(row + 1_000)")"
            let received = "\(day)/\(3 + random.below(3))/2026"
            let ended = random.chance(60) ? "\(day)/\(6 + random.below(2))/2026" : ""
            lines.append(
                [
                    key, random.pick(states), received, "15/0\(5 + random.below(3))/2026", ended,
                    random.pick(["Trực tuyến", "Trực tiếp", ""]), "\(random.below(3) * 10_000)",
                ].joined(separator: ","))
        }
        return "Mã hồ sơ,\(headings)\n" + lines.map { $0 + "\n" }.joined()
    }

    private static func report(_ values: [OracleValueKey: OracleValue]) -> [String] {
        values.map { "\($0)" }.sorted()
    }

    @Test("are those of the tables, whatever the order of files and rows and whatever was undone between")
    func sameAsTables() throws {
        let units = ["H55.242", "H55.243", "H55.244"]
        let first = Self.list(seed: 1, units: units, rows: 900)
        let second = Self.list(seed: 2, units: units + ["H55.245"], rows: 400)
        // More rejects than are tolerated: what it brought before is undone.
        let bad = Self.list(seed: 3, units: units, rows: 300).replacing(
            "Đã trả kết quả", with: "Không có trạng thái này")
        let office = try Office()
        let paths = try [
            ("2026-08-01", bad), ("2026-08-02", first), ("2026-08-03", bad), ("2026-07-01", second),
        ].map { try office.write(Array($1.utf8), suffix: "\($0).csv") }
        let rehearsal = try office.load(paths, asOf: nil, unit: "H55.242", isDryRun: true)
        let report = try office.load(paths, asOf: nil, unit: "H55.242")
        #expect(report.files.map(\.status) == [.refused, .loaded, .refused, .loaded])
        let counts = try #require(report.files[1].counts)
        #expect(counts.duplicate > 50 && counts.new > 500)
        #expect(rehearsal.indicators == report.indicators && rehearsal.warnings == report.warnings)
        #expect(try office.rows("SELECT count(*) > 0 FROM r_ho_so WHERE id >= \(DossierKey.oddBit)") == ["1"])
        #expect(try office.verify() == [])

        // The same by a command a file: the second finds units that are not empty.
        let apart = try Office()
        for (day, text) in [("2026-08-02", first), ("2026-07-01", second)] {
            try apart.load(text, day, unit: "H55.242")
            #expect(try apart.verify() == [])
        }
        #expect(Self.report(try office.values()) == Self.report(try apart.values()))
        #expect(try office.values().count > 300)
    }

    @Test("of records with children too, which a later list overlays")
    func children() throws {
        let office = try Office()
        let sync = DossierText.sync([
            ("TrangThaiHoSo", "9"), ("NgayTiepNhan", "20260401"), ("NgayHenTra", "20260410"),
            ("NgayKetThucXuLy", "20260409"),
            ("TaiLieuNop", "<TenTepDinhKem>a.pdf</TenTepDinhKem><DuocSoHoa>1</DuocSoHoa>"),
        ])
        let list = DossierText.list("Trạng thái,Ngày tiếp nhận", "Đã trả kết quả,02/04/2026")
        let paths = try [("2026-05-01", sync, "xml"), ("2026-06-01", list, "csv")].map {
            try office.write(Array($1.utf8), suffix: "\($0).\($2)")
        }
        for some in [[paths[0]], paths] {
            let report = try office.load(some, asOf: nil, unit: "H55.242")
            #expect(report.files.last?.status == .loaded)
            #expect(try office.verify() == [])
        }
        let fresh = try Office()
        #expect(try fresh.load(paths, asOf: nil, unit: "H55.242").files.allSatisfy { $0.status == .loaded })
        #expect(try fresh.verify() == [])
        #expect(try fresh.rows("SELECT count(*) FROM thanh_phan_ho_so") == ["1"])
        #expect(Self.report(try office.values()) == Self.report(try fresh.values()))
    }
}
