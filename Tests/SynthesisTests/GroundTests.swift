import Domain
import Synthesis
import Testing

@Suite("The generator's ground")
struct GroundTests {
    @Test("SplitMix64 gives the published sequence of seed 1234567")
    func splitMix() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        var draws = Set<Int>()
        for _ in 0..<500 { draws.insert(random.below(7)) }
        #expect(draws == Set(0..<7))
    }

    @Test("A shuffle holds every place once", arguments: [1, 2, 3, 17, 256, 1_000])
    func shuffle(count: Int) {
        let shuffle = Shuffle(count: count, seed: 3)
        #expect(Set((0..<count).map { shuffle[$0] }) == Set(0..<count))
    }

    @Test("Days go to dates and back")
    func days() throws {
        for number in stride(from: -40_000, to: 60_000, by: 13) {
            let day = CivilDay(number)
            #expect(CivilDay(iso: day.iso) == day)
        }
        #expect(CivilDay(iso: "2026-02-29") == nil)
        #expect(try #require(CivilDay(iso: "2026-04-15")).slashed == "15/04/2026")
        #expect(CivilDay(year: 2026, month: 13, day: 1).iso == "2027-01-01")
        #expect(CivilDay(year: 1970, month: 1, day: 1).weekday == 3)
    }

    @Test("The first commune is xã Vĩnh Thông, and codes are taken once")
    func agencies() {
        let agencies = Agency.list(100)
        #expect(agencies[0].code == "H55.242")
        #expect(agencies[1].code == "H55.201")
        #expect(Set(agencies.map(\.code)).count == 100)
    }

    @Test("A key comes once, whatever the number of dossiers and communes", arguments: [1, 30, 61, 5_000], [1, 3, 50])
    func keys(count: Int, units: Int) {
        var request = Request(.list, count: count)
        request.units = units
        let plan = request.plan
        let keys = (0..<count).compactMap { plan.life($0).seen(asOf: plan.end)?.key }
        #expect(Set(keys).count == count)
    }

    @Test("What had happened by a day had happened by a later one")
    func history() throws {
        var request = Request(.sync, count: 400)
        request.months = 2
        let plan = request.plan
        var states = Set<Int>()
        for index in 0..<400 {
            let life = plan.life(index)
            var ended: CivilDay?
            for offset in stride(from: 0, to: 120, by: 7) {
                guard let dossier = life.seen(asOf: plan.start.advanced(by: offset)) else { continue }
                states.insert(dossier.state)
                guard dossier.state >= 9 else { continue }
                if let before = ended { #expect(dossier.ended == before || dossier.ended == nil) }
                ended = dossier.ended
            }
        }
        #expect(states == Set(1...10))
    }

    @Test("Every kind of spoiling that costs a record names a code of that severity or a cell's")
    func codes() {
        for layout in Layout.allCases {
            for kind in SpoiltKind.kinds(of: layout) {
                let spoilage = kind.spoilage(in: layout)
                #expect(spoilage != nil)
                #expect(spoilage?.code.severity == (spoilage?.severity == .warning ? .warning : .record))
            }
        }
    }
}
