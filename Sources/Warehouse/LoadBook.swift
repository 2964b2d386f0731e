import Domain
import Foundation
import GRDB

/// What loads have and what their files are called, each asked once.
struct LoadBook {
    private let db: Database
    private var known: [Int64: (mask: UInt64, name: String)] = [:]

    init(_ db: Database) { self.db = db }

    /// The records below the newest one of a row that decide some of the columns, newest first.
    mutating func others(
        _ stamp: Int64, _ tail: Data, _ columns: [(name: String, mask: UInt64)]
    ) throws -> [OlderRecord] {
        guard !tail.isEmpty else { return [] }
        let layers = Layers(first: Layer(stamp: Stamp(number: stamp), line: 0, row: 0), tail: Array(tail)).all
        var open = columns
        var found: [OlderRecord] = []
        for (place, layer) in layers.enumerated() {
            let load = try load(layer.stamp.load)
            let decided = open.filter { $0.mask & load.mask != 0 }.map(\.name)
            open.removeAll { $0.mask & load.mask != 0 }
            if place > 0, !decided.isEmpty {
                found.append(
                    OlderRecord(file: load.name, line: Int(layer.line), row: Int(layer.row), columns: decided))
            }
        }
        return found
    }

    private mutating func load(_ number: Int64) throws -> (mask: UInt64, name: String) {
        if let load = known[number] { return load }
        let row = try Row.fetchOne(db, sql: "SELECT mask, name FROM t_load WHERE load = ?", arguments: [number])
        let load = (mask: UInt64(bitPattern: row?["mask"] ?? Int64(0)), name: row?["name"] as String? ?? "")
        known[number] = load
        return load
    }
}
