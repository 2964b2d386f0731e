import Domain
import Records

/// Cells that are days, periods, ages at a day, or sets of codes.
extension CellReader {
    func day(
        _ rule: FieldRule, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int
    ) -> Converted {
        var reading = reading(rule, bytes, from, to)
        if reading == .otherForm {
            // NBSP, a line end or two blanks between day and time.
            let plain = Array(CleanText.clean(bytes[from..<to]).utf8)
            if !plain.elementsEqual(bytes[from..<to]) { reading = self.reading(rule, plain, 0, plain.count) }
        }
        if case .day(let day) = reading { return .value(day) }
        let expected = rule.dates.first?.shown ?? ""
        if reading == .noSuchDay {
            return .fault(
                CellFault(code: .dateNotInCalendar, found: found(column, bytes, from, to), expected: expected))
        }
        return .fault(CellFault(code: .dateUnreadable, found: found(column, bytes, from, to), expected: expected))
    }

    /// What a text is under the first of the declared forms that reads it.
    private func reading(_ rule: FieldRule, _ bytes: [UInt8], _ from: Int, _ to: Int) -> DateFormat.Reading {
        var found = DateFormat.Reading.otherForm
        for format in rule.dates {
            switch format.read(bytes, from: from, to: to, serialOffset: plan.context.serialOffset) {
            case .day(let day): return .day(day)
            case .noSuchDay: found = .noSuchDay
            case .otherForm: continue
            }
        }
        return found
    }

    /// 1 where the person has the age that is asked for on the load's day, by the rule then in force (domain.md, 4).
    func age(
        _ rule: FieldRule, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int
    ) -> Converted {
        let born: Int64
        switch day(rule, column, bytes, from, to) {
        case .fault(let fault): return .fault(fault)
        case .value(let value): born = value
        }
        let asOf = plan.context.asOf
        guard let years = rule.ages.last(where: { $0.from <= asOf })?.years else { return .value(Fact.none) }
        let (year, month, dayOfMonth) = Day(number: born).civil
        // Born on 29 February: the birthday of other years is 1 March.
        let birthday =
            Day(year: year + years, month: month, day: dayOfMonth)
            ?? Day(year: year + years, month: 3, day: 1)
        return .value(birthday.map { $0.number <= asOf } == true ? 1 : 0)
    }

    mutating func period(
        _ rule: FieldRule, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int, _ memo: inout ByteTable
    ) -> Converted {
        if let known = memo.value(bytes, from, to) { return .value(known) }
        guard let window = Window(written: text(bytes, from, to)) else {
            return .fault(
                CellFault(
                    code: .periodUnreadable, found: found(column, bytes, from, to), expected: expectation(rule, column))
            )
        }
        let value = word(window.name)
        memo.set(bytes, from, to, value)
        return .value(value)
    }

    mutating func codeSet(
        _ rule: FieldRule, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int, _ memo: inout ByteTable
    ) -> Converted {
        if let known = memo.value(bytes, from, to) { return .value(known) }
        let list = plan.codes[rule.codes]
        let whole = text(bytes, from, to)
        var bits: Int64 = 0
        for part in Split.parts(of: whole, at: rule.split) {
            guard let code = list.code(part), let bit = Int64(code) else {
                return .fault(unlisted(column, part, list))
            }
            bits |= bit
        }
        memo.set(bytes, from, to, bits)
        return .value(bits)
    }
}
