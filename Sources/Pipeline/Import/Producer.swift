import Crypto
import Domain
import Foundation
import Mapping
import Readers
import Records
import Synchronization

/// Reads and maps a file on a thread of its own: bytes, digest, records, facts. What it learns beside the facts comes out at
/// the end.
final class Producer: Sendable {
    /// What is known when the file has ended.
    struct Ending: Sendable {
        var digest = ""
        var failure: ReadFailure?
        var warnings: [ReadWarning] = []
        var counts: [RejectCode: WarningCount] = [:]
    }

    private let handoff: Handoff
    private let plan: LoadPlan
    private let head: FileHead
    private let file: Mutex<FileBytes?>
    private let start: [UInt8]
    private let ending = Mutex(Ending())
    private let isDone = DispatchSemaphore(value: 0)

    init(_ file: consuming sending FileBytes, start: [UInt8], head: FileHead, plan: LoadPlan, handoff: Handoff) {
        self.file = Mutex(consume file)
        self.start = start
        self.head = head
        self.plan = plan
        self.handoff = handoff
    }

    /// Starts the thread. The stack is ample for the parsers' callbacks.
    func begin() {
        let thread = Thread { self.run() }
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Waits for the end.
    func wait() -> Ending {
        isDone.wait()
        return ending.withLock { $0 }
    }

    private func run() {
        var result = Ending()
        let taken = file.withLock { $0.take() }
        if var file = taken { produce(&file, &result) }
        ending.withLock { $0 = result }
        handoff.end()
        isDone.signal()
    }

    private func produce(_ file: inout FileBytes, _ result: inout Ending) {
        var digest = SHA256()
        var mapper = Mapper(plan: plan)
        var reader = plan.reader(head)
        var records = RecordBatch()
        var facts = handoff.spare(children: plan.kind.children.count)
        let limits = ReadLimits()
        var goesOn = true
        func hand(_ force: Bool) {
            guard force || records.heads.count >= limits.batchRecords || records.bytes.count >= limits.batchBytes else {
                return
            }
            mapper.map(records, into: &facts)
            records.removeAll()
            var next = FactBatch(children: 0)
            swap(&next, &facts)
            goesOn = handoff.put(next)
            facts = handoff.spare(children: plan.kind.children.count)
        }
        do throws(ReadFailure) {
            digest.update(data: start)
            try reader.feed(start[...], into: &records)
            hand(false)
            while goesOn, let chunk = try file.next() {
                digest.update(data: chunk)
                try reader.feed(chunk, into: &records)
                hand(false)
            }
            if goesOn {
                try reader.finish(into: &records)
                hand(true)
            }
        } catch {
            result.failure = error
            hand(true)
        }
        result.warnings = reader.warnings
        result.counts = mapper.warnings
        result.digest = FileDigest.text(digest)
    }
}
