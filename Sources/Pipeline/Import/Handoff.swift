import Foundation
import Synchronization

/// One batch at a time from one thread to the next, and the empty ones back: two batches are in the air at most, so that memory
/// stays flat.
final class Handoff<Batch: ~Copyable & Sendable>: Sendable {
    private struct State: ~Copyable {
        var full: Batch?
        var empty: Batch?
        var isStopped = false
    }

    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 1)

    /// Hands a batch over, waiting for room; false where nobody wants any more.
    func put(_ batch: consuming Batch) -> Bool {
        room.wait()
        var batch: Batch? = batch
        let isStopped = state.withLock { state in
            state.full = batch.take()
            return state.isStopped
        }
        filled.signal()
        return !isStopped
    }

    /// An emptied batch to fill, or nil where there is none yet.
    func spare() -> Batch? { state.withLock { $0.empty.take() } }

    /// No more batches come.
    func end() { filled.signal() }

    /// The next batch, or nil at the end.
    func take() -> Batch? {
        filled.wait()
        let batch = state.withLock { $0.full.take() }
        if batch != nil { room.signal() }
        return batch
    }

    /// Gives an emptied batch back to be filled again.
    func giveBack(_ batch: consuming Batch) {
        var batch: Batch? = batch
        state.withLock { $0.empty = batch.take() }
    }

    /// Whoever takes gives up: whoever puts stops at the next batch.
    func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
    }
}
