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
                if let definition = rules.counted.first(where: { $0.id == what }) {
                    return [try records(definition, set: self.rules, trace, session)]
                }
                if let index = rules.indexes.first(where: { $0.id == what }) {
                    return try components(index, rules, trace, session)
                }
                throw DossierQuery.unknown(what, rules, language)
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    // MARK: The records of a value

    private func records(
        _ definition: IndicatorDefinition, set: String?, _ trace: TraceComputation, _ session: Session
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
        let set = set ?? definition.rules.first?.name ?? ""
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
        if let closing = try session.closing(), closing.closes(window) {
            return try purged(
                TraceComputation.Question(
                    indicator: definition.id, rules: set, unit: code, window: window, breakdown: pair), session)
        }
        let figures = try pair == nil ? trace.figures(question) : ([], false)
        guard let answer = try trace(question) ?? (figures.0.isEmpty ? nil : TraceComputation.Answer()) else {
            throw usage(
                "\(what) không có bộ quy tắc \"\(set)\" cho kỳ này",
                "\(what) has no rule set \"\(set)\" for this period")
        }
        let found = try report(question, answer, figures, session)
        if found.records.isEmpty, try !isThere(question, session) {
            throw usage(
                "không có giá trị nào của \(definition.id) ở \(code) kỳ \(period)",
                "there is no value of \(definition.id) for \(code) in \(period)")
        }
        return found
    }

    /// A value of a closed period: it stands, and the records behind it are gone.
    private func purged(_ question: TraceComputation.Question, _ session: Session) throws -> TraceReport {
        let window = question.window
        var filter = ValueFilter()
        (filter.indicator, filter.rules, filter.unit) = (question.indicator, question.rules, question.unit)
        (filter.period, filter.periodKind) = (window.period, window.kind.rawValue)
        filter.breakdown = question.breakdown?.name ?? ""
        filter.breakdownValue = question.breakdown?.value ?? ""
        guard let value = try session.values(filter).first else {
            throw usage(
                "không có giá trị nào của \(question.indicator) ở \(question.unit) kỳ \(window.period)",
                "there is no value of \(question.indicator) for \(question.unit) in \(window.period)")
        }
        var report = TraceReport(
            indicator: question.indicator, rules: question.rules, unit: question.unit,
            periodKind: window.kind.rawValue, period: window.period,
            breakdown: question.breakdown.map { "\($0.name)=\($0.value)" } ?? "")
        (report.numerator, report.denominator) = (Int(value.numerator), Int(value.denominator))
        report.purged = try session.purged(window)
        return report
    }

    /// Whether the question is about a value that there is, be it 0 of 0.
    private func isThere(_ question: TraceComputation.Question, _ session: Session) throws -> Bool {
        var filter = ValueFilter()
        (filter.indicator, filter.rules, filter.unit) = (question.indicator, question.rules, question.unit)
        (filter.period, filter.periodKind) = (question.window.period, question.window.kind.rawValue)
        return try !session.values(filter).isEmpty
    }

    /// Of an index the values of its components, each with the records behind it.
    private func components(
        _ index: IndexDefinition, _ rules: Rules, _ trace: TraceComputation, _ session: Session
    ) throws -> [TraceReport] {
        let wanted = breakdown.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let components = index.groups.flatMap { group in
            group.components.filter { component in
                switch wanted?.first {
                case "nhom": group.id == wanted?.last
                case "thanh_phan": component.id == wanted?.last
                default: true
                }
            }
        }
        var inner = self
        inner.breakdown = nil
        return try components.compactMap { component in
            guard let definition = rules.indicators.first(where: { $0.id == component.indicator }) else { return nil }
            do {
                let report = try inner.records(definition, set: component.rules, trace, session)
                return report.records.isEmpty && report.purged == nil ? nil : report
            } catch let failure as RunFailure {
                // Nothing is counted for this one in the period; a question that is wrong is wrong for all of them.
                if period == nil || unit == nil || components.count == 1 { throw failure }
                return nil
            }
        }
    }

    private func report(
        _ question: TraceComputation.Question, _ counted: TraceComputation.Answer,
        _ figures: (all: [GivenFigure], isPopulation: Bool), _ session: Session
    ) throws -> TraceReport {
        var answer = counted
        if figures.isPopulation {
            // A unit without a population has no value, and its records are in none.
            let units = try Set(figures.all.map { try session.unitCode($0.unit) })
            answer.found = answer.found.filter { units.contains($0.unit) && $0.inNumerator }
        }
        var report = TraceReport(
            indicator: question.indicator, rules: question.rules, unit: question.unit,
            periodKind: question.window.kind.rawValue, period: question.window.period,
            breakdown: question.breakdown.map { "\($0.name)=\($0.value)" } ?? "")
        report.columns = answer.grounds.map(\.name)
        report.denominator = answer.found.count
        report.numerator = answer.found.count(where: \.inNumerator)
        try add(figures, to: &report, session)
        guard let kind = answer.found.first?.kind else { return report }
        let places = try session.places(kind: kind, ids: answer.found.map(\.id), asked: report.columns)
        let texts = GroundTexts(session, kind: kind, answer.grounds)
        report.records += try zip(answer.found, places).map { found, place in
            TraceReport.Record(
                key: place.key, unit: found.unit, inNumerator: found.inNumerator, file: place.file, line: place.line,
                row: place.row, asOf: place.asOf, others: place.others,
                facts: try texts(found.facts))
        }
        return report
    }

    /// Ready-made figures with the numbers that they say.
    private func add(
        _ figures: (all: [GivenFigure], isPopulation: Bool), to report: inout TraceReport, _ session: Session
    ) throws {
        guard let kind = figures.all.first?.kind else { return }
        if figures.isPopulation { report.denominator = 0 }
        let places = try session.places(kind: kind, ids: figures.all.map(\.id))
        for (figure, place) in zip(figures.all, places) {
            let numerator = figures.isPopulation ? 0 : figure.numerator ?? 0
            let denominator =
                figures.isPopulation ? figure.denominator ?? figure.numerator ?? 0 : figure.denominator ?? 0
            report.numerator += Int(numerator)
            report.denominator += Int(denominator)
            report.records.append(
                TraceReport.Record(
                    key: "\(place.key) = " + (figures.isPopulation ? "" : "\(numerator)/") + "\(denominator)",
                    unit: try session.unitCode(figure.unit) ?? "",
                    inNumerator: !figures.isPopulation, file: place.file, line: place.line, row: place.row,
                    asOf: place.asOf, facts: report.columns.map { _ in "" }))
        }
    }

    private func usage(_ vi: String, _ en: String) -> RunFailure {
        RunFailure(exitCode: 64, messages: [language.pick(vi, en)])
    }
}
