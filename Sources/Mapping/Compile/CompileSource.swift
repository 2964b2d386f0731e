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
        var rulesOfFields = root.pairs("fields").compactMap { fields.compile($0.key, $0.value, &self) }
        let variants = isXML ? [] : root["each"]?.many ?? []
        if isXML, let node = root["each"] {
            say(path, node, vi: "\"each\" chỉ dùng cho bảng", en: "\"each\" is for tables only")
        }
        for (variant, node) in variants.enumerated() {
            guard case .mapping(let pairs) = node else { continue }
            rulesOfFields += pairs.compactMap { pair in
                var rule = fields.compile(pair.key, pair.value, &self)
                rule?.variant = variant
                return rule
            }
        }
        if !isXML { checkHeadings(path, root, fields, rulesOfFields) }
        let children = root.pairs("children").flatMap { compileChildren(path, $0.key, $0.value, kind, fields) }
        var source = SourceDefinition(
            id: MappingFolder.id(path), title: root.text("title") ?? "", version: Int(root.number("version") ?? 1),
            kind: kindIndex, format: isXML ? .xml : .table,
            match: compileMatch(path, root, kind, fields, rulesOfFields),
            filtered: filter(root["filtered"]), headerRows: Int(root.number("header_rows") ?? 3),
            namespaces: namespaces, skip: root.texts("skip").map(\.plain), complete: root.flag("complete"),
            partition: nil, fanOut: root.flag("fan_out"), unit: root.text("unit") ?? "",
            keyPatterns: root.texts("key_pattern").map(\.plain), maxRejects: root.number("max_rejects").map { Int($0) },
            asOf: dateSources(path, root), names: fields.names, fields: rulesOfFields, children: children)
        source.variants = variants.count
        source.encoding = root.text("encoding").flatMap { TextEncoding(rawValue: $0) }
        if isXML, let node = root["encoding"] {
            say(path, node, vi: "\"encoding\" chỉ dùng cho bảng", en: "\"encoding\" is for tables only")
        }
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

    /// A list of children: one rule, or one for each text of `repeat`, which stands in the holes of its headings.
    private mutating func compileChildren(
        _ path: String, _ key: Node, _ node: Node, _ kind: Kind, _ fields: FieldCompiler
    ) -> [ChildRule] {
        guard let index = kind.children.firstIndex(where: { $0.id == key.plain }) else {
            unknown(path, key, ("danh sách con", "list of children"), key.plain, kind.children.map(\.id))
            return []
        }
        let records = node.texts("record").map { fields.steps($0, &self) }.filter { !$0.isEmpty }
        let repeated: [String?] = node["repeat"] == nil ? [nil] : node.texts("repeat").map(\.plain)
        if fields.isXML, let node = node["repeat"] {
            say(path, node, vi: "\"repeat\" chỉ dùng cho bảng", en: "\"repeat\" is for tables only")
        }
        let before = diagnostics.count
        return repeated.enumerated().map { number, text in
            // What is wrong is wrong in each of them, and said once.
            let said = diagnostics.count
            defer { if number > 0, said > before { diagnostics.removeLast(diagnostics.count - said) } }
            var inner = FieldCompiler(
                path: path, isXML: fields.isXML, namespaces: fields.namespaces, columns: kind.children[index].columns,
                dates: fields.dates, numbers: fields.numbers, noDate: fields.noDate)
            inner.hole = text
            let childFields = node.pairs("fields").compactMap { inner.compile($0.key, $0.value, &self) }
            let filled = fields.isXML ? inner.indexes(node.texts("filled"), &self) : []
            return ChildRule(
                child: index, records: records, names: inner.names, fields: childFields, filled: filled)
        }
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
        func names(_ field: Node, _ compiler: inout RulesCompiler) -> [Int] {
            let column = kind.column(field.plain)
            if let rule = rules.first(where: { $0.column == column }) { return rule.names }
            compiler.unknown(
                path, field, ("trường", "field"), field.plain, rules.map { kind.columns[$0.column].name })
            return []
        }
        var groups = (node?.texts("fields") ?? []).map { names($0, &self) }
        let any = (node?.texts("any") ?? []).flatMap { names($0, &self) }
        if !any.isEmpty { groups.append(any) }
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
                path, node,
                vi:
                    "dạng ngày \"\(node.plain)\" không hiểu được (dd/MM/yyyy, yyyyMMddHHmmss, …; MM là tháng, mm là phút)",
                en:
                    "the form of dates \"\(node.plain)\" means nothing (dd/MM/yyyy, yyyyMMddHHmmss, …; MM is the month, mm minutes)"
            )
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
