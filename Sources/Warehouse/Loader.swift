import Domain
import GRDB

/// Brings the facts of one file into the tables of its kind, inside the file's transaction.
///
/// Facts of a batch are taken in the order of their keys, so that neighbours lie together. A first occurrence of a key is one
/// INSERT; only a key that is there is read, compared and overlaid (`Standing`).
final class Loader {
    private let db: Database
    private let table: KindTable
    private let load: Int64
    private let stamp: Int64
    private let has: UInt64
    private let isFanOut: Bool
    private let scopes: ScopeMarks?
    private var masks: [Int64: UInt64] = [:]
    private var numbers: FactNumbers
    private let dictionary: Dictionaries
    private let children: [ChildTable]
    private var insert: InsertRow
    private let fresh: FreshWriter?
    private let select: RawStatement
    private let update: RawStatement
    private let ghost: RawStatement
    private let before: BeforeImages
    private let width: Int
    /// Columns in the order of their physical parameters.
    private let stored: [Int]
    private let keyOrder: [Int]
    private let pseudonymPlaces: [Int]
    /// Among the stored columns.
    private let unitPlace: Int
    private(set) var counts = LoadCounts()
    /// Units of which the file took a record.
    private(set) var unitsTaken: Set<Int64> = []
    private var lastUnit = Fact.none
    private var moves = UnitMoves()
    /// Fan-out: dossiers whose rows differ in the parent's cells.
    private(set) var joinedDiffering = 0
    /// Records of periods that a purge closed; they are stale.
    private(set) var closed = 0
    private let gate: RecordGate
    private let rekeying: Rekeying?

    /// `fresh` keeps aside what units get that were empty before the run.
    init(
        _ db: Database, table: KindTable, load: LoadStart, dictionary: Dictionaries, closing: Closing?,
        fresh: FreshWriter?
    ) throws {
        self.db = db
        gate = try RecordGate(db, table, closing)
        rekeying = try Rekeying(db, table)
        numbers = FactNumbers(table)
        self.fresh = fresh
        self.table = table
        self.load = load.number
        self.dictionary = dictionary
        stamp = Stamp(asOf: load.asOf, load: load.number).number
        has = table.kept(load.mask)
        isFanOut = load.isFanOut
        masks[load.number] = has
        stored = table.stored
        pseudonymPlaces = table.pseudonymPlaces
        unitPlace = stored.firstIndex(of: table.kind.unit) ?? 0
        width = table.kind.columns.count
        keyOrder = table.kind.key.filter { $0 != table.packed }
        children = try table.kind.children.map { try ChildTable($0, in: db) }
        let digests = table.kind.children.map(\.id)
        let columns =
            stored.map { table.kind.columns[$0].name } + digests + ["known", "stamp", "line", "row", "layers"]
        let key =
            table.packed == nil
            ? keyOrder.map { "\(table.kind.columns[$0].name) = ?" }.joined(separator: " AND ") : "id = ?"
        insert = try InsertRow(db, table: table, has: has, stamp: stamp, load: load.number)
        select = try RawStatement(
            db, "SELECT \(columns.joined(separator: ", ")), since, id FROM \(table.name) WHERE \(key)")
        update = try RawStatement(
            db,
            "UPDATE \(table.name) SET \(columns.map { $0 + " = ?" }.joined(separator: ", ")), since = ? WHERE id = ?")
        ghost = try RawStatement(
            db,
            "INSERT OR IGNORE INTO \(table.name) (\((keyOrder.map { table.kind.columns[$0].name } + ["known", "stamp", "line", "row", "since", "id"]).joined(separator: ", "))) VALUES (\((keyOrder.map { _ in "?" } + ["0", "0", "0", "0", "0", "?"]).joined(separator: ", ")))"
        )
        before = try BeforeImages(
            db, width: stored.count + digests.count + 1,
            pseudonyms: stored.filter { table.kind.columns[$0].type == .identity }.count)
        scopes =
            load.isComplete
            ? try ScopeMarks(db, table: table, source: load.source, partition: load.partition, stamp: stamp) : nil
    }

