import Domain
import Foundation
import Mapping
import Reports
import Warehouse

extension DoctorCheck {
    /// The key of the pseudonyms.
    static func key(_ room: DoctorRoom) -> [DoctorReport.Line] {
        let path = keyPath(room)
        let file = KeyFile(path: path)
        let known = room.health?.keyID
        if !file.exists, known == nil {
            let folder = NightlyRun.folder(of: path)
            guard FileManager.default.isWritableFile(atPath: folder) else {
                return [
                    .init(
                        "key", 78,
                        room.say("không tạo được tệp khóa trong \(folder)", "no key file can be made in \(folder)"))
                ]
            }
            return [
                .init(
                    "key", 0,
                    room.say(
                        "chưa có tệp khóa \(path): lần chạy đầu sẽ tạo",
                        "no key file \(path) yet: the first run makes it"))
            ]
        }
        do {
            // As a night finds it.
            let id = Pseudonymizer(key: try KeyRing.holding(path, known, mayMake: false)).keyID
            if let known, known != id {
                let refusal = RunFailure(WarehouseError.wrongKey(expected: known, found: id), room.language)
                return [.init("key", refusal.exitCode, refusal.messages[0])]
            }
            guard Pseudonymizer(key: try file.key(mayMake: false)).keyID == id else {
                if let newer = try KeyRing.newer(path, than: room.health?.keyIDs ?? []) {
                    return [
                        .init(
                            "key", 1,
                            room.say(
                                "kho được khôi phục từ bản sao trước lần đổi khóa và dùng lại khóa \(KeyRing.path(path, id)): chạy \(resume(room)) để đưa kho về khóa \(newer)",
                                "the warehouse was restored from a copy of before the key was rotated and is under \(KeyRing.path(path, id)) again: run \(resume(room)) to bring it under the key \(newer)"
                            ))
                    ]
                }
                return [
                    .init(
                        "key", 1,
                        room.say(
                            "khóa của kho còn nằm ở \(KeyRing.path(path, id)), một lần đổi khóa bị ngắt: chạy \(resume(room))",
                            "the warehouse's key still lies at \(KeyRing.path(path, id)), a rotation was cut off: run \(resume(room))"
                        ))
                ]
            }
            return [.init("key", 0, room.say("tệp khóa \(path) đúng", "the key file \(path) is right"))]
        } catch {
            return [.init("key", 78, room.say(error.vi, error.en))]
        }
    }

    /// The former keys that a night wants to have.
    static func formerKeys(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let health = room.health else { return [] }
        return health.formerKeys.map { line($0, isCut: health.isRekeying, room) }
    }

    private static func line(_ former: FormerKey, isCut: Bool, _ room: DoctorRoom) -> DoctorReport.Line {
        let path = keyPath(room)
        let needed = room.say(
            "còn \(former.persons) người và \(former.forgotten) người đã xóa dưới khóa cũ \(former.id)",
            "\(former.persons) persons and \(former.forgotten) forgotten ones are still under the former key \(former.id)"
        )
        do throws(KeyFile.Refusal) {
            guard try KeyRing.find(path, former.id) != nil else {
                return .init("former_key", 78, needed + ": " + KeyRing.missing(path, former.id, room.language))
            }
        } catch {
            return .init("former_key", 78, room.say(error.vi, error.en))
        }
        guard isCut else {
            return .init("former_key", 0, needed + room.say(", tệp của nó có đó", ", whose file is there"))
        }
        let cut = room.say(
            ", lần đổi khóa bị ngắt khi đọc kho lưu: chạy \(resume(room))",
            ", a rotation was cut off while it read the archive: run \(resume(room))")
        return .init("former_key", 1, needed + cut)
    }

    /// Keys beside the key that hold nothing: what a rotation left that was cut off.
    static func keysBeside(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let health = room.health, let known = health.keyID else { return [] }
        let path = keyPath(room)
        do {
            let named = Pseudonymizer(key: try KeyFile(path: path).key(mayMake: false)).keyID
            let ids = try KeyRing.idsBeside(path)
            if let next = health.nextKey, ids.contains(next) {
                return [
                    .init(
                        "key_beside", 1,
                        room.say(
                            "một lần đổi khóa bị ngắt trước khi kho dùng khóa mới \(KeyRing.path(path, next)): chạy lại chitieu key rotate --config \(room.configPath), lệnh ấy làm tiếp với khóa này",
                            "a rotation was cut off before the warehouse used the new key \(KeyRing.path(path, next)): run chitieu key rotate --config \(room.configPath) again, which goes on with it"
                        ))
                ]
            }
            let needed = try archived(room)
            return ids.compactMap { id in
                if id == known, named == known {
                    return .init(
                        "key_beside", 1,
                        room.say(
                            "\(KeyRing.path(path, id)) là bản thừa của khóa, còn lại từ một lần đổi khóa bị ngắt: chạy \(resume(room))",
                            "\(KeyRing.path(path, id)) is the key once more, left by a rotation that was cut off: run \(resume(room))"
                        ))
                }
                guard !health.keyIDs.contains(id), !needed.contains(id) else { return nil }
                return .init(
                    "key_beside", 1,
                    room.say(
                        "không ai trong kho được biết theo khóa \(KeyRing.path(path, id)): còn lại từ một lần đổi khóa bị ngắt thì xóa được; nếu kho vừa được khôi phục từ bản sao cũ hơn lần đổi khóa thì giữ lại",
                        "nobody in the warehouse is known by the key \(KeyRing.path(path, id)): left by a rotation that was cut off it can be removed; where the warehouse was restored from a copy of before the rotation, keep it"
                    ))
            }
        } catch {
            // What cannot be read of the key, or the archive, is said of them.
            return []
        }
    }

    /// The keys of the persons whom the archive keeps out.
    private static func archived(_ room: DoctorRoom) throws -> Set<String> {
        guard let path = room.config.archive?.folder, FileManager.default.fileExists(atPath: path) else { return [] }
        return Set(try Archive(existing: path).tombstones().map(\.keyID))
    }

    /// A copy of the key in the folder of backups.
    static func keyWithBackups(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let folder = room.config.backups, let health = room.health else { return [] }
        return KeyRing.files(in: folder, health.keyIDs).map { name in
            .init(
                "backup", 1,
                room.say(
                    "khóa \(name) nằm cùng bản sao lưu trong \(folder): dời khóa đi nơi khác",
                    "the key \(name) lies with the backups in \(folder): move it elsewhere"))
        }
    }

    private static func resume(_ room: DoctorRoom) -> String {
        "chitieu key rotate --resume --config \(room.configPath)"
    }

    private static func keyPath(_ room: DoctorRoom) -> String {
        room.config.identityKey ?? room.config.warehouse + ".key"
    }
}
