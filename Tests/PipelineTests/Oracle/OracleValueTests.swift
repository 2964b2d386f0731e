import Synthesis
import Testing

@Suite("The oracle: values computed by hand")
struct OracleValueTests {
    private func day(_ text: String) throws -> Fact { .day(try #require(CivilDay(iso: text))) }

    private func dossier(
        _ key: String, state: Int, received: String?, due: String? = nil, ended: String? = nil, channel: Int = 1
    ) throws -> Truth {
        Truth([
            "ma_ho_so": .text(key), "trang_thai": .number(state), "kenh": .number(channel),
            "ngay_tiep_nhan": try received.map(day) ?? .empty, "ngay_hen_tra": try due.map(day) ?? .empty,
            "ngay_ket_thuc": try ended.map(day) ?? .empty, "ngay_tra": .empty,
        ])
    }

    private func file(_ asOf: String, _ records: [Truth]) throws -> FileTruth {
        FileTruth(
            kind: "ho_so", source: "danh-sach-ho-so", asOf: try #require(CivilDay(iso: asOf)), records: records)
    }

    private func key(
        _ indicator: String, _ rules: String, _ unit: String, _ kind: String, _ period: String, by: String = "",
        _ value: String = ""
    ) -> OracleValueKey {
        OracleValueKey(
            indicator: indicator, rules: rules, unit: unit, periodKind: kind, period: period, breakdown: by,
            breakdownValue: value)
    }

    @Test("on time by days, with the province's roll-up, each unit cut at its own data")
    func onTime() throws {
        let early = try file(
            "2026-04-30",
            [
                // On time, late, without a due date, and still open.
                try dossier(
                    "H55.242-260401-0001", state: 10, received: "2026-04-01", due: "2026-04-08", ended: "2026-04-08"),
                try dossier(
                    "H55.242-260401-0002", state: 9, received: "2026-04-01", due: "2026-04-08", ended: "2026-04-09"),
                try dossier("H55.242-260401-0003", state: 9, received: "2026-04-01", ended: "2026-04-20", channel: 2),
                try dossier("H55.242-260401-0004", state: 4, received: "2026-04-02", due: "2026-04-08"),
                // Not accepted.
                try dossier("H55.242-260401-0005", state: 3, received: nil),
            ])
        let late = try file(
            "2026-05-31",
            [
                try dossier(
                    "H55.201-260401-0001", state: 9, received: "2026-04-01", due: "2026-05-08", ended: "2026-05-08"),
                // Finished without any end: lost.
                try dossier("H55.201-260401-0002", state: 9, received: "2026-04-01", due: "2026-05-08"),
            ])
        let values = Oracle([early, late]).values()
        func value(_ unit: String, _ kind: String, _ period: String, rules: String = "so-ngay") -> OracleValue? {
            values[key("dung-han", rules, unit, kind, period)]
        }
        let april = OracleValue(numerator: 2, denominator: 3, dataUntil: "2026-04-30", unitsBehind: 0)
        #expect(value("H55.242", "month", "2026-04") == april)
        #expect(value("H55.242", "year", "2026") == april)
        #expect(value("H55.242", "month", "2026-05") == nil)
        #expect(value("H55.242", "ytd", "2026-03") == nil)
        #expect(
            value("H55.201", "month", "2026-04")
                == OracleValue(numerator: 0, denominator: 0, dataUntil: "2026-05-31", unitsBehind: 0))
        #expect(
            value("H55", "quarter", "2026-Q2")
                == OracleValue(numerator: 3, denominator: 4, dataUntil: "2026-05-31", unitsBehind: 1))
        #expect(
            value("H55", "month", "2026-05")
                == OracleValue(numerator: 1, denominator: 1, dataUntil: "2026-05-31", unitsBehind: 1))
        // The index: four received ones alive in April, of which one finished late and one open past its due date.
        #expect(value("H55.242", "month", "2026-04", rules: "qd766")?.denominator == 4)
        #expect(value("H55.242", "month", "2026-04", rules: "qd766")?.numerator == 2)
        // In April the one that ends in May is judged on 30 April: not late. The lost one is left out.
        #expect(value("H55.201", "month", "2026-04", rules: "qd766")?.denominator == 1)
        #expect(values[key("ho-so-truc-tuyen", "tat-ca", "H55.242", "month", "2026-04")]?.numerator == 1)
        #expect(values[key("ho-so-truc-tuyen", "tat-ca", "H55.242", "month", "2026-04")]?.denominator == 4)
        #expect(values[key("ho-so-truc-tuyen", "tat-ca", "H55", "month", "2026-04", by: "kenh", "2")]?.denominator == 1)
        // Nobody knows whether papers were digitised: a row of 0 of 0.
        #expect(values[key("so-hoa-ho-so", "", "H55", "month", "2026-04")]?.denominator == 0)
    }

