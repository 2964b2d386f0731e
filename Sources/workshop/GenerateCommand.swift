import ArgumentParser
import Foundation
import Synthesis

/// `workshop generate`: one file.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Makes one file of so many records.",
        discussion: """
            Layouts: \(Layout.allCases.map(\.rawValue).joined(separator: ", ")).

            Spoilt kinds: \(SpoiltKind.allCases.map(\.rawValue).joined(separator: ", ")). Not every layout knows every \
            kind, and an unclosed quote befalls the last record only.

            No one in it exists: names are drawn from lists and identity numbers have the province code 000.
            """)

    @Argument(help: "The layout.")
    var layout: String
    @Argument(help: "How many records.")
    var count: Int
    @Argument(help: "The file to write.")
    var out: String
    @Option(help: "What all draws come from.")
    var seed: UInt64 = 1
    @Option(help: "Percent of the records that are spoilt.")
    var spoilt = 0.0
    @Option(help: "In which ways, with commas between them; all that the layout knows where this is not given.")
    var spoiltKinds = ""
    @Option(help: "How many communes.")
    var units = 20
    @Option(help: "The first month, yyyy-MM.")
    var month = "2026-04"
    @Option(help: "How many months.")
    var months = 1
    @Option(help: "The day of the export, yyyy-MM-dd; the last day of the period where it is not given.")
    var asOf: String?
    @Option(help: "Where to write what is true of every record, as NDJSON.")
    var truth: String?
    @Option(help: "The order of the records: day or random.")
    var order = "day"
    @Option(help: "Between two cells: comma, semicolon or tab.")
    var delimiter = "comma"
    @Option(
        help: """
            Columns of danh-sach-ho-so, and of the lists after danh-muc-xa: \
            \(ListColumns.allCases.map(\.rawValue).joined(separator: ", ")).
            """)
    var columns = ListColumns.full.rawValue
    @Option(
        help: "Around its records: \(Furniture.allCases.map(\.rawValue).joined(separator: ", ")); none for nothing.")
    var furniture = "title,totals,footer"
    @Option(help: "Bytes of every inline attachment of msync.")
    var attachment = 600

    func run() throws {
        let sink = try ByteSink(path: out)
        let truthSink = try truth.map { try ByteSink(path: $0) }
        let generate = Generate(try request())
        let summary: Generate.Summary
        if let truthSink {
            summary = try generate.write(to: sink) { record in
                record.write(to: truthSink)
                try truthSink.drain()
            }
        } else {
            summary = try generate.write(to: sink)
        }
        try sink.close()
        try truthSink?.close()
        print("\(summary.records) records, \(summary.filtered) other rows")
        for (kind, count) in summary.spoilt.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            print("  \(kind.rawValue) \(count)")
        }
    }

    func validate() throws {
        _ = try request()
    }

    private func request() throws -> Request {
        var request = Request(try Self.word(layout, "layout"), count: count)
        guard count >= 0, (1...5_000).contains(units), (1...1_200).contains(months) else {
            throw ValidationError("count, units and months must be numbers that make sense")
        }
        guard (0...100).contains(spoilt), attachment >= 0 else { throw ValidationError("spoilt is a percentage") }
        request.seed = seed
        request.spoilt = spoilt
        request.kinds = try spoiltKinds.split(separator: ",").map { try Self.word(String($0), "kind") }
        for kind in request.kinds where kind.spoilage(in: request.layout) == nil {
            throw ValidationError("\(layout) cannot be spoilt by \(kind.rawValue)")
        }
        request.units = units
        request.start = try Self.day("\(month)-01")
        request.months = months
        request.asOf = try asOf.map(Self.day)
        request.order = try Self.word(order, "order")
        request.columns = try Self.word(columns, "set of columns")
        request.attachment = attachment
        let wanted = furniture == "none" ? [] : furniture.split(separator: ",")
        request.furniture = Set(try wanted.map { try Self.word(String($0), "furniture") })
        let delimiters: [String: UInt8] = ["comma": 0x2C, "semicolon": 0x3B, "tab": 0x09]
        guard let byte = delimiters[delimiter] else { throw ValidationError("no delimiter is called \(delimiter)") }
        request.delimiter = byte
        return request
    }

    private static func word<Word: RawRepresentable & CaseIterable>(_ text: String, _ what: String) throws -> Word
    where Word.RawValue == String {
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("no \(what) is called \(text); there are \(known)")
    }

    private static func day(_ text: String) throws -> CivilDay {
        guard let day = CivilDay(iso: text) else { throw ValidationError("\(text) is no day (yyyy-MM-dd)") }
        return day
    }
}
