import Domain
import Records

/// Time limits of procedures: "05 ngày làm việc", "30 ngày", "04 giờ".
extension CellReader {
    /// A part of the limit that a name's cell says. What cannot be read is said by the number of days alone, not twice.
    func time(
        _ time: TimeRule, _ name: Int, _ rule: FieldRule, _ column: KindColumn, _ batch: borrowing RecordBatch,
        _ cellOf: [Int32]
    ) -> Converted {
        guard let (from, to) = bounds(name, rule, batch, cellOf) else { return .value(Fact.none) }
        let text = CleanText.clean(batch.bytes[from..<to])
        if let limit = time.units.longest(in: text, bare: bare(time, name, rule, batch, cellOf)) {
            return .value(time.part == .days ? limit.days : limit.isWorking ? 1 : 0)
        }
        guard time.part == .days else { return .value(Fact.unknown) }
        return .fault(CellFault(code: .timeUnreadable, found: found(column, batch.bytes, from, to), expected: ""))
    }

    /// The unit of a bare number: what a cell beside it says, else its heading, else the source.
    private func bare(
        _ time: TimeRule, _ name: Int, _ rule: FieldRule, _ batch: borrowing RecordBatch, _ cellOf: [Int32]
    ) -> Int? {
        if let unit = time.unit, let (from, to) = bounds(unit, rule, batch, cellOf) {
            return time.units.unit(named: text(batch.bytes, from, to))
        }
        return time.bare[name] ?? time.source
    }
}
