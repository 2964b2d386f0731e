import Domain
import Indicators
import Mapping
import Warehouse

extension Rules {
    /// The compiled rules of a folder, or all its mistakes (exit 78).
    static func load(_ folder: String, _ language: Language) throws -> Rules {
        try load(MappingFolder(at: folder), language)
    }

    /// The same of a folder that is read already.
    static func load(_ folder: MappingFolder, _ language: Language) throws -> Rules {
        let compiler = RulesCompiler(folder: folder)
        let errors = try compiler.allDiagnostics().filter { $0.level == .error }
        guard errors.isEmpty else {
            throw RunFailure(exitCode: 78, messages: errors.map { $0.text(language) })
        }
        return compiler.rules
    }

    /// What the warehouse holds of the rules.
    func image(version: String) -> RulesImage {
        let lists = codes.flatMap { list in list.canonical.map { (list: list.id, code: $0.code, label: $0.label) } }
        let unitImages = units.entries.map { entry in
            UnitImage(
                code: entry.code, name: entry.name, level: entry.level,
                parent: units.parent(of: entry.code), area: entry.area,
                beginsOn: entry.beginsOn, endsOn: entry.endsOn,
                successor: entry.successors.map(\.code).joined(separator: "|"))
        }
        let targets = plans.flatMap { plan in
            plan.targets.map { target in
                TargetImage(
                    plan: plan.id, title: plan.title, unit: plan.unit, year: plan.year, number: target.number,
                    indicator: target.indicator,
                    rules: target.rules, text: target.text, comparison: target.comparison, target: target.target,
                    lead: target.lead, supporting: target.supporting, unitOfMeasure: target.unitOfMeasure,
                    weight: target.weight, validFrom: target.valid.from?.number, validTo: target.valid.to?.number)
            }
        }
        return RulesImage(
            kinds: kinds, codes: lists, units: unitImages, targets: targets, successions: units.successions,
            forms: forms, checks: checks,
            digest: digest(of: ["records/", "codes/", "plans/", "sources/", "forms/", "checks/"]) + version)
    }

    /// One digest of the files below some folders.
    func digest(of folders: [String]) -> String {
        let lines = digests.filter { file in folders.contains { file.path.hasPrefix($0) } }.map {
            "\($0.path) \($0.digest)"
        }
        return MappingFolder.digest(Array(lines.joined(separator: "\n").utf8))
    }

    /// The digest of everything that a load from a source uses: its file, its kind's, the lists, and the key.
    func digest(source: Int, key: String) -> String {
        let own = ["sources/\(sources[source].id).yaml", "records/\(kinds[sources[source].kind].id).yaml"]
        let lines = digests.filter { own.contains($0.path) || $0.path.hasPrefix("codes/") }.map {
            "\($0.path) \($0.digest)"
        }
        return MappingFolder.digest(Array((lines.joined(separator: "\n") + "\n" + key).utf8))
    }

    /// The same without the key; "" where the source is none.
    func digest(ofSource id: String?) -> String {
        id.flatMap { source($0) }.map { digest(source: $0, key: "") } ?? ""
    }

    /// Working days by year.
    var workCalendar: WorkCalendar {
        var years: [Int: WorkCalendar.Year] = [:]
        for calendar in calendars {
            years[calendar.year] = WorkCalendar.Year(
                off: calendar.off.map { Day(number: $0) }, working: calendar.working.map { Day(number: $0) })
        }
        return WorkCalendar(years)
    }

    /// Parents and levels of units.
    var unitTree: UnitTree {
        let units = units
        let levels = list("cap").map { codes[$0] }
        return UnitTree(
            parent: { units.parent(of: $0) },
            level: { code in levels?.code(units.level(of: code)).flatMap { Int64($0) } ?? 0 },
            endsOn: { units.entry($0)?.endsOn },
            digest: digest(of: ["codes/don_vi.csv", "codes/cap.csv"]))
    }
}

/// Computes what is touched, in one transaction.
enum RecomputeStep {
    static func run(_ session: Session, _ rules: Rules, run: Int64) throws -> Recompute.Outcome {
        try session.transaction { try within(session, rules, run: run) }
    }

    /// The same in a transaction of the caller's.
    static func within(_ session: Session, _ rules: Rules, run: Int64) throws -> Recompute.Outcome {
        let outcome = try Recompute(
            session, kinds: rules.kinds, definitions: rules.counted, checks: rules.checks,
            forms: rules.forms, indexes: rules.indexes,
            calendar: rules.workCalendar,
            calendarDigest: rules.digest(of: ["calendars/"]), tree: rules.unitTree, run: run)()
        try RunChecks.run(session, rules, run: run)
        return outcome
    }
}
