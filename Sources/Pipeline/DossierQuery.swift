package import Domain
import Indicators
import Mapping
package import Reports
import Warehouse

/// The command `trace` about a dossier: every value that it is part of.
package struct DossierQuery {
    package var unit: String?
    package var period: String?
    package var kind: String?
    package var rules: String?
    /// `NAME=VALUE`: only values of this breakdown.
    package var breakdown: String?
    private let code: String
    private let warehouse: String
    private let mappings: String
    private let language: Language

    package init(code: String, warehouse: String, mappings: String, language: Language) {
        self.code = code
        self.warehouse = warehouse
        self.mappings = mappings
        self.language = language
    }

    /// Whether a text names an indicator of the rules, and no dossier.
    package static func isIndicator(_ text: String, mappings: String, _ language: Language) throws -> Bool {
        try Rules.load(mappings, language).indicators.contains { $0.id == text }
    }

    /// The answer; a question that cannot be asked is thrown with code 64.
    package func callAsFunction() throws -> DossierTrace {
        let rules = try Rules.load(mappings, language)
        do {
            return try WarehouseStep.reading(warehouse) { session in
                try session.know(rules.kinds)
                guard let found = try DossierLookup.find(code, rules.kinds, session) else {
                    throw Self.unknown(code, rules, language)
                }
                var question = RecordTrace.Question(kind: found.kind, id: found.id, unit: found.unit)
                question.shown = try unit.map { try session.unitCode($0) ?? $0 }
                question.rules = self.rules
                question.periodKind = kind.flatMap(PeriodKind.init)
                // Without --kind every kind of period that is written so.
                question.windows = period.map { text in
                    Set(PeriodKind.allCases.compactMap { Window(period: text, kind: $0) })
                }
                let trace = TraceComputation(
                    session, kinds: rules.kinds, definitions: rules.indicators, calendar: rules.workCalendar,
                    tree: rules.unitTree)
                guard let parts = try RecordTrace(trace)(question) else { throw Self.unknown(code, rules, language) }
                return try report(found.kind, found.unit, found.id, parts, session)
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    private func report(
        _ kind: String, _ unit: String, _ id: Int64, _ parts: [RecordTrace.Part], _ session: Session
    ) throws -> DossierTrace {
        let place = try session.places(kind: kind, ids: [id])[0]
        var report = DossierTrace(
            key: place.key, unit: unit, file: place.file, line: place.line, row: place.row, asOf: place.asOf)
        report.indicators = try parts.map { part in
            let facts = try zip(part.columns, part.facts).map { try session.text(of: $1, in: kind, column: $0) }
            let shares = part.shares.filter(isAsked).map { share in
                DossierTrace.Share(
                    unit: share.unit, periodKind: share.window.kind.rawValue, period: share.window.period,
                    breakdown: share.breakdown, breakdownValue: share.breakdownValue, inNumerator: share.inNumerator)
            }
            let reason = shares.isEmpty ? part.reason ?? .outside : nil
            return DossierTrace.Part(
                indicator: part.indicator, rules: part.rules, columns: part.columns, facts: facts, shares: shares,
                reason: reason?.rawValue)
        }
        return report
    }

    private func isAsked(_ share: RecordTrace.Share) -> Bool {
        breakdown == nil || "\(share.breakdown)=\(share.breakdownValue)" == breakdown
    }

    /// Neither an indicator nor a dossier.
    static func unknown(_ what: String, _ rules: Rules, _ language: Language) -> RunFailure {
        let near = Nearest.word(to: what, among: rules.indicators.map(\.id))
        let hint = near.map { language.pick(", có phải là \($0)?", ", did you mean \($0)?") } ?? ""
        return RunFailure(
            exitCode: 64,
            messages: [
                language.pick(
                    "không có chỉ tiêu hay hồ sơ \"\(Mask.printable(what))\"\(hint)",
                    "no indicator and no dossier \"\(Mask.printable(what))\"\(hint)")
            ])
    }
}
