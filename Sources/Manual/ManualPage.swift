package import Foundation

/// A page of `man`: one command, as its own help describes it. (argument-parser's own generator drops every letter that is no
/// ASCII.)
package struct ManualPage: Sendable {
    /// `chitieu-warehouse-backup.1`.
    package let fileName: String
    package let text: String

    /// What the pages say beside the help.
    package struct Edition: Sendable {
        var version: String
        var date: String
        var files: [(path: String, meaning: String)]

        /// `date` is `yyyy-MM-dd`; `files` has a line each: path, a tab, its meaning.
        package init(version: String, date: String, files: String) {
            self.version = version
            self.date = date
            self.files = files.split(separator: "\n").map { line in
                let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
                return (parts.first ?? "", parts.dropFirst().first ?? "")
            }
        }
    }

    /// What a page cannot do without.
    package struct Missing: Error, CustomStringConvertible {
        let command: String
        let what: String

        package var description: String { "chitieu --experimental-dump-help: \(command): no \(what)" }
    }

    /// The pages of a program: its own and one for each command in it, those of commands in commands too.
    package static func all(_ dump: Data, _ edition: Edition) throws -> [ManualPage] {
        let root = try ToolDump(json: dump).command
        let exits = try HelpText(root).exits
        guard !exits.isEmpty else {
            throw Missing(command: root.commandName, what: "exit codes (a paragraph \"Exit:\")")
        }
        return try pages(root, above: nil, exits, edition)
    }

    private static func pages(
        _ command: ToolDump.Command, above: ToolDump.Command?, _ exits: [HelpText.Exit], _ edition: Edition
    ) throws -> [ManualPage] {
        try [ManualPage(command, above: above, exits, edition)]
            + command.shown.flatMap { try pages($0, above: command, exits, edition) }
    }

    private static func title(_ command: ToolDump.Command) -> String { command.words.joined(separator: "-") }

    private init(
        _ command: ToolDump.Command, above: ToolDump.Command?, _ exits: [HelpText.Exit], _ edition: Edition
    ) throws {
        let help = try HelpText(command)
        let title = Self.title(command)
        fileName = title + ".1"
        var out = [".\\\" -*- coding: utf-8 -*-"]
        out.append(".TH \(title.uppercased()) 1 \(edition.date) \"chitieu \(edition.version)\" chitieu")
        out += [".SH NAME"] + Roff.filled(title + " - " + help.abstract)
        out.append(".SH SYNOPSIS")
        out += Self.synopsis(command)
        out.append(".SH DESCRIPTION")
        for (number, paragraph) in (help.paragraphs.isEmpty ? [help.abstract] : help.paragraphs).enumerated() {
            if number > 0 { out.append(".PP") }
            out += Roff.filled(paragraph)
        }
        if !command.shown.isEmpty {
            out.append(".SH COMMANDS")
            for inner in command.shown {
                out += [".TP", Self.reference(inner)] + Roff.filled(inner.abstract ?? "")
            }
        }
        if !command.positionals.isEmpty {
            out.append(".SH ARGUMENTS")
            for argument in command.positionals { out += Self.entry(argument) }
        }
        if !command.options.isEmpty {
            out.append(".SH OPTIONS")
            for option in command.options { out += Self.entry(option) }
        }
        out += [".SH EXAMPLE", ".nf"] + help.examples.map(Roff.line) + [".fi"]
        out.append(".SH EXIT STATUS")
        for exit in exits { out += [".TP", Roff.bold(exit.codes)] + Roff.filled(exit.meaning) }
        out.append(".SH FILES")
        for file in edition.files { out += [".TP", Roff.italic(file.path)] + Roff.filled(file.meaning) }
        if let above { out += [".SH SEE ALSO", Self.reference(above)] }
        text = out.joined(separator: "\n") + "\n"
    }

    private static func reference(_ command: ToolDump.Command) -> String { Roff.bold(title(command)) + "(1)" }

    // MARK: Arguments

    private static func synopsis(_ command: ToolDump.Command) -> [String] {
        var words = command.words.map(Roff.bold)
        if !command.shown.isEmpty { words.append(Roff.italic("command")) }
        words.append("[" + Roff.italic("options") + "]")
        for argument in command.positionals {
            let shown = Roff.italic(argument.valueName ?? "") + (argument.isRepeating ? " ..." : "")
            words.append(argument.isOptional ? "[" + shown + "]" : shown)
        }
        for option in command.options where !option.isOptional {
            words.append(option.preferredName.map { Roff.bold($0.dashed) } ?? "")
            if option.kind == "option" { words.append(Roff.italic(option.valueName ?? "")) }
        }
        return Roff.filled(words: words)
    }

    private static func entry(_ argument: ToolDump.Argument) -> [String] {
        let value = Roff.italic(argument.valueName ?? "")
        let names = (argument.names ?? []).map { Roff.bold($0.dashed) }.joined(separator: ", ")
        let head = argument.kind == "positional" ? value : argument.kind == "option" ? names + " " + value : names
        var text = [argument.abstract, argument.discussion].compactMap { $0 }.joined(separator: " ")
        if let values = argument.allValues, !values.isEmpty {
            text += " Values: " + values.joined(separator: ", ") + "."
        }
        if let standard = argument.defaultValue { text += " Default: " + standard + "." }
        return [".TP", head] + Roff.filled(text)
    }
}
