package import Domain
import GRDB

extension Session {
    /// Lines of the plans' tables, in their order, for one window or for all that there are.
    ///
    /// For a window in which a plan's unit has no value at all its table is there all the same, without results.
    package func planRows(unit: String?, window: Window?) throws -> [PlanRow] {
        let condition =
            "(:unit IS NULL OR unit = :unit) AND (:kind IS NULL OR (period_kind = :kind AND period = :period))"
        let asked: StatementArguments = ["unit": unit, "kind": window?.kind.rawValue, "period": window?.period]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT *, (SELECT name FROM unit u WHERE u.code = x.unit) AS unit_name FROM plan_result x WHERE \(condition)
                """, arguments: asked
        ).map(Self.planRow)
        guard let window else { return rows }
        let missing = try Row.fetchAll(
            db,
            sql: """
                SELECT plan, unit, :kind AS period_kind, :period AS period, tt, chi_tieu, don_vi_tinh,
                 comparison || ' ' || printf('%g', target) AS ke_hoach, NULL AS ket_qua, NULL AS dat,
                 lead AS co_quan_chu_tri, supporting AS co_quan_phoi_hop, 'chưa có dữ liệu' AS reason, indicator, rules,
                 NULL AS numerator, NULL AS denominator, NULL AS data_until, weight AS trong_so, title AS plan_title,
                 (SELECT name FROM unit u WHERE u.code = t.unit) AS unit_name
                FROM plan_target t WHERE (:unit IS NULL OR unit = :unit) AND year = :year
                 AND \(PlanView.inForce(":first")) ORDER BY position
                """, arguments: asked &+ ["year": window.year, "first": window.first.number]
        ).map(Self.planRow).filter { one in !rows.contains { $0.plan == one.plan } }
        return rows + missing
    }

    private static func planRow(_ row: Row) -> PlanRow {
        PlanRow(
            plan: row["plan"], planTitle: row["plan_title"], unit: row["unit"],
            unitName: row["unit_name"] ?? row["unit"],
            periodKind: row["period_kind"], period: row["period"], number: row["tt"], text: row["chi_tieu"],
            unitOfMeasure: row["don_vi_tinh"], target: row["ke_hoach"], rate: row["ket_qua"], met: row["dat"],
            lead: row["co_quan_chu_tri"], supporting: row["co_quan_phoi_hop"], reason: row["reason"],
            indicator: row["indicator"], rules: row["rules"], numerator: row["numerator"],
            denominator: row["denominator"], dataUntil: row["data_until"], weight: row["trong_so"])
    }
}
