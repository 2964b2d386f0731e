import Domain
import Mapping
import Reports

/// What was not taken of each row, found by the row's line: the columns, and the words.
struct RowReasons {
    /// One fault of a row.
    struct Reason: Equatable {
        /// From 0; none where the whole row is meant.
        var columns: [Int]
        var words: String
    }

    /// A fault by numbers: a file may have a million.
    private struct Entry {
        var line: Int32
        var reason: Int32
    }

    private var entries: [Entry] = []
    private var reasons: [Reason] = []
    private var at = 0

    init(_ spools: [RejectSpool], _ plan: LoadPlan, _ language: Language) {
        var numbers: [Key: Int32] = [:]
        func add(_ reject: Reject) {
            guard reject.line > 0 else { return }
            let key = Key(
                code: reject.code, heading: reject.heading, field: reject.field, expected: reject.expected,
                found: reject.code == .widthDiffers ? reject.found : "")
            let known = numbers[key]
            let number = known ?? Int32(reasons.count)
            if known == nil {
                numbers[key] = number
                reasons.append(
                    Reason(
                        columns: plan.columns(of: reject), words: ClerkWords(reject, language).line))
            }
            entries.append(Entry(line: reject.line, reason: number))
        }
        for spool in spools { spool.each(add) }
        // Rejects come in the order of the file but for those of several threads and of children.
        entries = entries.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }.map(\.element)
    }

    private struct Key: Hashable {
        var code: RejectCode
        var heading: String
        var field: String
        var expected: String
        var found: String
    }

    /// The faults of a row; rows are asked for in the order of the file.
    mutating func next(line: Int) -> [Reason] {
        while at < entries.count, entries[at].line < line { at += 1 }
        var found: [Reason] = []
        while at < entries.count, entries[at].line == line {
            let reason = reasons[Int(entries[at].reason)]
            if !found.contains(reason) { found.append(reason) }
            at += 1
        }
        return found
    }
}
