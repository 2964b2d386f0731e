import Domain
import Records
import Yams

extension RulesCompiler {
    /// A file of `sources/`.
    mutating func compileSource(_ path: String, _ root: Node) -> SourceDefinition? {
        let record = root.text("record") ?? ""
        guard let kindIndex = rules.kind(record) else {
            unknown(
                path, root["record"], ("loại bản ghi", "kind of record"), record, rules.kinds.map(\.id), room: "records"
            )
            return nil
        }
        let kind = rules.kinds[kindIndex]
        let isXML = root.text("format") == "xml"
        var namespaces: [String: String] = [:]
        for pair in root.pairs("namespaces") { namespaces[pair.key.plain] = pair.value.plain }
        var fields = FieldCompiler(
            path: path, isXML: isXML, namespaces: namespaces, columns: kind.columns,
            dates: dateFormats(path, root.texts("dates")), numbers: numberFormat(path, root["numbers"]),
            noDate: root.texts("no_date"))
        let rulesOfFields = root.pairs("fields").compactMap { fields.compile($0.key, $0.value, &self) }
        if !isXML { checkHeadings(path, root, fields, rulesOfFields) }
        let children = root.pairs("children").compactMap { pair -> ChildRule? in
            guard let index = kind.children.firstIndex(where: { $0.id == pair.key.plain }) else {
                unknown(path, pair.key, ("danh sách con", "list of children"), pair.key.plain, kind.children.map(\.id))
                return nil
            }
            var inner = FieldCompiler(
                path: path, isXML: isXML, namespaces: namespaces, columns: kind.children[index].columns,
                dates: fields.dates, numbers: fields.numbers, noDate: fields.noDate)
            let childFields = pair.value.pairs("fields").compactMap { inner.compile($0.key, $0.value, &self) }
            return ChildRule(
                child: index,
                records: pair.value.texts("record").map { fields.steps($0, &self) }.filter { !$0.isEmpty },
                names: inner.names,
                fields: childFields)
        }
        var source = SourceDefinition(
            id: MappingFolder.id(path), title: root.text("title") ?? "", version: Int(root.number("version") ?? 1),
            kind: kindIndex, format: isXML ? .xml : .table,
            match: compileMatch(path, root, kind, fields, rulesOfFields),
            filtered: filter(root["filtered"]), headerRows: Int(root.number("header_rows") ?? 3),
            namespaces: namespaces, skip: root.texts("skip").map(\.plain), complete: root.flag("complete"),
            partition: nil, fanOut: root.flag("fan_out"), unit: root.text("unit") ?? "",
            keyPattern: root.text("key_pattern") ?? "", maxRejects: root.number("max_rejects").map { Int($0) },
            asOf: dateSources(path, root), names: fields.names, fields: rulesOfFields, children: children)
        if let node = root["partition"] {
            source.partition = kind.column(node.plain)
            if source.partition == nil {
                unknown(path, node, ("cột", "column"), node.plain, kind.columns.map(\.name))
            }
        }
        for column in kind.key where column != kind.unit && !rulesOfFields.contains(where: { $0.column == column }) {
            say(
                path, root["fields"], vi: "thiếu trường khóa \"\(kind.columns[column].name)\"",
                en: "the key field \"\(kind.columns[column].name)\" is missing")
        }
        return source
    }

    /// A heading that fits two fields is a mistake, unless one of them says which goes where (`else`, `beside`).
    private mutating func checkHeadings(_ path: String, _ root: Node, _ fields: FieldCompiler, _ rules: [FieldRule]) {
        var owner: [String: Int] = [:]
        for rule in rules where rule.beside == nil {
            guard case .cell(let names) = rule.how else { continue }
            for name in names {
                let folded = fields.names[name].folded
                if let other = owner[folded], other != rule.column {
                    let a = fields.columns[other].name
                    let b = fields.columns[rule.column].name
                    say(
                        path, root["fields"]?[b] ?? root["fields"],
                        vi: "tiêu đề \"\(fields.names[name].written)\" ứng với cả \"\(a)\" và \"\(b)\"",
                        en: "the heading \"\(fields.names[name].written)\" fits both \"\(a)\" and \"\(b)\"")
                }
                owner[folded] = rule.column
            }
        }
    }

    private mutating func compileMatch(
        _ path: String, _ root: Node, _ kind: Kind, _ fields: FieldCompiler, _ rules: [FieldRule]
    ) -> SourceDefinition.Match {
        let node = root["match"]
        var groups: [[Int]] = []
        for name in node?.texts("fields") ?? [] {
            let column = kind.column(name.plain)
            if let rule = rules.first(where: { $0.column == column }) {
                groups.append(rule.names)
            } else {
                unknown(path, name, ("trường", "field"), name.plain, rules.map { kind.columns[$0.column].name })
            }
        }
        let record = node?.text("record") ?? ""
        if root.text("format") == "xml", record.isEmpty {
            say(path, node, vi: "XML cần \"match: record\"", en: "XML needs \"match: record\"")
        }
        let headings = node?.texts("headings").map(\.plain) ?? []
        if root.text("format") == "table", groups.isEmpty, headings.isEmpty {
            say(
                path, node, vi: "\"match\" cần \"fields\" hoặc \"headings\"",
                en: "\"match\" needs \"fields\" or \"headings\"")
        }
        return SourceDefinition.Match(
            groups: groups, headings: headings, without: node?.texts("without").map(\.plain) ?? [], record: record,
            name: node?.text("name") ?? "")
    }

