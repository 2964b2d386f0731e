/// The shape that a YAML file of `Mappings/` must have: what the loader checks and what the JSON Schema for editors is made
/// of, in one definition.
indirect enum YamlShape: Sendable {
    /// Any text (a number or a date written bare is text too).
    case text
    /// A whole number.
    case integer
    /// `true` or `false`.
    case flag
    /// One of some words.
    case word([String])
    /// A day, `2026-04-30`.
    case day
    /// A list.
    case list(YamlShape)
    /// One or a list of them.
    case oneOrMany(YamlShape)
    /// Names of the author's own choice, each with a value.
    case map(YamlShape)
    /// Named fields.
    case object([YamlField])
}

/// A field of an object.
struct YamlField: Sendable {
    var name: String
    var shape: YamlShape
    var required: Bool
    /// What it means, for the editor's tooltip (Vietnamese).
    var meaning: String

    /// A field that may be left out.
    static func may(_ name: String, _ shape: YamlShape, _ meaning: String) -> YamlField {
        YamlField(name: name, shape: shape, required: false, meaning: meaning)
    }

    /// A field that must be there.
    static func must(_ name: String, _ shape: YamlShape, _ meaning: String) -> YamlField {
        YamlField(name: name, shape: shape, required: true, meaning: meaning)
    }
}
