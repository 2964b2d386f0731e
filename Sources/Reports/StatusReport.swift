package import Domain
import Foundation

/// What the command `status` says: the last runs, how far the data goes, and what is missing.
package struct StatusReport: Sendable, JSONReport {
    package var warehouse: String
    package var runs: [RunState]
    package var units: [UnitUntil]
    package var missing: [MissingArrival]
    /// Files whose loading began and that were not put away yet.
    package var open: Int

    package init(warehouse: String, runs: [RunState], units: [UnitUntil], missing: [MissingArrival], open: Int) {
        self.warehouse = warehouse
        self.runs = runs
        self.units = units
        self.missing = missing
        self.open = open
    }

    /// For people: what is wrong first.
    package func text(_ language: Language) -> String {
        func say(_ vi: String, _ en: String) -> String { language.pick(vi, en) }
        var lines: [String] = []
        for run in runs {
            let untold =
                run.isUntold
                ? say(
                    " · CHƯA KỂ ĐƯỢC các tệp đã nạp, lần chạy tới sẽ làm nốt và kể lại",
                    " · its files are NOT TOLD, the next run finishes it and tells of it") : ""
            let end =
                run.exitCode.map {
                    say("kết thúc \(run.ended ?? "") mã \($0)", "ended \(run.ended ?? "") with \($0)") + untold
                }
                ?? (run.state == .running
                    ? say("đang chạy", "is running")
                    : say(
                        "BỊ DỪNG GIỮA CHỪNG, không có mã thoát; lần chạy tới sẽ làm nốt và kể lại",
                        "was CUT OFF, without an exit code; the next run finishes it and tells of it"))
            let good = run.lastGood.map { say(" · lần tốt gần nhất \($0)", " · last good \($0)") } ?? ""
            lines.append("\(run.command): \(say("bắt đầu", "began")) \(run.started), \(end)\(good)")
        }
        if runs.isEmpty { lines.append(say("chưa nạp lần nào", "nothing was loaded yet")) }
        if open > 0 {
            lines.append(
                "! "
                    + say(
                        "\(open) tệp đã nạp hoặc đang nạp dở, chưa cất: chạy lại chitieu nightly",
                        "\(open) files are loaded in part, or not put away: run chitieu nightly again"))
        }
        lines += MissingArrival.lines(missing, language).map { "! " + $0 }
        if missing.isEmpty { lines.append(say("không thiếu tệp nào phải gửi", "no expected file is missing")) }
        let table = PlainTable(
            columns: say("Đơn vị|Tên|Loại|Số liệu đến", "Unit|Name|Kind|Data until").split(separator: "|").map(
                String.init),
            rows: units.map { [$0.unit, $0.unitName, $0.kind, $0.until] })
        return lines.joined(separator: "\n") + "\n" + (units.isEmpty ? "" : "\n" + table.aligned)
    }
}
