import Domain
import GRDB

extension Session {
    /// Where a record stands in the file that decided it last.
    package struct Place: Sendable, Equatable {
        /// The key as people write it.
        package var key: String
        package var file: String
        package var line: Int
        package var row: Int
        package var asOf: String
    }

    /// The places of records of a kind, in the order of the numbers.
    package func places(kind: String, ids: [Int64]) throws -> [Place] {
        let table = try table(kind)
        let key =
            table.packed != nil
            ? DossierKey.sql("r.id")
            : table.kind.key.filter { $0 != table.kind.unit }.map { index in
                let value = "r.\(table.kind.columns[index].name)"
                return switch table.kind.columns[index].type {
                case .identity: "substr(lower(hex(\(value))), 1, 12) || '…'"
                case .dossierCode: "(\(DossierKey.sql(value)))"
                case .day: "date(\(value) * 86400, 'unixepoch')"
                case .word, .procedureCode: "(SELECT text FROM word WHERE word.id = \(value))"
                default: value
                }
            }.joined(separator: " || ' ' || ")
        let statement = try db.makeStatement(
            sql: """
                SELECT \(key) AS key, l.name, r.line, r.row, date(l.as_of * 86400, 'unixepoch') AS as_of
                FROM \(table.name) r JOIN t_load l ON l.load = r.stamp & 4294967295 WHERE r.id = ?
                """)
        return try ids.map { id in
            guard let row = try Row.fetchOne(statement, arguments: [id]) else {
                throw WarehouseError.broken("a record that was just counted is not there")
            }
            return Place(
                key: row["key"] ?? "", file: row["name"], line: row["line"], row: row["row"], asOf: row["as_of"] ?? "")
        }
    }

    /// The record of a kind with a dossier's code: the row's number and its unit's code; nil where there is none. `parts` of a
    /// code of the common shape.
    package func dossier(
        _ text: String, parts: (agency: String, day: Int64, width: Int, sequence: Int64)?, kind: String
    ) throws -> (unit: String, id: Int64)? {
        let table = try table(kind)
        guard table.packed != nil else { return nil }
        var keys: [Int64] = []
        if let parts,
            let unit = try Int64.fetchOne(db, sql: "SELECT id FROM unit WHERE code = ?", arguments: [parts.agency])
        {
            keys += [DossierKey.pack(unit: unit, day: parts.day, width: parts.width, sequence: parts.sequence)]
                .compactMap { $0 }
        }
        for spelling in [text, text.uppercased()] {
            keys += [try word(spelling)].compactMap { $0.map(DossierKey.odd(word:)) }
        }
        for key in keys {
            let unit = try String.fetchOne(
                db,
                sql: """
                    SELECT u.code FROM \(table.name) r JOIN unit u ON u.id = r.\(table.kind.columns[table.kind.unit].name)
                    WHERE r.id = ? AND r.stamp > 0
                    """, arguments: [key])
            if let unit { return (unit, key) }
        }
        return nil
    }

    /// What stands of one fact, as people read it.
    package func text(of fact: Int64, in kind: String, column: String) throws -> String? {
        guard fact > Fact.unknown else { return fact == Fact.none ? "" : nil }
        let parts = column.split(separator: ".").map(String.init)
        let table = try table(parts.count == 2 ? parts[0] : kind)
        guard let index = table.kind.column(parts.last ?? "") else { return String(fact) }
        let definition = table.kind.columns[index]
        switch definition.type {
        case .day: return Day(number: fact).iso
        case .unit: return try String.fetchOne(db, sql: "SELECT code FROM unit WHERE id = ?", arguments: [fact])
        default:
            guard definition.isInterned else { return String(fact) }
            return try String.fetchOne(db, sql: "SELECT text FROM word WHERE id = ?", arguments: [fact])
        }
    }

    /// What does not hold of the warehouse: integrity, references, closed counts.
    package func faults() throws -> [String] {
        var out = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
        out += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20).map { row in
            "foreign key: \(row["table"] as String? ?? "") → \(row["parent"] as String? ?? "")"
        }
        out += try Int64.fetchAll(
            db,
            sql: """
                SELECT load FROM t_load WHERE status = 'loaded'
                AND read <> new + changed + unchanged + stale + duplicate + joined + rejected + filtered
                """
        ).map { "load \($0): read is not the sum of what became of it" }
        out += try Int64.fetchAll(
            db,
            sql: """
                SELECT l.load FROM t_load l WHERE l.status = 'loaded' AND l.rejected <>
                (SELECT count(*) FROM t_reject r WHERE r.load = l.load AND r.severity = 'record')
                """
        ).map { "load \($0): rejected is not the number of its rejects" }
        return out
    }
}