    /// Takes one batch; its numbers of words and units become the warehouse's.
    func take(_ facts: borrowing FactBatch) throws {
        try numbers.learn(facts, dictionary)
        gate.take(facts.pseudonyms, former: facts.former)
        try rekeying?.take(facts.pseudonyms, former: facts.former)
        counts.read += facts.read
        counts.filtered += facts.filtered
        for reject in facts.rejects {
            if reject.severity == .record { counts.rejected += 1 }
            if reject.severity == .field { counts.fieldRejects += 1 }
        }
        var values = facts.values
        numbers.translate(&values, rows: facts.rows.count)
        let spans = children.indices.map { ChildSpans(facts.children[$0].parents, rows: facts.rows.count) }
        let order = numbers.sorted(values, facts.rows.count)
        var lists = ChildLists(count: children.count)
        let brought = children.indices.filter { !facts.children[$0].parents.isEmpty }
        for index in order {
            for list in brought {
                let span = spans[list].range(index)
                if span.isEmpty, lists.digests[list] == 0 { continue }
                lists.values[list] = children[list].translated(facts.children[list].values, span, words: numbers.words)
                lists.digests[list] = ChildTable.digest(lists.values[list])
            }
            try takeRow(&values, index * width, facts.rows[index], facts.pseudonyms, lists)
        }
        try markSeen(facts)
    }

    /// Closes the file: what newer whole lists retire, and what must be computed again.
    func finish(emptyUnit: Int64?) throws {
        if let scopes {
            if let emptyUnit, counts.read == counts.filtered { try scopes.open(unit: emptyUnit) }
            counts.retired = try scopes.close()
        }
        try before.drop()
        try rekeying?.finish()
        try fresh?.close()
    }

    /// Records of persons who were forgotten, and their numbers in other records: how many, how many were passed over, in which lines.
    var forgotten: (count: Int, passedOver: Int, lines: Set<Int32>) {
        (gate.forgotten, gate.passedOver, gate.lines)
    }

    /// Forgotten persons whom the file names, by the pseudonym of now.
    var metForgotten: Set<[UInt8]> { gate.met }

    /// Units of which the file changed what is known: a record is new, another, gone or back.
    func unitsMoved() -> Set<Int64> { moves.units().union(scopes?.moved ?? []) }

    /// New records turned out to be of a closed period; the unit of each.
    func noteClosed(_ units: [Int64]) {
        closed += units.count
        counts.new -= units.count
        counts.stale += units.count
        for unit in units { moves.add(unit, -1) }
    }

    // MARK: One row

    /// The record whose facts begin at `base`. A key that is new costs one statement.
    private func takeRow(
        _ values: inout [Int64], _ base: Int, _ record: FactRow, _ pseudonyms: [UInt8], _ lists: ChildLists
    ) throws {
        let unit = values[base + table.kind.unit]
        if unit != lastUnit {
            unitsTaken.insert(unit)
            lastUnit = unit
        }
        var head = record
        switch try gate.verdict(&values, base, head.line, &head.unreadable) {
        case .pass: break
        case .closed:
            closed += 1
            counts.stale += 1
            return
        case .forgotten:
            counts.filtered += 1
            if let scopes { try scopes.open(unit: unit, part: part(values, base)) }
            return
        }
        let key = table.packed.map { values[base + $0] }
        if let fresh, let key { try fresh.turn(to: key, unit: unit) }
        let known = head.unreadable == 0 ? has : has & ~table.kept(head.unreadable)
        if let id = try insert.run(values, base, pseudonyms, digests: lists.digests, known: known, head, id: key) {
            for list in children.indices where !lists.values[list].isEmpty {
                try children[list].insert(lists.values[list], record: id, db)
            }
            counts.new += 1
            moves.add(unit)
            if let scopes { try scopes.mark(record: id, unit: unit, part: part(values, base), isNew: true) }
            try fresh?.add(id, known: known, values, base, children: lists.values)
            return
        }
        var row = RowImage(columns: stored.count, children: children.count)
        row.pseudonymPlaces = pseudonymPlaces
        row.fill(values, base, stored, pseudonyms)
        (row.children, row.digests, row.known) = (lists.values, lists.digests, known)
        guard let old = try existing(row, key) else { throw WarehouseError.broken("a key neither new nor there") }
        if let scopes { try scopes.mark(record: old.id, unit: unit, part: part(values, base)) }
        try overlay(&row, Layer(stamp: Stamp(number: stamp), line: head.line, row: head.row), on: old)
    }

    private func part(_ values: [Int64], _ base: Int) -> Int64 {
        guard let partition = scopes?.partition, values[base + partition] > Fact.unknown else { return 0 }
        return values[base + partition]
    }

    private func existing(_ row: RowImage, _ key: Int64?) throws -> ExistingRow? {
        if let key {
            select.bind(key, 1)
        } else {
            for (at, column) in keyOrder.enumerated() { row.bindColumn(column, stored, table, select, at + 1) }
        }
        defer { select.reset() }
        guard try select.step(db) else { return nil }
        let row = ExistingRow(select, stored: stored, table: table, children: children.count)
        return rekeying?.renewed(row) ?? row
    }

