import Domain
import Testing

@Suite("What lies for a moment has a name that no masking changes")
struct PassingNameTests {
    @Test("a name is shown as it is, and no two are equal")
    func shown() {
        let names = (0..<2_000).map { _ in PassingName.of("night") }
        for name in names {
            #expect(Mask.fileName("/var/\(name)/f.csv") == "/var/\(name)/f.csv")
        }
        #expect(Set(names).count == names.count)
    }
}
