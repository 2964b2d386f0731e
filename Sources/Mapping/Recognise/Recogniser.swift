package import Domain
package import Records

/// Finds the one source that fits a file, from its first rows (a table) or from its elements (XML). Nothing is guessed:
/// none and several are errors that say what is nearest and what it lacks (design.md, 2).
package struct Recogniser: Sendable {
    /// A source that fits, and how.
    package struct Match: Sendable {
        package var source: Int
        /// Tables only.
        package var binding: Binding?
        /// Tables only: the delimiter under which the header was found.
        package var delimiter: UInt8
        /// Texts above the header, for dates.
        package var titles: [String]
    }

    /// Why no one source fits.
    package struct Refusal: Error, Sendable, Equatable {
        package var code: RejectCode
        package var found: String
        package var expected: String
        package var line: Int
        /// Tables: the sources that lack least, and the headings that they lack (`≠`: that they do not bear).
        package var near: [Near] = []

        package init(code: RejectCode, found: String, expected: String, line: Int, near: [Near] = []) {
            self.code = code
            self.found = found
            self.expected = expected
            self.line = line
            self.near = near
        }
    }

    /// A source that does not fit, and why.
    package struct Near: Sendable, Equatable {
        package var source: String
        package var lacks: [String]
    }

    /// The first rows of a table under one delimiter: line, cells.
    package struct Head: Sendable {
        package var delimiter: UInt8
        package var rows: [(line: Int, cells: [String])]

        package init(delimiter: UInt8, rows: [(line: Int, cells: [String])]) {
            self.delimiter = delimiter
            self.rows = rows
        }
    }

    /// How many rows may lie above the end of the header.
    package static let deepest = 60
    /// Sources that a refusal names at most.
    private static let mostNear = 3
    /// What it says where none is near.
    package static let noneNear = "—"

    let rules: Rules
    /// The file's name, for patterns of names.
    package let name: String
    /// A source named by `--source`, by index, or nil.
    let only: Int?

    package init(rules: Rules, name: String, only: Int?) {
        self.rules = rules
        self.name = name
        self.only = only
    }

    /// The same for a file that stands for another one: by that one's name, and of its source where that is known and no other is named.
    package func of(name: String, source: String) -> Recogniser {
        Recogniser(rules: rules, name: name, only: only ?? rules.source(source))
    }

    /// The encodings that sources say of their files, each once.
    package var encodings: [TextEncoding] {
        let said = Set(candidates.compactMap { rules.sources[$0].encoding })
        return TextEncoding.allCases.filter(said.contains)
    }

    private var candidates: [Int] {
        rules.sources.indices.filter { index in
            (only == nil || only == index)
                && (rules.sources[index].match.name.isEmpty || Glob.fits(name, rules.sources[index].match.name))
        }
    }

    /// The source of an XML file by the paths of its elements from the root: each as local names, `A/B/C`.
    package func xml(_ paths: [String]) -> Result<Match, Refusal> {
        let fitting = candidates.filter { index in
            let source = rules.sources[index]
            guard source.format == .xml else { return false }
            let record = source.match.record
            if record.hasPrefix("//") {
                let name = record.dropFirst(2)
                return paths.contains { $0 == name || $0.hasSuffix("/" + name) }
            }
            return paths.contains(Self.local(record))
        }
        return one(fitting.map { Match(source: $0, binding: nil, delimiter: 0, titles: []) }) {
            // Near is what has an element of the same name.
            let names = Set(paths.flatMap { $0.split(separator: "/") })
            let near = rules.sources.filter { source in
                source.format == .xml
                    && Self.local(source.match.record).split(separator: "/").contains(where: names.contains)
            }
            let shown = near.prefix(Self.mostNear).map { "\($0.id) (<\($0.match.record)>)" }
            return shown.isEmpty ? Self.noneNear : shown.joined(separator: "; ")
        }
    }

    /// A path without prefixes; `//Name` stays so.
    package static func local(_ path: String) -> String {
        (path.hasPrefix("//") ? "//" : "")
            + path.split(separator: "/").map { step in
                step.split(separator: ":").last.map(String.init) ?? String(step)
            }.joined(separator: "/")
    }

    /// The source of a table by its header, under each delimiter that was tried.
    package func table(_ heads: [Head]) -> Result<Match, Refusal> {
        var fitting: [Match] = []
        var troubles: [Refusal] = []
        var near: [Near] = []
        let windows = heads.map(HeaderWindows.init)
        for index in candidates where rules.sources[index].format == .table {
            let source = rules.sources[index]
            var best: (match: Match, trouble: Refusal?)?
            var nearest: (lacks: [String], of: Int)?
            for (head, windows) in zip(heads, windows) {
                let found = search(source, index, head, windows)
                if let match = found.match, best == nil || (best?.trouble != nil && found.trouble == nil) {
                    best = (match, found.trouble)
                }
                if let lacks = found.lacks, lacks.count < nearest?.lacks.count ?? Int.max {
                    nearest = (lacks, source.match.groups.count + source.match.headings.count)
                }
            }
            if let best {
                if let trouble = best.trouble { troubles.append(trouble) } else { fitting.append(best.match) }
            } else if let nearest, nearest.lacks.count < nearest.of || only != nil {
                near.append(Near(source: source.id, lacks: nearest.lacks))
            }
        }
        if fitting.isEmpty, let trouble = troubles.first { return .failure(trouble) }
        near.sort { ($0.lacks.count, $0.source) < ($1.lacks.count, $1.source) }
        near = Array(near.prefix(Self.mostNear))
        return one(fitting, near: near) {
            let shown = near.map { "\($0.source) (\($0.lacks.map { "\"\($0)\"" }.joined(separator: ", ")))" }
            return shown.isEmpty ? Self.noneNear : shown.joined(separator: "; ")
        }
    }

    private func one(_ fitting: [Match], near: [Near] = [], nearest: () -> String) -> Result<Match, Refusal> {
        if fitting.count == 1, let match = fitting.first { return .success(match) }
        if fitting.isEmpty {
            return .failure(Refusal(code: .sourceUnknown, found: "", expected: nearest(), line: 0, near: near))
        }
        let names = fitting.map { rules.sources[$0.source].id }.joined(separator: ", ")
        return .failure(Refusal(code: .sourceAmbiguous, found: names, expected: "", line: 0))
    }

    /// Looks for the header of one source among the first rows.
    private func search(
        _ source: SourceDefinition, _ index: Int, _ head: Head, _ windows: HeaderWindows
    ) -> (match: Match?, trouble: Refusal?, lacks: [String]?) {
        var fewest: [String]?
        // The lowest number of rows that fits is the header: title rows joined with a header of one row would fit too.
        for rows in 1...max(1, source.headerRows) {
            for start in head.rows.indices.prefix(Self.deepest) where start + rows <= head.rows.count {
                let header = windows.header(start, rows)
                let lacks = missing(source, header)
                if lacks.count < fewest?.count ?? Int.max { fewest = lacks }
                guard lacks.isEmpty else { continue }
                // A row of the header that stands below and only names parts of merged cells belongs to it too.
                let more = extended(source, windows, start, rows, of: head.rows.count)
                let top = raised(source, head, windows, start, more)
                let whole = windows.header(top, start + more - top)
                let (binding, troubles) = Binder(source: source).bind(whole, end: start + more)
                // What stands above may be a title although its cells also head columns: dates are looked for in all of it.
                let match = Match(
                    source: index, binding: binding, delimiter: head.delimiter,
                    titles: TitlePattern.lines(head.rows[..<start].map(\.cells)))
                let trouble = troubles.first.map { trouble in
                    switch trouble {
                    case .twice(let field, let headings):
                        let column = rules.kinds[source.kind].columns[source.fields[field].column]
                        let known = KnownNames(rules: rules)
                        let names = headings.map { known.isShown($0) ? $0 : Mask.masked($0) }
                            .map { "\"\(Mask.printable($0))\"" }.joined(separator: ", ")
                        return Refusal(
                            code: .headingTwice, found: "\(names) → \(column.title) (\(column.name))", expected: "",
                            line: head.rows[start].line)
                    }
                }
                return (match, trouble, nil)
            }
        }
        return (nil, nil, fewest)
    }

    /// How many rows the header has when more of its names are bound with further rows.
    private func extended(
        _ source: SourceDefinition, _ windows: HeaderWindows, _ start: Int, _ rows: Int, of count: Int
    ) -> Int {
        var best = rows
        var bound = names(source, windows.header(start, rows))
        for more in (rows..<max(rows, source.headerRows)).map({ $0 + 1 }) where start + more <= count {
            let here = names(source, windows.header(start, more))
            if here > bound {
                best = more
                bound = here
            }
        }
        return best
    }

    /// The highest row of a header of which the lower rows alone fit: a row above belongs to it where its cells head
    /// columns that have no heading yet, as those of merged cells do, and nothing that was bound is lost by it.
    private func raised(
        _ source: SourceDefinition, _ head: Head, _ windows: HeaderWindows, _ start: Int, _ rows: Int
    ) -> Int {
        let end = start + rows
        var top = start
        while top > 0, end - top < source.headerRows {
            let lower = windows.header(top, end - top)
            let higher = windows.header(top - 1, end - top + 1)
            let filled = head.rows[top - 1].cells.indices.filter { !Header.isBlank(head.rows[top - 1].cells[$0]) }
            let heads = filled.filter { column in
                if column < lower.width { return lower.written[column].isEmpty }
                // Beyond the lower rows a title may stand too; a column has values.
                return head.rows[end...].contains {
                    column < $0.cells.count && !Header.isBlank($0.cells[column])
                }
            }
            guard !heads.isEmpty, filled.allSatisfy({ $0 < lower.width || heads.contains($0) }),
                missing(source, higher).isEmpty
            else { break }
            let before = source.headings.filter { lower.has($0) }
            let isNaming = names(source, higher) > before.count
            guard isNaming || filled.count > 2, before.allSatisfy({ higher.has($0) }) else { break }
            top -= 1
        }
        return top
    }

    /// How many of the source's names the header has.
    private func names(_ source: SourceDefinition, _ header: Header) -> Int {
        source.headings.count { header.has($0) }
    }

    private func missing(_ source: SourceDefinition, _ header: Header) -> [String] {
        var lacks: [String] = []
        for group in source.match.groups where !group.contains(where: { header.has(source.names[$0].folded) }) {
            lacks.append(group.first.map { source.names[$0].written } ?? "")
        }
        for heading in source.match.headings where !header.has(Fold.key(heading)) { lacks.append(heading) }
        for heading in source.match.without where header.has(Fold.key(heading)) { lacks.append("≠ " + heading) }
        return lacks
    }
}

/// Patterns of names: `*` any text, `?` one character; case does not matter.
enum Glob {
    static func fits(_ name: String, _ pattern: String) -> Bool {
        match(Array(name.lowercased()), 0, Array(pattern.lowercased()), 0)
    }

    private static func match(_ name: [Character], _ i: Int, _ pattern: [Character], _ j: Int) -> Bool {
        // The last star is the only place to go back to, so the time is bounded by the product of the lengths.
        var i = i
        var j = j
        var star: (name: Int, pattern: Int)?
        while i < name.count {
            if j < pattern.count, pattern[j] == "*" {
                star = (i, j + 1)
                j += 1
            } else if j < pattern.count, pattern[j] == "?" || pattern[j] == name[i] {
                i += 1
                j += 1
            } else if let back = star {
                star = (back.name + 1, back.pattern)
                i = back.name + 1
                j = back.pattern
            } else {
                return false
            }
        }
        return pattern[j...].allSatisfy { $0 == "*" }
    }
}
