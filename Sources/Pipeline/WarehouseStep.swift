import Disk
import Domain
import Foundation
import Warehouse

/// Opens a warehouse the way every command does, and says in words why it cannot.
enum WarehouseStep {
    /// Holds the lock and the one connection while the body runs.
    static func writing<T>(_ path: String, isDryRun: Bool = false, _ body: (Session) throws -> T) throws -> T {
        guard isDryRun, !FileManager.default.fileExists(atPath: path) else {
            let lock = try RunLock(warehouse: path)
            defer { withExtendedLifetime(lock) {} }
            return try WarehouseFile(at: path).write(isDry: isDryRun) { try noting($0, path, body) }
        }
        // A rehearsal leaves nothing behind, not even an empty warehouse.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("rehearsal"))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { remove(folder) }
        return try WarehouseFile(at: folder.appendingPathComponent("kho.db").path).write(isDry: true, body)
    }

    /// A run that fails as a whole has the exit code with which the program ends.
    private static func noting<T>(_ session: Session, _ path: String, _ body: (Session) throws -> T) throws -> T {
        do { return try body(session) } catch {
            let failure = RunFailure(any: WarehouseFile.told(error, path), .vi)
            session.noteFailure(exitCode: failure.exitCode, at: LocalTime.now)
            throw error
        }
    }

    private static func remove(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            preconditionFailure("a folder of our own cannot be removed: \(error)")
        }
    }

    /// The same where what the body removes must be gone from the disk: nobody else may have the warehouse open. `behind` is run
    /// when the body has committed and before the file is written anew.
    static func erasing<T>(
        _ path: String, _ body: (Session) throws -> T, behind: (T) throws -> Void = { _ in }
    ) throws -> T {
        // An older warehouse is not brought up to date on the way, nor is a new one made.
        try reading(path) { _ in }
        let lock = try RunLock(warehouse: path)
        defer { withExtendedLifetime(lock) {} }
        let file = try WarehouseFile(at: path)
        try file.holdAlone()
        let result = try file.write { session in
            let result = try noting(session, path, body)
            try behind(result)
            return result
        }
        try file.erase()
        return result
    }

    /// Overwrites what a run has removed and could not, as others may have had the warehouse open. Where somebody has it open now it
    /// waits for the next one, and `verify` says so.
    static func eraseRest(_ path: String) throws {
        do {
            guard try reading(path, { try $0.meta("erasing") }) != nil else { return }
            let lock = try RunLock(warehouse: path)
            defer { withExtendedLifetime(lock) {} }
            let file = try WarehouseFile(at: path)
            try file.holdAlone()
            try file.erase()
        } catch WarehouseError.inUse {
            return
        } catch WarehouseError.locked {
            return
        }
    }

    /// Reads what is there.
    static func reading<T>(_ path: String, _ body: (Session) throws -> T) throws -> T {
        try WarehouseFile.reading(path).write(body)
    }
}

extension RunFailure {
    /// What a warehouse's error says to people.
    init(_ error: WarehouseError, _ language: Language) {
        let message: String =
            switch error {
            case .notOurs(let path):
                language.pick("\(path) không phải là kho của chitieu", "\(path) is no warehouse of chitieu")
            case .empty(let path):
                language.pick("\(path): chưa nạp gì vào kho này", "\(path): nothing was loaded into this warehouse yet")
            case .newer(let path):
                language.pick(
                    "\(path) do phiên bản mới hơn tạo ra; hãy cập nhật chitieu",
                    "\(path) was made by a newer version; update chitieu")
            case .older(let path):
                language.pick(
                    "\(path) do phiên bản cũ hơn tạo ra; chạy một lần: chitieu recompute --warehouse \(path)",
                    "\(path) was made by an older version; run once: chitieu recompute --warehouse \(path)")
            case .kindChanged(let vi, let en): language.pick(vi, en)
            case .locked(let owner):
                language.pick(
                    "một lần chạy khác (\(owner)) đang giữ kho; thử lại sau",
                    "another run (\(owner)) holds the warehouse; try later")
            case .inUse(let path):
                language.pick(
                    "\(path) đang được mở ở nơi khác, nên chưa thay đổi gì; đóng các chương trình đang đọc kho rồi thử lại",
                    "\(path) is open elsewhere, so that nothing was changed; close what reads the warehouse and try again"
                )
            case .missing(let path): language.pick("không có kho \(path)", "there is no warehouse \(path)")
            case .occupied(let path):
                language.pick(
                    "\(path) đã có; chọn tên khác, bản sao không bao giờ ghi đè",
                    "\(path) is there already; choose another name, a copy never replaces anything")
            case .unfinished(let path):
                language.pick(
                    "\(path): một lần ghi bị dừng giữa chừng còn phải hoàn lại, mà tài khoản này không được ghi vào kho và thư mục của kho; chạy chitieu status --warehouse \(path) bằng tài khoản của dịch vụ",
                    "\(path): a write that was cut off must be undone, and this account may not write to the warehouse and its folder; run chitieu status --warehouse \(path) as the service's user"
                )
            case .inputOutput(let what):
                language.pick("không đọc, ghi được: \(DiskFailure.said(what, .vi))", "cannot read or write: \(what)")
            case .wrongKey(let expected, let found):
                language.pick(
                    "sai tệp khóa: kho dùng khóa \(expected), tệp là khóa \(found); chỉ đúng tệp bằng --identity-key",
                    "wrong key: the warehouse has key \(expected), the file is key \(found); name the right one with --identity-key"
                )
            case .broken(let what): language.pick("lỗi của chương trình: \(what)", "a fault of ours: \(what)")
            }
        self.init(exitCode: error.exitCode, messages: [message])
    }
}
