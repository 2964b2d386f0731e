import Domain
import Testing

@testable import Indicators

@Test("the two values that are no value are the same here as in the facts, and the least of all")
func marks() {
    #expect(Mark.none == Fact.none && Mark.unknown == Fact.unknown)
    #expect(Mark.none == Int64.min && Mark.unknown == Int64.min + 1)
}
