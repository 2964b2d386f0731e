package import Domain

extension DateFormat {
    /// Local time of the field is UTC+7, in minutes.
    private static let localOffset = 420
    /// Years of the field: 0202 and 20226 are slips, and 0001 is what some systems write for nothing.
    static let years = 1_900...2_199

    /// Reads bytes `from..<to` whole, or says why not; serial days count later by `serialOffset` than in Excel's 1900 system.
    func read(_ bytes: [UInt8], from: Int, to: Int, serialOffset: Int64 = 0) -> Reading {
        if tokens.isEmpty { return Self.serial(bytes, from, to, serialOffset) }
        var year = 0
        var month = 1
        var day = 1
        var hour = 0
        var minute = 0
        var second = 0
        var shift: Int?
        var at = from
        var token = 0
        // Where to go back to when an optional part turns out not to be there.
        var retreat: (at: Int, token: Int)?
        func givesUp() -> Bool { retreat == nil }
        while token < tokens.count {
            var fits = true
            switch tokens[token] {
            case .digits(let part, let least, let most):
                var value = 0
                var count = 0
                while count < most, at < to, bytes[at] >= 0x30, bytes[at] <= 0x39 {
                    value = value * 10 + Int(bytes[at] - 0x30)
                    at += 1
                    count += 1
                }
                fits = count >= least
                switch part {
                case .year: year = value
                case .month: month = value
                case .day: day = value
                case .hour: hour = value
                case .minute: minute = value
                case .second: second = value
                }
            case .literal(let byte):
                fits = at < to && bytes[at] == byte
                at += 1
            case .fraction:
                let start = at
                while at < to, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
                fits = at > start && at - start <= 9
            case .offset:
                (fits, shift) = Self.offset(bytes, &at, to)
            case .option(let end):
                if at == to {
                    token = end
                    continue
                }
                retreat = (at, end)
            case .endOption:
                break
            }
            if fits {
                token += 1
            } else if let back = retreat {
                at = back.at
                token = back.token
                retreat = nil
            } else {
                return .otherForm
            }
        }
        guard at == to else { return .otherForm }
        guard hour < 24, minute < 60, second < 60, Self.years.contains(year),
            let found = Day(year: year, month: month, day: day)
        else {
            return .noSuchDay
        }
        guard let shift else { return .day(found.number) }
        let local = hour * 60 + minute - shift + Self.localOffset
        return .day(found.number + Int64(local < 0 ? -1 : local / 1_440))
    }

    /// `Z`, `+07`, `+0700` or `+07:00`, in minutes east of Greenwich.
    private static func offset(_ bytes: [UInt8], _ at: inout Int, _ to: Int) -> (Bool, Int?) {
        guard at < to else { return (false, nil) }
        if bytes[at] == UInt8(ascii: "Z") {
            at += 1
            return (true, 0)
        }
        let sign = bytes[at] == UInt8(ascii: "+") ? 1 : bytes[at] == UInt8(ascii: "-") ? -1 : 0
        guard sign != 0 else { return (false, nil) }
        var digits: [Int] = []
        var next = at + 1
        while next < to, digits.count < 4 {
            if bytes[next] == UInt8(ascii: ":"), digits.count == 2 {
                next += 1
                continue
            }
            guard bytes[next] >= 0x30, bytes[next] <= 0x39 else { break }
            digits.append(Int(bytes[next] - 0x30))
            next += 1
        }
        guard digits.count == 2 || digits.count == 4 else { return (false, nil) }
        let minutes = (digits[0] * 10 + digits[1]) * 60 + (digits.count == 4 ? digits[2] * 10 + digits[3] : 0)
        guard minutes <= 14 * 60 else { return (false, nil) }
        at = next
        return (true, sign * minutes)
    }

    /// Serial days as of Excel's 1900 system: 45658 is 2025-01-01. Only 1955 to 2119, so that no other number passes for one.
    private static func serial(_ bytes: [UInt8], _ from: Int, _ to: Int, _ offset: Int64) -> Reading {
        var value: Int64 = 0
        var at = from
        while at < to, at - from < 6, bytes[at] >= 0x30, bytes[at] <= 0x39 {
            value = value * 10 + Int64(bytes[at] - 0x30)
            at += 1
        }
        if at < to, bytes[at] == UInt8(ascii: ".") {
            at += 1
            while at < to, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
        }
        value += offset
        guard at == to, at > from, (20_090...80_354).contains(value) else { return .otherForm }
        return .day(value - 25_569)
    }
}

extension DateFormat {
    /// The day of a text, or nil.
    package func day(_ text: String) -> Day? {
        let bytes = Array(text.utf8)
        guard case .day(let number) = read(bytes, from: 0, to: bytes.count) else { return nil }
        return Day(number: number)
    }
}
