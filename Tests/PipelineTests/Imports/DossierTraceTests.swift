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
        let codes = try office.rows("SELECT ma_ho_so FROM ho_so")
        for code in codes {
            let trace = try DossierQuery(
                code: code, warehouse: office.warehouse, mappings: office.mappings, language: .en)()
            for part in trace.indicators {
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
