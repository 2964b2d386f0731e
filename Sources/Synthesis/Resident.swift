/// A person of a VNeID list as the list shows them on a day. No one is: the identity number has the province code 000.
struct Resident: Sendable {
    let identity: String
    let name: String
    let isFemale: Bool
    /// dd/MM/yyyy, a year alone, or nothing.
    let birth: String
    let hamlet: String
    let phone: String
    /// 1, 2, or 0 for none yet.
    let level: Int
    let issued: CivilDay?
    let isActive: Bool
    let activated: CivilDay?
    let hasSignature: Bool

    /// The person of that index, as a list of that day says; `start` is the month around which accounts are given out.
    init(index: Int, seed: UInt64, start: CivilDay, asOf: CivilDay) {
        var random = SplitMix64(seed: seed, index: index, salt: 7)
        let born = CivilDay(year: 1940, month: 1, day: 1).advanced(by: random.below(29_950))
        let (year, _, _) = born.civil
        isFemale = random.chance(50)
        identity = Persons.identity(year: year, female: isFemale, sequence: index)
        name = Persons.name(&random)
        let shown = random.below(100)
        birth = shown < 2 ? "" : shown < 10 ? String(year) : born.slashed
        hamlet = "Thôn \(1 + random.below(12))"
        phone = "09\(Persons.padded(random.below(100_000_000), 8))"
        let day = start.advanced(by: random.below(400) - 300)
        let wanted = random.chance(80) ? 2 : 1
        let isDated = random.chance(96)
        let isIssued = day <= asOf && random.chance(94)
        level = isIssued ? wanted : 0
        issued = isIssued && isDated ? day : nil
        let later = day.advanced(by: random.below(60))
        isActive = isIssued && later <= asOf && random.chance(75)
        activated = isActive && random.chance(96) ? later : nil
        hasSignature = isActive && level == 2 && random.chance(30)
    }
}
