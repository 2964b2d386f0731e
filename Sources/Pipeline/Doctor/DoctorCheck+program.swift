import Disk
import Domain
import Foundation
import Mapping
import Readers
import Reports
import Warehouse

extension DoctorCheck {
    /// The program and the libraries that it found.
    static func program(_ room: DoctorRoom) -> [DoctorReport.Line] {
        do {
            let libraries = LibraryVersions.all + [("sqlite", try WarehouseHealth.sqliteVersion)]
            let told = libraries.map { "\($0.name) \($0.version)" }.joined(separator: " · ")
            return [.init("program", 0, "chitieu \(ImportRun.version) · \(told)")]
        } catch {
            return [.init("program", 70, "sqlite: \(error)")]
        }
    }

    /// The configuration and the rules that it names.
    static func config(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let refusal = room.refusal else {
            return [
                .init(
                    "config", 0,
                    room.say(
                        "cấu hình và quy tắc \(room.config.mappings) dùng được",
                        "configuration and rules \(room.config.mappings) can be used"))
            ]
        }
        let rest = refusal.messages.count - 1
        let more =
            rest > 0
            ? room.say(
                " (và \(rest) lỗi nữa: chitieu check --config \(room.configPath))",
                " (and \(rest) more: chitieu check --config \(room.configPath))") : ""
        return [.init("config", refusal.exitCode, (refusal.messages.first ?? "") + more)]
    }

    /// What root makes the service cannot write.
    static func user(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard geteuid() == 0 else { return [] }
        do throws(DiskFailure) {
            let owner = try Folder(at: room.folder).look().owner
            guard owner != 0 else { return [] }
            return [
                .init(
                    "user", 1,
                    room.say(
                        "đang chạy bằng root, kho là của người dùng \(owner): hãy chạy doctor bằng người dùng của dịch vụ",
                        "this is root, the warehouse is user \(owner)'s: run doctor as the user of the service"))
            ]
        } catch {
            // That the folder is not there is said of the warehouse.
            return []
        }
    }

    /// The lock of the one writer.
    static func lock(_ room: DoctorRoom) -> [DoctorReport.Line] {
        do throws(WarehouseError) {
            guard let owner = try RunLock.owner(warehouse: room.config.warehouse) else {
                return [.init("lock", 0, room.say("không ai giữ khóa của kho", "nobody holds the warehouse's lock"))]
            }
            return [
                .init(
                    "lock", 1,
                    room.say(
                        "một lần chạy khác (\(owner)) đang giữ kho; lúc này chạy đêm sẽ thoát 75",
                        "another run (\(owner)) holds the warehouse; a night would exit with 75 now"))
            ]
        } catch {
            return [.init("lock", error.exitCode, RunFailure(error, room.language).messages[0])]
        }
    }

    /// The clock decides days of arrival and what is late.
    static func clock(_ room: DoctorRoom) -> [DoctorReport.Line] {
        let now = LocalTime.now
        let year = LocalTime.today.civil.year
        guard (2025...2100).contains(year) else {
            return [
                .init(
                    "clock", 1,
                    room.say(
                        "đồng hồ của máy chỉ năm \(year): hãy chỉnh lại", "the clock says the year \(year): set it"))
            ]
        }
        if let newest = room.health?.newestRun, LocalTime.today < newest.day {
            return [.init("clock", 75, ClockStep.message(newest.run, newest.day, room.language))]
        }
        if let newest = room.health?.newestRun, Double(newest.began) > Date().timeIntervalSince1970 {
            return [
                .init(
                    "clock", 1,
                    room.say(
                        "đồng hồ (\(now)) đi sau lần chạy mới nhất trong kho: hãy chỉnh lại",
                        "the clock (\(now)) is behind the newest run in the warehouse: set it"))
            ]
        }
        let offset = TimeZone.current.secondsFromGMT() / 60
        let zone =
            Double(offset * 60) == LocalTime.offset
            ? ""
            : room.say(
                " (máy lệch UTC \(offset) phút; ngày của chitieu và giờ của timer trong gói luôn theo giờ Việt Nam)",
                " (the machine is \(offset) minutes from UTC; days of chitieu, and the package's timers, always go by Vietnamese time)"
            )
        return [.init("clock", 0, room.say("đồng hồ: \(now)\(zone)", "clock: \(now)\(zone)"))]
    }
}
