/// Which dossiers there are: so many, spread over the days of a period, each made from the seed and its index alone.
///
/// The sequence number in a key needs no counter: a day's dossiers are dealt to the agencies in rounds of a fixed table of
/// slots, an agency of weight 3 having three slots of a round.
package struct DossierPlan: Sendable {
    /// The communes.
    package let agencies: [Agency]
    /// The first day of the period.
    package let start: CivilDay
    /// The day after its last.
    package let end: CivilDay
    /// How many dossiers there are.
    package let count: Int
    /// What all draws come from.
    package let seed: UInt64
    private let slots: [(agency: Int, offset: Int)]

    /// A plan for `months` months from the month of `start` on.
    package init(count: Int, seed: UInt64, agencies: [Agency], start: CivilDay, months: Int) {
        self.count = count
        self.seed = seed
        self.agencies = agencies
        self.start = start
        let (y, m, _) = start.civil
        end = CivilDay(year: y, month: m + max(1, months), day: 1)
        slots = (0..<4).flatMap { round in
            agencies.indices.filter { agencies[$0].weight > round }.map { (agency: $0, offset: round) }
        }
    }

    /// The life of the dossier of that index, 0 ..< count.
    package func life(_ index: Int) -> Life {
        let days = start.distance(to: end)
        let day = index * days / max(1, count)
        let firstOfDay = (day * count + days - 1) / days
        let place = index - firstOfDay + day * 7 % slots.count
        let slot = slots[place % slots.count]
        let agency = agencies[slot.agency]
        let sequence = place / slots.count * agency.weight + slot.offset + 1
        return Life(
            index: index, seed: seed, agency: slot.agency, agencyCode: agency.code, created: start.advanced(by: day),
            sequence: sequence)
    }
}
