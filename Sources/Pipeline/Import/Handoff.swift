import Domain
import Foundation
import Synchronization

/// One batch at a time from the thread that reads to the thread that loads, and the empty ones back: two batches are in
/// the air at most, so that memory stays flat.
final class Handoff: Sendable {
    private struct State: ~Copyable {
        var full: FactBatch?
        var empty: FactBatch?
        var isEnded = false
        var isStopped = false
    }

    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 1)

    /// Hands a batch over, waiting for room; false where nobody wants any more.
    func put(_ batch: consuming FactBatch) -> Bool {
        room.wait()
        var batch: FactBatch? = batch
        let isStopped = state.withLock { state in
            state.full = batch.take()
            return state.isStopped
        }
        filled.signal()
        return !isStopped
    }

    /// An empty batch to fill.
    func spare(children: Int) -> FactBatch {
        let spare = state.withLock { $0.empty.take() }
        if let spare { return spare }
        return FactBatch(children: children)
    }

    /// No more batches come.
    func end() {
        state.withLock { $0.isEnded = true }
        filled.signal()
    }

    /// The next batch, or nil at the end.
    func take() -> FactBatch? {
        filled.wait()
        let batch = state.withLock { $0.full.take() }
        if batch != nil { room.signal() }
        return batch
    }

    /// Gives a batch back to be filled again.
    func giveBack(_ batch: consuming FactBatch) {
        batch.removeAll()
        var batch: FactBatch? = batch
        state.withLock { $0.empty = batch.take() }
    }

    /// The loader gives up: whoever reads stops at the next batch.
    func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
    }
}
