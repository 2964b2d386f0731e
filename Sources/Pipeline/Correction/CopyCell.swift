import Domain
import Foundation
import Mapping

/// How one cell of a copy is written: a number or a day only where it is read again as just the text that it was.
enum CopyCell: Equatable {
    case text
    case number(Double)
    case day(Double)
    case dayTime(Double)

    /// `isSheet`: the original's cells have types; `isNumber`: this one is a number; `use`: what its column is for. A list in CSV is text as
    /// it was typed, and so is what holds codes and numbers of persons. What was typed as a text stays one: its marks have another
    /// meaning than a number's.
    init(_ text: String, isSheet: Bool, isNumber: Bool, use: LoadPlan.ColumnUse?) {
        self = .text
        guard isSheet, let first = text.utf8.first, first == UInt8(ascii: "-") || (48...57).contains(first) else {
            return
        }
        if let day = Self.day(text) {
            self = day
        } else if isNumber, use.map(\.isNumber) ?? true, let number = Self.number(text) {
            self = .number(number)
        }
    }

    /// Digits that a spreadsheet keeps of a number.
    private static let kept = 15

    private static func number(_ text: String) -> Double? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
        guard digits.utf8.count <= kept, digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }),
            digits.utf8.first != UInt8(ascii: "0") || digits == "0" || digits.hasPrefix("0."), text != "-0",
            let value = Double(text)
        else { return nil }
        if !text.contains(".") { return value }
        // As libxlsxwriter writes it.
        return String(format: "%.16G", value) == text ? value : nil
    }

    /// `2026-04-05` and `2026-04-05 13:30:00` as the number of the day, from March 1900 on: before, spreadsheets count wrong.
    private static func day(_ text: String) -> CopyCell? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 || bytes.count == 19, let day = Day(iso: String(text.prefix(10))),
            day.number >= firstDay, day.civil.year < 10_000
        else { return nil }
        let number = Double(day.number + 25_569)
        if bytes.count == 10 { return .day(number) }
        let parts = text.dropFirst(11).split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard bytes[10] == 32, parts.count == 3, let h = parts[0], let m = parts[1], let s = parts[2],
            (0..<24).contains(h), (0..<60).contains(m), (0..<60).contains(s), h + m + s > 0
        else { return nil }
        return .dayTime(number + Double(h * 3_600 + m * 60 + s) / 86_400)
    }

    /// 1 March 1900.
    private static let firstDay: Int64 = -25_508
}
