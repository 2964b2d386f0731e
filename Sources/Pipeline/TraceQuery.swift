package import Domain
import Indicators
import Mapping
package import Reports
import Warehouse

/// The command `trace` about an indicator: the records behind a value.
package struct TraceQuery {
    package var unit: String?
    package var period: String?
    package var kind: String?
    package var rules: String?
    /// `NAME=VALUE`.
    package var breakdown: String?
    private let what: String
    private let warehouse: String
    private let mappings: String
    private let language: Language

    package init(what: String, warehouse: String, mappings: String, language: Language) {
        self.what = what
        self.warehouse = warehouse
        self.mappings = mappings
        self.language = language
    }

    /// The answer; a question that cannot be asked is thrown with code 64.
    package func callAsFunction() throws -> [TraceReport] {
        let rules = try Rules.load(mappings, language)
        do {
            return try WarehouseStep.reading(warehouse) { session in
                try session.know(rules.kinds)
                let trace = TraceComputation(
                    session, kinds: rules.kinds, definitions: rules.counted, calendar: rules.workCalendar,
                    tree: rules.unitTree)
                if let definition = rules.indicators.first(where: { $0.id == what }) {
                    return [try records(definition, trace, session)]
                }
                throw DossierQuery.unknown(what, rules, language)
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    // MARK: The records of a value

    private func records(
        _ definition: IndicatorDefinition, _ trace: TraceComputation, _ session: Session
    ) throws -> TraceReport {
        guard let period else {
            throw usage("trace \(what) cần --period và --unit", "trace \(what) wants --period and --unit")
        }
        guard let window = Window(period: period, kind: kind.flatMap(PeriodKind.init)) else {
            throw usage("không có kỳ \"\(period)\"", "no period \"\(period)\"")
        }
        guard let unit, let code = try session.unitCode(unit) else {
            throw usage("kho không có đơn vị \(unit ?? "")", "the warehouse has no unit \(unit ?? "")")
        }
        let set = rules ?? definition.rules.first?.name ?? ""
        let pair = breakdown.flatMap { text -> (name: String, value: String)? in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        if let breakdown, pair == nil || !definition.by.contains(where: { $0.name == pair?.name }) {
            throw usage(
                "không có phân tổ \"\(breakdown)\" (\(definition.by.map(\.name).joined(separator: ", ")))",
                "no breakdown \"\(breakdown)\" (\(definition.by.map(\.name).joined(separator: ", ")))")
        }
        let question = TraceComputation.Question(
            indicator: definition.id, rules: set, unit: code, window: window, breakdown: pair)
        guard let answer = try trace(question) else {
            throw usage(
                "\(what) không có bộ quy tắc \"\(set)\" cho kỳ này",
                "\(what) has no rule set \"\(set)\" for this period")
        }
        return try report(question, answer, session)
    }

    private func report(
        _ question: TraceComputation.Question, _ answer: TraceComputation.Answer, _ session: Session
    ) throws -> TraceReport {
        var report = TraceReport(
            indicator: question.indicator, rules: question.rules, unit: question.unit,
            periodKind: question.window.kind.rawValue, period: question.window.period,
            breakdown: question.breakdown.map { "\($0.name)=\($0.value)" } ?? "")
        report.columns = answer.columns
        report.denominator = answer.found.count
        report.numerator = answer.found.count(where: \.inNumerator)
        guard let kind = answer.found.first?.kind else { return report }
        let places = try session.places(kind: kind, ids: answer.found.map(\.id))
        report.records = try zip(answer.found, places).map { found, place in
            TraceReport.Record(
                key: place.key, unit: found.unit, inNumerator: found.inNumerator, file: place.file, line: place.line,
                row: place.row, asOf: place.asOf,
                facts: try zip(answer.columns, found.facts).map { try session.text(of: $1, in: kind, column: $0) })
        }
        return report
    }

    private func usage(_ vi: String, _ en: String) -> RunFailure {
        RunFailure(exitCode: 64, messages: [language.pick(vi, en)])
    }
}
