/// What stands around the records of a list.
package enum Furniture: String, Sendable, CaseIterable {
    /// Quốc hiệu, the report's name, its period and the day of the export.
    case title
    /// "(1) (2) …" under the headings.
    case numbering
    /// A row before each month's records.
    case groups
    /// "Tổng cộng"
    case totals
    /// Place, date and signature.
    case footer
}
