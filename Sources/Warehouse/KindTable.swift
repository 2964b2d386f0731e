import Domain
import GRDB

/// The physical table of a kind of record, made and widened from `records/`.
///
/// `r_<kind>`: the row's number (a packed dossier code, or a running number beside a unique key), a column a field (all
/// numbers; a pseudonym is 16 bytes), a digest of each list of children, and what `Standing` needs: which columns are known,
/// the stamp, line and row of the newest record, the run of older ones below it, and the load that first knew the key.
/// Masks are kept by `bit`, which a column keeps for ever, so that new columns may stand anywhere in the YAML.
struct KindTable {
    let kind: Kind
    /// Bit of each column, then of each list of children.
    let bits: [Int]
    /// Column that is the row's number itself, or nil.
    let packed: Int?

    /// Columns that have a physical column.
    var stored: [Int] { kind.columns.indices.filter { $0 != packed } }

    static func name(_ kind: Kind) -> String { "r_" + kind.id }
    static func name(_ child: ChildKind) -> String { "c_" + child.id }
    var name: String { Self.name(kind) }
    var seenName: String { "s_" + kind.id }

    static func packed(_ kind: Kind) -> Int? {
        kind.key.count == 1 && kind.columns[kind.key[0]].type == .dossierCode ? kind.key[0] : nil
    }

    /// A mask over the kind's columns and lists as a mask over the kept bits.
    func kept(_ mask: UInt64) -> UInt64 {
        var out: UInt64 = 0
        for (index, bit) in bits.enumerated() where mask & 1 << UInt64(index) != 0 { out |= 1 << UInt64(bit) }
        return out
    }

    /// The bit of a column or list as a mask.
    func mask(_ index: Int) -> UInt64 { 1 << UInt64(bits[index]) }

