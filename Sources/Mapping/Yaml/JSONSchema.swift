/// The JSON Schema of a shape, so that an editor completes and underlines. `workshop record` writes it beside the files.
package enum JSONSchema {
    /// The schema of each kind of YAML file: the name of its file in `Mappings/.schema/`, without ending, and the document.
    package static var documents: [(name: String, text: String)] {
        [
            ("record", document(.record, title: "Loại bản ghi (records/)")),
            ("source", document(.source, title: "Mẫu tệp xuất (sources/)")),
            ("indicator", document(.indicator, title: "Chỉ tiêu (indicators/)")),
            ("form", document(.form, title: "Biểu thống kê (forms/)")),
            ("index", document(.index, title: "Bộ chỉ số (indexes/)")),
            ("plan", document(.plan, title: "Kế hoạch (plans/)")),
            ("check", document(.check, title: "Đối chiếu (checks/)")),
            ("calendar", document(.calendar, title: "Lịch nghỉ và làm bù (calendars/)")),
            ("nightly", document(.nightly, title: "Cấu hình chạy hằng đêm (chitieu nightly --config)")),
        ]
    }

    /// The schema document of one kind of YAML file.
    static func document(_ shape: YamlShape, title: String) -> String {
        "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \(quoted(title)),\n"
            + body(shape, indent: "  ").dropFirst(2) + "\n"
    }

    private static func body(_ shape: YamlShape, indent: String) -> String {
        let inner = indent + "  "
        switch shape {
        case .text: return "{\"type\": [\"string\", \"number\", \"boolean\"]}"
        case .integer: return "{\"type\": \"integer\"}"
        case .flag: return "{\"type\": \"boolean\"}"
        case .day: return "{\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"}"
        case .word(let words): return "{\"enum\": [\(words.map(quoted).joined(separator: ", "))]}"
        case .list(let item): return "{\"type\": \"array\", \"items\": \(body(item, indent: inner))}"
        case .oneOrMany(let item):
            let one = body(item, indent: inner)
            return "{\"anyOf\": [\(one), {\"type\": \"array\", \"items\": \(one)}]}"
        case .map(let value):
            return "{\"type\": \"object\", \"additionalProperties\": \(body(value, indent: inner))}"
        case .object(let fields):
            let properties = fields.map { field in
                let schema = body(field.shape, indent: inner)
                let described =
                    "{\"description\": \(quoted(field.meaning)), " + schema.dropFirst(schema.hasPrefix("{\n") ? 2 : 1)
                return "\(inner)  \(quoted(field.name)): \(described)"
            }
            let required = fields.filter(\.required).map { quoted($0.name) }
            return "{\n\(inner)\"type\": \"object\",\n\(inner)\"additionalProperties\": false,\n"
                + (required.isEmpty ? "" : "\(inner)\"required\": [\(required.joined(separator: ", "))],\n")
                + "\(inner)\"properties\": {\n\(properties.joined(separator: ",\n"))\n\(inner)}\n\(indent)}"
        }
    }

    /// A JSON string.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            default:
                if scalar.value < 0x20 {
                    let hex = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }
}
