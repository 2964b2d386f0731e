import Disk
import Domain
import Foundation
import Reports
import Warehouse

/// The backups that would bring a person back. They are named, and nothing in them is changed: a backup is what it was.
struct PersonBackups {
    /// The warehouse itself, which may lie among its backups.
    private let own: Look?
    private let pseudonyms: [[UInt8]]

    init(of warehouse: String, _ pseudonyms: [[UInt8]]) throws {
        let url = URL(fileURLWithPath: warehouse)
        own = try Folder(at: url.deletingLastPathComponent().path).look(FileName(url.lastPathComponent))
        self.pseudonyms = pseudonyms
    }

    /// All warehouses below a folder.
    func look(into folder: Folder, _ report: inout ForgetReport) throws {
        try folder.walk { folder, name in
            let open: OpenFile
            do throws(DiskFailure) { open = try folder.open(name) } catch {
                if error.isMissing { return }
                throw error
            }
            guard WarehouseFile.isOne(open.path), try !isOwn(open) else { return }
            var file = ForgetReport.File(place: "backup", sha256: "", name: folder.shown(name))
            do throws(WarehouseError) {
                guard try WarehouseFile.knows("\(folder.path)/\(name.text)", pseudonyms) else { return }
            } catch {
                return report.unread.append(file)
            }
            file.sha256 = try folder.digest(name) ?? ""
            report.backups.append(file)
        } closed: { failure in
            report.unread.append(ForgetReport.File(place: "backup", sha256: "", name: Mask.masked(failure.name)))
        }
    }

    private func isOwn(_ file: OpenFile) throws -> Bool {
        guard let own else { return false }
        return try file.look().isSameFile(as: own)
    }
}
