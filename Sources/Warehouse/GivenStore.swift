package import Domain
import GRDB

/// A ready-made figure as a list of figures says it.
package struct GivenFigure: Sendable {
    /// Its kind, and its row there.
    package var kind: String
    package var id: Int64
    package var unit: Int64
    package var indicator: String
    /// The rule set, or "" for the default one.
    package var rules: String
    package var window: Window
    package var numerator: Int64?
    package var denominator: Int64?
}

/// A ready-made figure of a unit and of those below it, beside what was counted (`alone`: nothing was).
package struct GivenValue: Sendable, Equatable {
    /// Which value it is.
    package struct Key: Hashable, Sendable {
        package var unit: Int64
        package var indicator: String
        package var rules: String
        package var period: Int32

        package init(unit: Int64, indicator: String, rules: String, period: Int32) {
            self.unit = unit
            self.indicator = indicator
            self.rules = rules
            self.period = period
        }
    }

    package var numerator: Int64
    package var denominator: Int64
    package var isAlone: Bool
    package var dataUntil: Day
    package var unitsBehind: Int

    package init(numerator: Int64, denominator: Int64, isAlone: Bool, dataUntil: Day, unitsBehind: Int) {
        self.numerator = numerator
        self.denominator = denominator
        self.isAlone = isAlone
        self.dataUntil = dataUntil
        self.unitsBehind = unitsBehind
    }
}

extension Session {
    /// All figures of a kind that holds ready-made ones, as they stand.
    package func givenFigures(_ kind: Kind) throws -> [GivenFigure] {
        guard let given = kind.given else { return [] }
        let table = try table(kind.id)
        func column(_ index: Int) -> String { "r.\(kind.columns[index].name)" }
        func word(_ index: Int) -> String { "(SELECT text FROM word WHERE word.id = \(column(index)))" }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT r.id, \(column(kind.unit)) AS unit, \(word(given.indicator)) AS indicator, \(word(given.period)) AS period,
                 \(column(given.numerator)) AS numerator, \(column(given.denominator)) AS denominator
                FROM \(table.name) r WHERE r.stamp > 0\(Scanner.live(table))
                """)
        return rows.compactMap { row in
            guard let name: String = row["indicator"], let period: String = row["period"],
                let window = Window(written: period)
            else { return nil }
            let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
            return GivenFigure(
                kind: kind.id, id: row["id"], unit: row["unit"], indicator: parts[0],
                rules: parts.count == 2 ? parts[1] : "", window: window,
                numerator: row["numerator"], denominator: row["denominator"])
        }
    }

    /// The values that rest on ready-made figures.
    package func givenValues() throws -> [GivenValue.Key: GivenValue] {
        var out: [GivenValue.Key: GivenValue] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM t_given") {
            let key = GivenValue.Key(
                unit: row["unit"], indicator: row["indicator"], rules: row["rules"], period: row["period"])
            out[key] = GivenValue(
                numerator: row["numerator"], denominator: row["denominator"], isAlone: row["alone"],
                dataUntil: Day(number: row["data_until"]), unitsBehind: row["units_behind"])
        }
        return out
    }

    /// Puts these in the place of all before.
    package func replaceGiven(_ values: [GivenValue.Key: GivenValue]) throws {
        try db.execute(sql: "DELETE FROM t_given")
        let insert = try db.makeStatement(sql: "INSERT INTO t_given VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for (key, value) in values {
            try insert.execute(arguments: [
                key.unit, key.indicator, key.rules, key.period, value.numerator, value.denominator, value.isAlone,
                value.dataUntil.number, value.unitsBehind,
            ])
        }
    }

    /// The counted totals of a unit and kind, without breakdowns.
    package func totals(unit: Int64, kind: String, width: Int) throws -> ValueTable {
        var table = ValueTable(width: width)
        let cells = try String.fetchOne(
            db, sql: "SELECT cells FROM t_value WHERE kind = ? AND unit = ? AND breakdown = 0",
            arguments: [kind, unit])
        table.append(breakdown: 0, value: 0, json: Array((cells ?? "").utf8))
        return table
    }
}
