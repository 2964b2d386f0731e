import Foundation

/// What `chitieu --experimental-dump-help` says of a command, as far as a manual page needs it.
struct ToolDump: Decodable, Sendable {
    let command: Command

    init(json: Data) throws {
        self = try JSONDecoder().decode(ToolDump.self, from: json)
    }

    /// A command with its arguments, and the commands in it.
    struct Command: Decodable, Sendable {
        var commandName: String
        var superCommands: [String]?
        var abstract: String?
        var discussion: String?
        var shouldDisplay: Bool?
        var arguments: [Argument]?
        var subcommands: [Command]?

        /// The words that call it: "chitieu warehouse backup".
        var words: [String] { (superCommands ?? []) + [commandName] }
        /// Its commands without the hidden ones, and without `help`, which says what the pages say.
        var shown: [Command] { (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" } }
        var positionals: [Argument] { visible.filter { $0.kind == "positional" } }
        var options: [Argument] { visible.filter { $0.kind != "positional" } }
        private var visible: [Argument] { (arguments ?? []).filter { $0.shouldDisplay != false } }
    }

    /// An argument, an option or a flag.
    struct Argument: Decodable, Sendable {
        struct Name: Decodable, Sendable {
            var kind: String
            var name: String

            var dashed: String { (kind == "long" ? "--" : "-") + name }
        }

        var kind: String
        var names: [Name]?
        var preferredName: Name?
        var valueName: String?
        var abstract: String?
        var discussion: String?
        var defaultValue: String?
        var allValues: [String]?
        var isOptional: Bool
        var isRepeating: Bool
        var shouldDisplay: Bool?
    }
}
