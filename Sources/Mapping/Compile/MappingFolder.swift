import Crypto
package import Domain
import Foundation

/// The files of a `Mappings/` folder as they lie on disk.
package struct MappingFolder {
    /// The sub-folders, each with the ending of its files.
    static let rooms: [(folder: String, ending: String)] = [
        ("records", "yaml"), ("codes", "csv"), ("sources", "yaml"), ("calendars", "yaml"), ("indicators", "yaml"),
        ("plans", "yaml"), ("checks", "yaml"), ("forms", "yaml"), ("indexes", "yaml"),
    ]

    /// Path below the folder, and bytes; in the order of `rooms`, then by name.
    package private(set) var files: [(path: String, bytes: [UInt8])] = []
    package private(set) var diagnostics: [Diagnostic] = []

    /// A folder that lies on no disk: paths below it (`sources/a.yaml`), and bytes.
    package init(files: [(path: String, bytes: [UInt8])]) {
        self.files = files
    }

    /// Reads the folder at a path. What cannot be read is a diagnostic.
    package init(at root: String) {
        let manager = FileManager.default
        guard manager.fileExists(atPath: root + "/records") else {
            diagnostics.append(
                Diagnostic(
                    file: root, vi: "không có thư mục Mappings ở đây (dùng --mappings THƯ_MỤC)",
                    en: "there is no Mappings folder here (use --mappings DIR)"))
            return
        }
        for (folder, ending) in Self.rooms {
            let path = "\(root)/\(folder)"
            guard manager.fileExists(atPath: path) else { continue }
            do {
                for name in try manager.contentsOfDirectory(atPath: path).sorted() where !name.hasPrefix(".") {
                    guard name.hasSuffix("." + ending) else {
                        diagnostics.append(
                            Diagnostic(
                                .warning, file: "\(folder)/\(name)", vi: "tệp không dùng đến (cần .\(ending))",
                                en: "the file is not used (.\(ending) is wanted)"))
                        continue
                    }
                    let data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
                    files.append(("\(folder)/\(name)", Array(data)))
                }
            } catch {
                diagnostics.append(
                    Diagnostic(
                        file: folder, vi: "không đọc được: \(error.localizedDescription)",
                        en: "cannot be read: \(error.localizedDescription)"))
            }
        }
    }

    /// The folder without sources of no bytes: a shell makes the file that a draft is written to before the program begins.
    package func withoutEmptySources() -> MappingFolder {
        var folder = self
        folder.files.removeAll { $0.path.hasPrefix("sources/") && $0.bytes.isEmpty }
        return folder
    }

    /// Name of a file without folder and ending: its id.
    static func id(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.split(separator: ".").first.map(String.init) ?? name
    }

    /// SHA-256 of some bytes, in hexadecimal digits.
    package static func digest(_ bytes: [UInt8]) -> String {
        Hexadecimal.text(SHA256.hash(data: bytes))
    }
}
