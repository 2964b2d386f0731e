/// What a file is and how it would be read, as a value: the same for people and for programs.
package struct InspectReport: Sendable, JSONReport {
    /// One column of a table, or one path of an XML document.
    package struct Column: Sendable, Encodable {
        /// As it may be shown: what could be a person's name is a shape.
        package var heading: String
        /// Fields that the source reads it into.
        package var fields: [String] = []
        package var type: String
        /// The type in the user's language.
        package var typeText: String
        /// The share of the filled cells that has the type.
        package var typeShare: Double
        package var list: String?
        package var emptyShare: Double
        package var distinct: Int
        /// There are more different values than are counted.
        package var distinctIsLimit: Bool
        /// Only what cannot be a person's.
        package var values: [String]
        package var shapes: [String]
        package var first: String?
        package var last: String?

        package init(
            heading: String, type: String, typeText: String, typeShare: Double, list: String?, emptyShare: Double,
            distinct: Int, distinctIsLimit: Bool, values: [String], shapes: [String]
        ) {
            self.heading = heading
            self.type = type
            self.typeText = typeText
            self.typeShare = typeShare
            self.list = list
            self.emptyShare = emptyShare
            self.distinct = distinct
            self.distinctIsLimit = distinctIsLimit
            self.values = values
            self.shapes = shapes
        }
    }

    /// A source that nearly fits.
    package struct Near: Sendable, Encodable {
        package var source: String
        package var lacks: [String]

        package init(source: String, lacks: [String]) {
            self.source = source
            self.lacks = lacks
        }
    }

    package var file: String
    /// `table`, `xml`, or a workbook's: `xlsx`.
    package var format = ""
    package var encoding = ""
    package var hasByteOrderMark = false
    package var delimiter: String?
    /// Names of the sheets of a workbook; none where the format has no sheets.
    package var sheets: [String] = []
    /// The sheet that was looked at.
    package var sheet: String?
    /// Physical line of the header's first row, and how many rows it has.
    package var headerLine: Int?
    package var headerRows: Int?
    /// XML: where the records are.
    package var record: String?
    package var source: String?
    package var sourceTitle: String?
    package var sourceVersion: Int?
    package var asOf: String?
    package var asOfFrom: String?
    /// Why no one source fits.
    package var refusal: String?
    package var refusalText: String?
    package var near: [Near] = []
    package var records = 0
    /// Records that the reader could not take, by code.
    package var faults: [String: Int] = [:]
    package var columns: [Column] = []
    /// Why the file cannot be read.
    package var failure: String?
    package var failureText: String?
    package var exitCode: Int32 = 0

    package init(file: String) { self.file = file }
}
