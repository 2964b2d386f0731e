package import Domain
package import Records

/// What a load is about, beside its bytes: the mapper consults nothing else (design.md, invariant 3).
package struct LoadContext: Sendable {
    /// The day at which the file speaks, in days since 1970-01-01.
    package var asOf: Int64
    /// Code of the unit of `--unit` or of the folder, or "".
    package var unit: String
    /// Makes pseudonyms; nil where no column needs one.
    package var pseudonymizer: Pseudonymizer?
    /// The file's encoding, for messages.
    package var encoding: TextEncoding
    /// The period in the file's title (`Window.name`), or "".
    package var period = ""
    /// The file is a sheet: cells stand at addresses, so that a short row is no fault, and dates come as ISO text.
    package var isSheet = false
    /// By how many days serial days of the file count later than in Excel's 1900 system.
    package var serialOffset: Int64 = 0

    package init(
        asOf: Int64, unit: String, pseudonymizer: Pseudonymizer?, encoding: TextEncoding = .utf8
    ) {
        self.asOf = asOf
        self.unit = unit
        self.pseudonymizer = pseudonymizer
        self.encoding = encoding
    }
}

/// A source bound to a file: everything that the mapper needs, compiled before the first record.
package struct LoadPlan: Sendable {
    package let source: SourceDefinition
    package let kind: Kind
    /// Tables only.
    package let binding: Binding?
    package let context: LoadContext
    /// As they hold on the day at which the file speaks.
    let codes: [CodeList]
    let units: UnitList
    /// By column of a table: its heading as it may be shown. A slip in a file puts persons where headings belong.
    package let shownHeadings: [String]

    package init(rules: Rules, source: Int, binding: Binding?, context: LoadContext) {
        self.source = context.isSheet ? rules.sources[source].takingSheetDates : rules.sources[source]
        kind = rules.kinds[self.source.kind]
        self.binding = binding
        self.context = context
        codes = rules.codes.map { $0.holding(on: Day(number: context.asOf)) }
        units = rules.units
        let source = self.source
        shownHeadings = binding.map { Self.shown($0, source, KnownNames(rules: rules)) } ?? []
    }

    private static func shown(_ binding: Binding, _ source: SourceDefinition, _ known: KnownNames) -> [String] {
        binding.headings.enumerated().map { column, heading in
            if heading.isEmpty || known.isShown(heading) { return heading }
            return binding.columns.firstIndex(of: column).map { source.names[$0].written } ?? Mask.masked(heading)
        }
    }

    /// The columns (and lists of children) that the file has, as bits of the kind: what it says something about.
    package var mask: UInt64 {
        var mask: UInt64 = 1 << UInt64(kind.unit)
        for (index, field) in source.fields.enumerated() where binding?.bound[index] ?? true {
            mask |= 1 << UInt64(field.column)
        }
        for (index, child) in source.children.enumerated() {
            let isThere = binding.map { $0.children[index].contains { $0 >= 0 } } ?? true
            if isThere { mask |= kind.bit(child: child.child) }
        }
        return mask
    }

    /// The columns of the kind of which a column of the file says itself what stands in them: not what is worked out of another (an
    /// age of a day of birth), nor what the source says of all.
    package var written: Set<Int> {
        var columns: Set<Int> = []
        for (index, field) in source.fields.enumerated() where field.ages.isEmpty {
            switch field.how {
            case .constant, .covers, .time: continue
            case .cell, .filled, .firstOf, .choose, .mark, .sum:
                if binding?.bound[index] ?? true { columns.insert(field.column) }
            }
        }
        return columns
    }

    /// The columns of a table that some field reads, from 0.
    package var columns: Set<Int> {
        guard let binding else { return [] }
        return Set((binding.columns + binding.children.joined()).filter { $0 >= 0 })
    }

    /// Whether some record of the file can tell its unit: by its code, a column, the source or the context.
    package var knowsUnit: Bool {
        if !context.unit.isEmpty || !source.unit.isEmpty || kind.standing { return true }
        if kind.key.contains(where: { kind.columns[$0].type == .dossierCode }) { return true }
        return source.fields.enumerated().contains {
            $0.element.column == kind.unit && (binding?.bound[$0.offset] ?? true)
        }
    }

    /// Titles of the fields that the source knows and the file, a table, has no column for.
    package var lacks: [String] {
        guard let binding else { return [] }
        return source.fields.enumerated().filter { index, field in
            !binding.bound[index] && field.beside == nil && field.variant < 0 && field.column != kind.unit
        }.map { kind.columns[$0.element.column].title }
    }

    /// By record of a row (`each`), whether the file has all of its columns.
    var variants: [Bool] {
        (0..<source.variants).map { variant in
            source.fields.indices.allSatisfy { source.fields[$0].variant != variant || binding?.bound[$0] != false }
        }
    }

    /// Whether the file has a column that is kept as pseudonyms.
    package var needsKey: Bool {
        source.fields.contains { kind.columns[$0.column].type == .identity }
    }

    /// The heading (or path) that stands for a field in messages.
    func heading(_ field: FieldRule, _ index: Int, names: [SourceName]) -> String {
        if let binding {
            let read = binding.reads.indices.contains(index) ? binding.reads[index] : []
            return read.first.map { shownHeadings[binding.columns[$0]] } ?? ""
        }
        return field.names.first.map { names[$0].written } ?? ""
    }
}

extension SourceDefinition {
    /// The same source for a sheet, whose dates are cells of their own kind: what the declared forms do not read is read as
    /// the reader writes such cells.
    fileprivate var takingSheetDates: SourceDefinition {
        guard let form = DateFormat("yyyy-MM-dd[ HH:mm:ss]") else { return self }
        var source = self
        for index in source.fields.indices where !source.fields[index].dates.isEmpty {
            source.fields[index].dates.append(form)
        }
        for list in source.children.indices {
            for index in source.children[list].fields.indices
            where !source.children[list].fields[index].dates.isEmpty {
                source.children[list].fields[index].dates.append(form)
            }
        }
        return source
    }
}
