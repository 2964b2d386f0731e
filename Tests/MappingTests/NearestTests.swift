import Domain
import Testing

struct NearestTests {
    @Test(
        "the nearest word is the one that was meant",
        arguments: [
            ("titel", "title"), ("tilte", "title"), ("titl", "title"), ("Title", "title"), ("tỉtle", "title"),
            ("sourcse", "source"), ("x", nil), ("chapter", nil), ("", nil),
        ] as [(String, String?)])
    func nearest(_ text: String, _ expected: String?) {
        #expect(Nearest.word(to: text, among: ["source", "title", "record"]) == expected)
    }

    @Test(
        "distance counts letters more, less, other and swapped",
        arguments: [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abc", "cab", 2), ("kitten", "sitting", 3)])
    func distance(_ a: String, _ b: String, _ expected: Int) {
        #expect(Nearest.distance(Array(a), Array(b)) == expected)
        #expect(Nearest.distance(Array(b), Array(a)) == expected)
    }
}
