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
        var checks: [CheckTally.Count] = []
    }

    /// The windows that are counted.
    let windows: [Window]
    private let tally: Mutex<UnitTally>
    /// Of the same batches; nil where the kind has no checks.
    private let checks: Mutex<CheckTally?>
    private let counted: Mutex<Counted>
    private let queue = DispatchQueue(label: "tally")
    private let room = DispatchSemaphore(value: 2)

    /// `width`: how many definitions are stored.
    init(_ tally: UnitTally, _ checks: CheckTally?, width: Int) {
        windows = tally.windows
        self.tally = Mutex(tally)
        self.checks = Mutex(checks)
        counted = Mutex(Counted(table: ValueTable(width: width)))
    }

    /// Takes a batch; waits while two are not counted yet.
    func add(_ batch: ScanBatch) {
        room.wait()
        queue.async {
            self.tally.withLock { $0.add(batch) }
            self.checks.withLock { $0?.add(batch) }
            self.room.signal()
        }
    }

    /// No more batches come: what was counted is laid out by the numbers of the windows.
    func close(_ periods: [Int32]) {
        queue.async {
            let tally = self.tally.withLock { $0 }
            let checks = self.checks.withLock { $0?.counts ?? [] }
            self.counted.withLock {
                Self.lay(tally, periods, &$0)
                $0.checks = checks
            }
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
            let key = ValueTable.Key(
                breakdown: Int32(breakdown + 1), value: breakdown < 0 ? 0 : value, period: periods[window])
            counted.table.append(key, cells[..<(width * 2)])
        }
    }
}
