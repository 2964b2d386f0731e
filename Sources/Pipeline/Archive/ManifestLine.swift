import Domain
import Foundation
import Mapping
import Warehouse

/// One load, as the archive's manifest remembers it: enough to load the file again just as it was.
struct ManifestLine: ArchiveLine {
    static let book = "manifest.jsonl"

    /// The load's number in the warehouse.
    var order: Int64
    var run: Int64
    /// ISO day of the load.
    var day: String
    /// The file's own name; it may tell its source.
    var name: String
    /// Of an archive of exports: which of them, from 0.
    var entry: Int?
    /// SHA-256 of the file.
    var sha256: String
    var unit: String
    /// ISO days.
    var asOf: String?
    var asOfFrom: String?
    var coversUntil: String?
    var arrived: String?
    var source: String?
    /// Digest of the rules and the key that the load used.
    var rules: String
    /// Digest of the rules alone, for a replay under another key; "" where no source was found, nil in lines of older versions.
    var mapping: String?
    var thresholds: Thresholds
    var sources: [String]
    /// When it was taken out of the archive.
    var removed: String?
    /// Why; nil in lines of older versions.
    var cause: Cause?

    /// Why a file is not in the archive.
    enum Cause: String, Codable {
        /// Its days were over.
        case expired
        /// It holds a person who was forgotten.
        case forgotten
    }

    init(json: [UInt8]) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(ManifestLine.self, from: Data(json))
    }

    init(
        load: Int64, run: Int64, entry: LoadEntry, name: String, part: Int?, sha256: String,
        mapping: String, folder: NightlyConfig.DropFolder
    ) {
        order = load
        self.run = run
        day = LocalTime.today.iso
        self.name = name
        self.entry = part
        self.sha256 = sha256
        unit = folder.unit
        asOf = entry.asOf.map { Day(number: $0).iso }
        asOfFrom = entry.asOfFrom
        coversUntil = entry.coversUntil.map { Day(number: $0).iso }
        arrived = entry.arrived.map { Day(number: $0).iso }
        source = entry.source
        rules = entry.rules
        self.mapping = mapping
        thresholds = folder.thresholds
        sources = folder.sources
    }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    /// Says that its file is gone, where that was not said.
    mutating func remove(on day: Day, _ cause: Cause) {
        guard removed == nil else { return }
        removed = day.iso
        self.cause = cause
    }
}
