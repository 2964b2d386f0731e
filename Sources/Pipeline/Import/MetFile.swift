import Domain
import Mapping
import Reports

/// One export as a run has met it: what became of it, and what a receipt and a copy to correct are made of.
struct MetFile {
    /// Where it is.
    let item: InputFiles.Item
    var report: FileReport
    /// What was not taken of it, each with its place.
    var rejects = RejectSpool()
    /// What else is wrong with records of which one fault is among the rejects.
    var further = RejectSpool()
    /// Physical lines that name persons who were forgotten: nothing of them is told, or copied.
    var theirs: Set<Int32> = []
    /// How it was read; nil where it was refused before.
    var reading: Reading?

    /// How a file is read: as what, with which rules, of which day and unit.
    struct Reading {
        var head: FileHead
        var plan: LoadPlan
        var asOf: AsOf
        var unit: String
        /// SHA-256 of its bytes, "" until they were all read.
        var digest = ""
    }

    init(_ item: InputFiles.Item) {
        self.item = item
        report = FileReport(name: item.name, status: .refused)
    }

    /// Keeps what could not be taken of a batch. What the line of a forgotten person says is theirs, too.
    mutating func keep(_ batch: borrowing FactBatch, hiding more: Set<Int32> = []) {
        theirs.formUnion(more)
        for var reject in batch.rejects {
            if theirs.contains(reject.line) { reject.found = "" }
            rejects.add(reject)
        }
        for reject in batch.further where !theirs.contains(reject.line) { further.add(reject) }
    }
}
