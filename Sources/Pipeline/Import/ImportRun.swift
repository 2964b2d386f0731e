import Domain
import Foundation
import Indicators
import Mapping
package import Reports
import Warehouse

/// The command `import`: files in the order of their paths, one transaction each,
/// then the values of what they touched.
package struct ImportRun {
    private let options: ImportOptions
    /// Called before each file, with its number and how many there are.
    private let progress: (Int, Int, String) -> Void
    /// Rules that were compiled already; nil: those of the options' folder.
    private let compiled: Rules?

    /// The program's version, kept with each run.
    package static let version = "0.1.0"

    package init(_ options: ImportOptions, progress: @escaping (Int, Int, String) -> Void = { _, _, _ in }) {
        self.options = options
        self.progress = progress
        compiled = nil
    }

    /// A run with rules that were compiled already, as the cases of `check` are.
    init(_ options: ImportOptions, rules: Rules) {
        self.options = options
        progress = { _, _, _ in }
        compiled = rules
    }

    /// Runs; what stops the whole run is thrown, what befalls a file is in the report.
    package func callAsFunction() throws -> RunReport {
        let began = Date()
        var report = RunReport(command: "import", warehouse: options.warehouse, isDryRun: options.isDryRun)
        let rules = try compiled ?? Rules.load(options.mappings, options.language)
        let only = try options.source.map { try index(ofSource: $0, rules) }
        let unit = try options.unit.map { try code(ofUnit: $0, rules) } ?? ""
        let items = InputFiles(options.paths, own: options.ownFiles).items
        if items.contains(where: { $0.path == nil }), options.asOf == nil {
            throw RunFailure(
                exitCode: 64,
                messages: [
                    options.language.pick(
                        "đọc từ đầu vào chuẩn (-) cần --as-of", "reading standard input (-) needs --as-of")
                ])
        }
        let aside = try Aside(options, rules)
        var codes: [Int32] = []
        do {
            try WarehouseStep.writing(options.warehouse, isDryRun: options.isDryRun) { session in
                try holdClock(session, &report)
                try session.synchronise(rules.image(version: Self.version))
                let run = try session.startRun(command: "import", version: Self.version, at: LocalTime.now)
                report.run = run
                let keys = KeyRing(options: options, session: session)
                var load = FileLoad(
                    session: session, rules: rules, options: options, unit: unit, only: only, run: run,
                    pseudonymizer: { try keys.pseudonymizer() })
                if aside != nil { load.search = try PersonSearch(session, keys) }
                for (index, item) in items.enumerated() {
                    progress(index, items.count, item.name)
                    let exports = Exports(item)
                    let met = try exports.items.map { try load($0) }
                    report.files += met.map(\.report)
                    do { try aside?.take(met, of: item) } catch let failure as RunFailure {
                        report.troubles = (report.troubles ?? []) + failure.messages
                        codes.append(failure.exitCode)
                    }
                    report.warnings += RunWarnings.passedOver(exports, item)
                }
                try RunEnd.finish(session, rules, &report, options)
                report.exitCode = RunReport.exitCode(report.files.map(\.exitCode) + codes)
                try RunEnd.close(session, report)
            }
        } catch {
            throw RunFailure(any: error, options.language)
        }
        report.seconds = Date().timeIntervalSince(began)
        return report
    }

    /// A clock that was moved back decides nothing where the day is told.
    private func holdClock(_ session: Session, _ report: inout RunReport) throws {
        if case .day = options.asOf, !options.acceptsClock {
            report.troubles = try ClockStep.warning(session, options.language).map { [$0] }
        } else {
            try ClockStep.hold(session, accepts: options.acceptsClock, options.language)
        }
    }

    private func index(ofSource id: String, _ rules: Rules) throws(RunFailure) -> Int {
        if let index = rules.source(id) { return index }
        let near = Nearest.word(to: id, among: rules.sources.map(\.id))
        let known = near ?? rules.sources.map(\.id).joined(separator: ", ")
        throw RunFailure(
            exitCode: 64,
            messages: [
                options.language.pick(
                    "không có mẫu \"\(id)\"; có phải là \(known)?", "no source \"\(id)\"; did you mean \(known)?")
            ])
    }

    private func code(ofUnit text: String, _ rules: Rules) throws(RunFailure) -> String {
        if let code = rules.units.code(text) { return code }
        if UnitCode.hasShape(text) { return text.uppercased() }
        throw RunFailure(
            exitCode: 64,
            messages: [
                options.language.pick(
                    "không có đơn vị \"\(Mask.printable(text))\" trong codes/don_vi.csv; --unit nhận mã đơn vị hoặc mã địa bàn",
                    "no unit \"\(Mask.printable(text))\" in codes/don_vi.csv; --unit takes a code or an area code")
            ])
    }
}
