/// What a scan over a kind of record must bring, and in which order it lies in a `ScanBatch`.
///
/// The order is that of first need: an index in `columns` is an offset in a row of the batch's values; likewise for
/// lists and lookups.
package struct ScanRequest: Sendable, Equatable {
    /// Columns of the kind.
    package private(set) var columns: [String] = []
    /// Lists of children with the columns needed; perhaps none, when they are only counted.
    package private(set) var lists: [Part] = []
    /// References with the columns needed of what they point to.
    package private(set) var lookups: [Part] = []

    /// Columns of which it must be told which file decides them.
    package private(set) var origins: [String] = []

    /// A list or a reference, and columns of it.
    package struct Part: Sendable, Equatable {
        package var name: String
        package var columns: [String]

        package init(_ name: String, _ columns: [String] = []) {
            self.name = name
            self.columns = columns
        }
    }

    package init() {}

    /// Asks for a column.
    package mutating func need(column: String) {
        if !columns.contains(column) { columns.append(column) }
    }

    /// Asks for a list, and a column of it.
    package mutating func need(list: String, column: String?) { Self.need(list, column, &lists) }

    /// Asks for a column of what a reference points to.
    package mutating func need(reference: String, column: String?) { Self.need(reference, column, &lookups) }

    /// Asks for the file that decides a column.
    package mutating func need(originOf column: String) {
        if !origins.contains(column) { origins.append(column) }
    }

    /// Asks for all that another request asks for.
    package mutating func need(_ other: ScanRequest) {
        for column in other.columns { need(column: column) }
        for column in other.origins { need(originOf: column) }
        for list in other.lists {
            need(list: list.name, column: nil)
            for column in list.columns { need(list: list.name, column: column) }
        }
        for lookup in other.lookups {
            need(reference: lookup.name, column: nil)
            for column in lookup.columns { need(reference: lookup.name, column: column) }
        }
    }

    private static func need(_ name: String, _ column: String?, _ parts: inout [Part]) {
        let index: Int
        if let found = parts.firstIndex(where: { $0.name == name }) {
            index = found
        } else {
            parts.append(Part(name))
            index = parts.count - 1
        }
        if let column, !parts[index].columns.contains(column) { parts[index].columns.append(column) }
    }
}
