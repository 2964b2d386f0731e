import Foundation

/// A small night with everything in it, made of the fixtures: a warehouse of an earlier night; a corrected list, a shorter whole list, the same
/// bytes again, XML, an archive of exports, a refused file, and a marker. A person of both lists was forgotten in between.
package struct CrashScenario {
    private let top: String
    private let executable: String

    /// `top` is the project's folder.
    package init(top: String, executable: String) {
        self.top = top
        self.executable = executable
    }

    /// Makes the folder, with the earlier night behind it.
    package func make(at folder: String) throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder + "/nop", withIntermediateDirectories: true)
        let config = try Data(contentsOf: URL(fileURLWithPath: top + "/Fixtures/cli/nightly/nightly.yaml"))
        try write(String(decoding: config, as: UTF8.self) + "mappings: \(top)/Mappings\n", folder + "/nightly.yaml")
        for name in ["danh-muc-quoc-gia.csv", "ho-so-2026-04.csv", "vneid-2026-05-05.csv"] {
            try copy("Fixtures/main-job/\(name)", to: folder + "/nop/" + name)
        }
        let first = try ProgramRun(executable, ["nightly", "--config", "nightly.yaml"], folder: folder)
        guard first.code == 1 else { throw Failed(text: "the earlier night: exit \(first.code): \(first.error)") }
        for name in ["dong-bo-ho-so.xml", "msync.xml", "ho-so-2026-04.csv"] {
            try copy("Fixtures/main-job/\(name)", to: folder + "/nop/" + name)
        }
        try copy("Fixtures/cli/zip/nop.zip", to: folder + "/nop/nop.zip")
        try copy("Fixtures/rejects/unit-foreign/nop/input.csv", to: folder + "/nop/xa-khac.csv")
        try write("", folder + "/nop/msync.xml.xong")
        let text = try String(
            decoding: Data(contentsOf: URL(fileURLWithPath: top + "/Fixtures/main-job/vneid-2026-05-05.csv")),
            as: UTF8.self)
        try forget(text, folder)
        let list = text.split(separator: "\n", omittingEmptySubsequences: false)
        try write(
            (list.prefix(20) + list.dropFirst(22)).joined(separator: "\n").replacing("05/05/2026", with: "06/05/2026"),
            folder + "/nop/vneid-2026-05-06.csv")
    }

    /// The first person of the list: the later one is kept in no archive.
    private func forget(_ list: String, _ folder: String) throws {
        guard let number = list.firstMatch(of: #/\d{12}/#)?.output else { throw Failed(text: "a list of nobody") }
        try write("\(number)\n", folder + "/so.txt")
        let run = try ProgramRun(
            executable,
            ["warehouse", "forget", "--identity-file", "so.txt", "--config", "nightly.yaml"], folder: folder)
        guard run.code == 0 else { throw Failed(text: "forgetting: exit \(run.code): \(run.error)") }
        try FileManager.default.removeItem(atPath: folder + "/so.txt")
    }

    /// All that matters of a folder after a night, with the warehouse's lines: which files lie where, and what the archive's book
    /// says.
    package static func state(_ folder: String, warehouse: [String]) throws -> [String] {
        let manager = FileManager.default
        var lines = warehouse
        for path in try manager.subpathsOfDirectory(atPath: folder)
        where path.hasPrefix("nop/") || path.hasPrefix("luu/") {
            if path == "luu/manifest.jsonl" {
                let text = String(
                    decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/" + path)), as: UTF8.self)
                // Which run it was depends on how often one was killed.
                lines += text.split(separator: "\n").map { "manifest: " + $0.replacing(#/"run":\d+,/#, with: "") }
            } else if path != "luu/uncomputed.jsonl" {
                lines.append("file: \(path)")
            }
        }
        return lines.sorted()
    }

    /// The scenario cannot be made.
    private struct Failed: Error {
        var text: String
    }

    private func copy(_ path: String, to goal: String) throws {
        try FileManager.default.copyItem(atPath: top + "/" + path, toPath: goal)
    }

    private func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
}
