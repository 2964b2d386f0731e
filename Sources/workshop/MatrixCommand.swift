import ArgumentParser
import Foundation
import Synthesis

/// `workshop matrix`: one commune's month in every form.
struct MatrixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix", abstract: "Writes one commune's month in every form in which lists are sent.",
        discussion: """
            A folder for each form, with the same two lists in it: delimiters, line ends and quotes, encodings, workbooks, web \
            pages and archives. In TCVN3 capitals with a tone are small. What comes of each must be what comes of "csv".

            EXAMPLE: workshop matrix out --count 40
            """)

    @Argument(help: "The folder to write to.")
    var folder: String
    @Option(help: "How many records a list has.")
    var count = 40
    @Option(help: "What all draws come from.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (1...100_000).contains(count) else { throw ValidationError("1 to 100,000 records") }
    }

    func run() throws {
        let matrix = try Matrix(count: count, seed: seed)
        for form in [Matrix.plain] + Matrix.forms {
            let own = "\(folder)/\(form.name)"
            try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
            for list in matrix.lists {
                let sink = try ByteSink(path: "\(own)/\(list.name).\(form.ending)")
                sink.raw(form.file(list))
                try sink.close()
            }
        }
        let units = matrix.lists.map { "\($0.name): \($0.unit.map { "--unit \($0)" } ?? "")" }
        print("\(Matrix.forms.count + 1) forms, --as-of \(matrix.asOf.iso) (\(units.joined(separator: ", ")))")
    }
}
