import Domain
import Yams

extension RulesCompiler {
    /// A file of `records/`.
    mutating func compileKind(_ path: String, _ root: Node) -> Kind? {
        let columns = root.pairs("columns").compactMap { compileColumn(path, $0.key, $0.value) }
        let names = columns.map(\.name)
        func index(_ node: Node?, _ compiler: inout RulesCompiler) -> Int? {
            guard let node else { return nil }
            if let found = names.firstIndex(of: node.plain) { return found }
            compiler.unknown(path, node, ("cột", "column"), node.plain, names)
            return nil
        }
        let key = root.texts("key").compactMap { index($0, &self) }
        let children = root.pairs("children").map { pair in
            ChildKind(
                id: pair.key.plain, title: pair.value.text("title") ?? "",
                description: pair.value.text("description") ?? "",
                columns: pair.value.pairs("columns").compactMap { compileColumn(path, $0.key, $0.value) })
        }
        let unit = index(root["unit"], &self)
        let first = index(root["first_event"], &self)
        let level = index(root["level"], &self)
        guard let unit, columns.count + children.count <= Kind.widest, !key.isEmpty else {
            if columns.count + children.count > Kind.widest {
                say(
                    path, root["columns"], vi: "tối đa \(Kind.widest) cột và danh sách con",
                    en: "at most \(Kind.widest) columns and lists of children")
            }
            return nil
        }
        var kind = Kind(
            id: MappingFolder.id(path), title: root.text("title") ?? "", description: root.text("description") ?? "",
            columns: columns, key: key, unit: unit, firstEvent: first, standing: root.flag("standing"), level: level,
            children: children,
            words: root.pairs("words").map { NamedWord(name: $0.key.plain, expression: $0.value.plain) })
        for pair in root.pairs("words") { wordNodes["\(kind.id).\(pair.key.plain)"] = pair.value }
        if let node = root["life_ends"] { lifeNodes[kind.id] = node }
        for pair in root.pairs("breakdowns") { breakdownNodes["\(kind.id).\(pair.key.plain)"] = pair.value }
        if let node = root["given"] {
            let columns = ["indicator", "period", "numerator", "denominator"].compactMap { index(node[$0], &self) }
            if columns.count == 4 {
                kind.given = GivenColumns(
                    indicator: columns[0], period: columns[1], numerator: columns[2], denominator: columns[3])
            }
        }
        kind.related = root.pairs("related").map { pair in
            RelatedList(
                id: pair.key.plain, kind: pair.value.text("record") ?? "", column: pair.value.text("by") ?? "",
                columns: pair.value.texts("columns").map(\.plain))
        }
        return kind
    }

    private mutating func compileColumn(_ path: String, _ key: Node, _ node: Node) -> KindColumn? {
        let name = key.plain
        guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }),
            name.utf8.first.map({ $0 > 0x39 }) == true
        else {
            say(
                path, key, vi: "tên cột \"\(name)\" chỉ gồm a-z, 0-9 và _",
                en: "the column's name \"\(name)\" may have a-z, 0-9 and _ only")
            return nil
        }
        let list = node.text("codes") ?? "co_khong"
        let typeName = node.text("type") ?? ""
        if ["code", "codes", "flag"].contains(typeName), rules.list(list) == nil {
            unknown(path, node["codes"] ?? key, ("danh mục", "code list"), list, rules.codes.map(\.id))
        }
        let type: ColumnType =
            switch typeName {
            case "day": .day
            case "flag": .flag
            case "code": .code(list: list)
            case "codes": .codes(list: list)
            case "number": .number
            case "identity": .identity
            case "dossier_code": .dossierCode
            case "procedure_code": .procedureCode
            case "unit": .unit
            case "period": .period
            default: .word
            }
        if let target = node["references"] { references.append((path, target)) }
        if node.flag("personal"), type != .word, type != .identity, type != .flag {
            say(
                path, node["personal"],
                vi: "cột cá nhân chỉ giữ được dạng word (đã che), identity (bút danh) hoặc flag",
                en: "a personal column can be kept as a word (masked), identity (pseudonym) or flag only")
        }
        var empty: EmptyMeaning = type == .flag ? .value(0) : .none
        switch node.text("empty") {
        case nil: break
        case "none": empty = .none
        case "required": empty = .required
        case let text?:
            if let value = Int64(text) {
                empty = .value(value)
            } else {
                say(
                    path, node["empty"], vi: "\"empty\" là none, required hoặc một số",
                    en: "\"empty\" is none, required or a number")
            }
        }
        return KindColumn(
            name: name, type: type, title: node.text("title") ?? name, description: node.text("description") ?? "",
            measure: node.text("measure") ?? "", example: node.text("example") ?? "",
            personal: node.flag("personal") || type == .identity, bad: node.text("bad") == "field" ? .field : .record,
            empty: empty, references: node.text("references"), isInterned: isInterned(type),
            isSearched: node.flag("search"), placeholders: placeholders(path, node, type))
    }

    private mutating func placeholders(_ path: String, _ node: Node, _ type: ColumnType) -> [String] {
        let texts = node.texts("placeholders")
        if type != .identity, let first = texts.first {
            say(
                path, first, vi: "\"placeholders\" chỉ dùng với type: identity",
                en: "\"placeholders\" goes with type: identity only")
        }
        for text in texts where !PlaceholderNumbers.hasShape(text.plain) {
            say(
                path, text, vi: "\"\(text.plain)\" phải là 9 hoặc 12 chữ số, hoặc chừng ấy chữ x (một chữ số lặp lại)",
                en: "\"\(text.plain)\" must be 9 or 12 digits, or so many x (one digit repeated)")
        }
        return texts.map(\.plain)
    }

    private func isInterned(_ type: ColumnType) -> Bool {
        switch type {
        case .word, .procedureCode, .period: true
        case .code(let list): rules.list(list).map { !rules.codes[$0].isNumeric } ?? false
        default: false
        }
    }
}
