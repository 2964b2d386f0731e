import Domain

/// The checks that hold somewhere, for people: how many, the first places, what to do.
struct CheckText {
    let checks: [CheckReport]
    let language: Language

    var lines: [String] {
        guard !checks.isEmpty else { return [] }
        return [language.pick("Đối chiếu, trên cả kho:", "Checks, over the whole warehouse:")] + checks.flatMap(lines)
            + [""]
    }

    private func lines(_ check: CheckReport) -> [String] {
        let mark = ["error": "✗", "warning": "!"][check.severity] ?? "·"
        var lines = ["  \(mark) \(check.count) · \(check.title) [\(check.check)]"]
        let places = check.examples.map(place)
        if !places.isEmpty {
            let rest = check.count > places.count ? "; …" : ""
            lines.append("      \(places.joined(separator: "; "))\(rest)")
        }
        if !check.advice.isEmpty { lines.append("      → \(check.advice)") }
        return lines
    }

    private func place(_ example: CheckReport.Example) -> String {
        let text = Mask.printable(example.text, limit: 200)
        guard !example.file.isEmpty else { return text }
        let row = example.row > 0 && example.row != example.line
        var place = Mask.printable(example.file, limit: 200)
        if example.line > 0 { place += language.pick(" dòng \(example.line)", " line \(example.line)") }
        if row { place += language.pick(" (hàng \(example.row))", " (row \(example.row))") }
        return text.isEmpty ? place : "\(place): \(text)"
    }
}
