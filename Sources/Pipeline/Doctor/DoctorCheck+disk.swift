import Disk
import Domain
import Foundation
import Mapping
import Reports

extension DoctorCheck {
    /// Room beside what a copy of the warehouse and a night's growth take.
    private static let spare: Int64 = 200 << 20
    private static let mebibyte: Int64 = 1 << 20

    /// WAL wants memory that all processes share, which a network's file system does not have.
    static func fileSystem(_ room: DoctorRoom) -> [DoctorReport.Line] {
        do throws(DiskFailure) {
            switch try FileSystem(at: room.folder).place {
            case .local:
                return [
                    .init(
                        "file_system", 0,
                        room.say("kho nằm trên đĩa của máy", "the warehouse is on a disk of this machine"))
                ]
            case .program:
                return [
                    .init(
                        "file_system", 1,
                        room.say(
                            "kho nằm trên FUSE: nếu là sshfs hay ổ mạng khác, hãy dời kho về đĩa của máy",
                            "the warehouse is on FUSE: where that is sshfs or another network, move it to a disk of this machine"
                        ))
                ]
            case .network(let name):
                return [
                    .init(
                        "file_system", 78,
                        room.say(
                            "kho nằm trên ổ mạng (\(name)), ở đó SQLite có thể hỏng dữ liệu: dời kho về đĩa của máy",
                            "the warehouse is on a network file system (\(name)), where SQLite may lose data: move it to a disk of this machine"
                        ))
                ]
            }
        } catch {
            return []
        }
    }

    /// Bytes that can still be written beside the warehouse and in the archive.
    static func space(_ room: DoctorRoom) -> [DoctorReport.Line] {
        let size = fileSize(room.config.warehouse) + fileSize(room.config.warehouse + "-wal")
        let wanted = 2 * size + spare
        var places = [room.folder]
        if let archive = room.config.archive?.folder { places.append(standing(archive)) }
        return places.compactMap { place in
            do throws(DiskFailure) {
                let free = try FileSystem(at: place).free
                let told = room.say(
                    "\(place): còn trống \(free / mebibyte) MiB", "\(place): \(free / mebibyte) MiB free")
                if free >= wanted { return .init("space", 0, told) }
                return .init(
                    "space", 1,
                    told
                        + room.say(
                            ", cần ít nhất \(wanted / mebibyte) MiB", ", at least \(wanted / mebibyte) MiB are wanted"))
            } catch {
                // That it is not there is said elsewhere.
                return nil
            }
        }
    }

    /// The watched folders, with the rights that a night needs.
    static func folders(_ room: DoctorRoom) -> [DoctorReport.Line] {
        room.config.folders.map { watched in
            do throws(DiskFailure) {
                let folder = try Folder(at: watched.path)
                let names = try folder.names()
                do throws(DiskFailure) { try folder.probe() } catch {
                    return .init(
                        "folder", 74,
                        room.say(
                            "\(watched.path): không tạo, đổi tên, xóa được tệp (\(error.word(room.language))): cấp quyền ghi",
                            "\(watched.path): files cannot be made, renamed and removed (\(error.word(room.language))): give the right to write"
                        ))
                }
                var links = 0
                for name in names where try folder.look(name)?.isLink == true { links += 1 }
                if links > 0 {
                    return .init(
                        "folder", 66,
                        room.say(
                            "\(watched.path): có \(links) liên kết, chitieu không đi theo: bỏ đi",
                            "\(watched.path): has \(links) links, which are not followed: take them out"))
                }
                return .init(
                    "folder", 0, room.say("\(watched.path): đọc, ghi được", "\(watched.path): can be read and written"))
            } catch {
                return .init(
                    "folder", 66,
                    room.say(
                        "\(watched.path): không mở được (\(error.word(room.language))): tạo thư mục hoặc cấp quyền",
                        "\(watched.path): cannot be opened (\(error.word(room.language))): make the folder, or give the right"
                    ))
            }
        }
    }

    /// The archive of originals.
    static func archive(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let path = room.config.archive?.folder else { return [] }
        guard FileManager.default.fileExists(atPath: path) else {
            let above = standing(path)
            return [
                FileManager.default.isWritableFile(atPath: above) && isFolder(above)
                    ? .init(
                        "archive", 0,
                        room.say(
                            "chưa có kho lưu \(path): lần chạy đầu sẽ tạo",
                            "no archive \(path) yet: the first run makes it"))
                    : .init(
                        "archive", 74,
                        room.say(
                            "không tạo được kho lưu \(path) trong \(above)",
                            "the archive \(path) cannot be made in \(above)"))
            ]
        }
        do throws(DiskFailure) {
            let folder = try Folder(at: path)
            try folder.probe()
            let unnamed = room.say(folder.knowsUnnamedFiles ? "có" : "không", folder.knowsUnnamedFiles ? "yes" : "no")
            let mode = try folder.look().mode & 0o777
            guard mode & 0o077 == 0 else {
                return [
                    .init(
                        "archive", 1,
                        room.say(
                            "người khác đọc được kho lưu \(path): chạy chmod 700; lần chạy tới cũng sẽ sửa",
                            "others can read the archive \(path): run chmod 700; the next run mends it too"))
                ]
            }
            return [
                .init(
                    "archive", 0,
                    room.say(
                        "kho lưu \(path): ghi được, chỉ chủ đọc · O_TMPFILE: \(unnamed)",
                        "the archive \(path): can be written, read by its owner only · O_TMPFILE: \(unnamed)"))
            ]
        } catch {
            return [
                .init(
                    "archive", 74,
                    room.say(
                        "không ghi được vào kho lưu \(path): \(error.word(room.language))",
                        "the archive \(path) cannot be written: \(error.word(room.language))"))
            ]
        }
    }

    /// The folder of the figures for Prometheus.
    static func metrics(_ room: DoctorRoom) -> [DoctorReport.Line] {
        guard let path = room.config.metrics else { return [] }
        do throws(DiskFailure) {
            try Folder(at: NightlyRun.folder(of: path)).probe()
            return [.init("metrics", 0, room.say("ghi được tệp số đo \(path)", "the metrics \(path) can be written"))]
        } catch {
            return [
                .init(
                    "metrics", 1,
                    room.say(
                        "không ghi được tệp số đo \(path): \(error.word(room.language))",
                        "the metrics \(path) cannot be written: \(error.word(room.language))"))
            ]
        }
    }

    /// The path, or the nearest folder above it that is there.
    private static func standing(_ path: String) -> String {
        var at = path
        while !FileManager.default.fileExists(atPath: at), at != "/", at != "." { at = NightlyRun.folder(of: at) }
        return at
    }

    private static func isFolder(_ path: String) -> Bool {
        do {
            return try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeDirectory
        } catch {
            return false
        }
    }

    private static func fileSize(_ path: String) -> Int64 {
        do {
            return (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? 0
        } catch {
            return 0
        }
    }
}
