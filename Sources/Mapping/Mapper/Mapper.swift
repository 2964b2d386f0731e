package import Domain
package import Records

/// The only translator: whole records of a source to facts of ours, and rejects (design.md, invariant 3). Pure: the same plan
/// and batches give the same facts; it cannot throw. What it keeps between batches are its dictionaries.
package struct Mapper: Sendable {
    let plan: LoadPlan
    var cells: CellReader
    private let rows: RowFilter?
    private var paths: PathBinding
    /// By name of the source: the cell's index in the batch, or -1.
    private var cellOf: [Int32]
    /// What was taken and is worth a word: how often, and the first lines.
    package private(set) var warnings: [RejectCode: WarningCount] = [:]
    private var childCells: [[Int32]]
    private var isFooter = false
    private var met = 0

    package init(plan: LoadPlan) {
        self.plan = plan
        cells = CellReader(plan: plan)
        rows = plan.binding.map { RowFilter(plan: plan, binding: $0) }
        paths = PathBinding(source: plan.source)
        cellOf = [Int32](repeating: -1, count: plan.source.names.count)
        childCells = plan.source.children.map { [Int32](repeating: -1, count: $0.names.count) }
    }

    /// Translates a batch; `rowsBehind` are the rows of the table met before this batch (blank ones not counted).
    package mutating func map(_ batch: borrowing RecordBatch, into facts: inout FactBatch) {
        if let binding = plan.binding {
            for index in batch.heads.indices {
                met += 1
                if met > binding.headerEnd { mapRow(batch, index, binding, &facts) }
            }
        } else {
            paths.learn(batch.paths)
            for index in batch.heads.indices { mapElement(batch, index, &facts) }
        }
        cells.moveDictionaries(to: &facts)
    }

    // MARK: Tables

    private mutating func mapRow(
        _ batch: borrowing RecordBatch, _ index: Int, _ binding: Binding, _ facts: inout FactBatch
    ) {
        let head = batch.heads[index]
        if head.fault >= 0 {
            facts.read += 1
            return refuse(
                head, Self.translate(batch.faults[Int(head.fault)], plan.shownHeadings, plan.context.encoding), &facts,
                keyKnown: false)
        }
        let first = Int(head.firstCell)
        let count = Int(head.endCell) - first
        guard let rows else { return }
        switch rows.judge(batch, first: first, count: count, behindHeader: met - binding.headerEnd, isFooter: isFooter)
        {
        case .blank: return
        case .filtered(let footer):
            if footer { isFooter = true }
            facts.read += 1
            facts.filtered += 1
            return
        case .width(let found):
            facts.read += 1
            let fault = CellFault(code: .widthDiffers, found: String(found), expected: String(binding.width))
            return refuse(head, (fault, "", ""), &facts, keyKnown: false)
        case .record: break
        }
        for name in binding.columns.indices {
            let column = binding.columns[name]
            cellOf[name] = column >= 0 && column < count ? Int32(first + column) : -1
        }
        for (list, columns) in binding.children.enumerated() {
            for (name, column) in columns.enumerated() {
                childCells[list][name] = column >= 0 && column < count ? Int32(first + column) : -1
            }
        }
        guard plan.source.variants > 0 else {
            facts.read += 1
            return take(batch, head, cells.steps, &facts) { [] }
        }
        for steps in cells.variants(in: batch, cellOf) {
            facts.read += 1
            take(batch, head, steps, &facts) { [] }
        }
    }

    // MARK: XML

    private mutating func mapElement(_ batch: borrowing RecordBatch, _ index: Int, _ facts: inout FactBatch) {
        let head = batch.heads[index]
        facts.read += 1
        for name in cellOf.indices { cellOf[name] = -1 }
        let first = Int(head.firstCell)
        var children: [(list: Int, first: Int, end: Int)] = []
        var twice = -1
        var at = first
        while at < Int(head.endCell) {
            let cell = batch.cells[at]
            if let list = paths.child(cell.name) {
                var end = at + 1
                var isWrapper = false
                while end < Int(head.endCell), Int(batch.cells[end].parent) >= at - first {
                    if paths.child(batch.cells[end].name) == list { isWrapper = true }
                    end += 1
                }
                // `<DocFees><DocFee>…`: the outer element only holds the children; `<DocFees>…` is one itself.
                if isWrapper {
                    at += 1
                } else {
                    children.append((list, at, end))
                    at = end
                }
                continue
            }
            if let name = paths.name(cell.name) {
                if cellOf[name] >= 0, differs(batch, Int(cellOf[name]), at) { twice = name }
                cellOf[name] = Int32(at)
            }
            at += 1
        }
        if twice >= 0 {
            let fault = CellFault(code: .valueTwice, found: "", expected: "")
            return refuse(head, (fault, plan.source.names[twice].written, ""), &facts, keyKnown: false)
        }
        take(batch, head, cells.steps, &facts) { children }
    }

    private func differs(_ batch: borrowing RecordBatch, _ a: Int, _ b: Int) -> Bool {
        let x = batch.cells[a]
        let y = batch.cells[b]
        guard x.length == y.length else { return true }
        return (0..<Int(x.length)).contains { batch.bytes[Int(x.start) + $0] != batch.bytes[Int(y.start) + $0] }
    }

    // MARK: Both

    private mutating func take(
        _ batch: borrowing RecordBatch, _ head: RecordHead, _ steps: [FieldStep], _ facts: inout FactBatch,
        children: () -> [(list: Int, first: Int, end: Int)]
    ) {
        let stride = plan.kind.columns.count
        let base = facts.values.count
        facts.values.append(contentsOf: repeatElement(Fact.unknown, count: stride))
        let (pseudonyms, former) = (facts.pseudonyms.count, facts.former.count)
        var worst: (fault: CellFault, heading: String, field: String)?
        var fieldFaults: [(fault: CellFault, field: Int)] = []
        var unreadable: UInt64 = 0
        cells.start(line: head.line)
        for step in steps {
            if let value = cells.quick(step, batch, cellOf, &facts) {
                facts.values[base + step.column] = value
                continue
            }
            let index = step.field
            let field = plan.source.fields[index]
            let column = plan.kind.columns[field.column]
            switch cells.field(index, field, column, batch, cellOf, &facts) {
            case .value(let value): facts.values[base + field.column] = value
            case .fault(var fault):
                if plan.binding != nil, !fault.label.isEmpty,
                    cells.isShifted(field, cells.reads[index], batch, head, cellOf)
                {
                    fault.label = ""
                }
                unreadable |= 1 << UInt64(field.column)
                if column.bad == .field || worst != nil {
                    fieldFaults.append((fault, index))
                } else {
                    worst = (fault, plan.heading(field, index, names: plan.source.names), column.name)
                }
            }
        }
        if case .fault(let fault) = cells.unit(base, batch, &facts) {
            worst = worst ?? (fault, "", plan.kind.columns[plan.kind.unit].name)
        }
        for (code, count) in cells.warnings { warn(code, head.line, count) }
        func others() -> [Reject] {
            fieldFaults.map { fault, index in
                let field = plan.source.fields[index]
                let heading = plan.heading(field, index, names: plan.source.names)
                return reject(head, (fault, heading, plan.kind.columns[field.column].name), .field)
            }
        }
        if let worst {
            facts.further += others()
            let isKey = plan.kind.key.allSatisfy { facts.values[base + $0] > Fact.unknown }
            cells.forget(&facts.values[base...], key: plan.source.complete && isKey ? plan.kind.key : nil)
            if plan.source.complete, isKey { facts.seen += facts.values[base...] }
            facts.values.removeLast(stride)
            if !(plan.source.complete && isKey) {
                facts.pseudonyms.removeLast(facts.pseudonyms.count - pseudonyms)
                facts.former.removeLast(facts.former.count - former)
            }
            return refuse(head, worst, &facts, keyKnown: isKey)
        }
        if !fieldFaults.isEmpty { facts.rejects += others() }
        takeChildren(batch, head, children(), &facts)
        facts.rows.append(FactRow(line: head.line, row: head.row, unreadable: unreadable))
    }

    private mutating func takeChildren(
        _ batch: borrowing RecordBatch, _ head: RecordHead, _ found: [(list: Int, first: Int, end: Int)],
        _ facts: inout FactBatch
    ) {
        let parent = Int32(facts.rows.count)
        for (list, rule) in plan.source.children.enumerated() {
            if rule.records.isEmpty {
                if takeChild(batch, head, list, rule, childCells[list], &facts) {
                    facts.children[rule.child].parents.append(parent)
                }
                continue
            }
            for child in found where child.list == list {
                for name in childCells[list].indices { childCells[list][name] = -1 }
                for at in child.first..<child.end {
                    if let name = paths.childName(list, batch.cells[at].name) { childCells[list][name] = Int32(at) }
                }
                if takeChild(batch, head, list, rule, childCells[list], &facts) {
                    facts.children[rule.child].parents.append(parent)
                }
            }
        }
    }

    /// Whether the child says anything; its bad fields are rejects of severity `field`.
    private mutating func takeChild(
        _ batch: borrowing RecordBatch, _ head: RecordHead, _ list: Int, _ rule: ChildRule, _ cellOf: [Int32],
        _ facts: inout FactBatch
    ) -> Bool {
        let columns = plan.kind.children[rule.child].columns
        var values = [Int64](repeating: Fact.unknown, count: columns.count)
        guard cells.isFilled(list, rule, batch, cellOf) else { return false }
        for (index, field) in rule.fields.enumerated() {
            switch cells.childField(list, index, field, columns[field.column], batch, cellOf, &facts) {
            case .value(let value): values[field.column] = value
            case .fault(var fault):
                if rule.records.isEmpty, !fault.label.isEmpty,
                    cells.isShifted(field, field.names, batch, head, cellOf)
                {
                    fault.label = ""
                }
                let heading =
                    rule.names.indices.contains(field.names.first ?? -1) ? rule.names[field.names[0]].written : ""
                let place = rule.records.first?.map(\.name).joined(separator: "/") ?? ""
                facts.rejects.append(
                    reject(
                        head, (fault, place.isEmpty ? heading : "\(place)/\(heading)", columns[field.column].name),
                        .field))
            }
        }
        facts.children[rule.child].values += values
        return true
    }

    // MARK: What is not taken

    private mutating func refuse(
        _ head: RecordHead, _ what: (fault: CellFault, heading: String, field: String), _ facts: inout FactBatch,
        keyKnown: Bool
    ) {
        facts.rejects.append(reject(head, what, .record))
        if plan.source.complete, !keyKnown {
            facts.unseen += 1
            warn(.keyUnreadable, head.line, 1)
        }
    }

    private func reject(
        _ head: RecordHead, _ what: (fault: CellFault, heading: String, field: String), _ severity: RejectCode.Severity
    ) -> Reject {
        Reject(
            code: what.fault.code, severity: severity, line: head.line, row: head.row,
            heading: Mask.printable(what.heading), field: what.field, found: what.fault.found, label: what.fault.label,
            expected: what.fault.expected)
    }

    private mutating func warn(_ code: RejectCode, _ line: Int32, _ count: Int) {
        warnings[code, default: WarningCount()].add(line, count)
    }

    private static func translate(
        _ fault: RecordFault, _ headings: [String], _ encoding: TextEncoding
    ) -> (fault: CellFault, heading: String, field: String) {
        let expected = fault.cause.expected(ReadLimits(), encoding)
        let heading = headings.indices.contains(fault.column - 1) ? headings[fault.column - 1] : ""
        return (CellFault(code: fault.cause.code, found: "", expected: expected), heading, "")
    }
}

/// How often something worth a word was met, and where first.
package struct WarningCount: Sendable, Equatable {
    package private(set) var count = 0
    /// The first three lines.
    package private(set) var lines: [Int32] = []

    package init() {}

    /// Counts some without a place.
    package mutating func count(_ more: Int) { count += more }

    mutating func add(_ line: Int32, _ count: Int) {
        self.count += count
        if lines.count < 3 { lines.append(line) }
    }
}
