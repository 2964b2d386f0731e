import Domain

/// A field as the hot path sees it: no texts, no lists, nothing to be counted. What fits none of the quick ways goes the long
/// way (`CellReader.field`), which is also where every fault is made.
struct FieldStep: Sendable {
    enum Way: Sendable {
        /// Everything that is asked of a cell.
        case long
        /// A text that was met before: code, flag, word, procedure.
        case remembered
        /// `dd/MM/yyyy`, perhaps with a time behind a space.
        case dayFirst
        /// `yyyyMMdd`, perhaps with `HHmmss`.
        case stamp
        /// Digits and the mark between groups of three.
        case number(group: UInt8)
        /// Twelve digits.
        case identity
        case dossier
        /// A unit's name or code, looked at only where the record's own code does not tell it.
        case unit
    }

    let field: Int
    let column: Int
    let way: Way
    /// The one name that the field reads, or -1.
    let name: Int
    /// What an empty cell is, or `Fact.unknown` where the long way must say.
    let empty: Int64

    init(_ index: Int, _ rule: FieldRule, _ column: KindColumn, reads: [Int]) {
        field = index
        self.column = rule.column
        var isOne = false
        switch rule.how {
        case .cell: isOne = reads.count == 1
        case .firstOf: isOne = reads.count == 1
        default: break
        }
        // What stands for "no date" is of year 0 or 1, which the quick way does not take.
        let isBlankless =
            rule.blank.isEmpty
            || column.type == .day && rule.blank.allSatisfy { $0.contains("0000") || $0.contains("0001") }
        let isPlain =
            isOne && isBlankless && rule.only.isEmpty && rule.ages.isEmpty && rule.split.isEmpty
        name = isPlain ? reads[0] : -1
        way = isPlain ? Self.way(rule, column) : .long
        switch (column.empty, rule.fallback) {
        case (.none, nil): empty = Fact.none
        case (.value(let value), nil): empty = value
        default: empty = Fact.unknown
        }
    }

    private static func way(_ rule: FieldRule, _ column: KindColumn) -> Way {
        switch column.type {
        case .code, .flag, .word, .procedureCode, .period: return .remembered
        case .day:
            let pattern = rule.dates.first?.pattern ?? ""
            if pattern.hasPrefix("dd/MM/yyyy") || pattern.hasPrefix("d/M/yyyy") { return .dayFirst }
            return pattern.hasPrefix("yyyyMMdd") ? .stamp : .long
        case .number: return .number(group: rule.numbers.group ?? 0)
        case .identity: return .identity
        case .dossierCode: return .dossier
        case .unit: return .unit
        default: return .long
        }
    }
}

/// The quick reading of the common forms; nil where the long way must look.
enum QuickRead {
    /// `dd/MM/yyyy` or `dd/MM/yyyy HH:mm…`; what stands behind the day is looked at by the long way only if it is no time.
    static func dayFirst(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int64? {
        guard to - from == 10 || (to - from == 16 && isTime(bytes, from + 10)) else { return nil }
        guard bytes[from + 2] == UInt8(ascii: "/"), bytes[from + 5] == UInt8(ascii: "/"),
            let day = two(bytes, from), let month = two(bytes, from + 3), let century = two(bytes, from + 6),
            let year = two(bytes, from + 8)
        else { return nil }
        return checked(year: century * 100 + year, month: month, day: day)
    }

    /// `yyyyMMdd` or `yyyyMMddHHmmss`.
    static func stamp(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int64? {
        guard to - from == 8 || to - from == 14, let century = two(bytes, from), let year = two(bytes, from + 2),
            let month = two(bytes, from + 4), let day = two(bytes, from + 6)
        else { return nil }
        if to - from == 14 {
            guard let hour = two(bytes, from + 8), let minute = two(bytes, from + 10),
                let second = two(bytes, from + 12),
                hour < 24, minute < 60, second < 60
            else { return nil }
        }
        return checked(year: century * 100 + year, month: month, day: day)
    }

    /// A whole number with groups of three behind the first mark.
    static func number(_ bytes: [UInt8], _ from: Int, _ to: Int, group: UInt8) -> Int64? {
        guard to - from <= 15 else { return nil }
        var value: Int64 = 0
        var run = 0
        var isGrouped = false
        for index in from..<to {
            let byte = bytes[index]
            if byte >= 0x30, byte <= 0x39 {
                value = value * 10 + Int64(byte - 0x30)
                run += 1
            } else {
                guard byte == group, group != 0, isGrouped ? run == 3 : (1...3).contains(run) else { return nil }
                isGrouped = true
                run = 0
            }
        }
        return isGrouped && run != 3 || run == 0 ? nil : value
    }

    /// Whether the bytes are twelve digits.
    static func isTwelveDigits(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Bool {
        guard to - from == 12 else { return false }
        for index in from..<to where bytes[index] < 0x30 || bytes[index] > 0x39 { return false }
        return true
    }

    /// Only years that the long way takes, too (`DateFormat.years`).
    private static func checked(year: Int, month: Int, day: Int) -> Int64? {
        guard DateFormat.years.contains(year) else { return nil }
        return Day(year: year, month: month, day: day)?.number
    }

    private static func isTime(_ bytes: [UInt8], _ at: Int) -> Bool {
        guard bytes[at] == UInt8(ascii: " "), bytes[at + 3] == UInt8(ascii: ":"), let hour = two(bytes, at + 1),
            let minute = two(bytes, at + 4)
        else { return false }
        return hour < 24 && minute < 60
    }

    private static func two(_ bytes: [UInt8], _ at: Int) -> Int? {
        let tens = bytes[at] &- 0x30
        let ones = bytes[at + 1] &- 0x30
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }
}
