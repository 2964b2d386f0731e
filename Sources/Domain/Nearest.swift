/// "Did you mean": the nearest of some words, by edits after folding.
package enum Nearest {
    /// The nearest word within a third of its length (at least one edit), or nil.
    package static func word(to text: String, among words: some Sequence<String>) -> String? {
        // Signs (">=") fold to nothing and are compared as they are.
        let isSign = Fold.key(text).isEmpty
        let wanted = Array(isSign ? text : Fold.key(text))
        let ranked = words.map { ($0, distance(wanted, Array(isSign ? $0 : Fold.key($0)))) }
        guard let best = ranked.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return nil }
        return best.1 <= max(1, wanted.count / 3) ? best.0 : nil
    }

    /// Edits between two words: a letter more, less or other, or two neighbours swapped ("titel"), which is how people
    /// mistype (optimal string alignment).
    package static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var before: [Int] = []
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var next = [i + 1]
            for (j, y) in b.enumerated() {
                var best = min(row[j] + (x == y ? 0 : 1), row[j + 1] + 1, next[j] + 1)
                if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { best = min(best, before[j - 1] + 1) }
                next.append(best)
            }
            before = row
            row = next
        }
        return row[b.count]
    }
}
