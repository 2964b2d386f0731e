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

    @Test("every entry that authors may write is explained in the mappings' own page")
    func explained() throws {
        let page = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: Rig.top + "/Mappings/README.md")), as: UTF8.self)
        let shapes: [YamlShape] = [.record, .source, .calendar, .plan, .indicator]
        for name in Set(shapes.flatMap(Self.names)).sorted() {
            #expect(page.contains("\(name):"), "\(name) is not explained")
        }
    }

    @Test("every label of a code list reads as its own code, in capitals and without diacritics too")
    func labels() {
        for list in Rig.house.rules.codes {
            for entry in list.entries {
                #expect(list.code(entry.label) == entry.code, "\(list.id): \(entry.label)")
                #expect(list.code(entry.label.uppercased()) == entry.code, "\(list.id): \(entry.label)")
                let plain = entry.label.decomposedStringWithCanonicalMapping
                #expect(list.code(plain) == entry.code, "\(list.id): \(entry.label)")
            }
        }
    }

    private static func names(_ shape: YamlShape) -> [String] {
        switch shape {
        case .object(let fields): fields.flatMap { [$0.name] + names($0.shape) }
        case .list(let inner), .oneOrMany(let inner), .map(let inner): names(inner)
        case .text, .integer, .flag, .day, .word: []
        }
    }
}
