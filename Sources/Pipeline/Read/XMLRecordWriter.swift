import Records

/// Records of an XML document: `{"line":n,"path":"…","fields":{…}}`, or in RFC 4180 a row for each value.
///
/// A field is the path of an element or attribute below the record's element as the document writes it, the empty text
/// for the record's own. Elements with nothing but child elements are no fields; an empty leaf is one.
struct XMLRecordWriter: RecordWriter {
    /// Local names of elements whose content is passed over, and which are no fields.
    static let skipped: Set<String> = ["Base64"]

    private let format: PrintRecords.Format
    private var isBegun = false
    /// By path: the first path that is written the same (another namespace can have the same prefix).
    private var field: [Int] = []
    private var firstWritten: [String: Int] = [:]
    private var isSkipped: [Bool] = []
    private var isAttribute: [Bool] = []

    init(_ format: PrintRecords.Format) {
        self.format = format
    }

    mutating func text(of batch: borrowing RecordBatch) -> [UInt8] {
        learn(batch)
        var out: [UInt8] = []
        if format == .csv, !isBegun, !batch.heads.isEmpty {
            out.append(contentsOf: "line,path,field,value\r\n".utf8)
            isBegun = true
        }
        for head in batch.heads {
            let place = head.place >= 0 ? batch.places[Int(head.place)] : ""
            let shown = shownCells(of: head, batch)
            if format == .ndjson {
                json(head, place, shown, batch, &out)
            } else {
                for index in shown {
                    let cell = batch.cells[index]
                    out.append(contentsOf: "\(head.line),".utf8)
                    CellText.csv(Array(place.utf8)[...], to: &out)
                    out.append(44)
                    CellText.csv(Array(batch.paths[Int(cell.name)].written.utf8)[...], to: &out)
                    out.append(44)
                    CellText.csv(batch.bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)], to: &out)
                    out.append(contentsOf: "\r\n".utf8)
                }
            }
        }
        return out
    }

    private mutating func learn(_ batch: borrowing RecordBatch) {
        while field.count < batch.paths.count {
            let path = batch.paths[field.count]
            let first = firstWritten[path.written] ?? field.count
            firstWritten[path.written] = first
            let name = path.steps.last?.name ?? ""
            isSkipped.append(Self.skipped.contains(name))
            isAttribute.append(name.hasPrefix("@"))
            field.append(first)
        }
    }

    /// The cells of a record that are fields.
    private func shownCells(of head: RecordHead, _ batch: borrowing RecordBatch) -> [Int] {
        let first = Int(head.firstCell)
        let range = first..<Int(head.endCell)
        var hasChild = [Bool](repeating: false, count: range.count)
        for index in range.dropFirst() where !isAttribute[Int(batch.cells[index].name)] {
            // -1 is the record itself, whose own cell is the first.
            hasChild[max(0, Int(batch.cells[index].parent))] = true
        }
        return range.filter { index in
            let cell = batch.cells[index]
            return !isSkipped[Int(cell.name)] && (cell.length > 0 || !hasChild[index - first])
        }
    }

    private func json(
        _ head: RecordHead, _ place: String, _ shown: [Int], _ batch: borrowing RecordBatch, _ out: inout [UInt8]
    ) {
        var order: [Int] = []
        var values: [Int: [Int]] = [:]
        for index in shown {
            let key = field[Int(batch.cells[index].name)]
            if values[key] == nil { order.append(key) }
            values[key, default: []].append(index)
        }
        out.append(contentsOf: "{\"line\":\(head.line),\"path\":".utf8)
        CellText.json(Array(place.utf8)[...], to: &out)
        out.append(contentsOf: ",\"fields\":{".utf8)
        for (count, key) in order.enumerated() {
            if count > 0 { out.append(44) }
            CellText.json(Array(batch.paths[key].written.utf8)[...], to: &out)
            out.append(contentsOf: ":[".utf8)
            for (count, index) in (values[key] ?? []).enumerated() {
                if count > 0 { out.append(44) }
                let cell = batch.cells[index]
                CellText.json(batch.bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)], to: &out)
            }
            out.append(93)
        }
        out.append(contentsOf: "}}\n".utf8)
    }
}
