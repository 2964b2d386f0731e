/// The whole life of a dossier, from which every export shows what had happened by its day.
package struct Life: Sendable {
    /// What becomes of it.
    enum Fate: Sendable {
        case refused, staysNew, withdrawn, stopped, owes, waits, finished, returned
    }

    var whole: Dossier
    let receivedOn: CivilDay
    let endsOn: CivilDay
    let fate: Fate
    /// A day from which the system shows another channel, or nil: corrections of the past happen.
    let corrected: CivilDay?
    let correctedChannel: Int
    /// State 5 without a request in the list.
    let hidesRequests: Bool
    /// An open dossier that already has an end.
    let endsTooSoon: Bool
    /// A finished dossier without any end.
    let losesEnd: Bool
    /// Withdrawn and stopped ones: whether the end is in NgayTuChoi rather than in NgayKetThucXuLy.
    let endsAsRefusal: Bool

    init(index: Int, seed: UInt64, agency: Int, agencyCode: String, created: CivilDay, sequence: Int) {
        var random = SplitMix64(seed: seed, index: index, salt: 1)
        let procedure = Life.procedure(&random)
        let term = Procedure.table[procedure].days
        let received = (random.chance(85) ? created : created.advanced(by: 1)).onWorkday
        let dueBase = received.advanced(by: term * 7 / 5).onWorkday
        let isLate = random.chance(7)
        let slack = isLate ? 1 + random.below(9) : -random.below(1 + min(4, term))
        let draw = random.below(1_000)
        fate =
            switch draw {
            case 0..<20: .refused
            case 20..<30: .staysNew
            case 30..<60: .withdrawn
            case 60..<80: .stopped
            case 80..<95: .owes
            case 95..<125: .waits
            case 125..<250: .finished
            default: .returned
            }
        let requests = Life.requests(&random, received: received, term: term, always: fate == .waits)
        let delay = requests.reduce(0) { sum, request in
            guard let asked = request.day, let answered = request.answered else { return sum }
            return sum + asked.distance(to: answered)
        }
        let ends = max(received, dueBase.advanced(by: slack + delay)).onWorkday
        let channelDraw = random.below(100)
        let channel = channelDraw < 62 ? 2 : channelDraw < 94 ? 1 : 3
        let kind = random.below(100)
        let fees = Life.fees(&random, procedure: procedure)
        let papers = Life.papers(&random)
        let results = Life.results(&random, index: index)
        let owes = fees.contains { $0.amount > 0 }
        let paid = owes && channel == 2 && random.chance(70)
        let year = 1950 + random.below(57)
        whole = Dossier(
            agency: agency, procedure: procedure,
            key: "\(agencyCode)-\(Life.stamp(created))-\(Persons.padded(sequence, 4))", created: created,
            minute: 450 + random.below(540), applicantKind: kind < 84 ? 1 : kind < 95 ? 2 : kind < 97 ? 3 : 4,
            channel: channel, isChannelBlank: channel == 1 && random.chance(10), state: 1, received: received,
            due: random.chance(2) ? nil : dueBase, ended: ends, hasResult: ends.advanced(by: -random.below(2)),
            returned: ends.advanced(by: random.below(3)).onWorkday, refused: nil,
            payment: paid ? 1 + random.below(2) : owes && random.chance(20) ? 3 : 0, fees: fees, papers: papers,
            requests: requests, results: results, saysPaidOnline: paid != random.chance(4),
            saysDigitised: papers.contains { !$0.isDeleted && ($0.isDigitised || $0.file != "") } != random.chance(6),
            saysReused: papers.contains { !$0.isDeleted && $0.reuse > 0 } != random.chance(6),
            saysResult: !results.isEmpty != random.chance(4),
            identity: Persons.identity(year: year, female: random.chance(50), sequence: index),
            name: (kind < 84 ? "" : random.pick(Persons.firms) + " ") + Persons.name(&random))
        receivedOn = received
        endsOn = ends
        corrected = random.chance(4) ? created.advanced(by: 20 + random.below(40)) : nil
        correctedChannel = channel % 3 + 1
        hidesRequests = random.chance(25)
        endsTooSoon = random.chance(1)
        losesEnd = random.chance(1)
        endsAsRefusal = random.chance(70)
    }
}
