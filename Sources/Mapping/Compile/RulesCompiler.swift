package import Domain
import Yams

/// Compiles a `Mappings/` folder. Every mistake in every file is found in one go.
package struct RulesCompiler {
    /// What was read so far; whole where there is no mistake.
    package internal(set) var rules = Rules()
    package var diagnostics: [Diagnostic] = []
    /// Order of each indicator and check in tables.
    var order: [String: Int] = [:]
    /// Of each kind of record, its expressions' checker.
    var checkers: [String: ExpressionChecker] = [:]
    /// Where each word of each kind (`ho_so.received`) is written.
    var wordNodes: [String: Node] = [:]
    /// Where each kind says what a breakdown is (`ho_so.linh_vuc`), if it is more than its column.
    var breakdownNodes: [String: Node] = [:]
    /// Where each kind says when a record is over.
    var lifeNodes: [String: Node] = [:]
    /// Files whose mistakes are said: what refers to them is no mistake of its own.
    var broken: Set<String> = []
    /// Places of which a mistake was said already.
    private var wrong: Set<String> = []
    /// Rule sets whose denominator is a ready-made figure.
    var populations: [(path: String, node: Node)] = []
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
            guard let root = open(path, bytes, .indicator) else { return }
            let made = compileIndicator(path, root)
            rules.indicators += [made].compactMap { $0 }
            if made == nil { broken.insert(path) }
        }
        addReadyMade()
        rules.indicators.sort { (order[$0.id, default: 0], $0.id) < (order[$1.id, default: 0], $1.id) }
        each(folder, "forms") { path, bytes in
            if let root = open(path, bytes, .form) { compileForm(path, root) }
        }
        each(folder, "indexes") { path, bytes in
            if let root = open(path, bytes, .index) { rules.indexes.append(compileIndex(path, root)) }
        }
        each(folder, "checks") { path, bytes in
            if let root = open(path, bytes, .check) {
                rules.checks += [compileCheck(path, root, bytes)].compactMap { $0 }
            }
        }
        rules.checks.sort { (order[$0.id, default: 0], $0.id) < (order[$1.id, default: 0], $1.id) }
        each(folder, "plans") { path, bytes in
            if let root = open(path, bytes, .plan) { rules.plans += [compilePlan(path, root)] }
        }
        countWindowsOfPlans()
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
}
