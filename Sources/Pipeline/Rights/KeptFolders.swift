import Domain
import Foundation
import Mapping
import Reports
import Warehouse

/// The folders of the nightly job in which a person's files may lie. The warehouse remembers them, so that `forget` can say what it was
/// not told.
enum KeptFolders {
    private static let key = "kept_folders"

    /// Remembers those of a configuration. An archive that it no longer has still holds what it holds, as long as it is there.
    static func remember(_ config: NightlyConfig, _ session: Session) throws {
        var all = config.folders.map { ForgetReport.Kept(place: "copies", folder: ConfigStep.resolved($0.path)) }
        var archives = try known(session).filter { one in
            one.place == "archive" && FileManager.default.fileExists(atPath: one.folder)
        }
        if let archive = config.archive {
            let kept = ForgetReport.Kept(place: "archive", folder: ConfigStep.resolved(archive.folder))
            if !archives.contains(kept) { archives.append(kept) }
        }
        all = archives + all
        guard try known(session) != all else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try session.setMeta(key, String(decoding: try encoder.encode(all), as: UTF8.self))
    }

    /// Those that are neither named nor lie in one that is.
    static func untold(_ session: Session, archive: String?, copies: [String]) throws -> [ForgetReport.Kept] {
        let archive = archive.map(ConfigStep.resolved)
        let copies = copies.map(ConfigStep.resolved)
        return try known(session).filter { one in
            one.place == "archive"
                ? one.folder != archive
                : !copies.contains { one.folder == $0 || one.folder.hasPrefix($0 == "/" ? $0 : $0 + "/") }
        }
    }

    private static func known(_ session: Session) throws -> [ForgetReport.Kept] {
        guard let text = try session.meta(key) else { return [] }
        return try JSONDecoder().decode([ForgetReport.Kept].self, from: Data(text.utf8))
    }
}
