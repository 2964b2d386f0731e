import Foundation

/// A report that programs read, too: `--format json`.
package protocol JSONReport: Encodable {}

extension JSONReport {
    /// One JSON document, keys in snake case and sorted.
    package func json() throws -> String { try JSONDocument.text(self) }
}

/// How every document for programs is written.
enum JSONDocument {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
