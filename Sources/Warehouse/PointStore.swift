package import Domain
import GRDB

/// A total of an indicator, as an index takes it.
package struct Total: Sendable {
    package var unit: Int64
    package var period: Int32
    package var window: Window
    package var indicator: String
    package var rules: String
    package var numerator: Int64
    package var denominator: Int64
    package var dataUntil: Day
    package var unitsBehind: Int
}

/// Points of an index, in hundredths.
package struct PointValue: Sendable, Equatable {
    /// Which points they are; without a breakdown the whole.
    package struct Key: Hashable, Sendable {
        package var unit: Int64
        package var period: Int32
        package var breakdown: String
        package var value: String

        package init(unit: Int64, period: Int32, breakdown: String, value: String) {
            self.unit = unit
            self.period = period
            self.breakdown = breakdown
            self.value = value
        }
    }

    package var points: Int64
    /// What could be had, of the components that have data.
    package var maximum: Int64
    package var dataUntil: Day
    package var unitsBehind: Int

    package init(points: Int64, maximum: Int64, dataUntil: Day, unitsBehind: Int) {
        self.points = points
        self.maximum = maximum
        self.dataUntil = dataUntil
        self.unitsBehind = unitsBehind
    }
}

extension Session {
    /// Totals of some indicators, of some units (nil: of all), in every open period.
    package func totals(of indicators: Set<String>, units: Set<Int64>?) throws -> [Total] {
        let names = indicators.sorted().map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ")
        let condition = units.map { "AND u.id IN (\($0.sorted().map(String.init).joined(separator: ", ")))" } ?? ""
        let sql = """
            SELECT u.id AS unit, p.id AS period, v.period_kind, v.period AS name, v.indicator, v.rules,
             v.numerator, v.denominator, julianday(v.data_until) - 2440587.5 AS data_until, v.units_behind
            FROM indicator_value v JOIN unit u ON u.code = v.unit
            JOIN period p ON p.period_kind = v.period_kind AND p.period = v.period
            WHERE v.breakdown = '' AND v.purged IS NULL AND v.indicator IN (\(names)) \(condition)
            """
        return try Row.fetchAll(db, sql: sql).compactMap { row in
            guard let kind = PeriodKind(rawValue: row["period_kind"]),
                let window = Window(period: row["name"], kind: kind)
            else { return nil }
            return Total(
                unit: row["unit"], period: row["period"], window: window, indicator: row["indicator"],
                rules: row["rules"], numerator: row["numerator"], denominator: row["denominator"],
                dataUntil: Day(number: Int64((row["data_until"] as Double).rounded())), unitsBehind: row["units_behind"]
            )
        }
    }

    /// The points of an index, of some units (nil: of all).
    package func points(_ index: String, units: Set<Int64>?) throws -> [PointValue.Key: PointValue] {
        var out: [PointValue.Key: PointValue] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM t_points WHERE indicator = ?", arguments: [index]) {
            let unit: Int64 = row["unit"]
            if let units, !units.contains(unit) { continue }
            let key = PointValue.Key(
                unit: unit, period: row["period"], breakdown: row["breakdown"], value: row["breakdown_value"])
            out[key] = PointValue(
                points: row["points"], maximum: row["maximum"], dataUntil: Day(number: row["data_until"]),
                unitsBehind: row["units_behind"])
        }
        return out
    }

    /// Puts these in the place of what was there of the keys `before`.
    package func replacePoints(
        _ index: String, _ before: [PointValue.Key: PointValue], with after: [PointValue.Key: PointValue]
    ) throws {
        let delete = try db.makeStatement(
            sql: """
                DELETE FROM t_points WHERE indicator = ? AND unit = ? AND period = ? AND breakdown = ? AND breakdown_value = ?
                """)
        for key in before.keys where after[key] == nil {
            try delete.execute(arguments: [index, key.unit, key.period, key.breakdown, key.value])
        }
        let insert = try db.makeStatement(sql: "INSERT OR REPLACE INTO t_points VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for (key, value) in after where before[key] != value {
            try insert.execute(arguments: [
                key.unit, index, key.period, key.breakdown, key.value, value.points, value.maximum,
                value.dataUntil.number, value.unitsBehind,
            ])
        }
    }
}
