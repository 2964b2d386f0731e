import Foundation

/// A folder of `Fixtures/` that is the case of a source or an indicator: `{id}` or `{id}.{what}` (`Fixtures/README.md`).
struct CaseFolder {
    /// Its path.
    let path: String
    /// Names of its inputs, `input*`, in the order in which they are loaded.
    let inputs: [String]
    /// `case.txt`: what the command line would say, lines as `unit: H55.242`.
    let options: [String: String]

    /// Reads what lies in the folder; throws where it cannot be read.
    init(at path: String) throws {
        self.path = path
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        inputs = names.filter { $0.hasPrefix("input") }
        options = names.contains("case.txt") ? Self.options(try Self.text("\(path)/case.txt")) : [:]
    }

    /// The day of `as_of`, or nil.
    var asOf: AsOf.Argument? { options["as_of"].flatMap { AsOf.Argument($0) } }

    /// A text file of the folder, or nil where it has none.
    func text(_ name: String) throws -> String? {
        let file = "\(path)/\(name)"
        return FileManager.default.fileExists(atPath: file) ? try Self.text(file) : nil
    }

    /// The folders of each id, by their names.
    static func all(in fixtures: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: fixtures) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: fixtures).sorted()
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    private static func options(_ text: String) -> [String: String] {
        var options: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { options[parts[0]] = parts[1] }
        }
        return options
    }
}
