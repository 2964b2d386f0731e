import Domain

/// What a cell's text could be, tried against everything that the rules know: forms of dates, code lists, units.
package struct CellProbe: Sendable {
    /// The forms of dates of all sources, each once; `excel` and a year alone apart, since any number could be one.
    let dates: [DateFormat]
    let weak: [DateFormat]
    let lists: [CodeList]
    /// How many columns of kinds hold labels of each list: of two that take the same labels the more common one is meant.
    let common: [Int]
    private let units: UnitList
    /// Lists are bits of one word.
    private static let mostLists = 64

    package init(rules: Rules) {
        var met: Set<String> = []
        let all = rules.sources.flatMap { source in
            source.asOf.formats + (source.fields + source.children.flatMap(\.fields)).flatMap(\.dates)
        }.filter { met.insert($0.pattern).inserted }
        dates = all.filter { !Self.isWeak($0) }
        weak = all.filter(Self.isWeak)
        lists = Array(rules.codes.prefix(Self.mostLists))
        units = rules.units
        var common: [String: Int] = [:]
        for column in rules.kinds.flatMap({ $0.columns + $0.children.flatMap(\.columns) }) {
            switch column.type {
            case .code(let list), .codes(let list): common[list, default: 0] += 1
            case .flag: common["co_khong", default: 0] += 1
            default: break
            }
        }
        self.common = lists.map { common[$0.id, default: 0] }
    }

    private static func isWeak(_ format: DateFormat) -> Bool { format.pattern == "excel" || format.pattern == "yyyy" }

    /// What two numbers before a year are, by their size.
    enum DayOrder {
        /// 15/04/2026
        case dayFirst
        /// 04/15/2026
        case monthFirst
        /// 04/05/2026
        case open
    }

    /// What a text was found to be.
    struct Reading {
        /// The day, and the form by its index in `dates`; a form without such a day has no day.
        var day: Int64?
        var format = -1
        /// What the numbers before the year say of their order, or nil where there are none.
        var order: DayOrder?
        var isDossierCode = false
        var isProcedureCode = false
        /// A person's number: of 12 or 9 digits, or one that a spreadsheet damaged.
        var isIdentity = false
        var isPhone = false
        /// A whole number, with the mark between its groups (0: none).
        var isNumber = false
        var group: UInt8 = 0
        /// Looked for only where texts are few.
        var lists: UInt64 = 0
        var isUnit = false
        var isPeriod = false
    }

    /// Reads bytes without white space around them. `deep` looks into lists, units and periods too.
    func read(_ bytes: [UInt8], _ from: Int, _ to: Int, deep: Bool) -> Reading {
        var out = Reading()
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
        if isDigit(bytes[from]) {
            if to - from <= 40 { readDay(bytes, from, to, &out) }
            if out.format >= 0 { out.order = Self.order(bytes, from, to) }
            if out.format < 0 { readNumber(bytes, from, to, &out) }
        }
        if to - from <= 60, out.format < 0 {
            out.isDossierCode = DossierCode.read(bytes, from, to) != nil
            if !out.isDossierCode {
                switch IdentityNumber.read(bytes, from, to) {
                case .digits, .lost: out.isIdentity = true
                case .otherShape: break
                }
            }
        }
        guard to - from <= 200 else { return out }
        let text = String(decoding: bytes[from..<to], as: UTF8.self)
        if isDigit(bytes[from]), to - from <= 40, out.format < 0 {
            // 1.00002 lost its last zero; 8.000 is an amount.
            out.isProcedureCode = ProcedureCode.read(text).map { !$0.padded || to - from >= 7 } ?? false
        }
        guard deep else { return out }
        for (index, list) in lists.enumerated() where list.code(text) != nil { out.lists |= 1 << UInt64(index) }
        out.isUnit = units.match(text) != nil || UnitCode.hasShape(text) && !out.isDossierCode
        out.isPeriod = Window(written: text) != nil
        return out
    }

    private static func order(_ bytes: [UInt8], _ from: Int, _ to: Int) -> DayOrder? {
        var numbers = [0, 0]
        var at = from
        for index in 0...1 {
            let start = at
            while at < to, at - start < 2, (0x30...0x39).contains(bytes[at]) {
                numbers[index] = numbers[index] * 10 + Int(bytes[at] - 0x30)
                at += 1
            }
            guard at > start, at < to, "/-.".utf8.contains(bytes[at]) else { return nil }
            at += 1
        }
        if numbers[0] > 12 { return numbers[1] > 12 ? nil : .dayFirst }
        return numbers[1] > 12 ? .monthFirst : .open
    }

    private func readDay(_ bytes: [UInt8], _ from: Int, _ to: Int, _ out: inout Reading) {
        for (index, format) in dates.enumerated() {
            switch format.read(bytes, from: from, to: to) {
            case .day(let day):
                out.day = day
                out.format = index
                return
            case .noSuchDay: if out.format < 0 { out.format = index }
            case .otherForm: continue
            }
        }
    }

    private func readNumber(_ bytes: [UInt8], _ from: Int, _ to: Int, _ out: inout Reading) {
        let digits = bytes[from..<to].count { (0x30...0x39).contains($0) }
        if digits == to - from {
            out.isNumber = digits <= 12
            out.isPhone = digits == 10 && bytes[from] == 0x30
            return
        }
        for mark in [UInt8(ascii: "."), UInt8(ascii: ",")] where bytes[from..<to].contains(mark) {
            let format = NumberFormat(
                group: mark, decimal: nil, ignore: ["vnd", "dong", "d"], zero: [])
            if format.read(String(decoding: bytes[from..<to], as: UTF8.self)) != nil {
                out.isNumber = true
                out.group = mark
            }
        }
    }
}
