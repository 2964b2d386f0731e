import Crypto
import Domain
import Foundation
import Mapping
import Readers
import Records
import Synchronization

/// Reads a file on one thread and maps it on another: bytes, digest, records; then facts. What they learn beside the facts
/// comes out at the end.
final class Producer: Sendable {
    /// What is known when the file has ended.
    struct Ending: Sendable {
        var digest = ""
        var failure: ReadFailure?
        var warnings: [ReadWarning] = []
        var counts: [RejectCode: WarningCount] = [:]
    }

    private let records = Handoff<RecordBatch>()
    private let facts: Handoff<FactBatch>
    private let plan: LoadPlan
    private let head: FileHead
    private let file: Mutex<FileBytes?>
    private let start: [UInt8]
    private let ending = Mutex(Ending())
    private let isDone = DispatchSemaphore(value: 0)
    private static let threads = 2

    init(_ file: consuming sending FileBytes, start: [UInt8], head: FileHead, plan: LoadPlan, facts: Handoff<FactBatch>)
    {
        self.file = Mutex(consume file)
        self.start = start
        self.head = head
        self.plan = plan
        self.facts = facts
    }

    /// Starts the threads. The stacks are ample for the parsers' callbacks.
    func begin() {
        let reader = Thread { self.readAll() }
        let mapper = Thread { self.mapAll() }
        for thread in [reader, mapper] {
            thread.stackSize = 4 << 20
            thread.start()
        }
    }

    /// Waits for the end.
    func wait() -> Ending {
        for _ in 0..<Self.threads { isDone.wait() }
        return ending.withLock { $0 }
    }

    // MARK: Bytes to records

    private func readAll() {
        let taken = file.withLock { $0.take() }
        if var file = taken { read(&file) }
        records.end()
        isDone.signal()
    }

    private func read(_ file: inout FileBytes) {
        var digest = SHA256()
        var warnings: [ReadWarning] = []
        var batch = RecordBatch()
        let limits = ReadLimits()
        var goesOn = true
        var failure: ReadFailure?
        func hand(_ force: Bool) {
            guard force || batch.heads.count >= limits.batchRecords || batch.bytes.count >= limits.batchBytes else {
                return
            }
            var full = records.spare() ?? RecordBatch()
            swap(&full, &batch)
            goesOn = records.put(full)
        }
        do throws(ReadFailure) {
            digest.update(data: start)
            if let table = head.table {
                // An archive is read from its end: first all bytes for the digest, then the table.
                while let chunk = try file.next() { digest.update(data: chunk) }
                let stream = try table.records(reading: plan.columns, behind: plan.binding?.headerEnd ?? 0)
                defer { warnings = stream.warnings }
                while goesOn, try stream.next(into: &batch) { hand(false) }
                try file.verifyUnchanged()
            } else {
                var reader = plan.reader(head)
                var watch = head.isWatched ? EncodingWatch(head.encoding) : nil
                func look(_ found: (other: TextEncoding, line: Int)?) throws(ReadFailure) {
                    if let found, let failure = watch?.mixture(start[...], found) { throw failure }
                }
                defer { warnings = reader.warnings }
                try look(watch?.take(start[...]))
                try reader.feed(start[...], into: &batch)
                hand(false)
                while goesOn, let chunk = try file.next() {
                    digest.update(data: chunk)
                    try look(watch?.take(chunk))
                    try reader.feed(chunk, into: &batch)
                    hand(false)
                }
                try look(watch?.finish())
                if goesOn { try reader.finish(into: &batch) }
            }
            if goesOn { hand(true) }
        } catch {
            failure = error
            hand(true)
        }
        let text = FileDigest.text(digest)
        let said = warnings + file.warnings
        ending.withLock { ending in
            ending.failure = failure
            ending.warnings = said
            ending.digest = text
        }
    }

    // MARK: Records to facts

    private func mapAll() {
        var mapper = Mapper(plan: plan)
        var goesOn = true
        while goesOn, var batch = records.take() {
            var mapped = facts.spare() ?? FactBatch(children: plan.kind.children.count)
            mapper.map(batch, into: &mapped)
            batch.removeAll()
            records.giveBack(batch)
            goesOn = facts.put(mapped)
        }
        if !goesOn { records.stop() }
        ending.withLock { $0.counts = mapper.warnings }
        facts.end()
        isDone.signal()
    }
}
