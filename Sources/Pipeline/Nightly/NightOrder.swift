import Disk
import Domain
import Mapping
import Readers
import Records
import Warehouse

/// The order in which the files of one night are taken: by the day at which each speaks, then by name in bytes.
struct NightOrder {
    let session: Session
    let rules: Rules
    let options: ImportOptions

    /// Files whose day cannot be told come first: each will be refused, or is an archive of several.
    func sorted(_ files: [WatchedFolder.Waiting]) throws -> [WatchedFolder.Waiting] {
        let days = try files.map { (file: $0, day: try day(of: $0)) }
        return days.sorted { a, b in
            (a.day, a.file.name, a.file.folder.folder.path) < (b.day, b.file.name, b.file.folder.folder.path)
        }
        .map(\.file)
    }

    private func day(of file: WatchedFolder.Waiting) throws -> Int64 {
        let open: OpenFile
        do throws(DiskFailure) { open = try file.folder.folder.open(file.name) } catch { return .min }
        let exports = Exports(InputFiles.Item(path: open.path, name: file.shown))
        // Of an archive the newest decides: it is a file of that day.
        let days = try exports.items.compactMap { export in
            try FileLoad.day(
                of: export, rules,
                LoadTerms(file.folder.config, arrived: NightlyFile.arrival(file.look)), options)
        }
        return withExtendedLifetime(open) { days.max() ?? .min }
    }
}
