import Disk
import Foundation

/// The files that the arguments of a command name, in the order in which they are loaded: by path, in bytes.
struct InputFiles {
    private(set) var items: [Item] = []
    /// Absolute paths of the run's own files: a warehouse that lies in the folder is no export.
    private let own: Set<String>

    /// A folder is read file by file, at any depth; links inside it are not followed; hidden and temporary names are passed
    /// over (design.md, 4). A name that does not exist stays, so that it is said.
    init(_ arguments: [String], own: [String] = []) {
        self.own = Set(own.map(Self.absolute))
        for argument in arguments {
            if argument == "-" {
                items.append(Item(path: nil, name: "-"))
            } else if Self.isFolder(argument) {
                walk(argument, below: "")
            } else {
                items.append(Item(path: argument, name: Self.last(argument)))
            }
        }
        items.sort { ($0.path ?? "").utf8.lexicographicallyPrecedes(($1.path ?? "").utf8) }
        var met: Set<String> = []
        items = items.filter { met.insert($0.path ?? "-").inserted }
    }

    private mutating func walk(_ root: String, below prefix: String) {
        let folder = prefix.isEmpty ? root : "\(root)/\(prefix)"
        let opened: Folder
        let names: [FileName]
        do throws(DiskFailure) {
            opened = try Folder(at: folder)
            names = try opened.names()
        } catch {
            // A folder that cannot be read is said as a file that cannot be opened.
            items.append(Item(path: folder, name: prefix.isEmpty ? Self.last(root) : prefix))
            return
        }
        for name in names where !name.isText && !Self.isPassedOver(name.text) {
            if let item = Self.held(name, in: opened, below: prefix) { items.append(item) }
        }
        for name in names.filter(\.isText).map(\.text) where !Self.isPassedOver(name) {
            let relative = prefix.isEmpty ? name : "\(prefix)/\(name)"
            switch Self.type("\(root)/\(relative)") {
            case .typeDirectory: walk(root, below: relative)
            case .typeSymbolicLink: continue
            default:
                if own.contains(Self.absolute("\(root)/\(relative)")) { continue }
                items.append(Item(path: "\(root)/\(relative)", name: relative))
            }
        }
    }

    /// A file whose name is no UTF-8, as old shares have them, is reached by its handle. Nil for what is no regular file.
    private static func held(_ name: FileName, in folder: Folder, below prefix: String) -> Item? {
        let shown = prefix.isEmpty ? name.text : "\(prefix)/\(name.text)"
        do throws(DiskFailure) {
            guard try folder.look(name)?.isRegular == true else { return nil }
            return Item(held: try folder.open(name), name: shown)
        } catch {
            return Item(path: "\(folder.path)/\(name.text)", name: shown)
        }
    }

    /// Hidden names, and those that programs give to files in the making.
    static func isPassedOver(_ name: String) -> Bool {
        let lower = name.lowercased()
        return passedOver.contains { lower.count >= $0.count + $1.count && lower.hasPrefix($0) && lower.hasSuffix($1) }
            || lower == "thumbs.db" || lower == "desktop.ini"
    }

    /// How such names begin and end.
    private static let passedOver = [
        (".", ""),
        // Of office programs and editors.
        ("~$", ""),
        ("", "~"),
        ("#", "#"),
        ("", ".swp"),
        ("", ".bak"),
        // Of whatever copies a file, and of browsers.
        ("", ".part"),
        ("", ".partial"),
        ("", ".filepart"),
        ("", ".tmp"),
        ("", ".crdownload"),
        ("", ".download"),
    ]

    private static func isFolder(_ path: String) -> Bool {
        type(path.hasSuffix("/") ? path + "." : path + "/.") == .typeDirectory
    }

    private static func type(_ path: String) -> FileAttributeType? {
        do {
            return try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        } catch {
            return nil
        }
    }

    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    private static func last(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
