/// What to generate: everything that the bytes depend on.
package struct Request: Sendable {
    /// The order of the records of a file.
    package enum Order: String, Sendable, CaseIterable {
        /// As a system exports them.
        case day
        /// Shuffled by the seed.
        case random
    }

    /// The layout.
    package var layout: Layout
    /// How many records.
    package var count: Int
    /// What all draws come from.
    package var seed: UInt64 = 1
    /// Percent of the records that are spoilt.
    package var spoilt: Double = 0
    /// In which ways; none means all that the layout knows.
    package var kinds: [SpoiltKind] = []
    /// How many communes.
    package var units = 20
    /// The offices themselves, where they are other than so many communes.
    package var agencies: [Agency]?
    /// The first day of the first month.
    package var start = CivilDay(year: 2026, month: 4, day: 1)
    /// How many months.
    package var months = 1
    /// The day of the export; nil is the last day of the period.
    package var asOf: CivilDay?
    /// The unit that the file is given for (`--unit`), as its truth tells it.
    package var unit: String?
    /// The order of the records.
    package var order = Order.day
    /// The byte between two cells.
    package var delimiter = UInt8(ascii: ",")
    /// Which columns a list has.
    package var columns = ListColumns.full
    /// What stands around the records of a list.
    package var furniture: Set<Furniture> = [.title, .totals, .footer]
    /// Only the records of these indices, in this order; nil is all of them.
    package var indices: [Int]?
    /// Bytes of every inline attachment of `msync`, before Base64.
    package var attachment = 600

    /// A request with the defaults.
    package init(_ layout: Layout, count: Int) {
        self.layout = layout
        self.count = count
    }

    /// The offices that have records.
    package var offices: [Agency] { agencies ?? Agency.list(units) }

    /// The dossiers that the request speaks of.
    package var plan: DossierPlan {
        DossierPlan(count: count, seed: seed, agencies: offices, start: start, months: months)
    }

    /// The day of the export.
    package var exported: CivilDay { asOf ?? plan.end.advanced(by: -1) }
}
