import Domain

/// What was not taken of a file, kept until it is known whether the file is: the rejects of a refused file are kept, its records
/// are not. Texts are shared, so that a reject costs some 40 bytes.
struct RejectSpool {
    private struct Entry {
        var code: RejectCode
        var severity: RejectCode.Severity
        var line: Int32
        var row: Int32
        var heading: Int32
        var field: Int32
        var found: Int32
        var label: Int32
        var expected: Int32
    }

    /// A label comes this often in a column of a file before it is shown: a shifted name does not.
    private static let shownFrom = 3

    private var entries: [Entry] = []
    private var texts: [String] = [""]
    private var numbers: [String: Int32] = ["": 0]
    private var labels: [Label: Int] = [:]

    /// What a column says.
    private struct Label: Hashable {
        var field: Int32
        var text: Int32
    }

    var count: Int { entries.count }

    mutating func add(_ reject: Reject) {
        let label = number(reject.label)
        if label != 0 { labels[Label(field: number(reject.field), text: label), default: 0] += 1 }
        entries.append(
            Entry(
                code: reject.code, severity: reject.severity, line: reject.line, row: reject.row,
                heading: number(reject.heading), field: number(reject.field), found: number(reject.found), label: label,
                expected: number(reject.expected)))
    }

    /// The rejects in the order of the file; a label that is common in it is shown, others stay masked.
    func each(_ body: (Reject) throws -> Void) rethrows {
        for entry in entries {
            let isCommon = labels[Label(field: entry.field, text: entry.label), default: 0] >= Self.shownFrom
            let found = isCommon ? "\"\(Mask.printable(texts[Int(entry.label)]))\"" : texts[Int(entry.found)]
            try body(
                Reject(
                    code: entry.code, severity: entry.severity, line: entry.line, row: entry.row,
                    heading: texts[Int(entry.heading)], field: texts[Int(entry.field)], found: found,
                    expected: texts[Int(entry.expected)]))
        }
    }

    private mutating func number(_ text: String) -> Int32 {
        if let known = numbers[text] { return known }
        let number = Int32(texts.count)
        texts.append(text)
        numbers[text] = number
        return number
    }
}
