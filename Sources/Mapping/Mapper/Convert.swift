import Domain

/// A cell that could not be taken: why, and what was expected. Made only on the bad path.
struct CellFault {
    var code: RejectCode
    /// What may be shown of it.
    var found: String
    /// The label itself, for a code that may be shown when it comes at least three times.
    var label = ""
    var expected: String
}

/// What a cell says.
enum Converted {
    case value(Int64)
    case fault(CellFault)
}

/// What of a cell that could not be read may be shown: a date or number as it stands, anything that could be a person
/// masked. Nine digits in a row could be an identity number or a phone.
enum Shown {
    static func plainOrMasked(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { isDigit($0) || " /.,:-+TZ()".unicodeScalars.contains($0) }
        return quoted(isPlain && !isLikeNumberOfPerson(text) ? text : Mask.masked(text))
    }

    /// Nine digits or more, as one run or with blanks, points or dashes between: 0912 345 678. A date with its time has as
    /// many, in runs of one, two or four.
    private static func isLikeNumberOfPerson(_ text: String) -> Bool {
        let runs = text.unicodeScalars.split { !isDigit($0) }.map(\.count)
        guard runs.reduce(0, +) >= 9, !isStamp(text) else { return false }
        let isTime = text.contains("/") || text.contains(":")
        return !isTime || runs.contains { $0 > 4 || $0 == 3 }
    }

    /// Fourteen digits that begin as a day of our time does: 20260431000000.
    private static func isStamp(_ text: String) -> Bool {
        guard text.utf8.count == 14, text.unicodeScalars.allSatisfy(isDigit) else { return false }
        let pairs = stride(from: 0, to: 14, by: 2).map { Int(text.dropFirst($0).prefix(2)) ?? 0 }
        return (19...20).contains(pairs[0]) && pairs[2] <= 12 && pairs[3] <= 31 && pairs[4] < 24 && pairs[5] < 60
            && pairs[6] < 60
    }

    /// What of a label that is in no list may be shown: a short number is a code, anything else could be a person.
    static func label(_ text: String) -> String {
        let isCode = text.utf8.count <= 8 && text.unicodeScalars.allSatisfy(isDigit)
        return quoted(isCode ? text : Mask.masked(text))
    }

    /// A text without what can only be a person's: runs of nine digits or more, and addresses of mail.
    static func withoutPersons(_ text: String) -> String {
        guard text.utf8.contains(0x40) || text.utf8.count(where: { (0x30...0x39).contains($0) }) >= 9 else {
            return text
        }
        if let spaced = withoutSpacedNumber(text) { return spaced }
        return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let longest = word.unicodeScalars.split { !isDigit($0) }.map(\.count).max() ?? 0
            return word.contains("@") || longest >= 9 ? "…" : String(word)
        }
        .joined(separator: " ")
    }

    /// A text without a phone or identity number that is written in groups ("+84 912 345 678"), or nil where it has none.
    private static func withoutSpacedNumber(_ text: String) -> String? {
        var out = ""
        var group = ""
        var isFound = false
        func close() {
            let digits = group.unicodeScalars.count(where: isDigit)
            let runs = group.unicodeScalars.split { !isDigit($0) }.map(\.count)
            // A date or a number with points between thousands has groups of its own kind.
            let isNumber =
                digits >= 9 && runs.count > 1 && !group.contains("/") && !group.contains(":")
                && runs.max() ?? 0 <= 4 && runs.min() ?? 0 >= 2
            if isNumber { isFound = true }
            let tail = group.reversed().prefix { !$0.isNumber }.reversed()
            out += isNumber ? "…" + String(tail) : group
            group = ""
        }
        for character in text {
            let goesOn = character.isNumber || !group.isEmpty && (character == " " || character == "-")
            if goesOn || character == "+" {
                group.append(character)
            } else {
                close()
                out.append(character)
            }
        }
        close()
        return isFound ? out : nil
    }

    /// Whether a key that is a word could name a person or where one lives: a number of a person in any spelling, or two to five
    /// words that all begin with a capital, as names do, perhaps with a number behind them. Abbreviations are no words.
    static func isLikePerson(_ text: String) -> Bool {
        if withoutPersons(text) != text || isLikeNumberOfPerson(text) { return true }
        let words = text.split { $0 == " " || $0 == "," || $0 == "." }.filter { $0.contains(where: \.isLetter) }
        return (2...5).contains(words.count)
            && words.allSatisfy { word in
                word.allSatisfy(\.isLetter) && word.first?.isUppercase == true && word.contains(where: \.isLowercase)
            }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    static func quoted(_ text: String) -> String { "\"\(Mask.printable(text))\"" }
}

/// `{agency}-{yyMMdd}-{sequence of 4 or more digits}` (domain.md, 3.4), read from bytes.
enum DossierCode {
    /// The parts of a code: its agency's bytes, day and sequence.
    struct Parts {
        var agency: Range<Int>
        var day: Int64
        var width: Int
        var sequence: Int64
    }

