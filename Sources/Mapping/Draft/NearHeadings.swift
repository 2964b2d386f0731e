import Domain
import Foundation
import Records

/// Which fields of a kind a heading may mean that no source knows: by its words, each worth as much as it tells the fields apart that take the
/// column's values. Of days nearly all are called "ngày", which says nothing; "nhận" is said of one.
struct NearHeadings: Sendable {
    /// By field: the words of each of its headings, of its title and of its name.
    private let words: [Int: [Set<String>]]
    /// Letters that stand for words ("KQ", "HS", "TTHC"), found in the headings themselves.
    private let initials: [String: [String]]

    /// Candidates that are offered at most.
    static let most = 3
    /// The share of the words of both that a heading must have in common with a known one: one word in three.
    private static let enough = 0.3
    private static let clear = 1.4
    private static let ahead = 0.4

    /// `headings` are what the sources of the kind call each of its fields; `initials` as below.
    init(_ headings: [Int: [String]], _ columns: [KindColumn], initials: [String: [String]]) {
        var words: [Int: [Set<String>]] = [:]
        for (index, column) in columns.enumerated() {
            let texts = (headings[index] ?? []) + [Self.bare(column.title), column.name]
            words[index] = texts.map { Set(Self.words($0, initials)) }.filter { !$0.isEmpty }
        }
        self.words = words
        self.initials = initials
    }

    /// The fields that a heading may mean, of these, the likeliest first.
    func fields(_ heading: String, of fields: [Int]) -> (fields: [Int], isClear: Bool) {
        let own = Set(Self.words(Self.bare(heading), initials))
        let all = fields.reduce(into: [Int: Set<String>]()) { all, field in
            all[field] = words[field]?.reduce(into: Set()) { $0.formUnion($1) } ?? []
        }
        // A word of no field is worth as much as one of a single field: it may mean another thing.
        func worth(_ words: Set<String>) -> Double {
            words.reduce(0) { sum, word in
                sum + log(Double(fields.count + 1) / Double(max(1, all.values.count { $0.contains(word) })))
            }
        }
        let whole = max(worth(own), 0.001)
        var found: [(field: Int, score: Double)] = []
        for field in fields {
            let common = worth(own.intersection(all[field] ?? []))
            let near =
                (words[field] ?? []).map { Double($0.intersection(own).count) / Double($0.union(own).count) }.max() ?? 0
            // What all these fields are called tells nothing.
            guard near >= Self.enough, common * 2 > log(Double(fields.count + 1) / 2) else { continue }
            found.append((field, near + common / whole))
        }
        found.sort { ($1.score, $0.field) < ($0.score, $1.field) }
        let clear = found.first.map {
            $0.score >= Self.clear && $0.score - (found.dropFirst().first?.score ?? 0) >= Self.ahead
        }
        return (found.prefix(Self.most).map(\.field), clear ?? false)
    }

    /// A heading without what stands in brackets: a unit of money, a remark.
    private static func bare(_ heading: String) -> String {
        let bare = heading.replacing(#/\([^)]*\)/#, with: " ")
        return Fold.key(bare).isEmpty ? heading : bare
    }

    /// The folded words, letters that stand for some written out.
    private static func words(_ text: String, _ initials: [String: [String]]) -> [String] {
        KnownNames.words(text).flatMap { initials[$0] ?? [$0] }
    }

    /// For each two to four words that follow each other in a heading their first letters, where these are no word themselves, and most often
    /// stand for the same.
    static func initials(_ rules: Rules) -> [String: [String]] {
        let phrases =
            rules.sources.flatMap { $0.names.map(\.written) } + rules.kinds.flatMap { $0.columns.map(\.title) }
        var counts: [String: [[String]: Int]] = [:]
        for phrase in phrases {
            let words = KnownNames.words(phrase)
            for length in 2...4 where words.count >= length {
                for start in 0...(words.count - length) {
                    let part = Array(words[start..<start + length])
                    let letters = String(part.compactMap(\.first))
                    // A syllable has a vowel.
                    guard letters.count == length, !letters.contains(where: { "aeiouy".contains($0) }) else { continue }
                    counts[letters, default: [:]][part, default: 0] += 1
                }
            }
        }
        return counts.compactMapValues { parts in
            let sorted = parts.sorted { ($1.value, $0.key.joined()) < ($0.value, $1.key.joined()) }
            guard let first = sorted.first, sorted.count == 1 || sorted[1].value * 2 <= first.value else { return nil }
            return first.key
        }
    }
}
