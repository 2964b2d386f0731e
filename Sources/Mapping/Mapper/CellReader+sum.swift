import Domain
import Records

/// Figures that are sums of cells, and the records of a row that says several.
extension CellReader {
    /// Whether a name's cell is a number of a sheet.
    func isNumber(_ name: Int, _ batch: borrowing RecordBatch, _ cellOf: [Int32]) -> Bool {
        batch.cells[Int(cellOf[name])].parent == Cell.number
    }

    mutating func sum(
        _ names: [Int], _ rule: FieldRule, _ column: KindColumn, _ batch: borrowing RecordBatch, _ cellOf: [Int32],
        _ memo: inout ByteTable, _ facts: inout FactBatch
    ) -> Converted {
        var total: Int64 = 0
        for name in names {
            guard let (from, to) = bounds(name, rule, batch, cellOf) else { return blank(rule, column, &memo, &facts) }
            switch convert(rule, column, batch.bytes, from, to, &memo, &facts, isNumber(name, batch, cellOf)) {
            case .fault(let fault): return .fault(fault)
            case .value(let value):
                let (next, isTooBig) = total.addingReportingOverflow(value)
                guard !isTooBig else {
                    return .fault(
                        CellFault(
                            code: .numberUnreadable, found: found(column, batch.bytes, from, to),
                            expected: expectation(rule, column)))
                }
                total = next
            }
        }
        return .value(total)
    }

    /// The records that a row says: those of which a cell of their own is filled, and at least one.
    func variants(in batch: borrowing RecordBatch, _ cellOf: [Int32]) -> [[FieldStep]] {
        var filled: [[FieldStep]] = []
        for steps in variants {
            let own = steps.filter { plan.source.fields[$0.field].variant >= 0 }
            var isFilled = false
            for step in own {
                for name in reads[step.field]
                where bounds(name, plan.source.fields[step.field], batch, cellOf) != nil { isFilled = true }
            }
            if isFilled { filled.append(steps) }
        }
        return filled.isEmpty ? [variants.first ?? steps] : filled
    }
}
