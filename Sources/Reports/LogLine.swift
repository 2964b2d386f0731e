import Domain
import Foundation

/// One line of a log, for programs as one JSON object, for people as a text. Nothing in it ends the line or moves a terminal.
package struct LogLine: Sendable {
    /// What a field holds.
    package enum Value: Sendable, Hashable {
        case text(String)
        case whole(Int64)
        case decimal(Double)
    }

    package var time: String
    /// `debug`, `info`, `notice`, `warning`, `error` or `critical`.
    package var level: String
    package var message: String
    package var fields: [String: Value]

    package init(time: String, level: String, message: String, fields: [String: Value]) {
        self.time = time
        self.level = level
        self.message = message
        self.fields = fields
    }

    /// Time, level and message, then the fields by name; without an end of line.
    package func json() throws -> String {
        var parts = [("time", Value.text(time)), ("level", .text(level)), ("message", .text(message))]
        parts += fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return "{" + (try parts.map { "\(try Self.quoted($0.0)):\(try Self.written($0.1))" }).joined(separator: ",")
            + "}"
    }

    /// `2026-05-06T01:30:00+07:00 warning  message (field=value …)`
    package var text: String {
        let told = fields.sorted { $0.key < $1.key }.map { name, value in
            switch value {
            case .text(let text): "\(name)=\(text)"
            case .whole(let number): "\(name)=\(number)"
            case .decimal(let number): "\(name)=\(Decimal2.text(number))"
            }
        }
        let rest = told.isEmpty ? "" : " (\(told.joined(separator: " ")))"
        return Mask.visible("\(time) \(level)  \(message)\(rest)")
    }

    /// As the journal reads it in front of a line: `<4>` is a warning.
    package var priority: String {
        switch level {
        case "critical": "<2>"
        case "error": "<3>"
        case "warning": "<4>"
        case "notice": "<5>"
        case "info": "<6>"
        default: "<7>"
        }
    }

    private static func written(_ value: Value) throws -> String {
        switch value {
        case .text(let text): try quoted(text)
        case .whole(let number): "\(number)"
        case .decimal(let number): number.isFinite ? "\(number)" : "null"
        }
    }

    private static func quoted(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(Mask.visible(text)), as: UTF8.self)
    }
}
