import Records

/// The rows of a document of spreadsheets in XML as the XML reader lays them flat, with what each path in them is.
final class LaidRows<Role> {
    private(set) var batch = RecordBatch()
    private let xml: XMLReader
    private let role: (XMLPath) -> Role
    private var roleOf: [Role] = []
    private var placeOf: [String] = []

    init(_ xml: XMLReader, role: @escaping (XMLPath) -> Role) {
        self.xml = xml
        self.role = role
    }

    convenience init(_ sink: XMLSink, _ encoding: TextEncoding, role: @escaping (XMLPath) -> Role) {
        self.init(XMLReader(sink, encoding), role: role)
    }

    func feed(_ chunk: ArraySlice<UInt8>) throws(ReadFailure) {
        defer { learn() }
        try xml.feed(chunk, into: &batch)
    }

    func finish() throws(ReadFailure) {
        defer { learn() }
        try xml.finish(into: &batch)
    }

    func removeAll() { batch.removeAll() }

    private func learn() {
        while roleOf.count < batch.paths.count { roleOf.append(role(batch.paths[roleOf.count])) }
        while placeOf.count < batch.places.count {
            let last = batch.places[placeOf.count].split(separator: "/").last.map(String.init) ?? ""
            placeOf.append(WorkbookPart.local(last))
        }
    }

    // MARK: What the XML has

    /// The local name of an element that was handed out.
    func name(_ head: RecordHead) -> String { placeOf[Int(head.place)] }

    func range(_ head: RecordHead) -> Range<Int> { Int(head.firstCell)..<Int(head.endCell) }

    func role(_ index: Int) -> Role { roleOf[Int(batch.cells[index].name)] }

    func bytes(_ index: Int) -> ArraySlice<UInt8> {
        let cell = batch.cells[index]
        return batch.bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)]
    }

    func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// How often something stands there: digits, and 1 for what is no number. More of them than a number has are the highest one.
    func count(_ index: Int) -> Int {
        let text = bytes(index)
        guard !text.isEmpty, text.allSatisfy({ (48...57).contains($0) }) else { return 1 }
        return number(index) ?? Int(Int32.max)
    }

    /// Up to nine digits.
    func number(_ index: Int) -> Int? {
        let text = bytes(index)
        guard (1...9).contains(text.count) else { return nil }
        var value = 0
        for byte in text {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }
}
