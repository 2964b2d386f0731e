import Domain

/// A seeded generator (SplitMix64): the same numbers on every machine.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
    mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

/// Random expressions over a small kind, as text, right in their types.
struct RandomExpressions {
    static let schema = ExpressionSchema(
        kind: "k",
        columns: [
            .init("d1", .day), .init("d2", .day), .init("f1", .flag), .init("f2", .flag), .init("c1", .code),
            .init("n1", .number), .init("n2", .number), .init("w1", .word), .init("ref", .word),
        ],
        lists: [
            .init("l", [.init("ld", .day), .init("lf", .flag), .init("ln", .number), .init("c1", .code)]),
            .init("m", [.init("mn", .number)]),
        ],
        references: [.init("r", column: "ref", key: "code", columns: [.init("rn", .number), .init("rd", .day)])],
        words: [
            NamedWord(name: "word_a", expression: "c1 IN (1, 3) AND d1 IS NOT NULL"),
            NamedWord(name: "word_b", expression: "COALESCE(d1, d2)"),
        ])

    var random: Seeded
    /// Whether functions may occur that SQLite does not have, and questions for what is known.
    var everything = true

    mutating func condition(_ depth: Int, inList: Bool = false) -> String {
        if depth <= 0 { return random.pick(["f1 = 1", "d1 <= d2", "c1 IN (1, 2, 64)", "f2", "word_a", "n1 > 2"]) }
        let deeper = depth - 1
        switch random.below(inList ? 12 : 16) {
        case 0: return "(\(condition(deeper, inList: inList)) AND \(condition(deeper, inList: inList)))"
        case 1: return "(\(condition(deeper, inList: inList)) OR \(condition(deeper, inList: inList)))"
        case 2: return "NOT (\(condition(deeper, inList: inList)))"
        case 3: return "\(day(deeper, inList)) \(sign()) \(day(deeper, inList))"
        case 4: return "\(number(deeper, inList)) \(sign()) \(number(deeper, inList))"
        case 5: return "w1 \(random.pick(["=", "<>"])) \(random.pick(["'alpha'", "'beta'", "'nowhere'"]))"
        case 6: return "\(number(deeper, inList)) \(random.pick(["IN", "NOT IN"])) (1, 2, \(number(deeper, inList)))"
        case 7: return "\(day(deeper, inList)) BETWEEN \(day(deeper, inList)) AND \(day(deeper, inList))"
        case 8: return "(\(day(deeper, inList))) IS \(random.pick(["", "NOT "]))NULL"
        case 9: return "w1 IN ('alpha', 'gamma')"
        case 10:
            return "CASE WHEN \(condition(deeper, inList: inList)) THEN \(condition(deeper, inList: inList)) "
                + "ELSE \(condition(deeper, inList: inList)) END"
        case 11: return everything ? "known(\(number(deeper, inList)))" : "f1 = 0"
        case 12: return "EXISTS(l WHERE \(listCondition(deeper)))"
        case 13: return everything ? "known(l)" : "EXISTS(m)"
        case 14: return "COUNT(l WHERE \(listCondition(deeper))) \(sign()) \(random.below(3))"
        default: return "EXISTS(l WHERE ld \(sign()) \(day(deeper, false)) AND \(listCondition(deeper)))"
        }
    }

    private mutating func listCondition(_ depth: Int) -> String {
        random.pick([
            "lf = 1", "c1 = 2", "ln > n1", "ld <= d2", "ld IS NULL", "k.c1 = c1", condition(depth, inList: true),
        ])
    }

    private mutating func sign() -> String { random.pick(["=", "<>", "!=", "<", "<=", ">", ">="]) }

    mutating func day(_ depth: Int, _ inList: Bool) -> String {
        if depth <= 0 { return random.pick(["d1", "d2", ":start", ":end", "DATE '2026-01-05'", "word_b", "r.rd"]) }
        let deeper = depth - 1
        switch random.below(inList ? 6 : 7) {
        case 0: return "(\(day(deeper, inList)) + \(number(deeper, inList)))"
        case 1: return "(\(day(deeper, inList)) - \(number(deeper, inList)))"
        case 2: return "COALESCE(\(day(deeper, inList)), \(day(deeper, inList)))"
        case 3: return "\(random.pick(["later", "earlier"]))(\(day(deeper, inList)), \(day(deeper, inList)))"
        case 4: return "CASE WHEN \(condition(deeper, inList: inList)) THEN \(day(deeper, inList)) END"
        case 5: return everything ? "year_start(\(day(deeper, inList)))" : "d2"
        default: return "\(random.pick(["MAX", "MIN"]))(l.ld WHERE \(listCondition(deeper)))"
        }
    }

