import Domain

/// Which column of a table each name of a source stands in, found from the header.
package struct Binding: Sendable, Equatable {
    /// By name of the source: the column, counted from 0, or -1.
    package var columns: [Int]
    /// Headings as the file writes them, by column.
    package var headings: [String]
    /// Header rows and what is above them: records start behind this row (index among the rows that are not blank).
    package var headerEnd: Int
    /// Columns up to the last heading that is not empty.
    package var width: Int
    /// Fields of the kind that the file has, by index in the source's fields.
    package var bound: [Bool]
    /// For each field, the names that it reads here, in its order.
    package var reads: [[Int]]
    /// By list of children of the source and by name of the list: the column, or -1 (a fan-out: one row a child).
    package var children: [[Int]] = []
    /// By list of children and by its fields, the names that each reads here.
    package var childReads: [[[Int]]] = []
}

/// Binds the names of a source to the columns of a header.
struct Binder {
    /// What stands in the way.
    enum Trouble: Equatable {
        /// Two columns would fill one field: the field, and the headings.
        case twice(field: Int, headings: [String])
    }

    let source: SourceDefinition

    /// The binding, and what is wrong with it. `header` are the rows of the header, `end` the row behind it.
    func bind(_ header: Header, end: Int) -> (Binding, [Trouble]) {
        var columns = [Int](repeating: -1, count: source.names.count)
        var twice: [Int: [Int]] = [:]
        for (index, name) in source.names.enumerated() {
            let found = header.columns(of: name.folded)
            columns[index] = found.first ?? -1
            if found.count > 1 { twice[index] = found }
        }
        var troubles: [Trouble] = []
        var bound = [Bool](repeating: false, count: source.fields.count)
        var reads = [[Int]](repeating: [], count: source.fields.count)
        var taken: Set<Int> = []
        func present(_ names: [Int]) -> [Int] { names.filter { columns[$0] >= 0 } }
        func bindField(_ index: Int, _ names: [Int]) {
            let rule = source.fields[index]
            let here = present(names).filter { !taken.contains(columns[$0]) || !isCell(rule) }
            guard !here.isEmpty else { return }
            bound[index] = true
            reads[index] = isCell(rule) ? [here[0]] : here
            if isCell(rule) {
                let all = Set(here.flatMap { twice[$0] ?? [columns[$0]] })
                if all.count > 1 {
                    troubles.append(.twice(field: index, headings: all.sorted().map { header.written[$0] }))
                }
                taken.insert(columns[here[0]])
            }
        }
        // First what a field wants for itself, then what it takes only beside another, last what nobody wanted.
        for (index, rule) in source.fields.enumerated() where rule.beside == nil {
            switch rule.how {
            case .constant, .covers: bound[index] = true
            case .sum(let terms):
                reads[index] = terms.compactMap { present($0).first }
                bound[index] = reads[index].count == terms.count
            default: bindField(index, primary(rule))
            }
        }
        for (index, rule) in source.fields.enumerated() {
            guard let beside = rule.beside else { continue }
            if let other = source.fields.firstIndex(where: { $0.column == beside }), bound[other] {
                bindField(index, primary(rule))
            }
        }
        for (index, rule) in source.fields.enumerated() where !bound[index] { bindField(index, rule.otherwise) }
        let children = source.children.map { child in
            child.names.map { header.columns(of: $0.folded).first ?? -1 }
        }
        let childReads = zip(source.children, children).map { child, columns in
            child.fields.map { rule in
                let own = primary(rule).filter { columns[$0] >= 0 }
                return own.isEmpty ? rule.otherwise : own
            }
        }
        let binding = Binding(
            columns: columns, headings: header.written, headerEnd: end, width: header.width, bound: bound, reads: reads,
            children: children, childReads: childReads)
        return (binding, troubles)
    }

    private func isCell(_ rule: FieldRule) -> Bool {
        if case .cell = rule.how { true } else { false }
    }

    private func primary(_ rule: FieldRule) -> [Int] {
        switch rule.how {
        case .cell(let names), .filled(let names), .firstOf(let names), .time(let names, _): names
        default: rule.names
        }
    }
}

/// The rows of a header, one to three, as folded headings by column.
struct Header {
    /// By column: the folded texts that it answers to: all rows joined, then without the highest, down to the lowest alone.
    private var folded: [[String]]
    private let all: Set<String>
    /// By column: the heading as written, rows joined with a space.
    let written: [String]
    /// Columns up to the last that has a heading.
    let width: Int

    init(_ rows: [[String]]) {
        let count = rows.map(\.count).max() ?? 0
        var folded = [[String]](repeating: [], count: count)
        var written = [String](repeating: "", count: count)
        // A merged cell has its text in the first column only; it goes on to the right while the row below has text.
        var spread: [[String]] = []
        for (index, row) in rows.enumerated() {
            var cells = row + [String](repeating: "", count: count - row.count)
            if index + 1 < rows.count {
                for column in cells.indices.dropFirst() where Header.isBlank(cells[column]) {
                    let below = rows[(index + 1)...].contains { column < $0.count && !Header.isBlank($0[column]) }
                    let ownBelow = rows[index + 1].indices.contains(column) && !Header.isBlank(rows[index + 1][column])
                    if below, ownBelow, rows[..<index].allSatisfy({ column >= $0.count || Header.isBlank($0[column]) })
                    {
                        cells[column] = cells[column - 1]
                    }
                }
            }
            spread.append(cells)
        }
        for column in 0..<count {
            let parts = spread.map { $0[column] }.filter { !Header.isBlank($0) }
            written[column] = parts.map(Header.trimmed).joined(separator: " ")
            folded[column] = parts.indices.map { Fold.key(parts[$0...].joined()) }
        }
        self.folded = folded
        all = Set(folded.joined())
        self.written = written
        width = (written.lastIndex { !$0.isEmpty } ?? -1) + 1
    }

    /// The columns whose heading folds to this; the whole heading goes before its lower rows alone.
    func columns(of key: String) -> [Int] {
        var best = Int.max
        var found: [Int] = []
        for (column, texts) in folded.enumerated() {
            guard let depth = texts.firstIndex(of: key), depth <= best else { continue }
            if depth < best { found.removeAll() }
            best = depth
            found.append(column)
        }
        return found
    }

    func has(_ key: String) -> Bool { all.contains(key) }

    /// What a column answers to, folded: the whole heading first, its lowest row last.
    func keys(of column: Int) -> [String] { folded[column] }

    /// Nothing but white space, NBSP and zero-width characters.
    static func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isSpace) }

    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value == 0x20 || 0x09...0x0D ~= scalar.value }
        return scalar.properties.isWhitespace || [0xAD, 0x2060, 0xFEFF].contains(scalar.value)
            || 0x200B...0x200D ~= scalar.value
    }
}
