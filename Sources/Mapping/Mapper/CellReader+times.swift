import Domain
import Records

/// Time limits of procedures: "05 ngày làm việc", "30 ngày", "04 giờ".
extension CellReader {
    /// A part of the limit that a name's cell says. What cannot be read is said by the number of days alone, not twice.
    func time(
        _ time: TimeRule, _ name: Int, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int
    ) -> Converted {
        let text = CleanText.clean(bytes[from..<to])
        if let limit = time.units.longest(in: text, bare: time.bare[name] ?? time.source) {
            return .value(time.part == .days ? limit.days : limit.isWorking ? 1 : 0)
        }
        guard time.part == .days else { return .value(Fact.unknown) }
        return .fault(CellFault(code: .timeUnreadable, found: found(column, bytes, from, to), expected: ""))
    }
}
