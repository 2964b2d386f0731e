/// The indicators over staff: who is there on the last day, and what they have by then.
struct OracleStaff {
    let ledger: OracleLedger

    func values() -> [OracleValueKey: OracleValue] {
        let rooms = OracleBallot(ledger: ledger, kind: "can_bo", breakdown: "phong_ban")
        var values = rooms.values("trang-thiet-bi-chu-ky-so") { person, _, end in
            guard person.isStaff(on: end - 1) else { return nil }
            return OracleLogic.all([person.flag("trang_thiet_bi"), person.canSign(on: end - 1)])
        }
        let skills = rooms.values("ky-nang-so") { person, _, end in
            guard person.isStaff(on: end - 1) else { return nil }
            let january = OracleDays.day(OracleDays.civil(end - 1).year, 1, 1)
            let day = person.day("ngay_ky_nang_so")
            return OracleLogic.all([person.flag("ky_nang_so"), day.map { january <= $0 && $0 < end } ?? true])
        }
        let governing = OracleBallot(ledger: ledger, kind: "can_bo").values("cntt-quan-tri-du-lieu") { person, _, end in
            guard person.isStaff(on: end - 1), person.flag("chuyen_trach_cntt") == true else { return nil }
            let day = person.day("ngay_quan_tri_du_lieu")
            return OracleLogic.all([person.flag("quan_tri_du_lieu"), day.map { $0 < end } ?? true])
        }
        values.merge(skills) { left, _ in left }
        values.merge(governing) { left, _ in left }
        return values
    }
}

extension OracleRecord {
    /// Choice: a list without these columns says by itself who is there.
    fileprivate func isStaff(on day: Int) -> Bool {
        (self.day("ngay_vao") ?? day) <= day && (self.day("ngay_nghi") ?? day + 1) > day
    }

    /// A signature is valid from its first day to its last, and always where neither is written.
    fileprivate func canSign(on day: Int) -> Bool? {
        OracleLogic.all([
            flag("chu_ky_so"), (self.day("chu_ky_so_tu") ?? day) <= day, (self.day("chu_ky_so_den") ?? day) >= day,
        ])
    }
}
