/// The number of a cell as text.
enum CellNumber {
    /// Digits that a spreadsheet keeps of a number.
    private static let kept = 15

    /// Appends a number as it was typed. What the file has is kept, but for two things that Excel's way of writing does:
    /// `4.3499999999999996` is 4.35 in binary and is written as short as it can be read again; an exponent is written out
    /// where the number has no more digits than a spreadsheet keeps. `1.2E+20` stays: its last digits are not known.
    static func append(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
        // Some programs write whole numbers as `8000.0`.
        if let point = text.firstIndex(of: UInt8(ascii: ".")), point > text.startIndex, text.endIndex - point > 1,
            text[(point + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") })
        {
            out.append(contentsOf: text[..<point])
            return
        }
        let hasExponent = text.contains { $0 | 0x20 == UInt8(ascii: "e") }
        if !hasExponent, text.count <= kept + 1 || !text.contains(UInt8(ascii: ".")) {
            out.append(contentsOf: text)
            return
        }
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
            out.append(contentsOf: text)
            return
        }
        let short = Array(value.description.utf8)
        if !hasExponent {
            out.append(contentsOf: short.contains(UInt8(ascii: "e")) ? Array(text)[...] : short[...])
        } else if let plain = writtenOut(text) {
            out.append(contentsOf: plain)
        } else {
            out.append(contentsOf: text)
        }
    }

    /// `1.25E+3` as `1250`, `5E-3` as `0.005`; nil where it has too many digits or is no number.
    private static func writtenOut(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }),
            let exponent = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)), abs(exponent) <= kept
        else { return nil }
        var mantissa = text[..<mark]
        let isNegative = mantissa.first == UInt8(ascii: "-")
        if isNegative { mantissa = mantissa.dropFirst() }
        let parts = mantissa.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        var digits = Array(parts.first ?? []) + fraction
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        var places = fraction.count - exponent
        while places < 0 {
            digits.append(48)
            places += 1
        }
        while digits.count <= places { digits.insert(48, at: 0) }
        while places > 0, digits.last == 48 {
            digits.removeLast()
            places -= 1
        }
        let whole = digits.prefix(digits.count - places).drop { $0 == 48 }
        guard whole.count + places <= kept + 5, whole.count <= kept else { return nil }
        var out: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        out += whole.isEmpty ? [48] : Array(whole)
        if places > 0 { out += [UInt8(ascii: ".")] + digits.suffix(places) }
        return out
    }
}

/// Dates of cells, which are numbers of days.
enum SerialDate {
    /// Days from 30 December 1899, which is day 0 of the 1900 system from March of that year on, to 1 January 1904.
    static let offset1904 = 1_462

    /// By how many days the day 0 of an OpenDocument (`1904-01-01`) is later than that of the 1900 system; nil where it is no day.
    static func offset(nullDate text: ArraySlice<UInt8>) -> Int? {
        let parts = String(decoding: text.prefix(10), as: UTF8.self).split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1_583...9_999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // H. Hinnant's days_from_civil.
        let shifted = month <= 2 ? year - 1 : year
        let ofEra = shifted % 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shifted / 400 * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468 + 25_569
    }

    /// Appends `2026-04-05`, with ` 13:30:00` where the format shows a time that is not midnight, or the time alone; false
    /// where the number is no date that a spreadsheet shows.
    static func append(_ text: ArraySlice<UInt8>, _ shape: CellStyles.Shape, is1904: Bool, to out: inout [UInt8])
        -> Bool
    {
        guard let value = Double(String(decoding: text, as: UTF8.self)), value >= 0,
            value < (is1904 ? 2_957_004 : 2_958_466)
        else { return false }
        let seconds = shape == .day ? Int(value) * 86_400 : Int((value * 86_400).rounded())
        let (day, rest) = (seconds / 86_400, seconds % 86_400)
        if shape == .time {
            guard day == 0 else { return false }
            appendTime(rest, to: &out)
            return true
        }
        if is1904 {
            appendDay(day - 24_107, to: &out)
        } else if day == 60 {
            // Lotus took 1900 for a leap year, and Excel after it.
            out.append(contentsOf: "1900-02-29".utf8)
        } else if day > 0 {
            appendDay(day < 60 ? day - 25_568 : day - 25_569, to: &out)
        } else {
            return false
        }
        if rest > 0 {
            out.append(32)
            appendTime(rest, to: &out)
        }
        return true
    }

    /// A date that the sheet writes as text (`t="d"`): `2026-04-05T00:00:00.000Z` as the others.
    static func appendISO(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
        let parts = text.split(separator: UInt8(ascii: "T"), maxSplits: 1)
        guard parts.count == 2, parts[0].count == 10, parts[1].count >= 8 else {
            out.append(contentsOf: text)
            return
        }
        out.append(contentsOf: parts[0])
        let time = parts[1].prefix(8)
        if time.elementsEqual("00:00:00".utf8) { return }
        out.append(32)
        out.append(contentsOf: time)
    }

    /// A day since 1970-01-01 (H. Hinnant's civil_from_days).
    private static func appendDay(_ number: Int, to out: inout [UInt8]) {
        let z = number + 719_468
        let era = z / 146_097
        let ofEra = z - era * 146_097
        let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let shifted = (5 * ofYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let civil = year + era * 400 + (month <= 2 ? 1 : 0)
        appendTwo(civil / 100, to: &out)
        appendTwo(civil % 100, to: &out)
        out.append(UInt8(ascii: "-"))
        appendTwo(month, to: &out)
        out.append(UInt8(ascii: "-"))
        appendTwo(ofYear - (153 * shifted + 2) / 5 + 1, to: &out)
    }

    private static func appendTime(_ seconds: Int, to out: inout [UInt8]) {
        appendTwo(seconds / 3_600, to: &out)
        out.append(UInt8(ascii: ":"))
        appendTwo(seconds / 60 % 60, to: &out)
        out.append(UInt8(ascii: ":"))
        appendTwo(seconds % 60, to: &out)
    }

    private static func appendTwo(_ value: Int, to out: inout [UInt8]) {
        out.append(UInt8(48 + value / 10 % 10))
        out.append(UInt8(48 + value % 10))
    }
}
