package import Domain

/// Every value that one dossier is part of, and why it is not in the others.
package struct DossierTrace: Sendable, JSONReport {
    /// A value that it is in; the total has no breakdown.
    package struct Share: Sendable, Encodable {
        package var unit: String
        package var periodKind: String
        package var period: String
        package var breakdown: String
        package var breakdownValue: String
        package var inNumerator: Bool

        package init(
            unit: String, periodKind: String, period: String, breakdown: String, breakdownValue: String,
            inNumerator: Bool
        ) {
            self.unit = unit
            self.periodKind = periodKind
            self.period = period
            self.breakdown = breakdown
            self.breakdownValue = breakdownValue
            self.inNumerator = inNumerator
        }
    }

    /// One rule set of an indicator.
    package struct Part: Sendable, Encodable {
        package var indicator: String
        package var rules: String
        /// Another record through which the dossier counts: an answer, a procedure, the component of an index; "" where it counts
        /// itself.
        package var record: String
        /// What decides, and their facts in this order; nil is unknown.
        package var columns: [String]
        package var facts: [String?]
        package var shares: [Share]
        /// Why it is in no value: `excluded`, `outside`, `undated`, `unknown`; nil where it is in one.
        package var reason: String?

        package init(
            indicator: String, rules: String, record: String = "", columns: [String], facts: [String?],
            shares: [Share], reason: String?
        ) {
            self.indicator = indicator
            self.rules = rules
            self.record = record
            self.columns = columns
            self.facts = facts
            self.shares = shares
            self.reason = reason
        }
    }

    package var key: String
    package var unit: String
    package var file: String
    package var line: Int
    package var row: Int
    package var asOf: String
    /// Older records of the dossier that still decide something.
    package var others: [OlderRecord] = []
    package var indicators: [Part] = []

    package init(key: String, unit: String, file: String, line: Int, row: Int, asOf: String) {
        self.key = key
        self.unit = unit
        self.file = file
        self.line = line
        self.row = row
        self.asOf = asOf
    }

    /// RFC 4180, a row for each value that it is in, and one for each rule set under which it is in none.
    package var csv: String {
        let head = [
            "key", "indicator", "rules", "unit", "period_kind", "period", "breakdown", "breakdown_value",
            "in_denominator", "in_numerator", "reason", "record",
        ]
        let body = indicators.flatMap { part -> [[String]] in
            let first = [key, part.indicator, part.rules]
            if let reason = part.reason { return [first + [unit, "", "", "", "", "0", "0", reason, part.record]] }
            return part.shares.map { share in
                first + [
                    share.unit, share.periodKind, share.period, share.breakdown, share.breakdownValue, "1",
                    share.inNumerator ? "1" : "0", "", part.record,
                ]
            }
        }
        return CSVText.text([head] + body)
    }

    /// For people: of each rule set the facts, the periods by unit, and the breakdowns.
    package func text(_ language: Language) -> String {
        let head = "\(key) · \(unit) · \(TraceText.place(file, line, row, language))"
        return ([head] + others.map { "  \($0.text(language))" } + indicators.flatMap { lines($0, language) }).joined(
            separator: "\n") + "\n"
    }

    private func lines(_ part: Part, _ language: Language) -> [String] {
        let rules = (part.rules.isEmpty ? "" : " (\(part.rules))") + (part.record.isEmpty ? "" : " · \(part.record)")
        let facts = zip(part.columns, part.facts).map { "\($0)=\($1 ?? "?")" }.joined(separator: " ")
        if let reason = part.reason {
            return ["", "\(part.indicator)\(rules): \(Self.sentence(reason, language))", "    \(facts)"]
        }
        var lines = ["", "\(part.indicator)\(rules)"] + (facts.isEmpty ? [] : ["    \(facts)"])
        for (inNumerator, title) in [
            (true, language.pick("Trong tử số", "In the numerator")),
            (false, language.pick("Chỉ trong mẫu số", "In the denominator only")),
        ] {
            let shares = part.shares.filter { $0.inNumerator == inNumerator }
            var units: [String] = []
            for share in shares where !units.contains(share.unit) { units.append(share.unit) }
            for unit in units {
                let own = shares.filter { $0.unit == unit && $0.breakdown.isEmpty }
                lines.append(
                    "  \(title) · \(unit): " + own.map { "\($0.periodKind) \($0.period)" }.joined(separator: ", "))
            }
        }
        var pairs: [String] = []
        for share in part.shares where !share.breakdown.isEmpty {
            let pair = "\(share.breakdown)=\(Mask.printable(share.breakdownValue, limit: 40))"
            if !pairs.contains(pair) { pairs.append(pair) }
        }
        if !pairs.isEmpty {
            lines.append("  \(language.pick("Phân tổ", "Breakdowns")): " + pairs.joined(separator: ", "))
        }
        return lines
    }

    private static func sentence(_ reason: String, _ language: Language) -> String {
        switch reason {
        case "excluded": language.pick("không tính, không thỏa mẫu số", "not counted, the denominator does not hold")
        case "undated": language.pick("không tính, không có ngày", "not counted, it has no day")
        case "unknown": language.pick("không tính, thiếu thông tin", "not counted, a fact is not known")
        default: language.pick("không tính, ngoài kỳ", "not counted, outside the periods")
        }
    }
}
