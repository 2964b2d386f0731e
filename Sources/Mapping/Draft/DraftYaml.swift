package import Domain

/// Writes a draft as a file of `sources/`: what is placed with its confidence behind it, what is not as comments.
package struct DraftYaml {
    private let draft: Draft
    private let profiler: Profiler
    private let layout: DraftLayout
    private let rules: Rules
    private let names: KnownNames
    private let language: Language
    private let readBy: String?

    /// `readBy` is the source that fits the file already.
    package init(
        _ draft: Draft, _ profiler: Profiler, _ layout: DraftLayout, rules: Rules, names: KnownNames,
        language: Language,
        readBy: String? = nil
    ) {
        self.readBy = readBy
        self.draft = draft
        self.profiler = profiler
        self.layout = layout
        self.rules = rules
        self.names = names
        self.language = language
    }

    private var kind: Kind { rules.kinds[draft.kind] }
    private func say(_ vi: String, _ en: String) -> String { language.pick(vi, en) }

    /// The whole file, lines ended.
    package var text: String {
        let lines =
            ["# yaml-language-server: $schema=../.schema/source.json"] + head + match + forms + dates
            + ["fields:"] + fields(draft.placements, kind.columns, "", indent: 2) + children + unplaced
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: [String] {
        let doubled = readBy.map { source in
            say(
                "# CHÚ Ý: mẫu \(source) đã đọc được tệp này. Nếu giữ cả bản nháp, tệp khớp với hai mẫu và sẽ bị từ chối.",
                "# NOTE: the source \(source) reads this file already. With this draft beside it two fit, and the file is refused."
            )
        }
        return [doubled].compactMap { $0 } + [
            say(
                "# Bản nháp do chitieu inspect --draft viết. Đọc lại từng dòng, nhất là \"vừa\" và \"thấp\":",
                "# A draft by chitieu inspect --draft. Read every line again, above all \"middle\" and \"low\":"),
            say(
                "# cao: mọi mẫu đã biết đều đọc tiêu đề ấy vào trường ấy và giá trị khớp; thấp: để trong chú thích.",
                "# high: every known source reads that heading into that field, and the values fit; low: a comment."),
            "title: " + say("Mẫu mới (đặt tên)", "A new layout (give it a name)"),
            "record: \(kind.id)", "format: \(layout.isXML ? "xml" : "table")",
        ]
    }

    private var match: [String] {
        if layout.isXML {
            let isSkipping = profiler.columns.contains { $0.heading.hasSuffix("Base64") }
            return ["match:", "  record: \(Self.quoted(layout.record))"] + (isSkipping ? ["skip: [Base64]"] : [])
        }
        let headings = profiler.columns.map(\.heading).filter { !Fold.key($0).isEmpty && names.isShown($0) }
        return [
            "match:", say("  # Bớt những tiêu đề có thể vắng mặt.", "  # Take away the headings that may be missing."),
            "  headings: \(Self.list(headings))", "header_rows: \(max(1, layout.headerRows))",
            "filtered: {numbering: true, sparse: 3, totals: [Tổng số, Tổng cộng, Cộng], footer: [Người lập, Người lập biểu, Thủ trưởng, Nơi nhận]}",
        ]
    }

    /// Forms of dates and numbers, as the placed columns write them.
    private var forms: [String] {
        var lines: [String] = []
        let all = draft.placements + draft.children.flatMap(\.placements)
        var met: Set<String> = []
        // Also of columns that nobody placed yet: who places one by hand wants its days read.
        let others = profiler.shown.filter { index in
            profiler.found(index).type == .day && !all.contains { $0.column == index }
        }
        var patterns = (all.map(\.column) + others).flatMap { profiler.forms($0) }.filter { met.insert($0).inserted }
        if patterns.isEmpty { patterns = ["dd/MM/yyyy", "d/M/yyyy"] }
        if !layout.isXML { patterns.append("excel") }
        lines.append("dates: \(Self.list(patterns))")
        let group = all.lazy.compactMap { profiler.group($0.column) }.first ?? "."
        let decimal = group == "." ? "," : "."
        lines.append(
            "numbers: {group: \"\(group)\", decimal: \"\(decimal)\", ignore: [VNĐ, VND, đồng, đ], zero: [Miễn phí]}")
        return lines
    }

    private var dates: [String] {
        let found = layout.dates(rules)
        var lines: [String] = []
        if !found.titles.isEmpty { lines.append("  title: \(Self.list(found.titles))") }
        if !found.names.isEmpty { lines.append("  name: \(Self.list(found.names))") }
        if !found.elements.isEmpty { lines.append("  element: \(Self.list(found.elements))") }
        lines =
            lines.isEmpty
            ? [
                say(
                    "# as_of: tệp không nói ngày xuất theo cách đã biết; nạp với --as-of",
                    "# as_of: the file tells no day in a known way; import with --as-of")
            ]
            : ["as_of:"] + lines
        if !found.covers.isEmpty { lines += ["covers:", "  title: \(Self.list(found.covers))"] }
        return lines
    }

    private var children: [String] {
        if draft.children.isEmpty { return [] }
        return ["children:"]
            + draft.children.flatMap { child in
                let list = kind.children[child.child]
                return ["  \(list.id):", "    record: \(Self.quoted(child.path))", "    fields:"]
                    + fields(child.placements, list.columns, child.path + "/", indent: 6)
            }
    }

    private func fields(
        _ placements: [Placement], _ columns: [KindColumn], _ above: String, indent: Int
    ) -> [String] {
        let space = String(repeating: " ", count: indent)
        let sorted = placements.sorted {
            ($0.confidence == .low ? 1 : 0, $0.field) < ($1.confidence == .low ? 1 : 0, $1.field)
        }
        return sorted.map { placement in
            let heading = String(profiler.columns[placement.column].heading.dropFirst(above.count))
            var entries = ["from: [\(Self.quoted(heading))]"]
            if let rule = placement.rule { entries += extras(rule, placement.column) }
            if let list = placement.list { entries.append("codes: \(rules.codes[list].id)") }
            let mark = placement.confidence == .low ? "# " : ""
            return "\(space)\(mark)\(columns[placement.field].name): {\(entries.joined(separator: ", "))}  # "
                + DraftReason(placement, columns, profiler, language).text
        }
    }

    /// What a known source says beside the heading, and what keeps persons out.
    private func extras(_ rule: FieldRule, _ column: Int) -> [String] {
        var out: [String] = []
        if case .filled = rule.how { out.append("filled: true") }
        if !rule.split.isEmpty { out.append("split: \(Self.quoted(rule.split))") }
        if !rule.only.isEmpty { out.append("only: \(Self.list(rule.only))") }
        if !rule.ages.isEmpty {
            out.append("formats: \(Self.list(profiler.forms(column) + ["yyyy", "excel"]))")
            let ages = rule.ages.map { age in
                age.from == .min
                    ? "{years: \(age.years)}" : "{from: \(Day(number: age.from).iso), years: \(age.years)}"
            }
            out.append("age: [\(ages.joined(separator: ", "))]")
        }
        return out
    }

    /// Columns that nothing is known of, with what they hold.
    private var unplaced: [String] {
        let placed = Set((draft.placements + draft.children.flatMap(\.placements)).map(\.column))
        let rest = profiler.shown.filter { !placed.contains($0) }
        let free = kind.columns.indices.filter { field in
            !draft.placements.contains { $0.field == field && $0.confidence > .low }
        }
        var lines: [String] = []
        if !rest.isEmpty {
            lines.append(
                say(
                    "# Chưa xếp được; cột không có trường nào đọc thì không bao giờ được lưu:",
                    "# Not placed; a column that no field reads is never kept:"))
        }
        for index in rest {
            let found = profiler.found(index)
            let shapes = profiler.shapes(index).prefix(2).map { $0.text(language) }.joined(separator: "; ")
            let heading = names.shown(profiler.columns[index].heading, language)
            lines.append(
                "#   \(Self.oneLine(heading)): \(found.type.text(language))\(profiler.list(index).map { " " + $0 } ?? "")\(shapes.isEmpty ? "" : " · " + shapes)"
            )
        }
        if !free.isEmpty {
            lines.append(say("# Trường chưa có cột:", "# Fields without a column:"))
            lines += free.map { "#   \(kind.columns[$0].name): \(kind.columns[$0].title)" }
        }
        return lines
    }

    private static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }

    /// White space in headings, line feeds too, means nothing where they are compared.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A double-quoted scalar of YAML.
    private static func quoted(_ text: String) -> String {
        let signs = oneLine(text).unicodeScalars.filter {
            $0.value >= 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value)
        }
        return "\""
            + String(String.UnicodeScalarView(signs)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
