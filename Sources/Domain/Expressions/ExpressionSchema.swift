/// What an expression can see of a kind of record: its columns with their types, its lists, what it refers to, its words.
package struct ExpressionSchema: Sendable, Equatable {
    /// Name of the kind (`ho_so`).
    package var kind: String
    package var columns: [Column]
    package var lists: [List]
    package var references: [Reference]
    /// Named expressions over the columns and other words, in any order.
    package var words: [NamedWord]

    package init(
        kind: String, columns: [Column], lists: [List] = [], references: [Reference] = [], words: [NamedWord] = []
    ) {
        self.kind = kind
        self.columns = columns
        self.lists = lists
        self.references = references
        self.words = words
    }

    /// A column and what its numbers are.
    package struct Column: Sendable, Equatable {
        package var name: String
        package var type: FactType

        package init(_ name: String, _ type: FactType) {
            self.name = name
            self.type = type
        }
    }

    /// A list of children.
    package struct List: Sendable, Equatable {
        package var name: String
        package var columns: [Column]

        package init(_ name: String, _ columns: [Column]) {
            self.name = name
            self.columns = columns
        }
    }

    /// Another kind that a column's value names a record of: `ma_tthc` names a `thu_tuc`.
    package struct Reference: Sendable, Equatable {
        /// Name of the kind referred to, which is also how a lookup begins.
        package var name: String
        /// Our column.
        package var column: String
        /// The key there.
        package var key: String
        package var columns: [Column]

        package init(_ name: String, column: String, key: String, columns: [Column]) {
            self.name = name
            self.column = column
            self.key = key
            self.columns = columns
        }
    }
}

extension ExpressionSchema {
    /// The schema of a declared kind; `kinds` are those it may refer to. A reference to a kind without a key of one column
    /// cannot be looked up and is left out.
    package init(of kind: Kind, among kinds: [Kind]) {
        self.init(
            kind: kind.id, columns: kind.columns.map(Column.init),
            lists: kind.children.map { List($0.id, $0.columns.map(Column.init)) }
                + kind.related.compactMap { list in
                    guard let other = kinds.first(where: { $0.id == list.kind }) else { return nil }
                    let columns = other.columns.filter { list.columns.contains($0.name) }
                    return List(list.id, columns.map(Column.init))
                },
            references: kind.columns.compactMap { column in
                guard let target = kinds.first(where: { $0.id == column.references }) else { return nil }
                let keys = target.key.filter { $0 != target.unit }
                guard keys.count == 1 else { return nil }
                return Reference(
                    target.id, column: column.name, key: target.columns[keys[0]].name,
                    columns: target.columns.map(Column.init))
            },
            words: kind.words)
    }
}

extension ExpressionSchema.Column {
    fileprivate init(_ column: KindColumn) {
        let type: FactType =
            switch column.type {
            case .day: .day
            case .flag: .flag
            case .code: .code
            case .number: .number
            case .word, .procedureCode, .period: .word
            case .codes, .identity, .dossierCode, .unit: .opaque
            }
        self.init(column.name, type)
    }
}
