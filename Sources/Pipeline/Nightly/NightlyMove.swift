import Disk
import Foundation

/// Moves a file that was taken out of its watched folder. It replaces nothing, and moves nothing but the file that was taken:
/// whatever took its name meanwhile stays.
struct NightlyMove {
    let folder: WatchedFolder

    /// Moves `name`, which is the file of `look`, into the folder `goal`; an archived one leaves the folder altogether. Its
    /// marker goes with it.
    func callAsFunction(
        _ name: FileName, _ look: Look, sha256: String, to goal: String, isArchived: Bool
    ) throws {
        let source = folder.folder
        // Everybody who may write in the watched folder may also take back what is in these.
        let inner = try source.folder(likeThis: goal)
        if let now = try source.look(name), now.isSameFile(as: look) {
            guard let other = try moved(name, to: inner) else {
                throw DiskFailure(name: "\(inner.path)/\(name.shown)", number: EEXIST)
            }
            // Between the look and the move another file could have taken the name: it goes back.
            if let there = try inner.look(other), !there.isSameFile(as: look) {
                _ = try inner.move(other, to: source, as: name)
            } else {
                try finish(other, in: inner, isArchived)
            }
        } else {
            try finish(sha256, name, in: inner, isArchived)
        }
        try removeMarker(of: name)
        try source.sync()
    }

    /// Takes the marker of a file away that is gone.
    func removeMarker(of name: FileName) throws {
        let marker = OwnNames.marker(of: name)
        guard try folder.folder.look(name) == nil, let look = try folder.folder.look(marker), look.isRegular,
            look.size == 0
        else { return }
        try folder.folder.remove(marker)
    }

    /// What a killed run moved and did not finish: found by its bytes under the names that a move gives.
    func finish(_ sha256: String, _ name: FileName, in inner: Folder, _ isArchived: Bool) throws {
        for number in OwnNames.tries {
            let other = OwnNames.moved(name, try: number)
            guard try inner.look(other) != nil else { return }
            if try inner.digest(other) == sha256 { return try finish(other, in: inner, isArchived) }
        }
    }

    private func finish(_ name: FileName, in inner: Folder, _ isArchived: Bool) throws {
        if isArchived { try inner.remove(name) }
        try inner.sync()
    }

    private func moved(_ name: FileName, to inner: Folder) throws -> FileName? {
        for number in OwnNames.tries {
            let other = OwnNames.moved(name, try: number)
            if try folder.folder.move(name, to: inner, as: other) { return other }
        }
        return nil
    }
}
