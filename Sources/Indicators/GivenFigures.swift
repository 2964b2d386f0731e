import Domain
import Warehouse

/// The ready-made figures of all units, as their lists say them.
struct GivenFigures {
    let all: [GivenFigure]
    private var byUnit: [Int64: [GivenFigure]] = [:]

    init(_ session: Session, kinds: [Kind]) throws {
        all = try kinds.flatMap { try session.givenFigures($0) }
        byUnit = Dictionary(grouping: all, by: \.unit)
    }

    /// A figure that is a number of its own (a population) for a window of a unit: the one given for just this period, else of
    /// those whose calendar period holds the window's last day the shortest. nil where none was given; nothing is carried on.
    func population(_ id: String, unit: Int64, _ window: Window, end: Day) -> GivenFigure? {
        let mine = byUnit[unit, default: []].filter { $0.indicator == id }
        let last = Day(number: end.number - 1)
        let found =
            mine.first { $0.window == window }
            ?? mine.filter { !$0.window.kind.isReport && $0.window.contains(last) }
            .min { $0.window.end.number - $0.window.first.number < $1.window.end.number - $1.window.first.number }
        return found.flatMap { $0.number > 0 ? $0 : nil }
    }
}

extension GivenFigure {
    /// Of a figure that is a number of its own, that number; 0 where there is none.
    var number: Int64 { denominator ?? numerator ?? 0 }
}
