import Domain

/// A dossier and the indicators page read aloud over it, without expressions: what the tally must agree with.
struct PlainDossier {
    struct Request {
        var day: Int64?
        var received: Int64?
        var newDue: Int64?
    }

    var linhVuc: Int64?
    var kenh: Int64
    var state: Int64
    var received: Int64?
    var due: Int64?
    var closed: Int64?
    var result: Int64?
    var returned: Int64?
    var refused: Int64?
    var paid: Int64
    /// Nil: the source cannot say.
    var fees: [Int64]?
    var fee: Int64
    var components: [(file: Bool, digital: Bool, reused: Int64, deleted: Bool)]?
    var digital: Bool
    var reuse: Bool
    var results: [(file: Bool, code: Bool)]?
    var electronic: Bool
    var requests: [Request]?
    /// Level, time and whether in working days; nil: not in the catalogue.
    var procedure: (level: Int64, time: Int64?, working: Bool)?

    var isReceived: Bool { ![1, 3].contains(state) && received != nil }
    var isFinished: Bool { isReceived && [9, 10].contains(state) }
    var end: Int64? {
        guard state >= 7 else { return nil }
        return closed ?? returned ?? ([7, 8].contains(state) ? refused : nil)
    }
    var lostEnd: Bool { [7, 9, 10].contains(state) && end == nil }
    var owes: Bool { fees.map { $0.reduce(0, +) > 0 } ?? (fee > 0) }

    /// Denominator and numerator in [S, E'), in the order of `Rules.dossiers`.
    func counts(_ s: Int64, _ e: Int64, _ calendar: WorkCalendar) -> [(Bool, Bool)] {
        func inside(_ day: Int64?) -> Bool { day.map { s <= $0 && $0 < e } ?? false }
        let vendor = result ?? returned ?? closed
        let alive = received.map { $0 < e } == true && (end ?? s) >= s
        let level = procedure?.level ?? 0
        let paper = components.map { $0.contains { !$0.deleted && ($0.file || $0.digital) } } ?? digital
        let reused = components.map { $0.contains { !$0.deleted && [1, 2].contains($0.reused) } } ?? reuse
        let hasResult = results.map { $0.contains { $0.file || $0.code } } ?? electronic
        let pairs: [(Bool, Bool)] = [
            (isFinished && inside(end), (end ?? 0) <= (due ?? .max)),
            (isReceived && !lostEnd && alive, !late(e, calendar)),
            (isFinished && due != nil && inside(vendor), vendor ?? 0 <= due ?? 0),
            (isReceived && inside(received), kenh == 2),
            (isReceived && inside(received) && [3, 4].contains(level), kenh == 2),
            (isReceived && inside(received) && owes, [1, 2].contains(paid)),
            (isReceived && inside(received), paper),
            (isFinished && inside(end), hasResult),
            (isReceived && inside(received), hasResult),
            (isReceived && inside(received), reused),
        ]
        return pairs.map { ($0.0, $0.0 && $0.1) }
    }

    private func late(_ e: Int64, _ calendar: WorkCalendar) -> Bool {
        let before = (requests ?? []).filter { ($0.day ?? .min) < e }
        var last = e - 1
        if let end, end < e {
            last = end
        } else if state == 5, before.count == 1, let day = before[0].day {
            last = day
        }
        if before.count > 1 { return true }
        var moved = due
        if let newest = before.compactMap(\.newDue).max() { moved = max(moved ?? newest, newest) }
        var waited: Int64 = 0
        for request in before where request.newDue == nil {
            if let day = request.day, let back = request.received { waited += back - day }
        }
        if let due { moved = max(moved ?? due, due + waited) }
        if let moved { return last > moved }
        guard let procedure, let time = procedure.time, let received else { return false }
        guard procedure.working else { return last - received > time }
        return (calendar.workingDays(after: received, through: last) ?? 0) > time
    }

