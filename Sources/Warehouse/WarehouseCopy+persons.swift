import Domain
import Foundation
import GRDB

extension WarehouseFile {
    /// Whether a copy of a warehouse, of whatever version, still has a record that is known by one of these pseudonyms. It is only
    /// read.
    package static func knows(_ path: String, _ pseudonyms: [[UInt8]]) throws(WarehouseError) -> Bool {
        var configuration = Configuration()
        configuration.readonly = true
        do {
            return try DatabaseQueue(path: path, configuration: configuration).read { db in
                for column in try Row.fetchAll(
                    db, sql: "SELECT kind, name FROM kind_column WHERE child = '' AND type LIKE 'identity%'")
                {
                    let (kind, name): (String, String) = (column["kind"], column["name"])
                    for pseudonym in pseudonyms {
                        let found = try Bool.fetchOne(
                            db, sql: "SELECT count(*) > 0 FROM r_\(kind) WHERE \(name) = ?",
                            arguments: [Data(pseudonym)])
                        if found == true { return true }
                    }
                }
                return false
            }
        } catch {
            throw translate(error, path)
        }
    }
}
