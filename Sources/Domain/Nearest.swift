/// "Did you mean": the nearest of some words, by edits after folding.
package enum Nearest {
    /// The nearest word within a third of its length (at least one edit), or nil.
    package static func word(to text: String, among words: some Sequence<String>) -> String? {
        let wanted = Array(Fold.key(text))
        let ranked = words.map { ($0, distance(wanted, Array(Fold.key($0)))) }
        guard let best = ranked.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return nil }
        return best.1 <= max(1, wanted.count / 3) ? best.0 : nil
    }

    /// Levenshtein's distance.
    package static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(diagonal + (x == y ? 0 : 1), above + 1, row[j] + 1)
                diagonal = above
            }
        }
        return row[b.count]
    }
}
