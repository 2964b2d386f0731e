package import Domain
import GRDB

extension Session {
    /// Merges and splits of the units, as the list said when the warehouse was last brought in line with it.
    ///
    /// A successor of which the list does not say since when it stands began with its first predecessor's end, unless figures
    /// of its own lie before.
    package func succession() throws -> UnitSuccession {
        let steps = try Row.fetchAll(db, sql: "SELECT unit, ends_on, successor, share FROM succession").map { row in
            SuccessionStep(
                unit: row["unit"], endsOn: Day(number: row["ends_on"]), successor: row["successor"],
                share: row["share"])
        }
        var endsOn: [String: Day] = [:]
        var beginsOn: [String: Day] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT code, begins_on, ends_on FROM unit WHERE listed") {
            endsOn[row["code"]] = (row["ends_on"] as Int64?).map { Day(number: $0) }
            beginsOn[row["code"]] = (row["begins_on"] as Int64?).map { Day(number: $0) }
        }
        let first = try firstMonths()
        for (unit, into) in Dictionary(grouping: steps, by: \.successor) where beginsOn[unit] == nil {
            guard let begin = into.map(\.endsOn).min() else { continue }
            if first[unit].map({ $0 > begin }) ?? true { beginsOn[unit] = begin }
        }
        return UnitSuccession(steps: steps, endsOn: endsOn, beginsOn: beginsOn)
    }

    /// The end of the first month with values of each successor; catalogues hold from January whoever stands.
    private func firstMonths() throws -> [String: Day] {
        let standing = (try meta("standing") ?? "").split(separator: ",").map(String.init)
        var out: [String: Day] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT u.code, v.kind, min(p.behind) AS behind FROM succession s JOIN unit u ON u.code = s.successor
                 JOIN (SELECT unit, kind, breakdown, cells FROM t_value
                  UNION ALL SELECT unit, kind, breakdown, cells FROM closed_value) v ON v.unit = u.id JOIN json_each(v.cells) c
                 JOIN period p ON p.id = json_extract(c.value, '$[0]')
                WHERE v.breakdown = 0 AND p.period_kind = 'month' GROUP BY u.code, v.kind
                """)
        where !standing.contains(row["kind"]) {
            let behind = Day(number: row["behind"])
            out[row["code"]] = min(out[row["code"]] ?? behind, behind)
        }
        return out
    }

    /// Parent of each unit that has one, and the name of each, by their codes.
    package func unitTree() throws -> (parents: [String: String], names: [String: String]) {
        var parents: [String: String] = [:]
        var names: [String: String] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT u.code, u.name, coalesce(p.code, nullif(u.parent_code, '')) AS parent
                FROM unit u LEFT JOIN unit p ON p.id = u.parent
                """)
        {
            parents[row["code"]] = row["parent"]
            names[row["code"]] = row["name"]
        }
        return (parents, names)
    }

    /// Shape of each definition, by indicator, rule set and version.
    package func shapes() throws -> [String: String] {
        var out: [String: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT indicator, rules, version, shape FROM indicator") {
            out["\(row["indicator"] as String) \(row["rules"] as String) \(row["version"] as String)"] = row["shape"]
        }
        return out
    }
}
