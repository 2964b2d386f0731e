/// What a province says of a procedure on a day.
struct CatalogueEntry: Sendable {
    let procedure: Procedure
    /// 4 toàn trình, 3 một phần, 2 cung cấp thông tin.
    let level: Int
    /// Whether it can be done anywhere.
    let isAnywhere: Bool
    /// "xa" or "tinh".
    let tier: String
    let isAbolished: Bool
    /// Marked as fit for wholly online, as unfit, or nil for neither.
    let isEligible: Bool?
    /// Whether it concerns businesses.
    let isForBusiness: Bool
    let inForceFrom: CivilDay?

    /// The entry of that index. One procedure in nine is put wholly online from 15/5/2026 on, one in thirty abolished.
    init(index: Int, seed: UInt64, asOf: CivilDay) {
        var random = SplitMix64(seed: seed, index: index, salt: 9)
        procedure = Procedure.at(index)
        let draw = random.below(100)
        let moved = random.below(9) == 0 && asOf >= CivilDay(year: 2026, month: 5, day: 15)
        level = moved || draw < 55 ? 4 : draw < 80 ? 3 : 2
        isAnywhere = random.chance(65)
        tier = random.chance(75) ? "xa" : "tinh"
        isAbolished = random.below(30) == 0 && asOf >= CivilDay(year: 2026, month: 5, day: 15)
        let fitness = random.below(10)
        isEligible = fitness < 5 ? nil : fitness < 8
        isForBusiness = random.chance(45)
        let day = CivilDay(year: 2025, month: 10, day: 1).advanced(by: random.below(330))
        inForceFrom = random.chance(60) ? nil : day
    }
}
