import Domain
import Foundation
import Readers
import Records
import Reports
import Testing

@testable import Pipeline

/// A copy to correct as a clerk has it open: its sheets as texts, to be changed and saved again as a spreadsheet does.
struct Corrected {
    private let names: [String]
    /// By sheet and row, as the spreadsheet numbers it.
    private var sheets: [[Int: [String]]] = []

    init(_ path: String) throws {
        let book = try Workbook(try Self.bytes(path))
        names = book.tables
        for index in names.indices {
            var rows: [Int: [String]] = [:]
            let stream = try book.rows(of: index, most: nil)
            var batch = RecordBatch()
            while try stream.next(into: &batch) {}
            for head in batch.heads {
                rows[Int(head.row)] = (Int(head.firstCell)..<Int(head.endCell)).map { at in
                    let cell = batch.cells[at]
                    return String(decoding: batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
                }
            }
            sheets.append(rows)
        }
    }

    /// The list's rows in order, with their numbers.
    var rows: [(number: Int, cells: [String])] { sheets[0].sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

    /// The last column of the rows that have a reason, by row.
    var reasons: [Int: String] {
        guard let header = rows.first(where: { $0.cells.last == CopyMark.reasons }) else { return [:] }
        let column = header.cells.count - 1
        return Dictionary(
            uniqueKeysWithValues: rows.filter { $0.number > header.number && $0.cells.count > column }.map {
                ($0.number, $0.cells[column])
            })
    }

    /// A cell of the list, by the text of a heading.
    subscript(row: Int, heading: String) -> String {
        get {
            let cells = sheets[0][row] ?? []
            let column = column(heading)
            return column < cells.count ? cells[column] : ""
        }
        set {
            let column = column(heading)
            while sheets[0][row, default: []].count <= column { sheets[0][row, default: []].append("") }
            sheets[0][row]?[column] = newValue
        }
    }

    /// Replaces a text wherever a cell of the list is it.
    mutating func replace(_ old: String, by new: String) {
        for (row, cells) in sheets[0] { sheets[0][row] = cells.map { $0 == old ? new : $0 } }
    }

    private func column(_ heading: String) -> Int {
        rows.lazy.compactMap { $0.cells.firstIndex(of: heading) }.first ?? 0
    }

    /// Saves it; every cell as a text.
    func save(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        let book = try CopyBook(path, made: Day(number: 20_000))
        for (index, name) in names.enumerated() {
            let sheet = try book.sheet(name)
            for (row, cells) in sheets[index].sorted(by: { $0.key < $1.key }) {
                for (column, text) in cells.enumerated() where !text.isEmpty {
                    try book.write(text, sheet, row - 1, column, .text)
                }
            }
            if index > 0 { book.hide(sheet) }
        }
        try book.close()
    }

    /// A part of the workbook as it is written.
    static func part(_ name: String, of path: String) throws -> String {
        let archive = try bytes(path)
        // A package is no archive of exports; its entries are found by trying.
        for index in 0..<64 {
            do {
                var entry = try FileBytes(entry: index, of: archive)
                var text: [UInt8] = []
                while let chunk = try entry.next() { text += chunk }
                let whole = String(decoding: text, as: UTF8.self)
                if whole.contains("<\(name)") { return whole }
            } catch {
                break
            }
        }
        return ""
    }

    private static func bytes(_ path: String) throws -> SeekableBytes {
        var file = try FileBytes(path: path)
        var start: [UInt8] = []
        return try file.hold(&start)
    }
}

extension Office {
    /// Imports a file as it lies and writes its copy to correct; nil where none was made.
    func drop(_ path: String, unit: String?, asOf: String? = nil) throws -> (report: FileReport, copy: String?) {
        let out = folder.appendingPathComponent("ra-\(PassingName.letters())").path
        var options = ImportOptions(paths: [path], warehouse: warehouse)
        options.mappings = mappings
        options.unit = unit
        options.asOf = asOf.flatMap { AsOf.Argument($0) }
        options.identityKey = folder.appendingPathComponent("key").path
        options.copies = out
        let report = try #require(try ImportRun(options)().files.first)
        let names = try FileManager.default.contentsOfDirectory(atPath: out)
        #expect(!names.contains { $0.hasSuffix(".part") })
        return (report, names.first.map { "\(out)/\($0)" })
    }

    /// The same of bytes under a name.
    func drop(_ bytes: [UInt8], as name: String, unit: String?, asOf: String? = nil) throws -> (
        report: FileReport, copy: String?
    ) {
        let path = folder.appendingPathComponent(name).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try drop(path, unit: unit, asOf: asOf)
    }
}
