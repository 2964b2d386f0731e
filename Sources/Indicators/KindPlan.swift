import Domain
import Warehouse

/// All definitions over one kind, compiled for one scan, and what the warehouse must know of them.
struct KindPlan {
    let kind: Kind
    let tally: TallyPlan
    let checks: CheckPlan
    let request: ScanRequest
    /// Other kinds whose records decide values of this one.
    let refersTo: Set<String>
    let stored: [StoredDefinition]
    let breakdowns: [(name: String, isWord: Bool)]
    /// Changes with any meaning.
    let digest: String

    /// `checks` are those over the kind; a scan brings what `also` asks for, too.
    init(
        _ kind: Kind, _ definitions: [IndicatorDefinition], checks: [CheckDefinition] = [], session: Session,
        calendar: WorkCalendar, givenKinds: [String] = [], also: ScanRequest = ScanRequest()
    ) throws {
        self.kind = kind
        var request = TallyPlan.request(definitions)
        request.need(CheckPlan.request(checks))
        request.need(also)
        self.request = request
        var words: [String: Int64] = [:]
        for text in definitions.flatMap(\.texts) + checks.flatMap(\.formulas).flatMap(\.term.texts) {
            words[text] = try session.word(text)
        }
        let found = words
        tally = TallyPlan(definitions, request: request, calendar: calendar) { found[$0] }
        self.checks = CheckPlan(checks, request: request, calendar: calendar) { found[$0] }
        let lists = Set(request.lists.map(\.name))
        refersTo = Set(request.lookups.map(\.name) + kind.related.filter { lists.contains($0.id) }.map(\.kind))
            .union(definitions.contains { $0.rules.contains { !$0.population.isEmpty } } ? givenKinds : [])
        breakdowns = tally.breakdowns.map { ($0.name, $0.formula.type == .word) }
        stored = tally.entries.enumerated().map { ordinal, entry in
            StoredDefinition(
                indicator: entry.definition.id, rules: entry.rule.name, title: entry.definition.title,
                unitOfMeasure: entry.definition.unitOfMeasure, shape: entry.rule.shape.name,
                version: entry.rule.version,
                formula: Self.formula(entry.rule), validFrom: entry.rule.validFrom?.number,
                validTo: entry.rule.validTo?.number,
                isDefault: entry.definition.rules.first?.name == entry.rule.name,
                windows: entry.definition.windows.map(\.rawValue), ordinal: ordinal, form: entry.definition.form,
                needsDenominator: !entry.rule.population.isEmpty)
        }
        digest = Digest64.hexadecimal(
            stored.map {
                "\($0.indicator) \($0.rules) \($0.version) \($0.validFrom ?? 0) \($0.validTo ?? 0) \($0.windows) \($0.form)"
            }
            .joined(separator: "\n") + tally.breakdowns.map { "\($0.name) \($0.formula.text)" }.joined(separator: "\n"))
    }

    private static func formula(_ rule: RuleSet) -> String {
        if case .given = rule.shape { return "given" }
        let under = rule.population.isEmpty ? rule.denominator.text : rule.population
        let ends = rule.shape.formulas.map(\.text).joined(separator: " … ")
        return "\(rule.shape.name)(\(ends)): \(rule.numerator.text) / \(under)"
    }
}

extension IndicatorDefinition {
    /// Text literals of its expressions.
    var texts: [String] {
        rules.flatMap { rule in (rule.shape.formulas + [rule.denominator, rule.numerator]).flatMap(\.term.texts) }
    }
}

extension StoredDefinition {
    /// An index, which is counted from other indicators.
    init(_ index: IndexDefinition, ordinal: Int) {
        let components = index.groups.flatMap(\.components).map { "\($0.id) \($0.maximum) \($0.indicator) \($0.rules)" }
        self.init(
            indicator: index.id, rules: "", title: index.title, unitOfMeasure: index.unitOfMeasure, shape: "index",
            version: index.version, formula: components.joined(separator: " + "), validFrom: nil, validTo: nil,
            isDefault: true, windows: [], ordinal: ordinal)
    }
}
