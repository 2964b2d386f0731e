import Disk
import Domain
import Mapping
import Warehouse

/// Takes copies to correct out of the folders when their days are over, where nobody has touched them.
struct OldCopies {
    let session: Session
    let config: NightlyConfig

    func remove() throws {
        guard let days = config.copyDays else { return }
        let old = try session.copies(until: LocalTime.today.number - Int64(days))
        if old.isEmpty { return }
        for folder in config.folders {
            do {
                try remove(old, in: try WatchedFolder(folder))
            } catch is DiskFailure {
                // The folder was said already; its copies wait.
            }
        }
    }

    private func remove(_ old: [String: Set<String>], in folder: WatchedFolder) throws {
        for name in try folder.folder.names() where OwnNames.isCopy(name) {
            let place = folder.place(name)
            guard let ours = old[place], let digest = try folder.folder.digest(name), ours.contains(digest) else {
                continue
            }
            try folder.folder.remove(name)
            try session.forgetPlaced(place: place)
        }
        for inner in try folder.inner() { try remove(old, in: inner) }
    }
}