    /// The parts, or nil where the text has another shape. Letters may be of either case.
    static func read(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Parts? {
        var at = from
        var letters = 0
        var empty = true
        while at < to, bytes[at] != UInt8(ascii: "-") {
            switch bytes[at] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                letters += 1
                empty = false
            case UInt8(ascii: "0")...UInt8(ascii: "9"): empty = false
            case UInt8(ascii: "."):
                if empty { return nil }
                empty = true
            default: return nil
            }
            at += 1
        }
        guard letters > 0, !empty, to - at >= 12, bytes[at + 7] == UInt8(ascii: "-") else { return nil }
        let agency = from..<at
        guard let year = digits(bytes, at + 1, at + 3), let month = digits(bytes, at + 3, at + 5),
            let dayOfMonth = digits(bytes, at + 5, at + 7),
            let day = Day(year: 2000 + Int(year), month: Int(month), day: Int(dayOfMonth)),
            let sequence = digits(bytes, at + 8, to)
        else { return nil }
        return Parts(agency: agency, day: day.number, width: to - at - 8, sequence: sequence)
    }

    private static func digits(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int64? {
        guard to - from <= 15 else { return nil }
        var value: Int64 = 0
        for index in from..<to {
            guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
            value = value * 10 + Int64(bytes[index] - 0x30)
        }
        return value
    }
}

/// `d.dddddd` with an optional local tail `.000.00.00.H55`: the first eight characters; fewer digits behind the point lost
/// their last zeros in a spreadsheet (domain.md, 3.4).
enum ProcedureCode {
    static let shape = "1.000123"

    /// The code of eight characters and whether zeros were added, or nil.
    static func read(_ text: String) -> (code: String, padded: Bool)? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 3, isDigit(bytes[0]), bytes[1] == UInt8(ascii: ".") else { return nil }
        let body = bytes[2...].prefix(while: isDigit)
        let rest = bytes[(2 + body.count)...]
        guard (1...6).contains(body.count) else { return nil }
        if !rest.isEmpty {
            guard body.count == 6, rest.first == UInt8(ascii: "."), rest.count > 1,
                rest.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") || (0x41...0x5A).contains($0) })
            else { return nil }
        }
        let code = String(decoding: bytes[..<(2 + body.count)], as: UTF8.self)
        return (code + String(repeating: "0", count: 6 - body.count), body.count < 6)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

/// A personal number: 12 digits (CCCD) or 9 (CMND). 11 or 10 digits lost their first zeros; `6.09E+09` is lost.
enum IdentityNumber {
    enum Reading {
        case digits([UInt8], padded: Bool)
        case lost
        case otherShape
    }

    static func read(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Reading {
        var digits: [UInt8] = []
        for index in from..<to {
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39: digits.append(byte)
            case UInt8(ascii: "E"), UInt8(ascii: "e"): return isExponent(bytes, index, from, to) ? .lost : .otherShape
            // Excel's mark of a text cell, and blanks between groups.
            case UInt8(ascii: "'") where index == from: continue
            case UInt8(ascii: " "): continue
            case UInt8(ascii: "."), UInt8(ascii: ","):
                return (index..<to).contains { isExponent(bytes, $0, from, to) } ? .lost : .otherShape
            default: return .otherShape
            }
        }
        // A spreadsheet that showed 1.92E+10 kept three digits: persons would become one. Six zeros at the end are no accident.
        if digits.count < 12, digits.count > 9, digits.suffix(6).allSatisfy({ $0 == 0x30 }) { return .lost }
        switch digits.count {
        case 12, 9: return .digits(digits, padded: false)
        case 11, 10: return .digits([UInt8](repeating: 0x30, count: 12 - digits.count) + digits, padded: true)
        default: return .otherShape
        }
    }

    /// The E of 6.09E+09 or 6E11: behind a digit, with nothing but a sign and digits after it. E0012345 is a passport's.
    private static func isExponent(_ bytes: [UInt8], _ at: Int, _ from: Int, _ to: Int) -> Bool {
        guard bytes[at] | 0x20 == UInt8(ascii: "e"), at > from, (0x30...0x39).contains(bytes[at - 1]) else {
            return false
        }
        let rest = bytes[(at + 1)..<to]
        let digits =
            rest.first.map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } == true ? rest.dropFirst() : rest
        return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
}

/// The parts of a dossier's code that somebody typed.
package struct DossierCodeText: Sendable, Equatable {
    package var agency: String
    package var day: Int64
    package var width: Int
    package var sequence: Int64

    /// nil where the text has another shape.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let parts = DossierCode.read(bytes, 0, bytes.count) else { return nil }
        agency = String(decoding: bytes[parts.agency], as: UTF8.self).uppercased()
        day = parts.day
        width = parts.width
        sequence = parts.sequence
    }
}
