import Foundation
import Testing

/// The project's files as they lie there.
enum Tree {
    /// The top folder of the package.
    static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Paths of all files below a folder, without those in hidden folders.
    static func files(_ folder: String, ending: String = "") throws -> [String] {
        let root = "\(top)/\(folder)"
        return try FileManager.default.subpathsOfDirectory(atPath: root).sorted().filter { path in
            let type = try FileManager.default.attributesOfItem(atPath: "\(root)/\(path)")[.type] as? FileAttributeType
            return path.hasSuffix(ending) && type == .typeRegular
        }
        .map { "\(folder)/\($0)" }
    }

    /// The text of a file; bytes that are no UTF-8 do not matter here.
    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(top)/\(path)")), as: UTF8.self)
    }

    /// Lines with their numbers.
    static func lines(_ text: String) -> [(number: Int, text: Substring)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { ($0.offset + 1, $0.element) }
    }

    /// Swift sources with what stands in them.
    static let sources: [SwiftText] = {
        do {
            return try files("Sources", ending: ".swift").map { SwiftText($0, try text($0)) }
        } catch {
            Issue.record(error)
            return []
        }
    }()
}