    private func filter(_ node: Node?) -> SourceDefinition.Filter {
        guard let node else { return SourceDefinition.Filter() }
        return SourceDefinition.Filter(
            numbering: node.flag("numbering"), sparse: Int(node.number("sparse") ?? 0),
            totals: node.texts("totals").map { Fold.key($0.plain) },
            footer: node.texts("footer").map { Fold.key($0.plain) })
    }

    private mutating func dateSources(_ path: String, _ root: Node) -> SourceDefinition.DateSources {
        var out = SourceDefinition.DateSources()
        for node in root["as_of"]?.texts("title") ?? [] { out.title += titlePattern(path, node) }
        for node in root["covers"]?.texts("title") ?? [] { out.covers += titlePattern(path, node) }
        for node in root["as_of"]?.texts("name") ?? [] {
            if let pattern = NamePattern(node.plain) {
                out.name.append(pattern)
            } else {
                say(
                    path, node, vi: "mẫu tên tệp dùng {yyyy}, {MM}, {dd} và *",
                    en: "a pattern of names uses {yyyy}, {MM}, {dd} and *")
            }
        }
        out.elements = root["as_of"]?.texts("element").map(\.plain) ?? []
        // Forms that mean nothing were said where the fields took them.
        out.formats = root.texts("dates").compactMap { DateFormat($0.plain) }
        return out
    }

    private mutating func titlePattern(_ path: String, _ node: Node) -> [TitlePattern] {
        if let pattern = TitlePattern(node.plain) { return [pattern] }
        say(
            path, node, vi: "mẫu cần ít nhất một trong {ngay}, {thang}, {quy}, {nam}",
            en: "the pattern needs one of {ngay}, {thang}, {quy}, {nam}")
        return []
    }

    mutating func dateFormats(_ path: String, _ nodes: [Node]) -> [DateFormat] {
        nodes.compactMap { node in
            if let format = DateFormat(node.plain) { return format }
            say(
                path, node, vi: "dạng ngày \"\(node.plain)\" không hiểu được (dd/MM/yyyy, yyyyMMddHHmmss, …)",
                en: "the form of dates \"\(node.plain)\" means nothing (dd/MM/yyyy, yyyyMMddHHmmss, …)")
            return nil
        }
    }

    mutating func numberFormat(_ path: String, _ node: Node?) -> NumberFormat {
        guard let node else { return NumberFormat() }
        var format = NumberFormat()
        for (name, isGroup) in [("group", true), ("decimal", false)] {
            guard let text = node.text(name) else { continue }
            guard text.utf8.count == 1, let mark = text.utf8.first else {
                say(path, node[name], vi: "\"\(name)\" là một dấu", en: "\"\(name)\" is one mark")
                continue
            }
            if isGroup { format.group = mark } else { format.decimal = mark }
        }
        format.ignore = node.texts("ignore").map { Fold.key($0.plain) }
        format.zero = node.texts("zero").map { Fold.key($0.plain) }
        return format
    }
}

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
        if let value = node.text("constant") { return .constant(value) }
        if node["mark"] != nil {
            return .mark(node.pairs("mark").map { (index($0.key, &compiler), $0.value.plain) })
        }
        if case .sequence(let cases)? = node["choose"] {
            return .choose(cases.map { choice($0, &compiler) })
        }
        if node["first_of"] != nil { return .firstOf(indexes(node.texts("first_of"), &compiler)) }
        guard node["from"] != nil || node["else"] != nil else {
            compiler.say(
                path, key, vi: "\"\(key.plain)\" cần một trong: from, else, first_of, choose, mark, constant",
                en: "\"\(key.plain)\" needs one of: from, else, first_of, choose, mark, constant")
            return nil
        }
        let from = indexes(node.texts("from"), &compiler)
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

    private mutating func indexes(_ nodes: [Node], _ compiler: inout RulesCompiler) -> [Int] {
        nodes.map { index($0, &compiler) }
    }

    private mutating func index(_ node: Node, _ compiler: inout RulesCompiler) -> Int {
        let name = SourceName(
            written: node.plain, folded: isXML ? "" : Fold.key(node.plain), steps: isXML ? steps(node, &compiler) : [])
        if let found = names.firstIndex(where: { isXML ? $0.steps == name.steps : $0.folded == name.folded }) {
            return found
        }
        names.append(name)
        return names.count - 1
    }

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
