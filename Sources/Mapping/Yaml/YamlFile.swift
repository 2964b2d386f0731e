import Domain
import Yams

/// One YAML file of `Mappings/`, read and held against its shape. All mistakes are collected, none thrown.
struct YamlFile {
    /// Path below `Mappings/`.
    let path: String
    let root: Node?
    private(set) var diagnostics: [Diagnostic] = []
    /// Places (`file:line:column`) of values and names that have the wrong shape: nothing more is said of them.
    private(set) var wrong: Set<String> = []

    init(path: String, text: String, shape: YamlShape) {
        self.path = path
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            root = nil
            let (line, column, what) = Self.place(error)
            diagnostics = [
                Diagnostic(
                    file: path, line: line, column: column, vi: "YAML không đọc được: \(what)",
                    en: "the YAML cannot be read: \(what)")
            ]
            return
        } catch {
            root = nil
            diagnostics = [
                Diagnostic(file: path, vi: "YAML không đọc được: \(error)", en: "the YAML cannot be read: \(error)")
            ]
            return
        }
        guard let root else {
            diagnostics = [Diagnostic(file: path, vi: "tệp rỗng", en: "the file is empty")]
            return
        }
        check(root, shape, at: "")
    }

    private static func place(_ error: YamlError) -> (Int, Int, String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, mark.column, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (
                context.mark.line, context.mark.column,
                "khóa trùng (duplicate key): \(duplicates.map(\.description).joined(separator: ", "))"
            )
        default: (0, 0, "\(error)")
        }
    }

    private mutating func say(_ node: Node, vi: String, en: String) {
        diagnostics.append(
            Diagnostic(file: path, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0, vi: vi, en: en))
        wrong.insert("\(path):\(node.mark?.line ?? 0):\(node.mark?.column ?? 0)")
    }

    private mutating func check(_ node: Node, _ shape: YamlShape, at name: String) {
        switch shape {
        case .text:
            if node.scalar == nil { say(node, vi: "\"\(name)\" phải là chữ", en: "\"\(name)\" must be a text") }
        case .integer:
            if node.scalar.flatMap({ Int64($0.string) }) == nil {
                say(node, vi: "\"\(name)\" phải là số nguyên", en: "\"\(name)\" must be a whole number")
            }
        case .flag:
            if node.scalar.map({ ["true", "false"].contains($0.string) }) != true {
                say(node, vi: "\"\(name)\" phải là true hoặc false", en: "\"\(name)\" must be true or false")
            }
        case .day:
            if node.scalar.flatMap({ Day(iso: $0.string) }) == nil {
                say(
                    node, vi: "\"\(name)\" phải là ngày có thật, dạng 2026-04-30",
                    en: "\"\(name)\" must be a day of the calendar, as 2026-04-30")
            }
        case .word(let words): checkWord(node, words, at: name)
        case .list(let inner):
            guard case .sequence(let items) = node else {
                return say(node, vi: "\"\(name)\" phải là danh sách", en: "\"\(name)\" must be a list")
            }
            for item in items { check(item, inner, at: name) }
        case .oneOrMany(let inner):
            if case .sequence(let items) = node {
                for item in items { check(item, inner, at: name) }
            } else {
                check(node, inner, at: name)
            }
        case .map(let inner):
            guard case .mapping(let pairs) = node else {
                return say(
                    node, vi: "\"\(name)\" phải gồm các dòng tên: giá trị", en: "\"\(name)\" must be names with values")
            }
            for (key, value) in pairs { check(value, inner, at: key.scalar?.string ?? name) }
        case .object(let fields): checkObject(node, fields, at: name)
        }
    }

    private mutating func checkWord(_ node: Node, _ words: [String], at name: String) {
        guard let text = node.scalar?.string, words.contains(text) else {
            let found = node.scalar?.string ?? ""
            let hint = Nearest.word(to: found, among: words)
            return say(
                node,
                vi: "\"\(name)\": không có giá trị \"\(found)\"\(Self.hintVi(hint)); dùng một trong: "
                    + words.joined(separator: ", "),
                en: "\"\(name)\": no such value \"\(found)\"\(Self.hintEn(hint)); use one of: "
                    + words.joined(separator: ", "))
        }
    }

    private mutating func checkObject(_ node: Node, _ fields: [YamlField], at name: String) {
        guard case .mapping(let pairs) = node else {
            let what = name.isEmpty ? "tệp" : "\"\(name)\""
            return say(
                node, vi: "\(what) phải gồm các dòng tên: giá trị", en: "\(what) must be names with values")
        }
        for (key, value) in pairs {
            let text = key.scalar?.string ?? ""
            if let field = fields.first(where: { $0.name == text }) {
                check(value, field.shape, at: text)
            } else {
                let names = fields.map(\.name)
                let hint = Nearest.word(to: text, among: names)
                let all = names.joined(separator: ", ")
                say(
                    key,
                    vi: "không có mục \"\(text)\"" + (hint == nil ? "; dùng một trong: \(all)" : Self.hintVi(hint)),
                    en: "no such entry \"\(text)\"" + (hint == nil ? "; use one of: \(all)" : Self.hintEn(hint)))
            }
        }
        for field in fields where field.required && node[field.name] == nil {
            diagnostics.append(
                Diagnostic(
                    file: path, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0,
                    vi: "thiếu mục \"\(field.name)\"", en: "the entry \"\(field.name)\" is missing"))
        }
    }

    /// The hint at the end of a sentence.
    static func hintVi(_ word: String?) -> String { word.map { ", có phải là \"\($0)\"?" } ?? "" }
    static func hintEn(_ word: String?) -> String { word.map { ", did you mean \"\($0)\"?" } ?? "" }
}

extension Node {
    /// The node's text, or "".
    var plain: String { scalar?.string ?? "" }

    /// A field's text, or nil.
    func text(_ name: String) -> String? { self[name]?.scalar?.string }

    func number(_ name: String) -> Int64? { text(name).flatMap { Int64($0) } }

    func flag(_ name: String) -> Bool { text(name) == "true" }

    /// One or many texts.
    func texts(_ name: String) -> [Node] { self[name]?.many ?? [] }

    /// The items of a list, or the node alone.
    var many: [Node] {
        if case .sequence(let items) = self { return Array(items) }
        return [self]
    }

    /// The pairs of a field that holds names with values, in their order.
    func pairs(_ name: String) -> [(key: Node, value: Node)] {
        guard case .mapping(let pairs)? = self[name] else { return [] }
        return pairs.map { ($0.key, $0.value) }
    }
}
