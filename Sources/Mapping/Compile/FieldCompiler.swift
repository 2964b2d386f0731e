import Domain
import Records
import Yams

/// Compiles the fields of a source (or of a list of children), and gathers the names that they use, each once.
struct FieldCompiler {
    let path: String
    let isXML: Bool
    let namespaces: [String: String]
    let columns: [KindColumn]
    let dates: [DateFormat]
    let numbers: NumberFormat
    /// Texts that stand for no date: empty in fields of days and in cases, which ask whether a date is valid.
    let noDate: [Node]
    /// What stands for `{}` in headings and constants, where they repeat.
    var hole: String?
    private(set) var names: [SourceName] = []

    init(
        path: String, isXML: Bool, namespaces: [String: String], columns: [KindColumn], dates: [DateFormat],
        numbers: NumberFormat, noDate: [Node]
    ) {
        self.path = path
        self.isXML = isXML
        self.namespaces = namespaces
        self.columns = columns
        self.dates = dates
        self.numbers = numbers
        self.noDate = noDate
    }

    mutating func compile(_ key: Node, _ node: Node, _ compiler: inout RulesCompiler) -> FieldRule? {
        guard let column = columns.firstIndex(where: { $0.name == key.plain }) else {
            compiler.unknown(path, key, ("trường", "field"), key.plain, columns.map(\.name))
            return nil
        }
        guard let how = how(node, key, &compiler) else { return nil }
        var rule = FieldRule(column: column, how: how)
        rule.otherwise = indexes(node.texts("else"), &compiler)
        if let beside = node["beside"] {
            rule.beside = columns.firstIndex { $0.name == beside.plain }
            if rule.beside == nil {
                compiler.unknown(path, beside, ("trường", "field"), beside.plain, columns.map(\.name))
            }
        }
        rule.dates = node["formats"] == nil ? dates : compiler.dateFormats(path, node.texts("formats"))
        rule.numbers = node["numbers"] == nil ? numbers : compiler.numberFormat(path, node["numbers"])
        rule.split = node.text("split") ?? ""
        rule.fallback = node.text("default")
        var blank = node.texts("blank")
        if columns[column].type == .day { blank += noDate }
        if case .choose = how { blank += noDate }
        rule.blank = blank.map { Self.pattern($0.plain) }
        rule.only = node.texts("only").map { Self.pattern($0.plain) }
        if case .sequence(let ages)? = node["age"] {
            rule.ages = ages.map { (Day(iso: $0.text("from") ?? "")?.number ?? .min, Int($0.number("years") ?? 0)) }
                .sorted { $0.from < $1.from }
        }
        let list =
            switch columns[column].type {
            case .code(let list), .codes(let list): list
            case .flag: "co_khong"
            default: ""
            }
        let name = node.text("codes") ?? list
        if !name.isEmpty {
            rule.codes = compiler.rules.list(name) ?? -1
            if rule.codes < 0 {
                compiler.unknown(
                    path, node["codes"] ?? key, ("danh mục", "code list"), name, compiler.rules.codes.map(\.id))
            }
        }
        if columns[column].type == .day || !rule.ages.isEmpty, rule.dates.isEmpty {
            compiler.say(
                path, key, vi: "\"\(key.plain)\" cần dạng ngày: thêm \"dates\" cho tệp hoặc \"formats\" cho trường",
                en: "\"\(key.plain)\" needs a form of dates: add \"dates\" to the file or \"formats\" to the field")
        }
        return rule
    }

    /// A folded text, or the folded beginning of one.
    private static func pattern(_ text: String) -> String {
        text.hasSuffix("*") ? Fold.key(text) + "*" : Fold.key(text)
    }

    private mutating func how(_ node: Node, _ key: Node, _ compiler: inout RulesCompiler) -> FieldRule.How? {
        if let value = node.text("constant") { return .constant(filled(value)) }
        if node.flag("covers") { return .covers }
        if case .sequence(let terms)? = node["sum"] {
            return .sum(terms.map { term in indexes(term.many, &compiler) })
        }
        if node["mark"] != nil {
            return .mark(node.pairs("mark").map { (index($0.key, &compiler), $0.value.plain) })
        }
        if case .sequence(let cases)? = node["choose"] {
            return .choose(cases.map { choice($0, &compiler) })
        }
        if node["first_of"] != nil { return .firstOf(indexes(node.texts("first_of"), &compiler)) }
        guard node["from"] != nil || node["else"] != nil else {
            compiler.say(
                path, key,
                vi: "\"\(key.plain)\" cần một trong: from, else, first_of, choose, mark, sum, covers, constant",
                en: "\"\(key.plain)\" needs one of: from, else, first_of, choose, mark, sum, covers, constant")
            return nil
        }
        let from = indexes(node.texts("from"), &compiler)
        if let part = node.text("time").flatMap(TimeRule.Part.init) {
            let unit = node["unit"].map { index($0, &compiler) }
            return time(part, from, unit, node, key, &compiler).map { .time(from, $0) }
        }
        return node.flag("filled") ? .filled(from) : .cell(from)
    }

    private mutating func choice(_ node: Node, _ compiler: inout RulesCompiler) -> FieldRule.Choice {
        let tests = node.pairs("when").map { pair -> (name: Int, test: FieldRule.Choice.Test) in
            let test: FieldRule.Choice.Test =
                switch pair.value.plain {
                case "filled": .filled
                case "empty": .empty
                case "valid": .valid
                default: .equals(Fold.key(pair.value.plain))
                }
            return (index(pair.key, &compiler), test)
        }
        return FieldRule.Choice(
            tests: tests, value: node.text("value"), take: node["take"].map { index($0, &compiler) })
    }

    /// The numbers of names, which are kept.
    mutating func indexes(_ nodes: [Node], _ compiler: inout RulesCompiler) -> [Int] {
        nodes.map { index($0, &compiler) }
    }

    private mutating func index(_ node: Node, _ compiler: inout RulesCompiler) -> Int {
        let text = filled(node.plain)
        let name = SourceName(
            written: text, folded: isXML ? "" : Fold.key(text), steps: isXML ? steps(node, &compiler) : [])
        if let found = names.firstIndex(where: { isXML ? $0.steps == name.steps : $0.folded == name.folded }) {
            return found
        }
        names.append(name)
        return names.count - 1
    }

    private func filled(_ text: String) -> String { hole.map { text.replacing("{}", with: $0) } ?? text }

    /// The steps of a path: `TaiLieuNop/TenTepDinhKem`, `x:HoSo/@id`; an empty namespace means any.
    func steps(_ node: Node?, _ compiler: inout RulesCompiler) -> [XMLPath.Step] {
        guard let node, isXML else { return [] }
        return node.plain.split(separator: "/").map { part in
            let isAttribute = part.hasPrefix("@")
            let pieces = (isAttribute ? part.dropFirst() : part).split(separator: ":", maxSplits: 1).map(String.init)
            guard pieces.count == 2 else {
                return XMLPath.Step(namespace: "", name: String(part))
            }
            if namespaces[pieces[0]] == nil {
                compiler.unknown(
                    path, node, ("tiền tố namespace", "namespace prefix"), pieces[0], Array(namespaces.keys))
            }
            return XMLPath.Step(
                namespace: namespaces[pieces[0]] ?? "", name: (isAttribute ? "@" : "") + pieces[1])
        }
    }
}
