extension MSyncWriter {
    /// What the system's dates come to: the state that they tell, which knows only 4, 8, 9 and 10.
    struct Story {
        let state: Int
        let received: CivilDay
        let success: CivilDay?
        let returned: CivilDay?
        let finished: CivilDay?

        init(_ dossier: Dossier, hidesSuccess: Bool) {
            received = dossier.received ?? dossier.created
            let closed = dossier.refused ?? dossier.ended
            switch dossier.state {
            case 10:
                returned = dossier.returned ?? closed ?? received
                let end = dossier.ended ?? returned
                state = 10
                success = hidesSuccess ? nil : end
                finished = end
            case 9 where dossier.ended != nil:
                (state, success, returned, finished) = (9, dossier.ended, nil, nil)
            case 3, 7, 8:
                (success, returned, finished) = (nil, nil, closed)
                state = closed == nil ? 4 : 8
            default: (state, success, returned, finished) = (4, nil, nil, nil)
            }
        }
    }
}
