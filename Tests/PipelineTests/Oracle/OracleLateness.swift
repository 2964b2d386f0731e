import Synthesis

/// The verdict of the national index on a dossier, for a period that is cut at `end`.
struct OracleLateness {
    let dossier: OracleRecord
    let end: Int
    /// The procedure's longest time, where the catalogue has it: working days, or calendar days.
    let term: (days: Int, isWorking: Bool)?

    /// The requests whose day is before the end, and those without a day.
    private var requests: [[String: Fact]] {
        (dossier.lists["ho_so_bo_sung"] ?? []).filter { request in
            guard let day = request["ngay_bo_sung"]?.day?.number else { return true }
            return day < end
        }
    }

    /// Choice: the latest of ngay_hen_tra, every NgayHenTraMoi, and ngay_hen_tra moved by the waiting days of those
    /// requests that have both days and no NgayHenTraMoi.
    private var due: Int? {
        let promised = dossier.day("ngay_hen_tra")
        var candidates = [promised].compactMap { $0 }
        var moved = 0
        for request in requests {
            if let newDue = request["ngay_hen_tra_moi"]?.day?.number {
                candidates.append(newDue)
            } else if let asked = request["ngay_bo_sung"]?.day?.number,
                let answered = request["ngay_tiep_nhan_bo_sung"]?.day?.number
            {
                moved += answered - asked
            }
        }
        if let promised { candidates.append(promised + moved) }
        return candidates.max()
    }

    /// The day on which it is judged.
    private var judged: Int {
        if let ended = dossier.end, ended < end { return ended }
        let asked = requests
        if dossier.state == 5, asked.count == 1, let day = asked[0]["ngay_bo_sung"]?.day?.number { return day }
        return end - 1
    }

    var isLate: Bool {
        if requests.count > 1 { return true }
        if let due { return judged > due }
        guard let term, let received = dossier.day("ngay_tiep_nhan") else { return false }
        let taken = term.isWorking ? OracleDays.workingDays(after: received, upTo: judged) : judged - received
        return taken > term.days
    }
}
