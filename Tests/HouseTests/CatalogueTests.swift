import Domain
import Testing

/// The closed catalogue of reject codes, and what no Swift may know.
struct CatalogueTests {
    @Test(
        "each code says in both languages what is wrong and what to do, with the same holes",
        arguments: RejectCode.allCases)
    func texts(_ code: RejectCode) {
        let text = code.text
        for sentence in [text.vi, text.en, text.adviceVi, text.adviceEn] {
            #expect(!sentence.isEmpty)
            let holes = sentence.matches(of: #/\{(\w+)\}/#).map { String($0.1) }
            #expect(Set(holes).isSubset(of: ["found", "expected"]), "\(sentence)")
        }
        func holes(_ a: String, _ b: String) -> Set<String> {
            Set((a + b).matches(of: #/\{\w+\}/#).map { String($0.0) })
        }
        #expect(holes(text.vi, text.adviceVi) == holes(text.en, text.adviceEn))
        let filled = text.sentence(.vi, found: "A", expected: "B") + text.advice(.en, found: "A", expected: "B")
        #expect(!filled.contains("{"))
    }

    @Test("codes are words with dashes, each once")
    func codes() {
        let all = RejectCode.allCases.map(\.rawValue)
        #expect(Set(all).count == all.count)
        for code in all { #expect(code.allSatisfy { $0.isLowercase || $0 == "-" }) }
    }

    @Test("no Swift names a unit, a state or an indicator: those live in Mappings/")
    func nothingOfTheTrade() throws {
        var names: [String] = []
        names += try Tree.files("Mappings/indicators", ending: ".yaml").map { path in
            String(path.split(separator: "/")[2].dropLast(".yaml".count))
        }
        for list in ["don_vi", "trang_thai"] {
            for line in try Tree.text("Mappings/codes/\(list).csv").split(separator: "\n").dropFirst() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                let words = list == "don_vi" ? [cells[0], cells[1], cells[4]] : [cells[0]]
                // Short words are words of the language too.
                names += words.filter { $0.count >= 5 && ($0.contains(" ") || $0.contains(where: \.isNumber)) }
            }
        }
        // The generator of synthetic exports is data about a made-up province; examples show what to type.
        for source in Tree.sources where source.floor != "Synthesis" && source.floor != "workshop" {
            for (number, line) in Tree.lines(source.texts) where !line.contains("EXAMPLE:") {
                for name in names { #expect(!line.contains(name), "\(source.path):\(number): \(name)") }
            }
        }
    }
}
