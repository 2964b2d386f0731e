import Domain
import Foundation
import Testing

@testable import Mapping

/// The files of `Mappings/` as they are committed.
struct HouseMappingsTests {
    @Test("the committed mappings have no mistake")
    func noMistakes() {
        #expect(Rig.house.diagnostics.map { $0.text(.en) } == [])
    }
}
