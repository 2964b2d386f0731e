extension Life {
    /// The dossier as an export of that day shows it, or nil where it was not handed in yet.
    package func seen(asOf day: CivilDay) -> Dossier? {
        guard whole.created <= day else { return nil }
        var dossier = whole
        (dossier.received, dossier.ended, dossier.hasResult, dossier.returned) = (nil, nil, nil, nil)
        (dossier.requests, dossier.results, dossier.due, dossier.state) = ([], [], nil, 1)
        if let corrected, corrected <= day {
            dossier.channel = correctedChannel
            dossier.isChannelBlank = false
        }
        guard receivedOn <= day, fate != .staysNew else { return unpaid(dossier) }
        if fate == .refused {
            dossier.state = 3
            dossier.refused = receivedOn
            return unpaid(dossier)
        }
        dossier.received = receivedOn
        dossier.due = whole.due
        dossier.state = receivedOn == day ? 2 : 4
        ask(&dossier, by: day)
        settle(&dossier, by: day)
        if dossier.state == 4, endsTooSoon { dossier.ended = receivedOn.advanced(by: 1) }
        return dossier
    }

    private func unpaid(_ dossier: Dossier) -> Dossier {
        var dossier = dossier
        dossier.payment = 0
        dossier.saysPaidOnline = false
        dossier.saysResult = false
        return dossier
    }

    private func ask(_ dossier: inout Dossier, by day: CivilDay) {
        for request in whole.requests {
            let asked = request.day ?? receivedOn
            guard asked <= day else { break }
            var seen = request
            if let answered = request.answered, answered <= day {
                dossier.requests.append(seen)
            } else {
                (seen.answered, seen.newDue) = (nil, nil)
                if !hidesRequests { dossier.requests.append(seen) }
                dossier.state = 5
            }
        }
    }

    private func settle(_ dossier: inout Dossier, by day: CivilDay) {
        guard dossier.state != 5, endsOn <= day else {
            dossier.saysResult = false
            if fate == .owes, dossier.state == 4 { dossier.state = 6 }
            return
        }
        switch fate {
        case .owes: dossier.state = 6
        case .withdrawn, .stopped:
            dossier.state = fate == .withdrawn ? 7 : 8
            if endsAsRefusal { dossier.refused = endsOn } else if !losesEnd { dossier.ended = endsOn }
        case .finished, .returned:
            let returned = whole.returned ?? endsOn
            let isReturned = fate == .returned && returned <= day
            dossier.state = isReturned ? 10 : 9
            dossier.results = whole.results
            if losesEnd { break }
            dossier.ended = endsOn
            dossier.hasResult = whole.hasResult
            dossier.returned = isReturned ? returned : nil
            if isReturned, endsTooSoon { dossier.ended = nil }
        case .refused, .staysNew, .waits: break
        }
        if dossier.state < 9 { dossier.saysResult = false }
    }
}
