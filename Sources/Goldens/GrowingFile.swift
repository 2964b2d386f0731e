import Foundation
import Synchronization

/// A file that another program still writes: blank lines are appended to it until it is stopped.
final class GrowingFile: Sendable {
    private let isStopped = Mutex(false)
    private let isDone = DispatchSemaphore(value: 0)

    init(path: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seekToEnd()
        Thread {
            while !self.isStopped.withLock({ $0 }) {
                file.write(Data("\n".utf8))
                usleep(20)
            }
            self.isDone.signal()
        }.start()
    }

    func stop() {
        isStopped.withLock { $0 = true }
        isDone.wait()
    }
}
