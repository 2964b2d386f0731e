package import Domain

/// What a file's columns are for, as those must know who write the file out again for people.
extension LoadPlan {
    /// One column of a table.
    package struct ColumnUse: Sendable, Equatable {
        /// What a cell may say, where the column holds one code of one list: the first label of each code.
        package var choices: [String] = []
        /// Whether numbers stand in it that are counted with.
        package var isNumber = false
    }

    /// By column of a table, from 0: what the fields that read it make of it. What no field reads is not there.
    package var uses: [Int: ColumnUse] {
        guard let binding else { return [:] }
        var uses: [Int: ColumnUse] = [:]
        var met: Set<Int> = []
        func add(_ rule: FieldRule, _ type: ColumnType, _ columns: [Int]) {
            let own = use(rule, type)
            for column in columns where column >= 0 {
                // Of two fields that read one column neither can say what belongs there.
                uses[column] = met.insert(column).inserted || uses[column] == own ? own : ColumnUse()
            }
        }
        for (index, rule) in source.fields.enumerated() {
            add(rule, kind.columns[rule.column].type, binding.reads[index].map { binding.columns[$0] })
        }
        for (list, child) in source.children.enumerated() {
            let columns = kind.children[child.child].columns
            for (index, rule) in child.fields.enumerated() {
                add(rule, columns[rule.column].type, binding.childReads[list][index].map { binding.children[list][$0] })
            }
        }
        return uses
    }

    private func use(_ rule: FieldRule, _ type: ColumnType) -> ColumnUse {
        switch rule.how {
        case .cell, .firstOf: break
        case .sum: return ColumnUse(isNumber: true)
        default: return ColumnUse()
        }
        if type == .number { return ColumnUse(isNumber: true) }
        guard rule.codes >= 0, rule.split.isEmpty, rule.ages.isEmpty else { return ColumnUse() }
        switch type {
        case .code, .flag: return ColumnUse(choices: codes[rule.codes].canonical.map(\.label))
        default: return ColumnUse()
        }
    }

    /// The columns of a table, from 0, in which a reject stands; none where it is the row's.
    package func columns(of reject: Reject) -> [Int] {
        guard let binding else { return [] }
        let headed = shownHeadings.indices.filter {
            !reject.heading.isEmpty && Mask.printable(shownHeadings[$0]) == reject.heading
        }
        if headed.count == 1, reject.code != .markSeveral { return headed }
        // Masked headings may be alike, and a field may read several cells.
        var read: [Int] = []
        for (index, rule) in source.fields.enumerated() where kind.columns[rule.column].name == reject.field {
            let columns = binding.reads[index].map { binding.columns[$0] }
            if headed.isEmpty || columns.contains(where: headed.contains) { read += columns }
        }
        if read.isEmpty {
            for (list, child) in source.children.enumerated() {
                let columns = kind.children[child.child].columns
                for (index, rule) in child.fields.enumerated() where columns[rule.column].name == reject.field {
                    read += binding.childReads[list][index].map { binding.children[list][$0] }
                }
            }
        }
        let found = read.filter { $0 >= 0 }
        return found.isEmpty ? headed : found
    }
}
