import Domain
import Pipeline
import Reports
import Synthesis
import Testing

@Suite("The trace of a dossier")
struct DossierTraceTests {
    @Test("as many dossiers claim to be in a value as it counts, for every value of a generated month")
    func claims() throws {
        let office = try Office()
        for (layout, count) in [(Layout.list, 24), (.sync, 24), (.communal, 20)] {
            var request = Request(layout, count: count)
            (request.seed, request.units, request.months, request.spoilt) = (5, 2, 2, 0)
            request.asOf = CivilDay(year: 2026, month: 6, day: 2)
            if layout == .communal { request.unit = "H55.242" }
            try office.load(try Generate(request).made())
        }
        // A unit whose data goes on when the others' does not: theirs stand in its parent's later year to date.
        try office.load(
            DossierText.list("Kênh thực hiện,Trạng thái,Ngày tiếp nhận", "H55.299-260701-0001,2,4,01/07/2026"),
            "2026-08-15")
        let counted = try office.values().filter { key, value in
            value.denominator > 0 && !key.indicator.hasPrefix("tthc-") && key.indicator != "chi-so-766"
        }
        var claimed: [OracleValueKey: (numerator: Int64, denominator: Int64)] = [:]
        var columns: [String: Int] = [:]
        let codes = try office.rows("SELECT ma_ho_so FROM ho_so")
        for code in codes {
            let trace = try DossierQuery(
                code: code, warehouse: office.warehouse, mappings: office.mappings, language: .en)()
            for part in trace.indicators where part.indicator == "form_06a" {
                for share in part.shares where share.breakdown.isEmpty {
                    columns["\(share.unit)|\(share.periodKind)|\(share.period)|\(part.rules)", default: 0] += 1
                }
            }
            for part in trace.indicators where part.record.isEmpty && part.indicator != "form_06a" {
                #expect(part.shares.isEmpty == (part.reason != nil))
                for share in part.shares {
                    let key = OracleValueKey(
                        indicator: part.indicator, rules: part.rules, unit: share.unit, periodKind: share.periodKind,
                        period: share.period, breakdown: share.breakdown, breakdownValue: share.breakdownValue)
                    claimed[key, default: (0, 0)].denominator += 1
                    if share.inNumerator { claimed[key, default: (0, 0)].numerator += 1 }
                }
            }
        }
        #expect(codes.count > 20)
        #expect(Set(claimed.keys) == Set(counted.keys))
        for (key, value) in counted {
            #expect((claimed[key]?.numerator ?? 0) == value.numerator, "\(key)")
            #expect((claimed[key]?.denominator ?? 0) == value.denominator, "\(key)")
        }
        let form = try ["c3", "c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13"].flatMap { column in
            try office.rows(
                "SELECT unit, period_kind, period, '\(column)', \(column) FROM form_06a WHERE linh_vuc = '' AND \(column) > 0"
            )
        }
        #expect(form.count > 100)
        #expect(Set(form) == Set(columns.map { "\($0)|\($1)" }))
    }

