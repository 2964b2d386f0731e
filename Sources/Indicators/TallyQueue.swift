import Dispatch
import Domain
import Synchronization

/// Counts on a second thread while the scan reads on: two batches in the air at most. The scan must stay on the connection's
/// thread (a dry run reads what it has not committed); the counting need not.
final class TallyQueue: Sendable {
    private let tally: Mutex<UnitTally>
    private let queue = DispatchQueue(label: "tally")
    private let room = DispatchSemaphore(value: 2)

    init(_ tally: UnitTally) { self.tally = Mutex(tally) }

    /// Takes a batch; waits while two are not counted yet.
    func add(_ batch: ScanBatch) {
        room.wait()
        queue.async {
            self.tally.withLock { $0.add(batch) }
            self.room.signal()
        }
    }

    /// The tally when all batches are counted.
    func finish() -> UnitTally {
        queue.sync {}
        return tally.withLock { $0 }
    }
}