    @Test("the index moves the due date by supplements, and two requests are late")
    func supplements() throws {
        func late(_ requests: [[String: Fact]], state: Int, ended: String?, end: String) throws -> Bool {
            var record = OracleRecord(key: OracleKey(kind: "ho_so", unit: "", code: "x"), unit: "H55.242")
            record.columns = try dossier("x", state: state, received: "2026-04-01", due: "2026-04-10", ended: ended)
                .facts
            record.lists["ho_so_bo_sung"] = requests
            let number = try #require(CivilDay(iso: end)).number
            return OracleLateness(dossier: record, end: number, term: nil).isLate
        }
        let asked: [String: Fact] = ["ngay_bo_sung": try day("2026-04-03")]
        let answered = asked.merging(["ngay_tiep_nhan_bo_sung": try day("2026-04-08")]) { old, _ in old }
        let moved = answered.merging(["ngay_hen_tra_moi": try day("2026-04-20")]) { old, _ in old }
        #expect(try late([], state: 9, ended: "2026-04-11", end: "2026-05-01"))
        // Five days of waiting move the 10th to the 15th.
        #expect(try !late([answered], state: 9, ended: "2026-04-15", end: "2026-05-01"))
        #expect(try late([answered], state: 9, ended: "2026-04-16", end: "2026-05-01"))
        #expect(try !late([moved], state: 9, ended: "2026-04-20", end: "2026-05-01"))
        #expect(try late([answered, answered], state: 9, ended: "2026-04-05", end: "2026-05-01"))
        // Waiting since the 3rd: judged on that day, however long it waits.
        #expect(try !late([asked], state: 5, ended: nil, end: "2026-07-01"))
        // Before its request it is an open dossier like any other.
        #expect(try !late([asked], state: 5, ended: nil, end: "2026-04-03"))
        #expect(try late([], state: 5, ended: nil, end: "2026-07-01"))
    }

    @Test("without a due date the index takes the procedure's time, in working or calendar days")
    func terms() throws {
        func late(_ days: Int, working: Bool, ended: String) throws -> Bool {
            var record = OracleRecord(key: OracleKey(kind: "ho_so", unit: "", code: "x"), unit: "H55.242")
            record.columns = try dossier("x", state: 9, received: "2026-04-24", ended: ended).facts
            let end = try #require(CivilDay(iso: "2026-06-01")).number
            return OracleLateness(dossier: record, end: end, term: (days, working)).isLate
        }
        // 25 and 26 April are a weekend, 27 April, 30 April and 1 May holidays, 2 and 3 May a weekend.
        #expect(try !late(3, working: true, ended: "2026-05-04"))
        #expect(try late(2, working: true, ended: "2026-05-04"))
        #expect(try !late(10, working: false, ended: "2026-05-04"))
        #expect(try late(9, working: false, ended: "2026-05-04"))
    }

