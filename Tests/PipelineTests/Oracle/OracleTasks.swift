import Synthesis

/// `nhiem-vu-khcn`: tasks with state money and a stage due by the last day; all of those must be updated by their due day.
struct OracleTasks {
    let ledger: OracleLedger

    func values() -> [OracleValueKey: OracleValue] {
        OracleBallot(ledger: ledger, kind: "nhiem_vu_khcn").values("nhiem-vu-khcn") { task, _, end in
            let amount = task.knows("kinh_phi_ngan_sach") ? task.number("kinh_phi_ngan_sach") ?? 0 : nil
            guard task.flag("ngan_sach") ?? amount.map({ $0 > 0 }) == true, let stages = task.lists["giai_doan"] else {
                return nil
            }
            let due = stages.filter { ($0["han"]?.day?.number ?? end) < end }
            guard !due.isEmpty else { return nil }
            return due.allSatisfy { stage in
                guard let by = stage["han"]?.day, let updated = stage["ngay_cap_nhat"]?.day else { return false }
                return updated <= by
            }
        }
    }
}
