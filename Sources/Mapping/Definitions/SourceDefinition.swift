package import Domain
package import Records

/// One export layout of `sources/`, compiled: how to recognise it, where its records are, which name fills which field.
package struct SourceDefinition: Sendable {
    /// What a file of the source is.
    package enum Format: String, Sendable {
        case table
        case xml
    }

    /// Name of the file without its ending.
    package var id: String
    package var title: String
    package var version: Int
    /// The kind of record, by index in `Rules.kinds`.
    package var kind: Int
    package var format: Format
    /// Table: what its files are in, whatever they look like; nil: found by evidence.
    package var encoding: TextEncoding?
    package var match: Match
    package var filtered: Filter
    /// Rows of the header at most.
    package var headerRows: Int
    /// XML: prefixes of the paths below.
    package var namespaces: [String: String]
    /// XML: elements whose content is skipped while streaming.
    package var skip: [String]
    /// Whether it speaks for all of its scope, so that what it lacks is retired.
    package var complete: Bool
    /// The column that divides the scope, by index.
    package var partition: Int?
    /// Whether a record comes as several rows.
    package var fanOut: Bool
    /// A unit that never varies, or "".
    package var unit: String
    /// Other shapes of the key that are taken.
    package var keyPatterns: [String]
    /// Percent of rejected records above which the file is refused, or nil for the default.
    package var maxRejects: Int?
    package var asOf: DateSources
    /// Headings or paths that fields use, each once.
    package var names: [SourceName]
    package var fields: [FieldRule]
    package var children: [ChildRule]
    /// How many records a row is, where it says several (`each`); 0: it is one.
    package var variants = 0

    /// What a file must have.
    package struct Match: Sendable {
        /// Names (by index) of which the file must have one in each group.
        package var groups: [[Int]]
        /// Folded headings that it must have, as written.
        package var headings: [String]
        /// Folded headings that it must not have.
        package var without: [String]
        /// XML: path of the record's element from the root, or `//Name`.
        package var record: String
        /// Pattern of the file's name, or "".
        package var name: String
    }

    /// Rows that are no records.
    package struct Filter: Sendable {
        package var numbering = false
        package var sparse = 0
        /// Folded first words of totals rows.
        package var totals: [String] = []
        /// Folded first words of the footer.
        package var footer: [String] = []
    }

    /// Where the file says of which day it speaks.
    package struct DateSources: Sendable {
        package var title: [TitlePattern] = []
        package var name: [NamePattern] = []
        /// XML: paths from the root, `//Name` at any depth.
        package var elements: [String] = []
        /// Forms of the dates in them.
        package var formats: [DateFormat] = []
        package var covers: [TitlePattern] = []

        /// The day at which a table speaks, by the lines above it: the first pattern that one of them fits.
        package func asOf(titles: [String]) -> Day? { Self.first(title, titles) }

        /// The last day of the period of a table, by the lines above it.
        package func lastDay(titles: [String]) -> Day? { Self.first(covers, titles) }

        /// The period of a table, by the lines above it.
        package func window(titles: [String]) -> Window? {
            covers.lazy.compactMap { pattern in titles.lazy.compactMap { pattern.window(in: $0) }.first }.first
        }

        /// The day that a file's name tells.
        package func asOf(name file: String) -> Day? { name.lazy.compactMap { $0.day(in: file) }.first }

        private static func first(_ patterns: [TitlePattern], _ lines: [String]) -> Day? {
            for pattern in patterns {
                if let day = lines.lazy.compactMap({ pattern.lastDay(in: $0) }).first { return day }
            }
            return nil
        }

        /// Whether an element, by the local names from the root (`A/B/C`), tells the date.
        package func isElement(_ path: String) -> Bool {
            elements.contains { element in
                element.hasPrefix("//")
                    ? path == element.dropFirst(2) || path.hasSuffix(element.dropFirst(1)) : path == element
            }
        }

        /// The day that such an element's text tells, or nil.
        package func day(element text: String) -> Day? {
            let bytes = Array(text.utf8)
            let (from, to) = CleanText.trimmed(bytes, 0, bytes.count)
            for format in formats {
                if case .day(let day) = format.read(bytes, from: from, to: to) { return Day(number: day) }
            }
            return nil
        }
    }
}

