package import Domain

/// A run's report for people: for each file what was taken and what was not, then what moved.
package struct RunText {
    /// Columns that a file lacks and that are named; of more only the number is told.
    private static let namedColumns = 6

    private let report: RunReport
    private let language: Language

    package init(_ report: RunReport, _ language: Language) {
        self.report = report
        self.language = language
    }

    /// The whole text, lines ended.
    package var text: String {
        var lines: [String] = []
        for file in report.files { lines += self.file(file) + [""] }
        for trouble in report.troubles ?? [] { lines.append("! " + trouble) }
        for left in report.left ?? [] { lines.append("! " + left.text(language)) }
        lines += MissingArrival.lines(report.missing ?? [], language).map { "! " + $0 }
        for warning in report.warnings { lines += group(warning, mark: "!") }
        lines += CheckText(checks: report.checks, language: language).lines
        if !report.indicators.isEmpty {
            lines.append(say("Chỉ tiêu vừa tính (kỳ mới nhất):", "Indicators just computed (newest period):"))
            lines += IndicatorTable(report.indicators, language).lines
            lines.append("")
        }
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    private func say(_ vi: String, _ en: String) -> String { language.pick(vi, en) }

    // MARK: A file

    private func file(_ file: FileReport) -> [String] {
        var head = Mask.printable(file.name, limit: 200)
        if let source = file.source { head += " · \(file.sourceTitle ?? source) [\(source)]" }
        if let unit = file.unit, !unit.isEmpty { head += " · \(say("đơn vị", "unit")) \(unit)" }
        if let asOf = file.asOf {
            head += " · \(say("số liệu đến", "as of")) \(asOf)"
            if let until = file.coversUntil, until != asOf {
                head += say(", kỳ đến \(until)", ", covers until \(until)")
            }
        }
        var lines = [head]
        switch file.status {
        case .loaded: break
        case .alreadyLoaded: lines.append("  " + say("= đã nạp trước đây, bỏ qua", "= already loaded, skipped"))
        case .refused: lines.append("  " + say("✗ KHÔNG NẠP tệp này", "✗ REFUSED, nothing of it is loaded"))
        case .unreadable: lines.append("  " + say("✗ không đọc được tệp", "✗ the file cannot be read"))
        }
        if let note = file.encodingNote { lines.append("  " + note.text(language)) }
        if let counts = file.counts { lines.append("  " + self.counts(counts)) }
        if !file.lacks.isEmpty {
            let rest = file.lacks.count - Self.namedColumns
            let names =
                file.lacks.prefix(Self.namedColumns).joined(separator: ", ")
                + (rest > 0 ? say("; và \(rest) cột nữa", "; and \(rest) more") : "")
            lines.append(
                "  "
                    + say(
                        "không có cột (chưa biết, không phải \"không\"): \(names)",
                        "no column for (unknown, not \"no\"): \(names)"))
        }
        if let failure = file.failure { lines += group(failure, mark: "✗") }
        for reject in file.rejects { lines += group(reject, mark: "✗") }
        for warning in file.warnings { lines += group(warning, mark: "!") }
        return lines
    }

    private func counts(_ c: LoadCounts) -> String {
        let parts = [
            (c.new, "mới", "new"), (c.changed, "thay đổi", "changed"), (c.unchanged, "không đổi", "unchanged"),
            (c.stale, "cũ hơn", "stale"), (c.duplicate, "trùng", "duplicate"), (c.joined, "gộp", "joined"),
            (c.rejected, "không nhận", "rejected"), (c.filtered, "không phải bản ghi", "filtered"),
        ]
        let sum = parts.map { "\(say($0.1, $0.2)) \($0.0)" }.joined(separator: " + ")
        var line = "\(say("đọc", "read")) \(c.read) = \(sum)"
        if c.fieldRejects > 0 { line += " · \(say("ô không nhận", "fields rejected")) \(c.fieldRejects)" }
        if c.retired > 0 { line += " · \(say("rút khỏi danh sách", "retired")) \(c.retired)" }
        return line
    }

    // MARK: A cause

    private func group(_ group: RejectGroup, mark: String) -> [String] {
        let isField = group.severity == RejectCode.Severity.field.rawValue
        let isRecord = group.severity == RejectCode.Severity.record.rawValue
        let column = group.heading.isEmpty ? "" : say("cột \"\(group.heading)\": ", "column \"\(group.heading)\": ")
        // Several values of one cause: the sentence without one, the places with theirs.
        let found = group.spoken(language)
        let sentence = group.text?.sentence(language, found: found, expected: group.expected) ?? group.code
        let what = isRecord ? say(" bản ghi", " records") : isField ? say(" ô", " fields") : say(" lần", " times")
        let count = group.severity == RejectCode.Severity.file.rawValue ? "" : "\(group.count)\(what) · "
        var lines = ["  \(mark) \(count)\(column)\(sentence) [\(group.code)]"]
        let places = group.places.filter { $0.line > 0 }.map { place in
            let row = place.row != place.line && place.row > 0 ? say(" (hàng \(place.row))", " (row \(place.row))") : ""
            let value = group.showsValues && !place.found.isEmpty ? ": \(place.found)" : ""
            return "\(say("dòng", "line")) \(place.line)\(row)\(value)"
        }
        if !places.isEmpty {
            let more = group.count - group.places.count
            let rest = more > 0 ? say("; và \(more) chỗ nữa", "; and \(more) more") : ""
            lines.append("      \(places.joined(separator: "; "))\(rest)")
        }
        if let advice = group.text?.advice(language, found: group.found, expected: group.expected), !advice.isEmpty {
            lines.append("      → \(advice)")
        }
        return lines
    }

    // MARK: The end

    /// The run in one line.
    package var summary: String {
        let loaded = report.files.count { $0.status == .loaded }
        let skipped = report.files.count { $0.status == .alreadyLoaded }
        let bad = report.files.count - loaded - skipped
        let records = report.files.compactMap(\.counts).reduce(0) { $0 + $1.read }
        let seconds = Decimal2.text(report.seconds)
        let dry = report.isDryRun ? say(" · CHẠY THỬ, không ghi gì vào kho", " · DRY RUN, nothing was written") : ""
        let rest = night + " · \(seconds) \(say("giây", "s"))" + dry
        return say(
            """
            Tệp: \(loaded) nạp, \(skipped) đã có, \(bad) không nạp · \(records) bản ghi đọc · \
            \(report.valuesChanged) giá trị thay đổi\(rest)
            """,
            """
            Files: \(loaded) loaded, \(skipped) already there, \(bad) refused · \(records) records read · \
            \(report.valuesChanged) values changed\(rest)
            """)
    }

    /// Which runs were cut off; of many only the newest are named.
    package static func cut(_ runs: [Int64], _ language: Language) -> String {
        let named = (runs.count > 3 ? "…, " : "") + runs.suffix(3).map(String.init).joined(separator: ", ")
        return language.pick(
            "lần chạy \(named) bị dừng giữa chừng, đã kể cả các tệp của lần ấy",
            "run \(named) was cut off, its files are told here")
    }

    /// What only a night has: what was left, what is missing, how the plan stands.
    private var night: String {
        var parts = (report.cutRuns ?? []).isEmpty ? [] : [Self.cut(report.cutRuns ?? [], language)]
        if let missing = report.missing {
            let left = report.left?.count ?? 0
            parts.append(say("\(left) để lại, \(missing.count) còn thiếu", "\(left) left, \(missing.count) missing"))
        }
        if let plan = report.plan {
            parts.append(
                say(
                    "kế hoạch \(plan.plan) kỳ \(plan.period): đạt \(plan.met)/\(plan.targets)",
                    "plan \(plan.plan) in \(plan.period): \(plan.met)/\(plan.targets) met"))
        }
        return parts.map { " · " + $0 }.joined()
    }
}
