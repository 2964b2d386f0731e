import Disk
import Domain
import Mapping
import Readers
import Records
import Warehouse

/// The order in which the files of one night are taken: by the day at which each speaks, then by name in bytes. Copies to correct come
/// behind the other files of their day, for they say what one of these should have said.
struct NightOrder {
    let session: Session
    let rules: Rules
    let options: ImportOptions

    /// The files in their order.
    struct Order {
        var taken: [WatchedFolder.Waiting] = []
        /// Copies to correct in which nobody has corrected anything, whatever they are called.
        var untouched: [WatchedFolder.Waiting] = []
        /// SHA-256 of the originals whose corrected copies are among them.
        var corrected: Set<String> = []
    }

    /// What a look at a file tells.
    private struct Look {
        /// Of an archive the newest day decides: it is a file of that day.
        var day = Int64.min
        var mark: CopyMark?
        var isUntouched = false
    }

    /// Files whose day cannot be told come first: each will be refused, or is an archive of several.
    func callAsFunction(_ files: [WatchedFolder.Waiting]) throws -> Order {
        let looks = try files.map { (file: $0, look: try look(at: $0)) }
        var order = Order()
        order.untouched = looks.filter(\.look.isUntouched).map(\.file)
        let taken = looks.filter { !$0.look.isUntouched }.sorted { a, b in
            (a.look.day, a.look.mark == nil ? 0 : 1, a.file.name, a.file.folder.folder.path)
                < (b.look.day, b.look.mark == nil ? 0 : 1, b.file.name, b.file.folder.folder.path)
        }
        order.taken = taken.map(\.file)
        order.corrected = Set(taken.compactMap(\.look.mark?.digest))
        return order
    }

    private func look(at file: WatchedFolder.Waiting) throws -> Look {
        let open: OpenFile
        do throws(DiskFailure) { open = try file.folder.folder.open(file.name) } catch { return Look() }
        let exports = Exports(InputFiles.Item(path: open.path, name: file.kept))
        var look = Look()
        for export in exports.items {
            let terms = LoadTerms(file.folder.config, arrived: NightlyFile.arrival(file.look))
            guard let found = try FileLoad.look(at: export, rules, terms, options) else { continue }
            look.day = max(look.day, found.day ?? .min)
            look.mark = found.mark
        }
        // A copy that lies in an archive was put there by somebody: it is taken.
        if let mark = look.mark, exports.items.count == 1, exports.items.first?.path == open.path {
            look.isUntouched = CopyPrint.isUntouched(open.path, mark)
        }
        return withExtendedLifetime(open) { look }
    }
}
