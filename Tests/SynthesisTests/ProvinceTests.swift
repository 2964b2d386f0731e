import Synthesis
import Testing

@Suite("A province through some months")
struct ProvinceTests {
    @Test("hands in the same files for the same seed")
    func seeded() throws {
        let first = try Province(seed: 3).files.map { try $0.made().bytes }
        let second = try Province(seed: 3).files.map { try $0.made().bytes }
        #expect(first == second)
    }

    @Test("tells of one dossier at several days, of one twice in a file, and of all kinds")
    func overlaps() throws {
        let files = try Province(seed: 1).truths()
        let unused: [Layout] = [.msync, .national, .communal]
        #expect(Set(files.map(\.kind)) == Set(Layout.allCases.map(\.kind)))
        #expect(Set(files.map(\.source)) == Set(Layout.allCases.filter { !unused.contains($0) }.map(\.rawValue)))
        var days: [String: Set<CivilDay>] = [:]
        var twice = 0
        for file in files where file.kind == "ho_so" {
            let keys = file.records.compactMap { $0.facts["ma_ho_so"]?.text }
            twice += keys.count - Set(keys).count
            for key in keys { days[key, default: []].insert(file.asOf) }
        }
        #expect(twice > 3)
        #expect(days.values.filter { $0.count > 3 }.count > 20)
        // No two files of a kind speak at one date, so that their order of arrival cannot matter.
        for kind in Set(files.map(\.kind)) {
            let dates = files.filter { $0.kind == kind }.map(\.asOf)
            #expect(Set(dates).count == dates.count)
        }
    }

    @Test("has lists that arrive late, and a last list without the last commune")
    func late() throws {
        let files = try Province(seed: 1).truths()
        let lists = files.filter { $0.source == "danh-sach-ho-so" }
        #expect(lists.map(\.asOf) != lists.map(\.asOf).sorted())
        let newest = try #require(lists.max { $0.asOf < $1.asOf })
        let units = Set(newest.records.compactMap { $0.facts["don_vi"]?.text })
        let all = Set(lists.flatMap { $0.records.compactMap { $0.facts["don_vi"]?.text } })
        #expect(all.count == units.count + 1)
    }
}
