import GRDB
import GRDBSQLite

/// A prepared statement bound and read through SQLite's own functions: GRDB's arguments cost 4 to 5 times as much, and these
/// are called for each column of each record. The only file with raw binds; everything else goes through GRDB.
@safe
struct RawStatement {
    private let statement: Statement
    private let raw: OpaquePointer

    init(_ db: Database, _ sql: String) throws {
        statement = try db.makeStatement(sql: sql)
        unsafe raw = statement.sqliteStatement
    }

    /// Binds a number to a parameter, counted from 1; `nil` is NULL.
    func bind(_ value: Int64?, _ at: Int) {
        if let value {
            _ = unsafe sqlite3_bind_int64(raw, Int32(at), value)
        } else {
            _ = unsafe sqlite3_bind_null(raw, Int32(at))
        }
    }

    /// Binds bytes, which are copied.
    func bind(bytes: ArraySlice<UInt8>, _ at: Int) {
        _ = unsafe bytes.withUnsafeBytes {
            unsafe sqlite3_bind_blob64(raw, Int32(at), $0.baseAddress, UInt64($0.count), Self.transient)
        }
    }

    /// Binds bytes that stay in their slot until the statement has run.
    func bind(_ slot: BlobSlot, _ at: Int) {
        _ = unsafe sqlite3_bind_blob64(raw, Int32(at), slot.start, UInt64(slot.length), nil)
    }

    /// Whether the last statement that ran has written a row.
    func changed(_ db: Database) -> Bool { unsafe sqlite3_changes(db.sqliteConnection) > 0 }

    /// The number of the last row that was inserted.
    func lastRow(_ db: Database) -> Int64 { unsafe sqlite3_last_insert_rowid(db.sqliteConnection) }

    /// Binds a text, which is copied.
    func bind(text: [UInt8], _ at: Int) {
        _ = unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) {
                unsafe sqlite3_bind_text64(
                    raw, Int32(at), $0.baseAddress, UInt64($0.count), Self.transient, UInt8(SQLITE_UTF8))
            }
        }
    }

    /// Steps once: whether there is a row.
    func step(_ db: Database) throws -> Bool {
        let code = unsafe sqlite3_step(raw)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        let extended = unsafe sqlite3_extended_errcode(db.sqliteConnection)
        reset()
        throw DatabaseError(resultCode: ResultCode(rawValue: extended), message: db.lastErrorMessage)
    }

    /// Runs a statement without rows.
    func run(_ db: Database) throws {
        _ = try step(db)
        reset()
    }

    /// Ready to be bound and run again.
    func reset() { _ = unsafe sqlite3_reset(raw) }

    /// A number of the row at hand; `nil` is NULL. NULL reads as 0, so that only zeros are asked for their type.
    func number(_ column: Int) -> Int64? {
        let value = unsafe sqlite3_column_int64(raw, Int32(column))
        if value != 0 { return value }
        return unsafe sqlite3_column_type(raw, Int32(column)) == SQLITE_NULL ? nil : 0
    }

    /// A number that is never NULL.
    func plain(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(raw, Int32(column)) }

    /// Bytes of the row at hand; NULL is empty.
    func bytes(_ column: Int) -> [UInt8] {
        let count = Int(unsafe sqlite3_column_bytes(raw, Int32(column)))
        guard count > 0, let start = unsafe sqlite3_column_blob(raw, Int32(column)) else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// The byte of the text at which the last statement could not be prepared, or -1.
    static func errorOffset(_ db: Database) -> Int { Int(unsafe sqlite3_error_offset(db.sqliteConnection)) }

    private static var transient: sqlite3_destructor_type { unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

/// Bytes of one length that lie still while a statement runs, so that SQLite need not copy them.
@safe
final class BlobSlot {
    let start: UnsafeMutableRawPointer
    let length: Int

    init(length: Int) {
        self.length = length
        unsafe start = .allocate(byteCount: length, alignment: 8)
    }

    deinit { unsafe start.deallocate() }

    /// The slot with other bytes in it.
    func filled(_ bytes: ArraySlice<UInt8>) -> BlobSlot {
        precondition(bytes.count == length, "a slot holds bytes of one length")
        unsafe bytes.withUnsafeBytes {
            unsafe UnsafeMutableRawBufferPointer(start: start, count: length).copyMemory(from: $0)
        }
        return self
    }
}
