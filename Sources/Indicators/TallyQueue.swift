import Dispatch
import Domain
import Synchronization
import Warehouse

/// Counts one unit on a second thread while the scan reads on: two batches in the air at most. The scan must stay on the
/// connection's thread (a dry run reads what it has not committed); the counting, and laying out what was counted, need not.
final class TallyQueue: Sendable {
    /// What was counted of a unit's own records.
    struct Counted: Sendable {
        var table: ValueTable
        var missingYears: Set<Int> = []
        /// Records that the entries behind the stored ones count in all windows: warnings, by entry.
        var warned: [Int: Int] = [:]
    }

    /// The windows that are counted.
    let windows: [Window]
    private let tally: Mutex<UnitTally>
    private let counted: Mutex<Counted>
    private let queue = DispatchQueue(label: "tally")
    private let room = DispatchSemaphore(value: 2)

    /// `width`: how many of the plan's entries are stored; the others are warnings.
    init(_ tally: UnitTally, width: Int) {
        windows = tally.windows
        self.tally = Mutex(tally)
        counted = Mutex(Counted(table: ValueTable(width: width)))
    }

    /// Takes a batch; waits while two are not counted yet.
    func add(_ batch: ScanBatch) {
        room.wait()
        queue.async {
            self.tally.withLock { $0.add(batch) }
            self.room.signal()
        }
    }

    /// No more batches come: what was counted is laid out by the numbers of the windows.
    func close(_ periods: [Int32]) {
        queue.async {
            let tally = self.tally.withLock { $0 }
            self.counted.withLock { Self.lay(tally, periods, &$0) }
        }
    }

    /// What was counted, when all of it is.
    func finish() -> Counted {
        queue.sync {}
        return counted.withLock { $0 }
    }

    private static func lay(_ tally: UnitTally, _ periods: [Int32], _ counted: inout Counted) {
        counted.missingYears = tally.missingYears
        let width = counted.table.width
        tally.each { breakdown, value, window, cells in
            if breakdown < 0 {
                for entry in width..<cells.count / 2 where cells[entry * 2] > 0 {
                    counted.warned[entry, default: 0] += Int(cells[entry * 2])
                }
            }
            let key = ValueTable.Key(
                breakdown: Int32(breakdown + 1), value: breakdown < 0 ? 0 : value, period: periods[window])
            counted.table.append(key, cells[..<(width * 2)])
        }
    }
}
