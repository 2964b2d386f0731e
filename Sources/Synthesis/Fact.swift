/// What is true of one field of one record of a file. A field whose column the layout lacks has no fact at all.
package enum Fact: Sendable, Hashable {
    /// The cell is empty and means nothing else: there is no such date, number or text.
    case empty
    /// The cell was spoilt so that only the field is lost: unknown, with the record's stamp.
    case unreadable
    /// Text, or a code that is text.
    case text(String)
    /// A number, a numeric code, or a flag as 0 or 1.
    case number(Int)
    /// A day.
    case day(CivilDay)

    /// A day, or `empty`.
    package static func dayOrEmpty(_ day: CivilDay?) -> Fact {
        guard let day else { return .empty }
        return .day(day)
    }

    /// A flag.
    package static func flag(_ value: Bool) -> Fact { .number(value ? 1 : 0) }

    /// The text, where it is one.
    package var text: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    /// The number, where it is one.
    package var number: Int? {
        guard case .number(let value) = self else { return nil }
        return value
    }

    /// The day, where it is one.
    package var day: CivilDay? {
        guard case .day(let value) = self else { return nil }
        return value
    }
}
