/// A statutory form (`forms/`): columns counted over one kind of record, a row for each unit, period and value of a breakdown.
/// Its counted columns are rule sets of a definition of their own, so that they share the kind's scan.
package struct FormDefinition: Sendable, Equatable {
    /// Name of the view.
    package var id: String
    package var title: String
    package var description: String
    package var over: String
    /// Name of the breakdown whose values are the rows.
    package var by: String
    package var columns: [Column]
    /// Sums that must hold in every row: the column, and those that it is the sum of.
    package var identities: [Identity]
    /// The catalogue and its column whose values have a row even where nothing is counted, or nil.
    package var rows: Rows?

    package init(
        id: String, title: String, description: String, over: String, by: String, columns: [Column],
        identities: [Identity], rows: Rows?
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.over = over
        self.by = by
        self.columns = columns
        self.identities = identities
        self.rows = rows
    }

    /// A column: counted where it is the sum of none.
    package struct Column: Sendable, Equatable {
        package var name: String
        package var title: String
        package var sum: [String]

        package init(name: String, title: String, sum: [String]) {
            self.name = name
            self.title = title
            self.sum = sum
        }
    }

    /// `c3 = c4 + c5 + c6`.
    package struct Identity: Sendable, Equatable {
        package var text: String
        package var left: String
        package var right: [String]

        package init(text: String, left: String, right: [String]) {
            self.text = text
            self.left = left
            self.right = right
        }
    }

    /// `thu_tuc.linh_vuc`.
    package struct Rows: Sendable, Equatable {
        package var kind: String
        package var column: String

        package init(kind: String, column: String) {
            self.kind = kind
            self.column = column
        }
    }

    /// The counted columns that a column is made of.
    package func counted(_ name: String) -> [String] {
        let sum = columns.first { $0.name == name }?.sum ?? []
        return sum.isEmpty ? [name] : sum.flatMap(counted)
    }
}
