import Disk
import Domain
import Foundation
import Mapping
import Reports
import Warehouse

extension DoctorCheck {
    /// Whether warehouse and archive are of one age: an older backup may have taken the warehouse's place.
    static func agreement(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let path = room.config.archive?.folder, room.health != nil,
            FileManager.default.fileExists(atPath: path)
        else { return [] }
        do {
            let archive = try Archive(existing: path)
            let (standing, left) = try WarehouseStep.reading(room.config.warehouse) { session in
                let keys = KeyRing(
                    path: room.config.identityKey, warehouse: room.config.warehouse, session: session,
                    language: room.language, isDryRun: true)
                return try ArchiveMeeting(archive: archive, session: session, keys: keys).look()
            }
            var lines = left.map { DoctorReport.Line("agreement", $0.exitCode, $0.text(room.language)) }
            if standing > 0 {
                lines.append(
                    .init(
                        "agreement", 1,
                        room.say(
                            "kho cũ hơn kho lưu: \(standing) người đã xóa theo yêu cầu lại có trong kho; lần chạy tới sẽ xóa lại, hoặc chạy ngay chitieu nightly --config \(room.configPath)",
                            "the warehouse is older than the archive: \(standing) persons who were removed by request are in it again; the next run removes them, or run chitieu nightly --config \(room.configPath) now"
                        )))
            }
            guard lines.isEmpty else { return lines }
            return [
                .init(
                    "agreement", 0, room.say("kho và kho lưu \(path) khớp nhau", "warehouse and archive \(path) agree"))
            ]
        } catch {
            let failure = RunFailure(any: error, room.language)
            return [.init("agreement", failure.exitCode, failure.messages[0])]
        }
    }
}
