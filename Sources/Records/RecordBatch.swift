/// One cell of a table or one element (or attribute) of an XML record, as its source said it.
///
/// In a table `name` is the column, counted from 0, and `parent` is -1, or `number` where the cell of a sheet is a number and no text. In XML `name` is an index into
/// `RecordBatch.paths` and `parent` the index, within the record, of the element around it (-1: the record itself),
/// so that a record is its element tree laid flat in document order. The first cell of every XML record is the record's
/// own text (the path without steps), of length 0 where it has none; attributes follow their element.
@frozen
package struct Cell: Sendable, Equatable {
    /// Column (table) or index into `RecordBatch.paths` (XML).
    package var name: Int32
    /// Index of the enclosing element's cell within the same record, or -1 (`number` for a number of a sheet).
    package var parent: Int32
    /// First byte of the text in `RecordBatch.bytes`.
    package var start: UInt32
    /// Length of the text in bytes (UTF-8).
    package var length: UInt32

    /// The parent of a cell that is a number: a point in its text is the decimal mark, whatever its source says of marks.
    package static let number: Int32 = -2

    @inlinable
    package init(name: Int32, parent: Int32 = -1, start: UInt32, length: UInt32) {
        self.name = name
        self.parent = parent
        self.start = start
        self.length = length
    }
}

/// Where a record stands in a batch and in its file.
@frozen
package struct RecordHead: Sendable, Equatable {
    /// First cell of the record in `RecordBatch.cells`.
    package var firstCell: Int32
    /// One behind its last cell.
    package var endCell: Int32
    /// Physical line of the record's first byte, from 1.
    package var line: Int32
    /// Row as a spreadsheet shows it (a cell of several lines is one row), from 1; in XML the record's number, from 1.
    package var row: Int32
    /// Index into `RecordBatch.faults` when the reader could not take this record whole, or -1.
    package var fault: Int32
    /// XML: index into `RecordBatch.places`, the way from the root to the record's element; -1 in a table.
    package var place: Int32

    @inlinable
    package init(firstCell: Int32, endCell: Int32, line: Int32, row: Int32, fault: Int32 = -1, place: Int32 = -1) {
        self.firstCell = firstCell
        self.endCell = endCell
        self.line = line
        self.row = row
        self.fault = fault
        self.place = place
    }
}

/// Whole records as a source said them: one arena of bytes, flat cells, and a head for each record.
///
/// Readers fill it, the mapper reads it, and it goes back to be filled again. Text is UTF-8, checked by the reader;
/// a record with text that was not valid has a fault and no cells. A blank line of a table is no record.
package struct RecordBatch: ~Copyable, Sendable {
    /// The text of all cells, one behind the other.
    package var bytes: [UInt8] = []
    /// All cells of all records.
    package var cells: [Cell] = []
    /// The records.
    package var heads: [RecordHead] = []
    /// What the reader could not take, by `RecordHead.fault`.
    package var faults: [RecordFault] = []
    /// XML: every path met so far, by `Cell.name`. A table has none.
    package var paths: [XMLPath] = []
    /// XML: every place met so far where a record stood, by `RecordHead.place`: `DanhSachHoSo/HoSo`.
    package var places: [String] = []

    package init() {}

    /// Empties the batch and keeps its memory, its paths and its places: a batch belongs to one file.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        heads.removeAll(keepingCapacity: true)
        faults.removeAll(keepingCapacity: true)
    }
}

/// The way from a record's element down to an element or attribute.
package struct XMLPath: Sendable, Equatable {
    /// One step: the namespace's URI ("" for none), the local name with `@` before an attribute's.
    package struct Step: Sendable, Equatable, Hashable {
        package var namespace: String
        package var name: String

        package init(namespace: String, name: String) {
            self.namespace = namespace
            self.name = name
        }
    }

    /// Steps below the record's element; empty for the record's own text.
    package var steps: [Step]
    /// The path as the document writes it, prefixes and all: `TaiLieuNop/TenTepDinhKem`.
    package var written: String

    package init(steps: [Step], written: String) {
        self.steps = steps
        self.written = written
    }
}