    private func overlay(_ row: inout RowImage, _ layer: Layer, on old: ExistingRow) throws {
        if old.image.isGhost {
            row.bind(update, layers: Layers(all: [layer]), since: load, id: old.id)
            try update.run(db)
            for (list, child) in children.enumerated() { try child.replace(row.children[list], record: old.id, db) }
            counts.new += 1
            moves.add(lastUnit)
            return
        }
        let wasTaken = old.layers.all.contains { $0.stamp == layer.stamp }
        let (takes, layers) = try old.layers.overlaid(by: layer, has: has) { try mask($0) }
        if takes == 0 {
            // A stale key that comes again is a duplicate of itself, or one more row of its fan-out.
            if try before.noteStale(old.id) {
                counts.stale += 1
            } else if isFanOut {
                counts.joined += 1
            } else {
                counts.duplicate += 1
            }
            return
        }
        if wasTaken, isFanOut { try join(&row, with: old) }
        let merged = row.merged(over: old.image, takes: takes, table: table)
        if wasTaken, isFanOut, !merged.cellsEqual(old.image) { joinedDiffering += 1 }
        for list in children.indices
        where takes & table.mask(width + list) != 0 && merged.digests[list] != old.image.digests[list] {
            try children[list].replace(row.children[list], record: old.id, db)
        }
        moves.pass(from: old.image, to: merged, unitPlace)
        try judge(merged, old, wasTaken: wasTaken)
        merged.bind(update, layers: layers, since: old.since, id: old.id)
        try update.run(db)
        try fresh?.overlay(merged, top: layers.all[0].stamp, id: old.id)
    }

    /// Counts the record against the state before the file.
    private func judge(_ merged: RowImage, _ old: ExistingRow, wasTaken: Bool) throws {
        if !wasTaken {
            if merged.says(old.image) {
                counts.unchanged += 1
            } else {
                change(merged, 1)
                try before.keep(old.image, id: old.id)
            }
            return
        }
        if isFanOut { counts.joined += 1 } else { counts.duplicate += 1 }
        if old.since == load { return }
        if let image = try before.image(of: old.id, like: old.image) {
            if merged.says(image) {
                change(merged, -1)
                counts.unchanged += 1
                try before.forget(old.id)
            }
        } else if !merged.says(old.image) {
            counts.unchanged -= 1
            change(merged, 1)
            try before.keep(old.image, id: old.id)
        }
    }

    private func change(_ row: RowImage, _ number: Int) {
        counts.changed += number
        // The unit that stands is not always the file's: a newer one may have told it.
        if let unit = row.values[unitPlace] { moves.add(unit, number) }
    }

    /// Fan-out: the row's children go behind those that the record's rows before it brought.
    private func join(_ row: inout RowImage, with old: ExistingRow) throws {
        for (list, child) in children.enumerated() {
            row.children[list] = try child.all(record: old.id, db) + row.children[list]
            row.digests[list] = ChildTable.digest(row.children[list])
        }
    }

    private func mask(_ stamp: Stamp) throws -> UInt64 {
        if let known = masks[stamp.load] { return known }
        let stored = try Int64.fetchOne(db, sql: "SELECT mask FROM t_load WHERE load = ?", arguments: [stamp.load]) ?? 0
        let mask = UInt64(bitPattern: stored)
        masks[stamp.load] = mask
        return mask
    }

    // MARK: A batch

    private func markSeen(_ facts: borrowing FactBatch) throws {
        guard let scopes, !facts.seen.isEmpty else { return }
        var values = facts.seen
        let rows = values.count / width
        numbers.translate(&values, rows: rows)
        var row = RowImage(columns: stored.count, children: 0)
        row.pseudonymPlaces = pseudonymPlaces
        for index in 0..<rows where try !gate.isForgotten(keyAt: index * width, values) {
            row.fill(values, index * width, stored, facts.pseudonyms)
            let key = table.packed.map { values[index * width + $0] }
            for (at, column) in keyOrder.enumerated() { row.bindColumn(column, stored, table, ghost, at + 1) }
            ghost.bind(key, keyOrder.count + 1)
            try ghost.run(db)
            if let old = try existing(row, key) {
                try scopes.mark(
                    record: old.id, unit: values[index * width + table.kind.unit], part: part(values, index * width))
            }
        }
    }
}
