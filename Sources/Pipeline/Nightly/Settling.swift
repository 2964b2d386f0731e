import Disk
import Domain
import Foundation
import Mapping
import Reports
import Warehouse

/// Which files of the watched folders are whole: those that were the same at two looks a set time apart, and those that a
/// marker says to be.
struct Settling {
    private(set) var taken: [WatchedFolder.Waiting] = []
    private(set) var left: [LeftFile] = []
    /// Places of all files that were seen, taken or not.
    private(set) var places: Set<String> = []

    init(_ config: NightlyConfig, isOurs: (WatchedFolder, FileName) throws -> Bool) throws {
        let first = try Self.look(config, isOurs)
        guard first.waiting.contains(where: { !Self.isOld($0, config.settle) }) else {
            // Nothing has changed for as long as the looks would be apart.
            (taken, left) = first
            places = Set(taken.map(\.place))
            return
        }
        Thread.sleep(forTimeInterval: TimeInterval(config.settle))
        let second = try Self.look(config, isOurs)
        left = second.left
        let looks = Dictionary(first.waiting.map { ($0.place, $0.look) }) { first, _ in first }
        for file in second.waiting {
            places.insert(file.place)
            if file.isMarked || looks[file.place].map({ $0.isSameContent(as: file.look) }) == true {
                taken.append(file)
            } else {
                left.append(
                    LeftFile(folder: file.folder.shown, name: Mask.fileName(file.name.text), reason: .unsettled))
            }
        }
    }

    /// Whether the file is whole without a second look. A time in the future says nothing: the clock was moved.
    private static func isOld(_ file: WatchedFolder.Waiting, _ settle: Int) -> Bool {
        if file.isMarked { return true }
        let now = Date().timeIntervalSince1970
        let since = max(Double(file.look.changed), Double(file.look.modified)) / 1e9
        return since <= now && now - since >= Double(settle)
    }

    private static func look(
        _ config: NightlyConfig, _ isOurs: (WatchedFolder, FileName) throws -> Bool
    ) throws -> (waiting: [WatchedFolder.Waiting], left: [LeftFile]) {
        var waiting: [WatchedFolder.Waiting] = []
        var left: [LeftFile] = []
        for folder in config.folders {
            do {
                let found = try WatchedFolder(folder).look(config.language, isOurs)
                waiting += found.waiting
                left += found.left
            } catch let failure as DiskFailure {
                left.append(
                    LeftFile(folder: folder.path, name: "", reason: .folder, detail: failure.word(config.language)))
            }
        }
        return (waiting, left)
    }
}