    @Test("accounts are judged on the last day, and children are left out")
    func persons() throws {
        func person(_ number: String, level: Int, issued: String?, active: String?, birth: String) throws -> Truth {
            Truth([
                "so_dinh_danh": .text(number), "muc_do": level == 0 ? .empty : .number(level),
                "ngay_cap": try issued.map(day) ?? .empty, "kich_hoat": .flag(active != nil),
                "ngay_kich_hoat": try active.map(day) ?? .empty, "chu_ky_so": .number(0), "ngay_sinh": .text(birth),
                "thon": .text("Thôn 1"),
            ])
        }
        let list = FileTruth(
            kind: "dinh_danh", source: "vneid", asOf: try #require(CivilDay(iso: "2026-05-20")), unit: "H55.242",
            complete: true,
            records: [
                try person("1", level: 2, issued: "2026-04-02", active: "2026-05-10", birth: "01/02/1990"),
                try person("2", level: 1, issued: "2026-05-15", active: nil, birth: "1980"),
                try person("3", level: 0, issued: nil, active: nil, birth: "05/05/2000"),
                try person("4", level: 2, issued: nil, active: nil, birth: "21/05/2012"),
            ])
        let values = Oracle([list]).values()
        func value(_ indicator: String, _ rules: String, _ period: String) -> [Int]? {
            values[key(indicator, rules, "H55.242", "month", period)].map { [$0.numerator, $0.denominator] }
        }
        #expect(value("dinh-danh-da-cap", "danh-sach", "2026-05") == [2, 3])
        #expect(value("kich-hoat-vneid", "", "2026-05") == [1, 2])
        #expect(value("chu-ky-so-cong-dan", "", "2026-05") == [0, 1])
        #expect(value("dinh-danh-da-cap", "danh-sach", "2026-04") == nil)
        #expect(
            values[key("dinh-danh-da-cap", "danh-sach", "H55", "year", "2026", by: "thon", "Thôn 1")]?.numerator == 2)
    }

    @Test("a catalogue speaks for the communes with data, from January of its year on")
    func procedures() throws {
        func row(_ code: String, level: Int, tier: String = "xa", abolished: Int = 0) -> Truth {
            Truth([
                "ma_tthc": .text(code), "muc_do": .number(level), "cap": .text(tier), "phi_dia_gioi": .number(1),
                "bai_bo": .number(abolished),
            ])
        }
        let catalogue = FileTruth(
            kind: "thu_tuc", source: "danh-muc-tinh", asOf: try #require(CivilDay(iso: "2026-05-10")), unit: "H55",
            complete: true,
            records: [
                row("1.000001", level: 4), row("1.000002", level: 3), row("1.000003", level: 2, abolished: 1),
                row("1.000004", level: 4, tier: "tinh"),
            ])
        var applied = try dossier("H55.242-260301-0001", state: 4, received: "2026-03-02", channel: 2)
        applied.facts["ma_tthc"] = .text("1.000002")
        let values = Oracle([try file("2026-04-30", [applied]), catalogue]).values()
        func value(_ indicator: String, _ unit: String, _ period: String) -> [Int]? {
            values[key(indicator, "", unit, "month", period)].map { [$0.numerator, $0.denominator] }
        }
        #expect(value("tthc-toan-trinh", "H55.242", "2026-01") == [1, 2])
        #expect(value("tthc-toan-trinh", "H55.242", "2026-05") == nil)
        #expect(value("tthc-toan-trinh", "H55", "2026-04") == [2, 3])
        #expect(value("tthc-toan-trinh", "H55", "2026-05") == [1, 1])
        #expect(value("tthc-phi-dia-gioi", "H55.242", "2026-04") == [2, 2])
        #expect(value("tthc-tren-he-thong", "H55.242", "2026-02") == [0, 2])
        #expect(value("tthc-tren-he-thong", "H55.242", "2026-03") == [1, 2])
        let online = values[key("ho-so-truc-tuyen", "qd766", "H55.242", "month", "2026-03")]
        #expect(online?.denominator == 1)
    }

    @Test("its calendar agrees with the generator's, and its units with the page")
    func ground() {
        for number in stride(from: -3_000, to: 40_000, by: 7) {
            #expect(OracleDays.iso(number) == CivilDay(number).iso)
            let (y, m, d) = OracleDays.civil(number)
            #expect(OracleDays.day(y, m, d) == number)
        }
        #expect(OracleUnits.parent("H55.242") == "H55")
        #expect(OracleUnits.parent("000.00.12.H55") == "H55")
        #expect(OracleUnits.parent("H55") == nil)
        #expect(OracleUnits.level("H55.99") == "so")
        #expect(OracleUnits.level("H55.100") == "xa")
        #expect(OracleDays.workingDays(after: OracleDays.day(2026, 4, 24), upTo: OracleDays.day(2026, 5, 4)) == 3)
    }
}