    /// Laid out as the engine reads it.
    var record: Interpreter.Record {
        func flag(_ value: Bool) -> Int64 { value ? 1 : 0 }
        func fact(_ value: Int64?) -> Int64 { value ?? Fact.none }
        var lists: [String: [[String: Int64]]] = [:]
        lists["phi_le_phi"] = fees?.map { ["gia": $0] }
        lists["thanh_phan_ho_so"] = components?.map {
            [
                "co_tep": flag($0.file), "so_hoa": flag($0.digital), "tai_su_dung": $0.reused,
                "da_xoa": flag($0.deleted),
            ]
        }
        lists["giay_to_ket_qua"] = results?.map { ["co_tep": flag($0.file), "co_ma": flag($0.code)] }
        lists["ho_so_bo_sung"] = requests?.map {
            [
                "ngay_bo_sung": fact($0.day), "ngay_tiep_nhan_bo_sung": fact($0.received),
                "ngay_hen_tra_moi": fact($0.newDue), "trang_thai": 1,
            ]
        }
        let found = procedure.map {
            ["muc_do": $0.level, "thoi_han": fact($0.time), "thoi_han_lam_viec": flag($0.working)]
        }
        return Interpreter.Record(
            columns: [
                "linh_vuc": fact(linhVuc), "kenh": kenh, "trang_thai": state, "ngay_tiep_nhan": fact(received),
                "ngay_hen_tra": fact(due), "ngay_ket_thuc": fact(closed), "ngay_co_ket_qua": fact(result),
                "ngay_tra": fact(returned), "ngay_tu_choi": fact(refused), "thanh_toan_truc_tuyen": paid,
                "co_thanh_toan": 0, "phi": fee, "le_phi": 0, "so_hoa_thanh_phan": flag(digital),
                "tai_su_dung": flag(reuse), "ket_qua_dien_tu": flag(electronic), "ma_tthc": kenh,
                "doi_tuong": state % 4,
            ], lists: lists, lookups: ["thu_tuc": found])
    }

    init(_ random: inout Seeded, first: Int64, days: Int) {
        func maybe(_ percent: Int, _ random: inout Seeded, _ value: Int64) -> Int64? {
            random.chance(percent) ? value : nil
        }
        let day = first + Int64(random.below(days))
        let later = day + Int64(random.below(60))
        received = maybe(95, &random, day)
        state = Int64(random.pick([1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 9, 9, 10, 10]))
        linhVuc = maybe(90, &random, Int64(random.below(6) + (random.chance(20) ? 10_000 : 0)))
        kenh = Int64(random.below(3) + 1)
        due = maybe(80, &random, day + Int64(random.below(40)))
        closed = maybe(70, &random, later)
        result = maybe(30, &random, later + 1)
        returned = maybe(50, &random, later + Int64(random.below(5)))
        refused = maybe(50, &random, later + 2)
        paid = Int64(random.below(4))
        fees = random.chance(70) ? (0..<random.below(3)).map { _ in 0 }.map { $0 + Int64(random.below(2) * 1000) } : nil
        fee = Int64(random.below(2) * 500)
        components =
            random.chance(70)
            ? (0..<random.below(4)).map { _ in
                (random.chance(30), random.chance(30), Int64(random.below(3)), random.chance(20))
            } : nil
        digital = random.chance(50)
        reuse = random.chance(50)
        results = random.chance(70) ? (0..<random.below(3)).map { _ in (random.chance(40), random.chance(20)) } : nil
        electronic = random.chance(50)
        requests = nil
        if random.chance(60) {
            requests = (0..<random.pick([0, 0, 1, 1, 2])).map { _ in
                let asked = day + Int64(random.below(20))
                return Request(
                    day: maybe(85, &random, asked), received: maybe(70, &random, asked + Int64(random.below(10))),
                    newDue: maybe(50, &random, asked + Int64(random.below(30))))
            }
        }
        procedure = nil
        if random.chance(85) {
            procedure = (Int64(random.below(3) + 2), maybe(80, &random, Int64(random.below(25))), random.chance(60))
        }
    }
}
