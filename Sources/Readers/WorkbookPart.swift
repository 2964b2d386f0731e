import Records

/// Reads the small parts of a workbook, element by element.
enum WorkbookPart {
    /// An element: its local name, and the texts below it by path.
    struct Element {
        var place: String
        var values: [(path: String, text: String)]

        /// The first text at a path, or "".
        func first(_ path: String) -> String { values.first { $0.path == path }?.text ?? "" }

        func all(_ path: String) -> [String] { values.filter { $0.path == path }.map(\.text) }
    }

    /// Hands over the elements at `places`, with what is wanted below them.
    static func each(
        _ entry: ZipEntry, _ places: [String], wanted: Set<String>, _ limits: ReadLimits,
        take: (Element) throws(ReadFailure) -> Void
    ) throws(ReadFailure) {
        if entry.size > limits.partBytes { throw ReadFailure(.entryTooLarge, detail: entry.name) }
        var reader: XMLReader?
        var batch = RecordBatch()
        func handOver() throws(ReadFailure) {
            for head in batch.heads {
                let place = batch.places[Int(head.place)].split(separator: "/").last ?? ""
                var element = Element(place: local(String(place)), values: [])
                for cell in batch.cells[Int(head.firstCell)..<Int(head.endCell)] {
                    let path = batch.paths[Int(cell.name)].steps.map(\.name).joined(separator: "/")
                    let text = batch.bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)]
                    element.values.append((path, String(decoding: text, as: UTF8.self)))
                }
                try take(element)
            }
            batch.removeAll()
        }
        while let chunk = try entry.next() {
            if reader == nil { reader = try self.reader(chunk, places, wanted, limits) }
            try reader?.feed(chunk, into: &batch)
            try handOver()
        }
        try reader?.finish(into: &batch)
        try handOver()
    }

    /// A reader of a part that begins with these bytes.
    static func reader(
        _ start: ArraySlice<UInt8>, _ places: [String], _ wanted: Set<String>, _ limits: ReadLimits
    ) throws(ReadFailure) -> XMLReader {
        XMLReader(
            records: places.compactMap { RecordPath($0) }, encoding: try FormatSniffer(start).encoding, wanted: wanted,
            skip: [], limits: limits)
    }

    /// A name without its prefix.
    static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }
}