    /// Makes or widens the tables of a kind. A changed type or key is refused with advice.
    init(_ kind: Kind, in db: Database) throws {
        self.kind = kind
        packed = Self.packed(kind)
        let known = try Row.fetchAll(
            db, sql: "SELECT child, name, type, bit FROM kind_column WHERE kind = ?", arguments: [kind.id])
        var next =
            (known.filter { $0["child"] == "" || $0["name"] == "" }.compactMap { $0["bit"] as Int? }.max() ?? -1) + 1
        var bits: [Int] = []
        func bit(child: String, name: String, type: String) throws -> (bit: Int, isNew: Bool) {
            if let row = known.first(where: { $0["child"] == child && $0["name"] == name }) {
                let old: String = row["type"]
                guard old == type else {
                    throw WarehouseError.kindChanged(
                        vi:
                            "\(kind.id).\(name): kiểu \"\(old)\" trong kho đã thành \"\(type)\"; đặt tên cột mới thay vì đổi kiểu",
                        en:
                            "\(kind.id).\(name): the type \"\(old)\" became \"\(type)\"; give the new column another name"
                    )
                }
                return (row["bit"], false)
            }
            defer { next += 1 }
            try db.execute(
                sql: "INSERT INTO kind_column VALUES (?, ?, ?, ?, ?)", arguments: [kind.id, child, name, type, next])
            return (next, true)
        }
        let table = Self.name(kind)
        let exists = try db.tableExists(table)
        try Self.checkKey(kind, known, exists)
        var added: [String] = []
        for (index, column) in kind.columns.enumerated() {
            let isKey = kind.key.contains(index)
            let (number, isNew) = try bit(child: "", name: column.name, type: column.typeName + (isKey ? " key" : ""))
            bits.append(number)
            if isNew, index != packed { added.append("\(column.name) \(column.sqlType)") }
        }
        for child in kind.children {
            let (number, isNew) = try bit(child: child.id, name: "", type: "list")
            bits.append(number)
            if isNew { added.append("\(child.id) INTEGER") }
        }
        self.bits = bits
        if next > Kind.widest {
            throw WarehouseError.kindChanged(
                vi: "\(kind.id): quá \(Kind.widest) cột kể cả cột đã bỏ",
                en: "\(kind.id): more than \(Kind.widest) columns with those dropped")
        }
        if exists {
            for column in added { try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(column)") }
        } else {
            try create(table, added, in: db)
        }
        for child in kind.children { try makeChild(child, known, in: db) }
    }

    private static func checkKey(_ kind: Kind, _ known: [Row], _ exists: Bool) throws {
        guard exists else { return }
        let old = Set(
            known.filter { $0["child"] == "" && ($0["type"] as String).hasSuffix(" key") }.map { $0["name"] as String })
        let new = Set(kind.key.map { kind.columns[$0].name })
        guard old == new else {
            throw WarehouseError.kindChanged(
                vi:
                    "\(kind.id): khóa trong kho là \(old.sorted().joined(separator: ", ")); không đổi được khóa, hãy tạo loại bản ghi mới",
                en:
                    "\(kind.id): the key is \(old.sorted().joined(separator: ", ")) and cannot change; make a new kind of record"
            )
        }
    }

    private func create(_ table: String, _ columns: [String], in db: Database) throws {
        let body =
            ["id INTEGER PRIMARY KEY"] + columns + [
                "known INTEGER NOT NULL", "stamp INTEGER NOT NULL", "line INTEGER NOT NULL", "row INTEGER NOT NULL",
                "since INTEGER NOT NULL", "layers BLOB",
            ]
        try db.execute(sql: "CREATE TABLE \(table) (\(body.joined(separator: ", "))) STRICT")
        if packed == nil {
            let key = kind.key.sorted { $0 != kind.unit && $1 == kind.unit }.map { kind.columns[$0].name }
            try db.execute(sql: "CREATE UNIQUE INDEX \(table)_key ON \(table) (\(key.joined(separator: ", ")))")
        } else {
            // Codes of other shapes lie behind all packed ones, whatever their unit.
            try db.execute(
                sql: """
                    CREATE INDEX \(table)_odd ON \(table) (\(kind.columns[kind.unit].name)) \
                    WHERE id >= \(DossierKey.oddBit)
                    """)
        }
        try db.execute(
            sql: """
                CREATE TABLE \(seenName) (
                    record INTEGER NOT NULL REFERENCES \(table), scope INTEGER NOT NULL REFERENCES scope,
                    stamp INTEGER NOT NULL, PRIMARY KEY (record, scope)) STRICT, WITHOUT ROWID;
                CREATE INDEX \(seenName)_scope ON \(seenName) (scope, stamp)
                """)
    }

    private func makeChild(_ child: ChildKind, _ known: [Row], in db: Database) throws {
        let table = Self.name(child)
        let columns = child.columns.filter { column in
            !known.contains { $0["child"] == child.id && $0["name"] == column.name }
        }
        if try !db.tableExists(table) {
            let body =
                ["id INTEGER PRIMARY KEY", "record INTEGER NOT NULL REFERENCES \(name)"]
                + child.columns.map { "\($0.name) \($0.sqlType)" }
            try db.execute(
                sql: """
                    CREATE TABLE \(table) (\(body.joined(separator: ", "))) STRICT;
                    CREATE INDEX \(table)_record ON \(table) (record)
                    """)
        } else {
            for column in columns {
                try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(column.name) \(column.sqlType)")
            }
        }
        for column in columns {
            try db.execute(
                sql: "INSERT INTO kind_column VALUES (?, ?, ?, ?, -1)",
                arguments: [kind.id, child.id, column.name, column.typeName])
        }
    }
}

extension KindColumn {
    /// How the type is remembered: what may not change while there is data.
    var typeName: String {
        switch type {
        case .day: "day"
        case .flag: "flag"
        case .code: isInterned ? "word" : "code"
        case .codes: "codes"
        case .number: "number"
        case .word: "word"
        case .identity: "identity"
        case .dossierCode: "dossier_code"
        case .procedureCode: "procedure_code"
        case .unit: "unit"
        case .period: "period"
        }
    }

    var sqlType: String { type == .identity ? "BLOB" : "INTEGER" }
}
