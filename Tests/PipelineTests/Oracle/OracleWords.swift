import Synthesis

/// The words over `ho_so` of indicators.md.
extension OracleRecord {
    var state: Int { number("trang_thai") ?? 0 }

    var isReceived: Bool { state != 1 && state != 3 && day("ngay_tiep_nhan") != nil }

    var isFinished: Bool { isReceived && (state == 9 || state == 10) }

    /// A column that no source has is as good as empty here: a coalesce goes on to the next.
    var end: Int? {
        guard state >= 7 else { return nil }
        if let day = day("ngay_ket_thuc") ?? day("ngay_tra") { return day }
        return state == 7 || state == 8 ? day("ngay_tu_choi") : nil
    }

    /// Where no source has a column for any of the days it is not known whether it has ended.
    var knowsEnd: Bool {
        guard state >= 7, end == nil else { return true }
        let days = ["ngay_ket_thuc", "ngay_tra"] + (state <= 8 ? ["ngay_tu_choi"] : [])
        return days.contains(where: knows)
    }

    var hasLostEnd: Bool { [7, 9, 10].contains(state) && end == nil }

    /// The sum of the fees is above nothing; nil is unknown. A list of fees decides where any source has one.
    var hasFee: Bool? {
        if let fees = lists["phi_le_phi"] { return fees.reduce(0) { $0 + ($1["gia"]?.number ?? 0) } > 0 }
        // Choice: a fee that could not be read makes the sum unknown, also where the other is above nothing.
        guard knows("phi"), knows("le_phi") else { return nil }
        return (number("phi") ?? 0) + (number("le_phi") ?? 0) > 0
    }

    /// A payment code decides where any source has one, else the clerks' flag.
    var isPaidOnline: Bool? {
        if knows("thanh_toan_truc_tuyen") { return [1, 2].contains(number("thanh_toan_truc_tuyen") ?? 0) }
        return flag("co_thanh_toan_truc_tuyen")
    }

    var hasPaper: Bool? {
        guard let papers = lists["thanh_phan_ho_so"] else { return flag("so_hoa_thanh_phan") }
        return papers.contains { paper in
            paper["da_xoa"]?.number != 1 && (paper["tep"]?.text != nil || paper["duoc_so_hoa"]?.number == 1)
        }
    }

    var isReused: Bool? {
        guard let papers = lists["thanh_phan_ho_so"] else { return flag("tai_su_dung") }
        return papers.contains { $0["da_xoa"]?.number != 1 && [1, 2].contains($0["tai_su_dung"]?.number ?? 0) }
    }

    var hasResult: Bool? {
        guard let results = lists["giay_to_ket_qua"] else { return flag("ket_qua_dien_tu") }
        return results.contains { result in
            ["tep", "ma_giay_to_ket_qua", "ma_ket_qua", "giay_to_id"].contains { result[$0]?.text != nil }
        }
    }
}
