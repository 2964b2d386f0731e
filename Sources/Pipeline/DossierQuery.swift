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
        let rules = try Rules.load(mappings, language)
        return rules.counted.contains { $0.id == text } || rules.indexes.contains { $0.id == text }
    }

    /// The answer; a question that cannot be asked is thrown with code 64.
    package func callAsFunction() throws -> DossierTrace {
        let rules = try Rules.load(mappings, language)
        do {
            return try WarehouseStep.reading(warehouse) { session in
                try session.know(rules.kinds)
                let records = try DossierLookup.find(code, rules.kinds, session)
                let trace = TraceComputation(
                    session, kinds: rules.kinds, definitions: rules.counted, calendar: rules.workCalendar,
                    tree: rules.unitTree)
                return try report(records, RecordTrace(trace), rules, session)
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    private func report(
        _ records: [DossierLookup.Record], _ trace: RecordTrace, _ rules: Rules, _ session: Session
    ) throws -> DossierTrace {
        guard let first = records.first else { throw Self.unknown(code, rules, language) }
        let asked = first.kind.columns.map(\.name) + first.kind.children.map(\.id)
        let place = try session.places(kind: first.kind.id, ids: [first.id], asked: asked)[0]
        var report = DossierTrace(
            key: place.key, unit: first.unit, file: place.file, line: place.line, row: place.row, asOf: place.asOf)
        report.others = place.others
        for record in records {
            let question = try question(record.kind.id, record.id, record.unit, session)
            // Of what is not the dossier itself it is said where it stands.
            let name = record.isDossier ? "" : try said(record, session)
            let parts = try trace(question) ?? []
            // A column of a form that it is not in goes without saying.
            report.indicators += try parts.filter { $0.form.isEmpty || !$0.shares.isEmpty }.map {
                try part($0, name, record.kind.id, session)
            }
            if record.isDossier { report.indicators += try procedures(record, trace, rules, session) }
        }
        report.indicators += try DossierPoints(rules, session)(report.indicators)
        return report
    }

    private func question(
        _ kind: String, _ id: Int64, _ unit: String, _ session: Session
    ) throws -> RecordTrace.Question {
        var question = RecordTrace.Question(kind: kind, id: id, unit: unit)
        question.shown = try self.unit.map { try session.unitCode($0) ?? $0 }
        question.rules = rules
        question.periodKind = self.kind.flatMap(PeriodKind.init)
        // Without --kind every kind of period that is written so.
        question.windows = period.map { text in
            Set(PeriodKind.allCases.compactMap { Window(period: text, kind: $0) })
        }
        return question
    }

    private func said(_ record: DossierLookup.Record, _ session: Session) throws -> String {
        let place = try session.places(kind: record.kind.id, ids: [record.id])[0]
        return "\(record.kind.id) \(TraceText.place(place.file, place.line, place.row, language))"
    }

    /// Rows of catalogues that count because of the dossier.
    private func procedures(
        _ record: DossierLookup.Record, _ trace: RecordTrace, _ rules: Rules, _ session: Session
    ) throws -> [DossierTrace.Part] {
        try rules.kinds.flatMap { kind in
            try kind.related.filter { $0.kind == record.kind.id }.flatMap { list -> [DossierTrace.Part] in
                guard let key = try session.fact(kind: record.kind.id, id: record.id, column: list.column) else {
                    return []
                }
                var question = try question(kind.id, key, record.unit, session)
                question.through = (list.id, record.id)
                let column = record.kind.columns.first { $0.name == list.column }
                let text = try session.text(of: key, in: record.kind.id, column: column?.name ?? "") ?? ""
                return try (trace(question) ?? []).map { try part($0, "\(kind.id) \(text)", kind.id, session) }
            }
        }
    }

    private func part(
        _ part: RecordTrace.Part, _ record: String, _ kind: String, _ session: Session
    ) throws -> DossierTrace.Part {
        let shares = part.shares.filter(isAsked).map { share in
            DossierTrace.Share(
                unit: share.unit, periodKind: share.window.kind.rawValue, period: share.window.period,
                breakdown: share.breakdown, breakdownValue: share.breakdownValue, inNumerator: share.inNumerator)
        }
        let reason = shares.isEmpty ? part.reason ?? .outside : nil
        return DossierTrace.Part(
            indicator: part.indicator, rules: part.rules, record: record, columns: part.grounds.map(\.name),
            facts: try GroundTexts(session, kind: kind, part.grounds)(part.facts), shares: shares,
            reason: reason?.rawValue)
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
