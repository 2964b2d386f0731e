import Disk
import Domain
import Foundation
import Mapping
import Reports
import Warehouse

extension DoctorCheck {
    /// Whether the warehouse is ours, of a version that this program knows, and can be written.
    static func warehouse(_ room: DoctorRoom) -> [DoctorReport.Line] {
        let path = room.config.warehouse
        do throws(DiskFailure) { try Folder(at: room.folder).probe() } catch {
            return [
                .init(
                    "warehouse", 74,
                    room.say(
                        "không ghi được vào thư mục của kho \(room.folder): \(error.word(room.language))",
                        "the warehouse's folder \(room.folder) cannot be written: \(error.word(room.language))"))
            ]
        }
        guard let found = room.warehouse else {
            return [
                .init(
                    "warehouse", 0,
                    room.say(
                        "chưa có kho \(path): lần chạy đầu sẽ tạo", "no warehouse \(path) yet: the first run makes it"))
            ]
        }
        if let file = WarehouseFile.unwritable(path) {
            return [
                .init(
                    "warehouse", 74,
                    room.say(
                        "không ghi được vào \(file): cấp quyền ghi cho người dùng của dịch vụ",
                        "\(file) cannot be written: give the user of the service the right"))
            ]
        }
        switch found {
        case .success: return [.init("warehouse", 0, room.say("kho \(path) mở được", "the warehouse \(path) opens"))]
        case .failure(let failure) where isOlder(failure, path):
            return [
                .init(
                    "warehouse", 1,
                    room.say(
                        "\(path) do phiên bản cũ hơn tạo ra: lần chạy tới sẽ nâng cấp; hãy sao lưu trước",
                        "an older version made \(path): the next run brings it up to date; back it up first"))
            ]
        case .failure(let failure): return [.init("warehouse", failure.exitCode, failure.messages.first ?? path)]
        }
    }

    /// Reading refuses a warehouse that the next run only brings up to date.
    private static func isOlder(_ failure: RunFailure, _ path: String) -> Bool {
        [Language.vi, .en].contains { RunFailure(WarehouseError.older(path), $0).messages == failure.messages }
    }

    /// SQLite's quick check.
    static func integrity(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let health = room.health else { return [] }
        guard let fault = health.fault else {
            return [
                .init("integrity", 0, room.say("kho toàn vẹn (kiểm nhanh)", "the warehouse is whole (quick check)"))
            ]
        }
        return [
            .init(
                "integrity", 78,
                room.say(
                    "kho bị hỏng (\(fault)): khôi phục bằng chitieu warehouse restore",
                    "the warehouse is damaged (\(fault)): put a copy back with chitieu warehouse restore"))
        ]
    }

    /// Files of a run that was cut off.
    static func intakes(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let health = room.health else { return [] }
        guard health.open > 0 else {
            return [.init("intakes", 0, room.say("không có tệp nào dở dang", "no file is half put away"))]
        }
        return [
            .init(
                "intakes", 1,
                room.say(
                    "\(health.open) tệp nạp dở hoặc chưa cất: lần chạy tới sẽ làm nốt",
                    "\(health.open) files are loaded in part, or not put away: the next run goes on"))
        ]
    }

    /// The newest night that took what came.
    static func lastNight(_ room: DoctorRoom) -> [DoctorReport.Line] { cutNight(room) + goodNight(room) }

    /// A night that was cut off, or failed as a whole, is none that ended well, and what it did is told by the next.
    private static func cutNight(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let (run, code) = room.health?.untoldNight else { return [] }
        do throws(WarehouseError) {
            // Whoever holds the lock may be this very night.
            if code == nil, try RunLock.owner(warehouse: room.config.warehouse) != nil { return [] }
        } catch { return [] }
        let what =
            code.map { room.say("dừng với mã \($0)", "failed with exit code \($0)") }
            ?? room.say("bị dừng giữa chừng", "was cut off")
        return [
            .init(
                "last_run", 1,
                room.say(
                    "lần chạy đêm gần nhất (\(run)) \(what): lần chạy tới sẽ làm nốt và kể lại; xem nhật ký của dịch vụ",
                    "the newest night (\(run)) \(what): the next finishes it and tells of it; see the service's log"
                ))
        ]
    }

    private static func goodNight(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let health = room.health else { return [] }
        guard let last = health.lastGood else {
            return [.init("last_run", 1, room.say("chưa có lần chạy đêm nào tốt", "no night has ended well yet"))]
        }
        let hours = max(0, DoctorRoom.hours(since: last))
        let told = room.say(
            "lần chạy đêm tốt gần nhất cách đây \(hours) giờ", "the last good night was \(hours) hours ago")
        let advice = room.say(
            ": xem chitieu status và nhật ký của dịch vụ", ": see chitieu status and the service's log")
        return [hours > 26 ? .init("last_run", 1, told + advice) : .init("last_run", 0, told)]
    }

    /// The newest copy of the warehouse.
    static func backups(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let path = room.config.backups else {
            return [
                .init(
                    "backup", 0,
                    room.say(
                        "cấu hình không nói nơi giữ bản sao lưu (backups): không kiểm tuổi của chúng",
                        "the configuration names no folder of backups: their age is not looked at"))
            ]
        }
        do throws(DiskFailure) {
            let folder = try Folder(at: path)
            var newest: Int64?
            for name in try folder.names() where !name.text.hasPrefix(".") && !name.text.hasSuffix(".part") {
                if let look = try folder.look(name), look.isRegular { newest = max(newest ?? .min, look.modified) }
            }
            guard let newest else {
                return [
                    .init(
                        "backup", 1,
                        room.say("chưa có bản sao lưu nào trong \(path)", "there is no backup in \(path) yet"))
                ]
            }
            let days = DoctorRoom.hours(since: newest / 1_000_000_000) / 24
            guard days >= 0 else {
                return [
                    .init(
                        "backup", 1,
                        room.say(
                            "bản sao lưu mới nhất có giờ ở tương lai: xem đồng hồ của máy",
                            "the newest backup's time is in the future: look at the machine's clock"))
                ]
            }
            let told = room.say("bản sao lưu mới nhất cách đây \(days) ngày", "the newest backup is \(days) days old")
            let advice = room.say(": chạy chitieu warehouse backup", ": run chitieu warehouse backup")
            return [days >= 8 ? .init("backup", 1, told + advice) : .init("backup", 0, told)]
        } catch {
            return [
                .init(
                    "backup", 1,
                    room.say(
                        "không đọc được \(path): \(error.word(room.language))",
                        "\(path) cannot be read: \(error.word(room.language))"))
            ]
        }
    }
}
