package import Domain
import Foundation
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
        /// Older records that still decide some of the columns asked for.
        package var others: [OlderRecord]
    }

    /// The places of records of a kind, in the order of the numbers; `asked`: columns and lists of which it is told which record
    /// decides them.
    package func places(kind: String, ids: [Int64], asked: [String] = []) throws -> [Place] {
        let table = try table(kind)
        let key =
            table.packed != nil
            ? DossierKey.sql("r.id")
            : table.kind.key.filter { $0 != table.kind.unit }.map { index in
                let value = "r.\(table.kind.columns[index].name)"
                let isText = table.kind.columns[index].isInterned
                return switch table.kind.columns[index].type {
                case _ where isText: "(SELECT text FROM word WHERE word.id = \(value))"
                case .identity: "substr(lower(hex(\(value))), 1, 12) || '…'"
                case .dossierCode: "(\(DossierKey.sql(value)))"
                case .day: "date(\(value) * 86400, 'unixepoch')"
                default: value
                }
            }.joined(separator: " || ' ' || ")
        let places = asked.compactMap { name in
            (table.kind.column(name)
                ?? table.kind.children.firstIndex { $0.id == name }.map { $0 + table.kind.columns.count })
                .map { (name: name, mask: table.mask($0)) }
        }
        var loads = LoadBook(db)
        let statement = try db.makeStatement(
            sql: """
                SELECT \(key) AS key, r.stamp, r.layers, l.name, r.line, r.row, date(l.as_of * 86400, 'unixepoch') AS as_of
                FROM \(table.name) r JOIN t_load l ON l.load = r.stamp & 4294967295 WHERE r.id = ?
                """)
        return try ids.map { id in
            guard let row = try Row.fetchOne(statement, arguments: [id]) else {
                throw WarehouseError.broken("a record that was just counted is not there")
            }
            return Place(
                key: row["key"] ?? "", file: row["name"], line: row["line"], row: row["row"], asOf: row["as_of"] ?? "",
                others: try loads.others(row["stamp"], row["layers"] ?? Data(), places))
        }
    }

    /// The records of a kind with a dossier's code in their key: the row's number and its unit's code. `parts` of a code of the
    /// common shape.
    package func records(
        of text: String, parts: (agency: String, day: Int64, width: Int, sequence: Int64)?, kind: String
    ) throws -> [(unit: String, id: Int64)] {
        let table = try table(kind)
        guard let column = table.kind.key.first(where: { table.kind.columns[$0].type == .dossierCode }) else {
            return []
        }
        var keys: [Int64] = []
        if let parts,
            let unit = try Int64.fetchOne(db, sql: "SELECT id FROM unit WHERE code = ?", arguments: [parts.agency])
        {
            keys += [DossierKey.pack(unit: unit, day: parts.day, width: parts.width, sequence: parts.sequence)]
                .compactMap { $0 }
        }
        for spelling in Set([text, text.uppercased()]) {
            keys += [try word(spelling)].compactMap { $0.map(DossierKey.odd(word:)) }
        }
        let name = table.packed != nil ? "r.id" : "r.\(table.kind.columns[column].name)"
        return try Row.fetchAll(
            db,
            sql: """
                SELECT u.code, r.id FROM \(table.name) r JOIN unit u ON u.id = r.\(table.kind.columns[table.kind.unit].name)
                WHERE \(name) IN (\(keys.map(String.init).joined(separator: ", "))) AND r.stamp > 0 ORDER BY r.id
                """
        ).map { ($0["code"], $0["id"]) }
    }

    /// What a column of a record says as a number; nil where it is none or not known.
    package func fact(kind: String, id: Int64, column: String) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT \(column) FROM \(table(kind).name) WHERE id = ?", arguments: [id])
    }

    /// What stands of one fact, as people read it.
    package func text(of fact: Int64, in kind: String, column: String) throws -> String? {
        guard fact > Fact.unknown else { return fact == Fact.none ? "" : nil }
        let parts = column.split(separator: ".").map(String.init)
        let table = try table(parts.count == 2 ? parts[0] : kind)
        guard let index = table.kind.column(parts.last ?? "") else { return String(fact) }
        return try text(of: fact, as: table.kind.columns[index])
    }

    /// What stands of one fact of a child of a list, which may be a list of another kind's records.
    package func text(of fact: Int64, in kind: String, list: String, column: String) throws -> String? {
        guard fact > Fact.unknown else { return fact == Fact.none ? "" : nil }
        let owner = try table(kind).kind
        let columns =
            if let child = owner.children.first(where: { $0.id == list }) {
                child.columns
            } else if let related = owner.related.first(where: { $0.id == list }) {
                try table(related.kind).kind.columns
            } else { [KindColumn]() }
        guard let definition = columns.first(where: { $0.name == column }) else { return String(fact) }
        return try text(of: fact, as: definition)
    }

    /// What an expression gives, as people read it; nil is unknown.
    package func text(of fact: Int64, as type: FactType) throws -> String? {
        guard fact > Fact.unknown else { return fact == Fact.none ? "" : nil }
        switch type {
        case .day: return Day(number: fact).iso
        case .word: return try String.fetchOne(db, sql: "SELECT text FROM word WHERE id = ?", arguments: [fact])
        default: return String(fact)
        }
    }

    private func text(of fact: Int64, as column: KindColumn) throws -> String? {
        switch column.type {
        case .day: return Day(number: fact).iso
        case .unit: return try String.fetchOne(db, sql: "SELECT code FROM unit WHERE id = ?", arguments: [fact])
        default:
            guard column.isInterned else { return String(fact) }
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
        for column in try Row.fetchAll(
            db, sql: "SELECT kind, name FROM kind_column WHERE child = '' AND type LIKE 'identity%'")
        {
            let (kind, name): (String, String) = (column["kind"], column["name"])
            let back = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM r_\(kind) WHERE \(name) IN (SELECT pseudonym FROM tombstone)")
            if let back, back > 0 { out.append("\(kind): \(back) records of persons who were forgotten") }
        }
        return out
    }
}
