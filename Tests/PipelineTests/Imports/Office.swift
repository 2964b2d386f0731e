import Domain
import Foundation
import GRDB
import Pipeline
import Reports
import Synthesis
import Testing

/// A folder of its own with one warehouse, into which a test imports files as the command does, and out of which it reads
/// what came of them. It is gone with the value.
final class Office {
    let folder: URL
    var mappings: String
    let warehouse: String
    private var written = 0

    /// The rules of the house.
    static let house = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Mappings").path

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("office"))
        mappings = Self.house
        warehouse = folder.appendingPathComponent("w.db").path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = folder.appendingPathComponent("key").path
        guard
            FileManager.default.createFile(
                atPath: key, contents: Data(repeating: 7, count: 32), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit {
        do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
    }

    // MARK: Files in

    /// Writes a file; its name only tells its kind.
    func write(_ bytes: [UInt8], suffix: String) throws -> String {
        written += 1
        let path = folder.appendingPathComponent("tep-\(1_000 + written).\(suffix)").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Imports files by one command.
    @discardableResult
    func load(_ paths: [String], asOf: CivilDay?, unit: String? = nil, isDryRun: Bool = false) throws -> RunReport {
        var options = ImportOptions(paths: paths, warehouse: warehouse)
        options.mappings = mappings
        options.unit = unit
        options.asOf = try asOf.map { try #require(AsOf.Argument($0.iso)) }
        options.identityKey = folder.appendingPathComponent("key").path
        options.isDryRun = isDryRun
        return try ImportRun(options)()
    }

    /// Imports one made file as its truth says; a generated file may have more spoilt records than are tolerated.
    @discardableResult
    func load(_ made: (bytes: [UInt8], truth: FileTruth), isDryRun: Bool = false) throws -> FileReport {
        let isTable = !["dong-bo-ho-so", "msync"].contains(made.truth.source)
        let path = try write(made.bytes, suffix: isTable ? "csv" : "xml")
        let report = try load([path], asOf: made.truth.asOf, unit: made.truth.unit, isDryRun: isDryRun)
        return try #require(report.files.first)
    }

    /// Imports a file that the test wrote out.
    @discardableResult
    func load(
        _ text: String, _ asOf: String, unit: String? = nil, isDryRun: Bool = false
    ) throws -> FileReport {
        let path = try write(Array(text.utf8), suffix: text.hasPrefix("<") ? "xml" : "csv")
        let day: CivilDay = try #require(CivilDay(iso: asOf))
        let report = try load([path], asOf: day, unit: unit, isDryRun: isDryRun)
        return try #require(report.files.first)
    }

    // MARK: What came of them

    /// Rows of a query, cells joined by "|", null as "-".
    func rows(_ sql: String) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: warehouse, configuration: configuration).read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                row.map { _, value in String.fromDatabaseValue(value) ?? Self.number(value) }.joined(separator: "|")
            }
        }
    }

    private static func number(_ value: DatabaseValue) -> String {
        if let number = Int64.fromDatabaseValue(value) { return "\(number)" }
        return Double.fromDatabaseValue(value).map { "\($0)" } ?? "-"
    }

    /// All values, by the oracle's keys.
    func values() throws -> [OracleValueKey: OracleValue] {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: warehouse, configuration: configuration).read { db in
            var values: [OracleValueKey: OracleValue] = [:]
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT indicator, rules, unit, period_kind, period, breakdown, breakdown_value, numerator, denominator,
                     data_until, units_behind FROM indicator_value
                    """)
            while let row = try cursor.next() {
                let key = OracleValueKey(
                    indicator: row[0], rules: row[1], unit: row[2], periodKind: row[3], period: row[4],
                    breakdown: row[5], breakdownValue: row[6])
                // Points of the index are kept, as the oracle has them, in hundredths.
                let scale = key.indicator == "chi-so-766" ? 100.0 : 1
                let value = OracleValue(
                    numerator: Int(((row[7] as Double) * scale).rounded()),
                    denominator: Int(((row[8] as Double) * scale).rounded()), dataUntil: row[9], unitsBehind: row[10])
                #expect(values.updateValue(value, forKey: key) == nil, "twice: \(key)")
            }
            return values
        }
    }

    /// All rows of the form II.06a, by the oracle's keys.
    func form() throws -> [OracleForm.Key: OracleForm.Columns] {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: warehouse, configuration: configuration).read { db in
            var rows: [OracleForm.Key: OracleForm.Columns] = [:]
            let names = (3...13).map { "c\($0)" }.joined(separator: ", ")
            let cursor = try Row.fetchCursor(
                db, sql: "SELECT unit, period_kind, period, linh_vuc, \(names) FROM form_06a")
            while let row = try cursor.next() {
                let key = OracleForm.Key(unit: row[0], periodKind: row[1], period: row[2], domain: row[3])
                let columns = Dictionary(uniqueKeysWithValues: (3...13).map { ($0, row[$0 + 1] as Int) })
                #expect(rows.updateValue(columns, forKey: key) == nil, "twice: \(key)")
            }
            return rows
        }
    }

    /// Everything that the order and number of commands must not change: the records, their children, and the values.
    func standing() throws -> [String: [String]] {
        var all: [String: [String]] = [:]
        for view in [
            "ho_so", "thanh_phan_ho_so", "phi_le_phi", "ho_so_bo_sung", "giay_to_ket_qua", "dinh_danh", "thu_tuc",
            "thanh_phan_thu_tuc", "can_bo", "ho_so_cong_viec", "danh_gia", "tra_loi", "nhiem_vu_khcn", "giai_doan",
            "so_lieu", "indicator_value", "form_06a",
        ] {
            all[view] = try rows("SELECT * FROM \(view)").sorted()
        }
        return all
    }

    /// What the command `rejects` shows.
    func rejects() throws -> [[String?]] { try WarehouseQueries.rejects(warehouse, load: nil, .en).rows }

    /// What `warehouse verify` finds.
    func verify() throws -> [String] {
        try VerifyRun(warehouse: warehouse, mappings: mappings, language: .en)()
    }

    /// Makes the rules a copy of their own, and adds text to one of their files, made where there is none.
    func amend(_ file: String, adding text: String) throws {
        try ownRules()
        let url = URL(fileURLWithPath: mappings).appendingPathComponent(file)
        var old = FileManager.default.fileExists(atPath: url.path) ? try String(contentsOf: url, encoding: .utf8) : ""
        if !old.isEmpty, !old.hasSuffix("\n") { old += "\n" }
        try Data((old + text).utf8).write(to: url)
    }

    /// Makes the rules a copy of their own, and writes one of their files anew.
    func rewrite(_ file: String, as text: String) throws {
        try ownRules()
        try Data(text.utf8).write(to: URL(fileURLWithPath: mappings).appendingPathComponent(file))
    }

    private func ownRules() throws {
        guard mappings == Self.house else { return }
        let copy = folder.appendingPathComponent("Mappings").path
        try FileManager.default.copyItem(atPath: Self.house, toPath: copy)
        mappings = copy
    }

    /// Values anew after changed rules.
    @discardableResult
    func recompute() throws -> RunReport {
        try RecomputeRun(warehouse: warehouse, mappings: mappings, all: false, language: .en)()
    }
}
