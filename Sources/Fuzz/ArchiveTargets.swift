import Foundation
import Readers
import Records

/// What is packed: bounded, whatever it claims.
enum ArchiveTargets {
    private static let limits = {
        var limits = ReadLimits()
        limits.archiveBytes = 8 << 20
        return limits
    }()

    static func gzip(_ bytes: [UInt8]) {
        withFile(bytes) { path throws(ReadFailure) in
            let file = try FileBytes(path: path)
            let unpacked = try FileBytes(gzip: file, limits: limits)
            try drain(unpacked)
        }
    }

    /// A workbook, or an archive of exports.
    static func zip(_ bytes: [UInt8]) {
        let held = SeekableBytes(bytes)
        do throws(ReadFailure) {
            if let exports = try ZipExports(held, limits: limits) {
                for entry in exports.entries.prefix(4) where !entry.isFolder {
                    let unpacked = try FileBytes(entry: entry.index, of: held, limits: limits)
                    try drain(unpacked)
                }
            } else {
                try readAll(try Workbook(held, limits: limits))
            }
        } catch {
            return
        }
    }

    /// A workbook of Excel 97 to 2003, a web page, SpreadsheetML or OpenDocument: whatever holds tables.
    static func tables(_ bytes: [UInt8], of name: String) {
        do throws(ReadFailure) {
            let sniffed = try FormatSniffer(bytes[...])
            guard let format = sniffed.container, format.name == name else { return }
            try readAll(try format.open(SeekableBytes(bytes), encoding: sniffed.encoding, limits: limits))
        } catch {
            return
        }
    }

    private static func readAll(_ container: any TableContainer) throws(ReadFailure) {
        for table in try container.tables.indices.prefix(2) {
            let rows = try container.rows(of: table, most: 200)
            var batch = RecordBatch()
            while try rows.next(into: &batch) { batch.removeAll() }
        }
    }

    private static func drain(_ bytes: consuming FileBytes) throws(ReadFailure) {
        var total = 0
        while let chunk = try bytes.next() {
            total += chunk.count
            precondition(total <= limits.archiveBytes + (1 << 20), "a limit was passed over")
        }
    }

    private static let place = FileManager.default.temporaryDirectory.appendingPathComponent("fuzz-\(getpid())").path

    /// The bytes as a file, for what only reads files.
    private static func withFile(_ bytes: [UInt8], _ body: (String) throws(ReadFailure) -> Void) {
        guard FileManager.default.createFile(atPath: place, contents: Data(bytes)) else { return }
        do throws(ReadFailure) { try body(place) } catch { return }
    }
}
