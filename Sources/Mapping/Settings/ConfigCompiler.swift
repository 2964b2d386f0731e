package import Domain
import Yams

/// Reads the configuration of the nightly job: its shape, then its words against the rules. All mistakes at once.
package struct ConfigCompiler {
    package private(set) var config = NightlyConfig()
    package private(set) var diagnostics: [Diagnostic] = []
    private let path: String
    private let base: String
    private var root: Node?
    private var wrong: Set<String> = []
    private let resolve: (String) -> String
    private let dangling: (String) -> String?

    /// `path` is the file's; `bytes` what it holds; `resolve` tells where a path leads, links followed, as far as it is there,
    /// `dangling` the link in it that leads nowhere.
    package init(
        path: String, bytes: [UInt8], resolve: @escaping (String) -> String = { $0 },
        dangling: @escaping (String) -> String? = { _ in nil }
    ) {
        self.path = path
        self.resolve = resolve
        self.dangling = dangling
        base = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        guard let text = String(validating: bytes, as: UTF8.self) else {
            diagnostics = [Diagnostic(file: path, vi: "tệp không phải UTF-8", en: "the file is not UTF-8")]
            return
        }
        let file = YamlFile(path: path, text: text, shape: .nightly)
        diagnostics = file.diagnostics
        wrong = file.wrong
        guard let root = file.root, case .mapping = root else { return }
        self.root = root
        config.warehouse = place(root.text("warehouse") ?? "")
        config.mappings = place(root.text("mappings") ?? "Mappings")
        config.identityKey = root.text("identity_key").map(place)
        config.language = root.text("language") == "en" ? .en : .vi
        config.settle = bounded(root, "settle", 0...86_400) ?? config.settle
        config.archive = root["archive"].flatMap { archive($0) }
        if let copies = root["copies"] {
            config.copyDays = copies.text("make") == "false" ? nil : bounded(copies, "keep_days", 1...3_650) ?? 30
        }
        config.missingCounts = root.text("missing_counts") != "false"
        config.plan = root.text("plan")
        config.metrics = root.text("metrics").map(place)
        config.backups = root.text("backups").map(place)
        let general = root["thresholds"].map { thresholds($0, Thresholds()) } ?? Thresholds()
        for node in root.texts("folders") { config.folders.append(folder(node, general)) }
        for node in root.texts("expected") { config.expected.append(expectation(node)) }
        let places = ConfigPlaces(config, path: path, resolve: resolve, dangling: dangling)
        checkFolders(root, places)
        for mistake in places.mistakes {
            let node = mistake.key.flatMap { $0 == "archive" ? root[$0]?["folder"] : root[$0] }
            say(node, vi: mistake.vi, en: mistake.en)
        }
        checkHome(root)
    }

    /// Holds what the file names against the rules, and puts codes of units for area codes.
    package mutating func check(against rules: Rules) {
        for (index, node) in (root?.texts("folders") ?? []).enumerated() {
            config.folders[index].unit = unit(node, rules)
            for name in node.texts("sources") { source(name, rules) }
        }
        for (index, node) in (root?.texts("expected") ?? []).enumerated() {
            config.expected[index].unit = unit(node, rules)
            if let name = node["source"] { source(name, rules) }
        }
        if let plan = root?["plan"], !rules.plans.contains(where: { $0.id == plan.plain }) {
            unknown(plan, ("kế hoạch", "plan"), among: rules.plans.map(\.id))
        }
        diagnostics.sort()
    }

    // MARK: Parts

    private mutating func archive(_ node: Node) -> NightlyConfig.Archive {
        NightlyConfig.Archive(
            folder: place(node.text("folder") ?? ""), keepDays: bounded(node, "keep_days", 1...36_500))
    }

    private mutating func folder(_ node: Node, _ general: Thresholds) -> NightlyConfig.DropFolder {
        var folder = NightlyConfig.DropFolder(path: place(node.text("path") ?? ""), unit: node.text("unit") ?? "")
        folder.sources = node.texts("sources").map(\.plain)
        folder.usesArrival = node.text("as_of") == "arrival"
        folder.hasCopies = node.text("copies") != "false"
        folder.thresholds = node["thresholds"].map { thresholds($0, general) } ?? general
        return folder
    }

    /// No list was expected before.
    private static let firstYear = 2000

    private mutating func expectation(_ node: Node) -> NightlyConfig.Expectation {
        if let from = node.text("from").flatMap({ Day(iso: $0) }), from.civil.year < Self.firstYear {
            say(
                node["from"], vi: "\"from\" phải từ năm \(Self.firstYear)",
                en: "\"from\" must be in \(Self.firstYear) or later")
        }
        return NightlyConfig.Expectation(
            unit: node.text("unit") ?? "", source: node.text("source") ?? "",
            every: node.text("every").flatMap { PeriodKind(rawValue: $0) } ?? .month,
            from: node.text("from").flatMap { Day(iso: $0) } ?? Day(number: 0), due: bounded(node, "due", 0...366) ?? 0)
    }

    private mutating func thresholds(_ node: Node, _ general: Thresholds) -> Thresholds {
        var all = general
        all.rejects = limit(node, "rejects", "above", 0...100) ?? all.rejects
        all.fall = limit(node, "fall", "above", 0...100) ?? all.fall
        all.retired = limit(node, "retired", "above", 0...100) ?? all.retired
        all.constant = limit(node, "constant", "at_least", 2...1_000_000_000) ?? all.constant
        all.days = limit(node, "days", "back", 0...36_500) ?? all.days
        return all
    }

    private mutating func limit(
        _ node: Node, _ name: String, _ figure: String, _ range: ClosedRange<Int>
    ) -> Thresholds.Limit? {
        guard let inner = node[name], let number = bounded(inner, figure, range) else { return nil }
        return Thresholds.Limit(number, inner.text("action").flatMap { Thresholds.Action(rawValue: $0) } ?? .refuse)
    }

    private mutating func bounded(_ node: Node, _ name: String, _ range: ClosedRange<Int>) -> Int? {
        guard let value = node.number(name) else { return nil }
        if let number = Int(exactly: value), range.contains(number) { return number }
        say(
            node[name], vi: "\"\(name)\" phải từ \(range.lowerBound) đến \(range.upperBound)",
            en: "\"\(name)\" must be from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    /// One folder within another, or twice, would have two units; and what is ours in a watched folder would be taken for an export.
    private mutating func checkFolders(_ root: Node, _ places: ConfigPlaces) {
        let nodes = root.texts("folders")
        let paths = config.folders.map { resolve($0.path) }
        for (index, path) in paths.enumerated() where !path.isEmpty {
            for (other, told) in zip(paths[..<index], config.folders)
            where ConfigPlaces.holds(other, path) || ConfigPlaces.holds(path, other) {
                say(
                    nodes[index]["path"], vi: "thư mục này trùng hoặc nằm trong \(told.path): một thư mục, một đơn vị",
                    en: "this folder is, or lies in, \(told.path): one folder, one unit")
            }
            for own in places.all where ConfigPlaces.holds(path, own.goal) {
                say(
                    nodes[index]["path"],
                    vi: "\(own.vi) \(own.path) nằm trong thư mục này và sẽ bị nhận như tệp số liệu: để ở thư mục khác",
                    en: "\(own.en) \(own.path) lies in this folder and would be taken for an export: keep it elsewhere")
            }
            if let archive = config.archive?.folder, ConfigPlaces.holds(resolve(archive), path),
                resolve(archive) != path
            {
                say(
                    nodes[index]["path"], vi: "thư mục này nằm trong kho lưu \(archive): để ở thư mục khác",
                    en: "this folder lies in the archive \(archive): keep it elsewhere")
            }
        }
        if config.folders.isEmpty, let node = root["folders"] {
            say(node, vi: "cần ít nhất một thư mục", en: "at least one folder is wanted")
        }
    }

    /// `~` is a shell's word for somebody's home: here it would be a folder of that name.
    private mutating func checkHome(_ root: Node) {
        let nodes =
            ["warehouse", "mappings", "identity_key", "metrics", "backups"].map { root[$0] }
            + [root["archive"]?["folder"]] + root.texts("folders").map { $0["path"] }
        for node in nodes {
            guard let node, node.plain == "~" || node.plain.hasPrefix("~") && node.plain.contains("/") else { continue }
            let rest = node.plain.drop { $0 != "/" }
            say(
                node,
                vi: "\"~\" không được hiểu ở đây: viết đủ đường dẫn, bắt đầu bằng /, tới …\(rest)",
                en: "\"~\" is not known here: write the whole path from /, to …\(rest)")
        }
    }

    private mutating func unit(_ node: Node, _ rules: Rules) -> String {
        let text = node.text("unit") ?? ""
        if let code = rules.units.code(text) { return code }
        if UnitCode.hasShape(text) { return text.uppercased() }
        if !text.isEmpty {
            say(
                node["unit"], vi: "không có đơn vị \"\(text)\" trong codes/don_vi.csv",
                en: "no unit \"\(text)\" in codes/don_vi.csv")
        }
        return text
    }

    private mutating func source(_ node: Node, _ rules: Rules) {
        guard rules.source(node.plain) == nil else { return }
        unknown(node, ("mẫu", "source"), among: rules.sources.map(\.id))
    }

    private mutating func unknown(_ node: Node, _ what: (vi: String, en: String), among known: [String]) {
        let hint = Nearest.word(to: node.plain, among: known)
        say(
            node, vi: "không có \(what.vi) \"\(node.plain)\"\(YamlFile.hintVi(hint))",
            en: "no such \(what.en) \"\(node.plain)\"\(YamlFile.hintEn(hint))")
    }

    private mutating func say(_ node: Node?, vi: String, en: String) {
        if let mark = node?.mark, wrong.contains("\(path):\(mark.line):\(mark.column)") { return }
        diagnostics.append(
            Diagnostic(file: path, line: node?.mark?.line ?? 0, column: node?.mark?.column ?? 0, vi: vi, en: en))
    }

    /// A path of the file's, from its folder; without slashes at its end.
    private func place(_ text: String) -> String {
        var path = text.hasPrefix("/") || text.isEmpty ? text : base + text
        while path.contains("/./") { path.replace("/./", with: "/") }
        while path.contains("//") { path.replace("//", with: "/") }
        if path.hasSuffix("/.") { path.removeLast() }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
