import Domain
import Foundation
import GRDB
import Logging
import Pipeline
import Reports
import Testing

/// A watched folder of a commune, with the configuration, archive and warehouse of its nightly job. It is gone with the value.
final class Drop {
    let root: URL
    /// What the configuration says beside the warehouse, the rules and the folder.
    var more = ""
    /// What it says of the folder.
    var folder = ""
    var archive: String? = "{folder: luu}"
    var warehouse = "kho.db"
    /// More folders than the commune's, as the configuration names them.
    var folders = ""

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("night"))
        try FileManager.default.createDirectory(
            at: root.appendingPathComponent("nop"), withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(at: root) } catch { Issue.record(error) }
    }

    func path(_ name: String) -> String { root.appendingPathComponent(name).path }

    /// Drops a file.
    func drop(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: root.appendingPathComponent("nop").appendingPathComponent(name))
    }

    /// A list of dossiers of the commune: a line each, `sequence,state,received,due,end`.
    func list(_ rows: [String], unit: String = "H55.242", exported: String? = "05/05/2026") -> String {
        (exported.map { "Ngày xuất: \($0)\n" } ?? "")
            + "Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n"
            + rows.map { "\(unit)-260401-\($0)\n" }.joined()
    }

    static func row(_ number: Int, received: String = "01/04/2026") -> String {
        let digits = String(number)
        let sequence = String(repeating: "0", count: 4 - digits.count) + digits
        return "\(sequence),Đã trả kết quả,\(received),10/04/2026,08/04/2026"
    }

    /// A whole list of persons.
    func persons(_ count: Int, first: Int = 1, exported: String = "05/05/2026") -> String {
        "DANH SÁCH ĐỊNH DANH ĐIỆN TỬ\nNgày xuất: \(exported)\n"
            + "STT,Họ và tên,Số định danh,Ngày sinh,Mức độ định danh,Ngày cấp,Kích hoạt,Ngày kích hoạt\n"
            + (first..<first + count).map { number in
                let digits = String(number)
                let id = "000" + String(repeating: "0", count: 9 - digits.count) + digits
                return "\(number),Người Thứ,\(id),01/01/1990,Mức 2,01/02/2024,Có,02/02/2024\n"
            }.joined()
    }

    @discardableResult
    func night(isCheck: Bool = false, log: Logger = NightlyRun.silent) throws -> RunReport {
        try NightlyRun(config: try configured(), isCheck: isCheck, language: .vi, log: log)().report
    }

    /// Writes the configuration; its path.
    func configured() throws -> String {
        let yaml = """
            warehouse: \(warehouse)
            mappings: \(House.top)/Mappings
            settle: 0
            \(archive.map { "archive: \($0)" } ?? "")
            folders:
              - path: nop
                unit: "01981"
            \(folder.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            \(folders)
            \(more)
            """
        try Data(yaml.utf8).write(to: root.appendingPathComponent("nightly.yaml"))
        return path("nightly.yaml")
    }

    /// Names in the folder and below, sorted; receipts shown as they are.
    func names(_ below: String = "nop") throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path(below)).filter { name in
            let type = try FileManager.default.attributesOfItem(atPath: path(below) + "/" + name)[.type]
            return type as? FileAttributeType != .typeDirectory
        }.sorted()
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent(name)), as: UTF8.self)
    }

    /// Rows of a query, cells joined by "|", null as "-".
    func rows(_ sql: String, warehouse: String = "kho.db") throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: path(warehouse), configuration: configuration).read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                row.map { _, value in
                    value.isNull ? "-" : String.fromDatabaseValue(value) ?? "\(value)"
                }.joined(separator: "|")
            }
        }
    }

    /// Changes what the warehouse remembers.
    func change(_ sql: String) throws {
        try DatabaseQueue(path: path("kho.db")).write { try $0.execute(sql: sql) }
    }

    /// All contract views without run and time, a text a view; `isBlind`: also without pseudonyms.
    func contract(_ warehouse: String = "kho.db", isBlind: Bool = false) throws -> [String: [String]] {
        let hidden = try isBlind ? rows("SELECT name FROM kind_column WHERE type LIKE 'identity%'") : []
        let names = (["run", "started", "ended"] + hidden).map { "'\($0)'" }.joined(separator: ", ")
        var all: [String: [String]] = [:]
        for view in try rows("SELECT name FROM sqlite_master WHERE type = 'view'", warehouse: warehouse)
        where view != "run" {
            let columns = try rows(
                "SELECT '\"' || name || '\"' FROM pragma_table_info('\(view)') WHERE name NOT IN (\(names))",
                warehouse: warehouse
            ).joined(separator: ", ")
            all[view] = try rows("SELECT \(columns) FROM \(view)", warehouse: warehouse).sorted()
        }
        return all
    }
}
