import Domain
import Mapping
import Readers
import Records

/// Where the records of an unknown XML document are: of all elements that stand several times at one place, those with the
/// most elements of their own, known names before others. Found in the document's first bytes.
struct RecordOutline {
    /// The way from the root to the records, or nil where the document has no elements with parts.
    private(set) var record: String?
    /// Paths from the root outside the records.
    private(set) var outside: [String] = []

    private static let deepest = 6

    init(_ start: ArraySlice<UInt8>, isWhole: Bool, encoding: TextEncoding, names: KnownNames) {
        var best: (path: String, score: Int)?
        var places: [String] = []
        for depth in 1...Self.deepest {
            let steps = [String](repeating: "*", count: depth).joined(separator: "/")
            guard let path = RecordPath(steps) else { continue }
            for (place, parts, count) in Self.read(start, isWhole: isWhole, encoding, path) {
                places.append(place)
                let known = parts.count { names.knows($0) }
                let score = (parts.count + 2 * known) * (count > 1 ? 2 : 1)
                if parts.count > 1, score > best?.score ?? 0 { best = (place, score) }
            }
        }
        record = best?.path
        outside = places.filter { $0 != record && !$0.hasPrefix((record ?? "") + "/") }
    }

    /// The places at one depth with the names of their own parts and how often they stand.
    private static func read(
        _ start: ArraySlice<UInt8>, isWhole: Bool, _ encoding: TextEncoding, _ path: RecordPath
    ) -> [(place: String, parts: Set<String>, count: Int)] {
        let reader = XMLReader(records: [path], encoding: encoding)
        var batch = RecordBatch()
        do throws(ReadFailure) {
            try reader.feed(start, into: &batch)
            if isWhole { try reader.finish(into: &batch) }
        } catch {
            // The same failure comes again when the file is read.
        }
        var found = batch.places.map { (place: Recogniser.local($0), parts: Set<String>(), count: 0) }
        for head in batch.heads where head.place >= 0 {
            let place = Int(head.place)
            found[place].count += 1
            for index in Int(head.firstCell)..<Int(head.endCell) {
                let steps = batch.paths[Int(batch.cells[index].name)].steps
                if steps.count == 1 { found[place].parts.insert(steps[0].name) }
            }
        }
        return found
    }
}