    mutating func number(_ depth: Int, _ inList: Bool) -> String {
        if depth <= 0 { return random.pick(["n1", "n2", "c1", "f1", "3", "-2", "r.rn"]) }
        let deeper = depth - 1
        switch random.below(inList ? 6 : 9) {
        case 0: return "(\(number(deeper, inList)) + \(number(deeper, inList)))"
        case 1: return "(\(number(deeper, inList)) - \(number(deeper, inList)))"
        case 2: return "(\(number(deeper, inList)) * \(number(deeper, inList)))"
        case 3: return "(\(day(deeper, inList)) - \(day(deeper, inList)))"
        case 4: return "- \(number(0, inList))"
        case 5: return everything ? "working_days(\(day(deeper, inList)), \(day(deeper, inList)))" : "n1"
        case 6: return "COALESCE(SUM(l.ln * 2 WHERE \(listCondition(deeper))), 0)"
        case 7: return "SUM(m.mn)"
        default: return "COUNT(l)"
        }
    }

    /// A record; where `unknowns`, anything may be unknown.
    mutating func record(unknowns: Bool) -> Interpreter.Record {
        let first = Day.number(year: 2025, month: 12, day: 25)
        func fact(_ random: inout Seeded, _ value: Int64) -> Int64 {
            if unknowns && random.chance(15) { return Fact.unknown }
            return random.chance(15) ? Fact.none : value
        }
        func row(_ random: inout Seeded, _ columns: [ExpressionSchema.Column]) -> [String: Int64] {
            var out: [String: Int64] = [:]
            for column in columns {
                let value: Int64 =
                    switch column.type {
                    case .day: first + Int64(random.below(30))
                    case .flag: Int64(random.below(2))
                    case .number: Int64(random.below(7)) - 2
                    case .word: Int64(random.below(3)) + 1
                    default: Int64(random.below(5))
                    }
                out[column.name] = fact(&random, value)
            }
            return out
        }
        var lists: [String: [[String: Int64]]] = [:]
        for list in Self.schema.lists where !(unknowns && random.chance(20)) {
            lists[list.name] = (0..<random.below(4)).map { _ in row(&random, list.columns) }
        }
        var lookups: [String: [String: Int64]?] = [:]
        for reference in Self.schema.references where !(unknowns && random.chance(20)) {
            let found = random.chance(70) ? row(&random, reference.columns) : nil
            lookups.updateValue(found, forKey: reference.name)
        }
        return Interpreter.Record(columns: row(&random, Self.schema.columns), lists: lists, lookups: lookups)
    }
}

extension ScanBatch {
    /// Adds a record, laid out as the request says.
    mutating func append(_ record: Interpreter.Record, id: Int64, _ request: ScanRequest) {
        ids.append(id)
        values += request.columns.map { record.columns[$0] ?? Fact.unknown }
        for (index, list) in request.lists.enumerated() {
            let children = record.lists[list.name]
            let before = Int(lists[index].offsets.last ?? 0)
            for child in children ?? [] { lists[index].values += list.columns.map { child[$0] ?? Fact.unknown } }
            lists[index].close(total: before + (children?.count ?? 0), known: children != nil)
        }
        for (index, lookup) in request.lookups.enumerated() {
            switch record.lookups[lookup.name] {
            case nil: lookups[index].rows.append(Lookup.unknown)
            case .some(nil): lookups[index].rows.append(Lookup.missing)
            case .some(let found?):
                lookups[index].rows.append(Int32(lookups[index].values.count / max(1, lookup.columns.count)))
                lookups[index].values += lookup.columns.map { found[$0] ?? Fact.unknown }
            }
        }
    }
}
