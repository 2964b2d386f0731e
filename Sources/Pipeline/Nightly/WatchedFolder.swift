import Crypto
import Disk
import Domain
import Foundation
import Mapping
import Reports

/// A watched folder, or a folder in one, held open for the night.
struct WatchedFolder {
    let config: NightlyConfig.DropFolder
    let folder: Folder
    /// Path below the watched folder, with a slash behind it, or "".
    let below: String

    /// Its path as messages show it: names below the watched folder may be a person's.
    var shown: String { below.isEmpty ? folder.path : "\(config.path)/\(Mask.fileName(String(below.dropLast())))" }

    /// How deep folders may lie in a watched folder.
    private static let deepest = 8

    /// A file that waits in it.
    struct Waiting {
        var folder: WatchedFolder
        var name: FileName
        var look: Look
        /// A marker beside it says that it is whole.
        var isMarked: Bool

        /// What it is called in messages and in the warehouse.
        var shown: String { folder.below + name.text }
        /// What the archive keeps of it, by which the file is read now as in a replay.
        var kept: String { Mask.numbers(inName: shown) }
        /// Its name in the books.
        var place: String { folder.place(name) }
    }

    /// Opens the watched folder.
    init(_ config: NightlyConfig.DropFolder) throws(DiskFailure) {
        self.config = config
        folder = try Folder(at: config.path)
        below = ""
    }

    private init(_ config: NightlyConfig.DropFolder, _ folder: Folder, below: String) {
        self.config = config
        self.folder = folder
        self.below = below
    }

    /// The books name a file by this: its name may be a person's.
    func place(_ name: FileName) -> String {
        var digest = SHA256()
        digest.update(data: Array(folder.path.utf8) + [0])
        digest.update(data: name.bytes)
        return Hexadecimal.text(digest.finalize())
    }

    /// All files that wait in it and below, and what cannot be taken. Names of programs' drafts, and of our own receipts, are passed
    /// over; `isOurs` tells a copy to correct that nobody has touched, and a marker
    /// whose file was moved.
    func look(
        _ language: Language, _ isOurs: (WatchedFolder, FileName) throws -> Bool
    ) throws -> (waiting: [Waiting], left: [LeftFile]) {
        var waiting: [Waiting] = []
        var left: [LeftFile] = []
        try folder.sweep()
        let names = try folder.names()
        let markers = Set(names.filter(OwnNames.isMarker))
        for marker in markers {
            if let name = OwnNames.marked(by: marker), !names.contains(name), let look = try folder.look(marker),
                Self.isOverdue(look), try !isOurs(self, marker)
            {
                left.append(LeftFile(folder: shown, name: Mask.fileName(marker.text), reason: .orphan))
            }
        }
        for name in names {
            if InputFiles.isPassedOver(name.text) || OwnNames.isMarker(name) || OwnNames.isReceipt(name)
                || OwnNames.isFolder(name)
            {
                continue
            }
            guard let look = try folder.look(name) else { continue }
            if look.isFolder {
                try descend(into: name, language, isOurs, &waiting, &left)
            } else if !look.isRegular {
                left.append(LeftFile(folder: shown, name: Mask.fileName(name.text), reason: .notRegular))
            } else if try !OwnNames.isCopy(name) || !isOurs(self, name) {
                waiting.append(
                    Waiting(
                        folder: self, name: name, look: look, isMarked: markers.contains(OwnNames.marker(of: name))))
            }
        }
        return (waiting, left)
    }

    /// Whether the file of a marker had a day to come.
    private static func isOverdue(_ look: Look) -> Bool {
        Date().timeIntervalSince1970 - Double(look.modified) / 1e9 > 86_400
    }

    /// A folder in it, watched as it is.
    private func inner(_ name: FileName) throws(DiskFailure) -> WatchedFolder {
        WatchedFolder(config, try folder.folder(name), below: below + name.text + "/")
    }

    /// The folders in it that are watched as it is.
    func inner() throws -> [WatchedFolder] {
        try folder.names().filter { name in
            guard !InputFiles.isPassedOver(name.text), !OwnNames.isFolder(name) else { return false }
            return try folder.look(name)?.isFolder == true
        }
        .prefix(below.split(separator: "/").count < Self.deepest ? .max : 0)
        .map { try inner($0) }
    }

    private func descend(
        into name: FileName, _ language: Language, _ isOurs: (WatchedFolder, FileName) throws -> Bool,
        _ waiting: inout [Waiting], _ left: inout [LeftFile]
    ) throws {
        guard below.split(separator: "/").count < Self.deepest else {
            left.append(LeftFile(folder: shown, name: Mask.fileName(name.text), reason: .folder))
            return
        }
        do {
            let found = try inner(name).look(language, isOurs)
            waiting += found.waiting
            left += found.left
        } catch let failure as DiskFailure {
            left.append(
                LeftFile(folder: shown, name: Mask.fileName(name.text), reason: .folder, detail: failure.word(language))
            )
        }
    }
}
