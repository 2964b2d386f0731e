import Domain

extension Truth {
    /// One line of NDJSON: the facts, `"spoilt"` with `"code"`, `"costs"` and `"field"`, and `"unreadable"`, the fields
    /// that a spoilt cell made unknown. Keys are in the order of their bytes.
    package func write(to sink: ByteSink) {
        sink.text("{")
        var unreadable: [String] = []
        for (name, fact) in facts.sorted(by: { $0.key < $1.key }) {
            if fact == .unreadable {
                unreadable.append(name)
                continue
            }
            Self.pair(name, fact, to: sink)
            sink.text(",")
        }
        for (name, rows) in lists.sorted(by: { $0.key < $1.key }) {
            Self.quoted(name, to: sink)
            sink.text(":[")
            for (index, row) in rows.enumerated() {
                sink.text(index == 0 ? "{" : ",{")
                for (place, field) in row.sorted(by: { $0.key < $1.key }).enumerated() {
                    if place > 0 { sink.text(",") }
                    Self.pair(field.key, field.value, to: sink)
                }
                sink.text("}")
            }
            sink.text("],")
        }
        sink.text("\"spoilt\":")
        guard let spoilt else { return sink.text("null}\n") }
        sink.text("\"\(spoilt.kind.rawValue)\",\"code\":\"\(spoilt.code.rawValue)\"")
        sink.text(",\"costs\":\"\(spoilt.severity.rawValue)\",\"field\":\"\(spoilt.field)\",\"unreadable\":[")
        sink.text(unreadable.map { "\"\($0)\"" }.joined(separator: ","))
        sink.text("]}\n")
    }

    private static func pair(_ name: String, _ fact: Fact, to sink: ByteSink) {
        quoted(name, to: sink)
        sink.text(":")
        switch fact {
        case .empty, .unreadable: sink.text("null")
        case .text(let value): quoted(value, to: sink)
        case .number(let value): sink.text("\(value)")
        case .day(let value): sink.text("\"\(value.iso)\"")
        }
    }

    private static func quoted(_ value: String, to sink: ByteSink) {
        sink.byte(0x22)
        for unit in value.utf8 {
            switch unit {
            case 0x22, 0x5C:
                sink.byte(0x5C)
                sink.byte(unit)
            case 0..<0x20:
                sink.text("\\u00")
                sink.text(unit < 16 ? "0" : "")
                sink.text(String(unit, radix: 16))
            default: sink.byte(unit)
            }
        }
        sink.byte(0x22)
    }
}
