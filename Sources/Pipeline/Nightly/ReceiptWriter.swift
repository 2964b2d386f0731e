import Disk
import Domain
import Foundation
import Mapping
import Reports
import Warehouse

/// Puts the receipt of a file beside where it was dropped.
struct ReceiptWriter {
    let session: Session
    let config: NightlyConfig
    let isCheck: Bool

    /// Writes the receipt, and says in the reports what it is called.
    func callAsFunction(_ file: WatchedFolder.Waiting, _ reports: inout [FileReport]) throws {
        var report = RunReport(command: "nightly", warehouse: "", isDryRun: isCheck)
        report.files = reports
        let text = "\u{FEFF}" + RunText(report, config.language).text.replacing("\n", with: "\r\n")
        let name = try place(Array(text.utf8), isCopy: false, file) { OwnNames.receipt(of: file.name, try: $0) }
        for index in reports.indices { reports[index].receipt = name }
    }

    /// Puts bytes of ours under the first of some names that is free or ours; nil where none is.
    private func place(
        _ bytes: [UInt8], isCopy: Bool, _ file: WatchedFolder.Waiting, _ name: (Int) -> FileName
    ) throws -> String? {
        let sha256 = MappingFolder.digest(bytes)
        for number in OwnNames.tries {
            let name = name(number)
            let place = file.folder.place(name)
            try session.placing(place: place, sha256: sha256, isCopy: isCopy, day: LocalTime.today.number)
            let isPlaced = try file.folder.folder.place(bytes, as: name, like: file.look) { found in
                do {
                    return try session.isPlaced(place: place, sha256: found)
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
