import Domain
import Foundation
import Readers
import Records

/// The exports that one file holds: itself, or what is packed in it, each to be loaded on its own.
///
/// The content decides, not the name. Entries come in the order of files of one run: by name, in bytes. Archives in archives are
/// refused when they are opened.
struct Exports {
    private(set) var items: [InputFiles.Item]
    /// Entries of an archive that are no exports: folders, files of the system, empty ones.
    private(set) var passedOver = 0
    /// What lies beside the exports of an archive and may hold something: `passedOver` without folders and empty ones.
    private(set) var beside: [InputFiles.Item] = []
    /// The names of all entries of an archive, of folders, too.
    private(set) var entryNames: [String] = []

    /// Looks into a file. What makes it unreadable is thrown when its export is opened.
    init(_ item: InputFiles.Item, limits: ReadLimits = ReadLimits()) {
        items = [item]
        var start: [UInt8] = []
        do throws(ReadFailure) {
            try look(item, &start, limits)
        } catch {
            items = [InputFiles.Item(path: item.path, name: item.name, refusal: error)]
        }
    }

    /// The one export; nil where there are several.
    var only: InputFiles.Item? { items.count == 1 ? items.first : nil }

    /// What is said where one export is needed and there are several.
    func severalText(_ language: Language) -> String {
        let names = ContainedTable.shown(items.map(\.name))
        return language.pick(
            "tệp nén có \(items.count) tệp: \(names); giải nén rồi chọn một tệp",
            "the archive holds \(items.count) files: \(names); unpack it and choose one")
    }

    private mutating func look(
        _ item: InputFiles.Item, _ start: inout [UInt8], _ limits: ReadLimits
    ) throws(ReadFailure) {
        var file = try item.open(limits)
        while start.count < GzipHeader.reach + 1, let chunk = try file.next() { start += chunk }
        func plain() -> InputFiles.Item {
            item.path == nil ? InputFiles.Item(path: nil, name: item.name, start: start) : item
        }
        if let header = GzipHeader(start[...]) {
            let name = header.name ?? Self.withoutEnding(item.ownName)
            items = [
                InputFiles.Item(name, in: plain(), .gzip, wrongEnding: Self.wrongEnding(item, "GZIP"))
            ]
        } else if ZipExports.begins(start[...]) {
            let bytes = try file.hold(&start, limit: limits.heldInput)
            let archive = try ZipExports(bytes, limits: limits)
            items = [plain()]
            if let archive { try take(archive, bytes, item) }
        } else {
            items = [plain()]
        }
    }

    private mutating func take(
        _ archive: ZipExports, _ bytes: SeekableBytes, _ item: InputFiles.Item
    ) throws(ReadFailure) {
        let exports = archive.entries.filter(Self.isExport).sorted { a, b in
            a.name == b.name ? a.index < b.index : a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        }
        entryNames = archive.entries.map(\.name)
        beside = archive.entries.filter { !Self.isExport($0) && !$0.isFolder && $0.bytes > 0 }.map {
            InputFiles.Item($0.name, in: item, .entry(bytes, index: $0.index), wrongEnding: nil)
        }
        if exports.isEmpty { throw ReadFailure(.noExports) }
        passedOver = archive.entries.count - exports.count
        let ending = Self.wrongEnding(item, "ZIP")
        items = exports.map { InputFiles.Item($0.name, in: item, .entry(bytes, index: $0.index), wrongEnding: ending) }
    }

    private static func isExport(_ entry: ZipExports.Entry) -> Bool {
        let steps = entry.steps.map(String.init)
        return !entry.isFolder && entry.bytes > 0 && !steps.isEmpty
            && !steps.contains { $0 == "__MACOSX" || $0 != ".." && $0 != "." && InputFiles.isPassedOver($0) }
    }

    private static func wrongEnding(_ item: InputFiles.Item, _ content: String) -> WrongEnding? {
        FormatSniffer.wrongEnding(of: item.ownName, content).map { WrongEnding(said: $0, content: content) }
    }

    /// "tap.csv.gz" gives "tap.csv".
    private static func withoutEnding(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lowercased().hasSuffix(".gz") && name.count > 3 ? String(name.dropLast(3)) : name
    }
}
