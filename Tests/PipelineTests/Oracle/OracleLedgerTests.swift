import Domain
import Synthesis
import Testing

@Suite("The oracle: which record stands")
struct OracleLedgerTests {
    /// A file of dossiers whose facts are numbers.
    private func file(_ asOf: String, _ records: [[String: TrueFact]], source: String = "danh-sach-ho-so") throws
        -> FileTruth
    {
        FileTruth(
            kind: "ho_so", source: source, asOf: try #require(CivilDay(iso: asOf)),
            records: records.map { facts in
                Truth(facts.merging(["ma_ho_so": .text("H55.242-260401-0001")]) { old, _ in old })
            })
    }

    private func standing(_ files: [FileTruth]) throws -> OracleRecord {
        try #require(OracleLedger(files).live("ho_so").first)
    }

    @Test("each column stands as the newest source that has it says")
    func columns() throws {
        let list = try file("2026-05-02", [["kenh": .number(1), "trang_thai": .number(9)]])
        let sync = try file("2026-04-20", [["kenh": .number(2), "ngay_tra": .empty]], source: "dong-bo-ho-so")
        for files in [[list, sync], [sync, list]] {
            let record = try standing(files)
            #expect(record.number("kenh") == 1)
            #expect(record.number("trang_thai") == 9)
            #expect(record.columns["ngay_tra"] == .empty)
        }
    }

    @Test("an unreadable cell is unknown with its record's stamp")
    func unreadable() throws {
        let record = try standing([
            try file("2026-04-30", [["phi": .number(5_000)]]), try file("2026-05-30", [["phi": .unreadable]]),
        ])
        #expect(!record.knows("phi"))
    }

    @Test("a list of children stands as a whole")
    func lists() throws {
        var old = try file("2026-04-30", [[:]])
        old.records[0].lists["phi_le_phi"] = [["gia": .number(1)], ["gia": .number(2)]]
        var new = try file("2026-05-30", [[:]])
        new.records[0].lists["phi_le_phi"] = []
        #expect(try standing([new, old]).lists["phi_le_phi"] == [])
        #expect(try standing([old, new]).lists["phi_le_phi"] == [])
    }

    @Test("the outcomes of loads are new, changed, unchanged, stale and duplicate")
    func outcomes() throws {
        let first = try file("2026-04-30", [["kenh": .number(2)], ["kenh": .number(1)]])
        let same = try file("2026-05-10", [["kenh": .number(1)]])
        let other = try file("2026-05-05", [["kenh": .number(3)]])
        let newest = try file("2026-05-12", [["kenh": .number(3)]])
        let counts = OracleLedger([first, same, other, newest]).counts
        #expect(counts[0] == .init(read: 2, new: 1, duplicate: 1))
        #expect(counts[1] == .init(read: 1, unchanged: 1))
        #expect(counts[2] == .init(read: 1, stale: 1))
        #expect(counts[3] == .init(read: 1, changed: 1))
    }

    @Test("a newer whole list retires, a still newer one brings back, a late one adds nothing live")
    func whole() throws {
        func list(_ asOf: String, _ codes: [String], source: String = "danh-muc-tinh") throws -> FileTruth {
            FileTruth(
                kind: "thu_tuc", source: source, asOf: try #require(CivilDay(iso: asOf)), complete: true,
                records: codes.map { Truth(["ma_tthc": .text($0)]) })
        }
        func live(_ files: [FileTruth]) -> [String] {
            OracleLedger(files).live("thu_tuc").map(\.key.code).sorted()
        }
        let a = try list("2026-04-01", ["1", "2"])
        let b = try list("2026-05-01", ["2", "3"])
        let c = try list("2026-06-01", ["1", "3"])
        #expect(live([a, b]) == ["2", "3"])
        #expect(live([b, a]) == ["2", "3"])
        #expect(live([a, b, c]) == ["1", "3"])
        #expect(live([c, a, b]) == ["1", "3"])
        // Another source's scope keeps it alive.
        #expect(live([a, b, try list("2026-03-01", ["1"], source: "danh-muc-xa")]) == ["1", "2", "3"])
    }

    @Test("a partition is retired only by its own values, and a reject with a key counts as seen")
    func partition() throws {
        func list(_ asOf: String, _ rows: [(String, String)], spoilt: Spoilage? = nil) throws -> FileTruth {
            FileTruth(
                kind: "thu_tuc", source: "danh-muc-quoc-gia", asOf: try #require(CivilDay(iso: asOf)), complete: true,
                partition: "co_quan_ban_hanh",
                records: rows.map { code, issuer in
                    Truth(
                        ["ma_tthc": .text(code), "co_quan_ban_hanh": .text(issuer)], spoilt: code == "1" ? spoilt : nil)
                })
        }
        let first = try list("2026-04-01", [("1", "A"), ("2", "A"), ("3", "B")])
        let second = try list("2026-05-01", [("2", "A")])
        #expect(OracleLedger([first, second]).live("thu_tuc").map(\.key.code).sorted() == ["2", "3"])
        let spoilt = Spoilage(.markMissing, code: .markMissing, severity: .record, field: "muc_do", keyReadable: true)
        let third = try list("2026-05-01", [("1", "A"), ("2", "A")], spoilt: spoilt)
        #expect(OracleLedger([first, third]).live("thu_tuc").map(\.key.code).sorted() == ["1", "2", "3"])
    }

    @Test("a province's files end in the same values in any order")
    func order() throws {
        let files = try Province(seed: 5, units: 3, months: 3, dossiersPerMonth: 25, spoilt: 4).truths()
        let values = Oracle(files).values()
        #expect(values == Oracle(files.reversed()).values())
        #expect(values.count > 1_000)
        // Everything that can befall a record does.
        let counts = OracleLedger(files).counts
        for outcome in [\OracleLedger.Counts.new, \.changed, \.unchanged, \.stale, \.duplicate, \.rejected] {
            #expect(counts.contains { $0[keyPath: outcome] > 0 })
        }
        for (file, count) in zip(files, counts) {
            #expect(count.read == file.records.count)
            #expect(
                count.read == count.new + count.changed + count.unchanged + count.stale + count.duplicate
                    + count.rejected)
        }
        let indicators = Set(values.filter { $0.value.numerator > 0 }.map(\.key.indicator))
        #expect(indicators.count == 31)
    }
}
