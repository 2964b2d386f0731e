import Synthesis

/// `muc-do-hai-long`: answers with a valid level, from level 2 of 3 or 4 of 5 on satisfied; a sheet by its mean.
struct OracleAnswers {
    let ledger: OracleLedger

    func values() -> [OracleValueKey: OracleValue] {
        let ballot = OracleBallot(ledger: ledger, kind: "danh_gia", event: "ngay_danh_gia", breakdown: "linh_vuc")
        return ballot.values("muc-do-hai-long") { answer, start, end in
            guard let day = answer.day("ngay_danh_gia"), start <= day, day < end else { return nil }
            let scale = answer.number("thang") ?? 0
            let threshold = scale == 5 ? 4 : 2
            guard let sheet = answer.lists["tra_loi"] else {
                guard let level = answer.number("muc") else { return nil }
                // Words say the same on any scale: 14 Hài lòng, 15 Rất hài lòng.
                if level > 10 { return level >= 14 }
                return level <= scale ? level >= threshold : nil
            }
            // A sheet of which one answer cannot be read is not known.
            guard !sheet.contains(where: { $0["muc"] == .unreadable }) else { return nil }
            let levels = sheet.compactMap { $0["muc"]?.number.flatMap { Self.level($0, of: scale) } }
            return levels.isEmpty ? nil : levels.reduce(0, +) >= threshold * levels.count
        }
    }

    /// A word as a level of the scale, a number as it stands; nil where the scale has no such level.
    private static func level(_ code: Int, of scale: Int) -> Int? {
        guard code > 10 else { return code <= scale ? code : nil }
        return scale == 5 ? code - 10 : [12: 1, 14: 2, 15: 3][code]
    }
}
