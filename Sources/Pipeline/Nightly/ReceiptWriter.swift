import Disk
import Domain
import Foundation
import Mapping
import Reports
import Warehouse

/// Puts the receipt of a file, and the copies to correct of what it holds, beside where it was dropped.
struct ReceiptWriter {
    let session: Session
    let rules: Rules
    let config: NightlyConfig
    /// Where a copy is made before it is placed.
    let room: Folder
    let moment: ReceiptText.Moment
    /// The folder that the file is moved to behind its receipt; nil where it stays, or leaves for the archive.
    var goal: String?
    /// SHA-256 of originals that have a corrected copy already.
    var corrected: Set<String> = []
    /// Remembers what will be placed: where, its digest, whether it is a copy to correct.
    let book: (String, String, Bool) throws -> Void

    /// Writes them, and says in the reports what they are called.
    func callAsFunction(_ file: WatchedFolder.Waiting, _ met: inout [MetFile]) throws {
        let hasCopies = config.copyDays != nil && file.folder.config.hasCopies
        var copies: [String?] = []
        for index in met.indices {
            let isCorrected = met[index].reading.map { corrected.contains($0.digest) } ?? false
            let copy = hasCopies && !isCorrected ? try self.copy(met[index], file) : nil
            met[index].report.copy = copy.map(Mask.fileName)
            copies.append(copy)
        }
        let text = ReceiptText(
            met.map(\.report), name: file.shown, copies: copies, moment: moment, goal: goal, day: LocalTime.today,
            unit: { rules.units.entry($0)?.name }, language: config.language)
        let bytes = ReceiptSeal.sealed(text.bytes, config.language)
        let name = try place(MappingFolder.digest(bytes), isCopy: false, file) {
            OwnNames.receipt(of: file.name, try: $0)
        } put: { name, isOurs throws(DiskFailure) in
            let sealed = try ReceiptSeal.digest(of: name, in: file.folder.folder)
            return try file.folder.folder.place(bytes, as: name, like: file.look) { $0 == sealed || isOurs($0) }
        }
        for index in met.indices { met[index].report.receipt = name.map(Mask.fileName) }
    }

    /// The copy to correct of one export, in its folder under this name; nil where there is none.
    private func copy(_ met: MetFile, _ file: WatchedFolder.Waiting) throws -> String? {
        guard let copy = CorrectionCopy(met, config.language) else { return nil }
        let draft = room.draft()
        guard try write(copy, to: draft.path), let sha256 = try room.digest(draft.name) else { return nil }
        let own = FileName(met.item.ownName.split(separator: "/").last.map(String.init) ?? met.item.ownName)
        let name = try place(sha256, isCopy: true, file) {
            OwnNames.copy(of: own, try: $0)
        } put: { name, isOurs throws(DiskFailure) in
            try file.folder.folder.place(copyOf: draft.name, in: room, as: name, like: file.look, isOurs: isOurs)
        }
        try room.remove(draft.name)
        return name
    }

    private func write(_ copy: CorrectionCopy, to path: String) throws -> Bool {
        do {
            return try copy.write(to: path)
        } catch let failure as CopyFailure {
            throw DiskFailure(name: failure.detail, number: EIO)
        } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
            throw DiskFailure(name: path, number: ENOSPC)
        } catch let error as CocoaError {
            throw DiskFailure(name: "\(path): \(error.localizedDescription)", number: EIO)
        }
    }

    /// Puts something of ours under the first of some names that is free or ours; nil where none is.
    private func place(
        _ sha256: String, isCopy: Bool, _ file: WatchedFolder.Waiting, _ name: (Int) -> FileName,
        put: (FileName, (String) -> Bool) throws(DiskFailure) -> Bool
    ) throws -> String? {
        for number in OwnNames.tries {
            let name = name(number)
            let place = file.folder.place(name)
            try book(place, sha256, isCopy)
            let isPlaced = try put(name) { found in
                do {
                    return try found == sha256 || session.isPlaced(place: place, sha256: found)
                } catch {
                    // Whose it is cannot be told: it stays.
                    return false
                }
            }
            if isPlaced { return name.shown }
        }
        return nil
    }
}
