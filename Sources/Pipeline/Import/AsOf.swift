package import Domain
import Foundation
import Mapping

/// The day at which a file speaks, where that was found, and the last day that it covers (indicators.md, "Facts").
package struct AsOf: Sendable, Equatable {
    package var day: Day
    /// `argument`, `content`, `name`, `title`, `arrival`.
    package var from: String
    package var coversUntil: Day

    /// What `--as-of` may say.
    package enum Argument: Sendable, Equatable {
        case day(Day)
        /// The explicit word `today`.
        case today
        /// The explicit word `modified`: the day of the file's time.
        case modified

        /// Reads `2026-04-30`, `30/04/2026`, `today` or `modified`; nil for anything else.
        package init?(_ text: String) {
            self.init(any: text)
            // What no export was ever made on is a slip.
            if case .day(let day) = self, !Self.years.contains(day.civil.year) { return nil }
        }

        private static let years = 1_990...2_199

        private init?(any text: String) {
            switch text {
            case "today": self = .today
            case "modified": self = .modified
            default:
                let parts = text.split(separator: "/").map { Int($0) }
                if let day = Day(iso: text) {
                    self = .day(day)
                } else if parts.count == 3, let d = parts[0], let m = parts[1], let y = parts[2],
                    let day = Day(year: y, month: m, day: d)
                {
                    self = .day(day)
                } else {
                    return nil
                }
            }
        }
    }

    /// Finds the day; nil where nothing tells it.
    static func find(
        _ argument: Argument?, _ terms: LoadTerms = LoadTerms(), source: SourceDefinition, head: FileHead,
        item: InputFiles.Item
    ) -> AsOf? {
        if let told = terms.told { return told }
        let period = source.asOf.lastDay(titles: head.match.titles)
        if let mark = head.table?.mark?.asOf, mark.isStill(source, head, period) { return mark }
        let arrival = terms.usesArrival ? terms.arrived.map { ($0, "arrival") } : nil
        guard let (day, from) = day(argument, source, head, item, period) ?? arrival else { return nil }
        return AsOf(day: day, from: from, coversUntil: min(period ?? day, day))
    }

    /// Whether what a copy to correct says of its original still holds: nobody wrote another day above the table to use the copy for
    /// another list.
    private func isStill(_ source: SourceDefinition, _ head: FileHead, _ period: Day?) -> Bool {
        switch from {
        case "content": (source.asOf.asOf(titles: head.match.titles) ?? day) == day
        case "title": (period ?? day) == day
        default: true
        }
    }

    private static func day(
        _ argument: Argument?, _ source: SourceDefinition, _ head: FileHead, _ item: InputFiles.Item, _ period: Day?
    ) -> (Day, String)? {
        switch argument {
        case .day(let day): return (day, "argument")
        case .today: return (LocalTime.today, "argument")
        case .modified:
            guard let path = item.path, let day = LocalTime.modified(path) else { return nil }
            return (day, "argument")
        case nil: break
        }
        if let day = source.asOf.asOf(titles: head.match.titles) ?? head.exported { return (day, "content") }
        let name = item.ownName.split(separator: "/").last.map(String.init) ?? item.ownName
        if let day = source.asOf.asOf(name: name) { return (day, "name") }
        return period.map { ($0, "title") }
    }
}

/// Time in Asia/Ho_Chi_Minh, UTC+7, which has no summer time.
package enum LocalTime {
    static let offset = 7 * 3_600.0

    /// The day of now.
    package static var today: Day { day(Date()) }

    /// The day of a file's time, or nil.
    static func modified(_ path: String) -> Day? {
        do {
            let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            return date.map(day)
        } catch {
            return nil
        }
    }

    private static func day(_ date: Date) -> Day { day(secondsSince1970: date.timeIntervalSince1970) }

    /// The day of a moment.
    static func day(secondsSince1970 seconds: Double) -> Day {
        Day(number: Int64(((seconds + offset) / 86_400).rounded(.down)))
    }

    /// Now, as `2026-05-06T01:30:00+07:00`.
    package static var now: String {
        let seconds = Int64((Date().timeIntervalSince1970 + offset).rounded(.down))
        let ofDay = ((seconds % 86_400) + 86_400) % 86_400
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let time = "\(two(ofDay / 3_600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))"
        return "\(Day(number: (seconds - ofDay) / 86_400).iso)T\(time)+07:00"
    }
}