/// A heading or an XML path that a source names.
package struct SourceName: Sendable, Equatable {
    /// As the YAML writes it.
    package var written: String
    /// Folded, for headings.
    package var folded: String
    /// XML: the steps; an empty namespace in a mapping means any.
    package var steps: [XMLPath.Step]
}

/// How one field of a record is filled.
package struct FieldRule: Sendable {
    /// The column of the kind (or of the list of children), by index.
    package var column: Int
    package var how: How
    /// Which of the records of a row the field belongs to; −1: to all.
    package var variant = -1
    /// Names used when none of `how`'s is there.
    package var otherwise: [Int] = []
    /// Only when this column is bound to a name of its own.
    package var beside: Int?
    package var dates: [DateFormat] = []
    package var numbers = NumberFormat()
    /// The list for codes, by index in `Rules.codes`.
    package var codes = -1
    /// Characters that part the values of one cell.
    package var split = ""
    package var fallback: String?
    /// Folded texts that count as empty (a `*` at the end takes any rest).
    package var blank: [String] = []
    /// The only texts that are kept, likewise; all where it is empty. Others count as blank: an address where a hamlet belongs.
    package var only: [String] = []
    /// Years of age that are asked for, each from a day on, in the order of the days.
    package var ages: [(from: Int64, years: Int)] = []

    /// The verb that fills a field.
    package enum How: Sendable {
        /// The one of these names that the file has.
        case cell([Int])
        /// 1 where one of the cells is filled.
        case filled([Int])
        /// The first of the cells that is filled.
        case firstOf([Int])
        /// The first case whose conditions hold.
        case choose([Choice])
        /// The value of the one column that has an X.
        case mark([(name: Int, value: String)])
        /// The same for all.
        case constant(String)
        /// The sum of numbers, of each the one of these names that the file has; empty where one of them is.
        case sum([[Int]])
        /// A part of the time limit that the first filled of these cells names.
        case time([Int], TimeRule)
        /// The period in the title.
        case covers
    }

    /// A case of `choose`.
    package struct Choice: Sendable {
        /// What is asked of a cell.
        package enum Test: Sendable {
            case filled
            case empty
            /// Filled, not blank, and a date that one of the formats takes.
            case valid
            /// Folded equal.
            case equals(String)
        }
        package var tests: [(name: Int, test: Test)]
        package var value: String?
        package var take: Int?
    }

    /// All names that the rule reads.
    package var names: [Int] {
        switch how {
        case .cell(let names), .filled(let names), .firstOf(let names): names + otherwise
        case .time(let names, let time): names + [time.unit].compactMap { $0 }
        case .choose(let cases): cases.flatMap { $0.tests.map(\.name) + [$0.take].compactMap { $0 } } + otherwise
        case .mark(let marks): marks.map(\.name)
        case .sum(let terms): terms.flatMap { $0 }
        case .constant, .covers: []
        }
    }
}

/// How a list of children is filled.
package struct ChildRule: Sendable {
    /// The list, by index in the kind.
    package var child: Int
    /// XML: paths of one child's element below the record, one of which the file has; none: the same row (fan-out).
    package var records: [[XMLPath.Step]]
    package var names: [SourceName]
    package var fields: [FieldRule]
    /// XML: names that make an element a child where one of them is filled, although no field reads them.
    package var filled: [Int] = []
}

extension SourceDefinition {
    /// The folded headings that some field reads, those of children too.
    var headings: [String] { names.map(\.folded) + children.flatMap { $0.names.map(\.folded) } }

    /// XML: the paths below a record's element that some field reads, by local names.
    package var wantedPaths: Set<String> {
        func text(_ steps: [XMLPath.Step]) -> String { steps.map(\.name).joined(separator: "/") }
        var out = Set(names.map { text($0.steps) })
        for child in children {
            for record in child.records {
                out.insert(text(record))
                for name in child.names { out.insert(text(record + name.steps)) }
            }
        }
        return out
    }
}
