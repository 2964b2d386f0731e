package import Domain
import Yams

/// Compiles a `Mappings/` folder. Every mistake in every file is found in one go.
package struct RulesCompiler {
    package private(set) var rules = Rules()
    package var diagnostics: [Diagnostic] = []
    /// Order of each indicator and check in tables.
    var order: [String: Int] = [:]
    /// Of each kind of record, its expressions' checker.
    var checkers: [String: ExpressionChecker] = [:]
    /// Where each word of each kind (`ho_so.received`) is written.
    var wordNodes: [String: Node] = [:]
    /// Files whose mistakes are said: what refers to them is no mistake of its own.
    var broken: Set<String> = []
    /// Places of which a mistake was said already.
    private var wrong: Set<String> = []
    /// Kinds that columns refer to, with their places, to be checked when all kinds are known.
    var references: [(path: String, node: Node)] = []

    package init(folder: MappingFolder) {
        diagnostics = folder.diagnostics
        for (path, bytes) in folder.files {
            rules.digests.append((path, MappingFolder.digest(bytes)))
        }
        // The order matters: sources need kinds and codes, indicators need kinds, plans need indicators.
        each(folder, "codes") { compileCodes($0, $1) }
        each(folder, "records") { path, bytes in
            guard let root = open(path, bytes, .record) else { return }
            rules.kinds += [compileKind(path, root)].compactMap { $0 }
        }
        checkReferences()
        checkWords(folder)
        each(folder, "sources") { path, bytes in
            if let root = open(path, bytes, .source) { rules.sources += [compileSource(path, root)].compactMap { $0 } }
        }
        for source in rules.sources where source.complete { rules.kinds[source.kind].hasWholeLists = true }
        each(folder, "calendars") { path, bytes in
            if let root = open(path, bytes, .calendar) { rules.calendars += [compileCalendar(path, root)] }
        }
        each(folder, "indicators") { path, bytes in
            if let root = open(path, bytes, .indicator) {
                rules.indicators += [compileIndicator(path, root)].compactMap { $0 }
            }
        }
        rules.indicators.sort { (order[$0.id, default: 0], $0.id) < (order[$1.id, default: 0], $1.id) }
        each(folder, "checks") { path, bytes in
            if let root = open(path, bytes, .check) {
                rules.checks += [compileCheck(path, root, bytes)].compactMap { $0 }
            }
        }
        rules.checks.sort { (order[$0.id, default: 0], $0.id) < (order[$1.id, default: 0], $1.id) }
        each(folder, "plans") { path, bytes in
            if let root = open(path, bytes, .plan) { rules.plans += [compilePlan(path, root)] }
        }
        diagnostics.sort()
    }

    private func each(_ folder: MappingFolder, _ room: String, _ body: (String, [UInt8]) -> Void) {
        for (path, bytes) in folder.files where path.hasPrefix(room + "/") { body(path, bytes) }
    }

    private mutating func open(_ path: String, _ bytes: [UInt8], _ shape: YamlShape) -> Node? {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            diagnostics.append(Diagnostic(file: path, vi: "tệp không phải UTF-8", en: "the file is not UTF-8"))
            return nil
        }
        let file = YamlFile(path: path, text: text, shape: shape)
        diagnostics += file.diagnostics
        // A mistake of shape does not hide those of meaning: what is there is compiled all the same.
        if !file.diagnostics.isEmpty { broken.insert(path) }
        wrong.formUnion(file.wrong)
        guard case .mapping? = file.root else { return nil }
        return file.root
    }

    /// A mistake at a node.
    mutating func say(_ path: String, _ node: Node?, vi: String, en: String) {
        if let mark = node?.mark, wrong.contains("\(path):\(mark.line):\(mark.column)") { return }
        diagnostics.append(
            Diagnostic(
                file: path, line: node?.mark?.line ?? 0, column: node?.mark?.column ?? 0, vi: vi, en: en))
    }

    /// A mistake about a name that is none of those known. With `room`, the name of a file there: one that could not be
    /// read for its own mistakes is not missing.
    mutating func unknown(
        _ path: String, _ node: Node?, _ what: (vi: String, en: String), _ name: String, _ known: [String],
        room: String = ""
    ) {
        // A name that is missing was said to be missing.
        if name.isEmpty || broken.contains("\(room)/\(name).yaml") { return }
        let hint = Nearest.word(to: name, among: known)
        say(
            path, node, vi: "không có \(what.vi) \"\(name)\"\(YamlFile.hintVi(hint))",
            en: "no such \(what.en) \"\(name)\"\(YamlFile.hintEn(hint))")
    }

    private mutating func compileCodes(_ path: String, _ bytes: [UInt8]) {
        let id = MappingFolder.id(path)
        if id == "don_vi" { return compileUnits(path, bytes) }
        let csv = CodeCSV(path: path, bytes: bytes, required: ["label", "code"], known: ["note"])
        diagnostics += csv.diagnostics
        var met: [String: (code: String, line: Int)] = [:]
        for row in csv.rows {
            let key = CodeList.key(row["label"])
            if let other = met[key], other.code != row["code"] {
                diagnostics.append(
                    Diagnostic(
                        file: path, line: row.line, column: 1,
                        vi: "\"\(row["label"])\" đã có mã \(other.code) ở dòng \(other.line)",
                        en: "\"\(row["label"])\" has code \(other.code) in line \(other.line)"))
            }
            if row["label"].isEmpty || row["code"].isEmpty {
                diagnostics.append(
                    Diagnostic(
                        file: path, line: row.line, column: 1, vi: "thiếu label hoặc code",
                        en: "label or code is missing"))
            }
            met[key] = (row["code"], row.line)
        }
        rules.codes.append(
            CodeList(
                id: id,
                entries: csv.rows.map { CodeList.Entry(label: $0["label"], code: $0["code"], note: $0["note"]) }))
    }

    private mutating func compileUnits(_ path: String, _ bytes: [UInt8]) {
        let csv = CodeCSV(
            path: path, bytes: bytes, required: ["code", "name", "level", "parent"],
            known: ["area", "aliases", "ends_on", "successor", "note"])
        diagnostics += csv.diagnostics
        var met: Set<String> = []
        let entries = csv.rows.map { row in
            if !met.insert(row["code"]).inserted {
                diagnostics.append(
                    Diagnostic(
                        file: path, line: row.line, column: 1, vi: "mã \(row["code"]) có hai lần",
                        en: "the code \(row["code"]) is there twice"))
            }
            if !["tinh", "so", "xa"].contains(row["level"]) {
                diagnostics.append(
                    Diagnostic(
                        file: path, line: row.line, column: 1, vi: "level phải là tinh, so hoặc xa",
                        en: "level must be tinh, so or xa"))
            }
            let ends = row["ends_on"].isEmpty ? nil : Day(iso: row["ends_on"])
            if ends == nil, !row["ends_on"].isEmpty {
                diagnostics.append(
                    Diagnostic(
                        file: path, line: row.line, column: 1, vi: "ends_on phải là ngày có thật, dạng 2026-04-30",
                        en: "ends_on must be a day of the calendar, as 2026-04-30"))
            }
            return UnitList.Entry(
                code: row["code"], name: row["name"], level: row["level"], parent: row["parent"], area: row["area"],
                aliases: row["aliases"].split(separator: "|").map(String.init), endsOn: ends?.number,
                successor: row["successor"])
        }
        rules.units = UnitList(entries: entries)
    }

    private mutating func checkReferences() {
        for (path, node) in references where rules.kind(node.plain) == nil {
            unknown(path, node, ("loại bản ghi", "kind of record"), node.plain, rules.kinds.map(\.id), room: "records")
        }
    }

    private mutating func compileCalendar(_ path: String, _ root: Node) -> Calendar {
        var calendar = Calendar(year: Int(root.number("year") ?? 0), off: [], working: [])
        for node in root.texts("off") {
            let ends = node.plain.split(separator: ".", omittingEmptySubsequences: true).map { Day(iso: String($0)) }
            if ends.count == 1, let day = ends[0] {
                calendar.off.append(day.number)
            } else if ends.count == 2, let first = ends[0], let last = ends[1], first <= last {
                calendar.off += Array(first.number...last.number)
            } else {
                say(
                    path, node, vi: "\"\(node.plain)\" không phải ngày hay khoảng ngày",
                    en: "\"\(node.plain)\" is no day and no range of days")
            }
        }
        calendar.working = root.texts("working").compactMap { Day(iso: $0.plain)?.number }
        for node in root.texts("off") + root.texts("working") {
            let days = node.plain.split(separator: ".").compactMap { Day(iso: String($0)) }
            for day in days where day.civil.year != calendar.year {
                say(
                    path, node, vi: "ngày \(day.iso) không thuộc năm \(calendar.year)",
                    en: "the day \(day.iso) is not in \(calendar.year)")
            }
        }
        return calendar
    }

    private mutating func compilePlan(_ path: String, _ root: Node) -> Plan {
        let unit = root.text("unit") ?? ""
        if rules.units.code(unit) == nil {
            unknown(path, root["unit"], ("đơn vị", "unit"), unit, rules.units.entries.map(\.code))
        }
        let targets = (root["targets"]?.many ?? []).map { node in
            let id = node.text("indicator") ?? ""
            let indicator = rules.indicators.first { $0.id == id }
            if indicator == nil {
                unknown(
                    path, node["indicator"], ("chỉ tiêu", "indicator"), id, rules.indicators.map(\.id),
                    room: "indicators")
            }
            let set = node.text("rules") ?? indicator?.rules.first?.name ?? ""
            if let indicator, !indicator.rules.contains(where: { $0.name == set }) {
                unknown(path, node["rules"], ("bộ quy tắc", "rule set"), set, indicator.rules.map(\.name))
            }
            let target = node.text("target").flatMap { Double($0.replacing(",", with: ".")) }
            if target == nil, node["target"] != nil {
                say(path, node["target"], vi: "mục tiêu phải là số", en: "the target must be a number")
            }
            if (target == nil) != (node["operator"] == nil) {
                say(
                    path, node, vi: "\"operator\" và \"target\" đi cùng nhau",
                    en: "\"operator\" and \"target\" go together")
            }
            return Plan.Target(
                number: node.text("tt") ?? "", indicator: id, rules: set,
                text: node.text("chi_tieu") ?? indicator?.title ?? "", comparison: node.text("operator"),
                target: target, lead: node.text("lead") ?? "", supporting: node.text("supporting") ?? "")
        }
        return Plan(
            id: MappingFolder.id(path), title: root.text("title") ?? "",
            unit: rules.units.code(unit) ?? unit, year: Int(root.number("year") ?? 0), targets: targets)
    }
}