    @Test("goes on to the answer about it, the procedure that it was received for, and the points that rest on it")
    func beyond() throws {
        let office = try Office()
        try office.load(
            """
            Mã TTHC,Tên TTHC,Cấp thực hiện,Toàn trình,Một phần,Cung cấp thông tin
            1.001193,Đăng ký khai sinh,Cấp xã,X,,
            1.001194,Đăng ký lại khai sinh,Cấp xã,,X,

            """, "2026-01-05", unit: "H55.242")
        try office.load(
            DossierText.list(
                "Mã TTHC,Kênh thực hiện,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý",
                "1.001193,2,9,01/04/2026,03/04/2026,02/04/2026", "H55.242-260401-0002,1.001194,2,1,,,"), "2026-04-10")
        try office.load(
            "Mã hồ sơ,Ngày đánh giá,Mức độ hài lòng\n\(DossierText.key),04/04/2026,Hài lòng\n", "2026-04-10")
        func trace(_ code: String) throws -> DossierTrace {
            try DossierQuery(code: code, warehouse: office.warehouse, mappings: office.mappings, language: .en)()
        }
        func months(_ part: DossierTrace.Part?) -> [String] {
            (part?.shares ?? []).filter { $0.periodKind == "month" && $0.unit == "H55.242" }
                .map { "\($0.period) \($0.breakdown)=\($0.breakdownValue) \($0.inNumerator)" }
        }
        let parts = try trace(DossierText.key).indicators
        let answer = parts.first { $0.indicator == "muc-do-hai-long" }
        #expect(answer?.record == "danh_gia tep-1003.csv:2")
        #expect(months(answer) == ["2026-04 = true"])
        let procedure = parts.first { $0.indicator == "tthc-tren-he-thong" }
        #expect(procedure?.record == "thu_tuc 1.001193")
        #expect(months(procedure) == ["2026-04 = true"])
        let points = parts.first { $0.indicator == "chi-so-766" && $0.record == "dung-han qd766" }
        #expect(
            months(points) == ["2026-04 thanh_phan=tien-do true", "2026-04 nhom=tien-do true", "2026-04 = true"])
        #expect(try !trace("H55.242-260401-0002").indicators.contains { $0.indicator == "tthc-tren-he-thong" })
        // Rated, but in no list of dossiers.
        try office.load(
            "Mã hồ sơ,Ngày đánh giá,Mức độ hài lòng\nH55.242-260401-0009,04/04/2026,Hài lòng\n", "2026-04-11")
        let rated = try trace("H55.242-260401-0009")
        #expect(rated.key == "H55.242-260401-0009")
        #expect(rated.indicators.map(\.indicator).first == "muc-do-hai-long")
    }

    @Test("names words, children, and the older file that decides a list")
    func grounds() throws {
        let office = try Office()
        try office.load(
            DossierText.sync([
                ("TrangThaiHoSo", "9"), ("NgayTiepNhan", "20260401000000"), ("NgayHenTra", "20260403000000"),
                ("NgayKetThucXuLy", "20260402000000"),
                ("DanhSachLePhi", "<LePhi><Gia>15000</Gia></LePhi><LePhi><Gia>0</Gia></LePhi>"),
            ]), "2026-04-10")
        try office.load(
            DossierText.list(
                "Kênh thực hiện,Trạng thái,Ngày tiếp nhận,Phí,Lệ phí", "2,9,01/04/2026,0,0"), "2026-04-11")
        var query = TraceQuery(
            what: "thanh-toan-truc-tuyen", warehouse: office.warehouse, mappings: office.mappings, language: .en)
        (query.unit, query.period) = ("H55.242", "2026-04")
        let report = try #require(try query().first)
        let record = try #require(report.records.first)
        let facts = Dictionary(zip(report.columns, record.facts)) { first, _ in first }
        #expect(facts["co_phi"] == "1")
        #expect(facts["phi_le_phi"] == "[gia=15000] [gia=0]")
        #expect(record.file == "tep-1002.csv")
        let other = try #require(record.others.first)
        #expect(other.file == "tep-1001.xml")
        #expect(other.columns.contains("phi_le_phi") && !other.columns.contains("phi"))
    }

    @Test("says why a dossier is in no value")
    func reasons() throws {
        let office = try Office()
        try office.load(
            DossierText.list("Kênh thực hiện,Trạng thái,Ngày tiếp nhận", "2,4,01/04/2026", "H55.242-260401-0002,2,1,"),
            "2026-04-10")
        func reasons(_ code: String) throws -> [String: String] {
            let trace = try DossierQuery(
                code: code, warehouse: office.warehouse, mappings: office.mappings, language: .en)()
            return Dictionary(
                trace.indicators.map { ("\($0.indicator) \($0.rules)", $0.reason ?? "in") },
                uniquingKeysWith: { a, _ in a })
        }
        let first = try reasons(DossierText.key)
        #expect(first["ho-so-truc-tuyen tat-ca"] == "in")
        #expect(first["so-hoa-ho-so "] == "unknown")
        #expect(first["dung-han so-ngay"] == "undated")
        #expect(try reasons("H55.242-260401-0002")["ho-so-truc-tuyen tat-ca"] == "undated")
        #expect(throws: RunFailure.self) { try reasons("H55.242-260401-0003") }
    }
}
