import Domain

/// What one column of a file holds, or one path of an XML document, gathered cell by cell in bounded memory.
package struct ColumnProfile: Sendable {
    /// Different texts that are told apart; the labels among them are looked up once.
    package static let mostTexts = 200
    /// Different shapes that are kept.
    private static let mostShapes = 12
    /// Cells beyond the known texts whose shape is looked at.
    private static let shaped = 2_000

    /// The heading as the file writes it, or the path below the record's element.
    package var heading: String
    /// Of a heading of several rows the folded forms without the higher ones.
    var lower: [String] = []
    /// Records in which a cell of it is filled.
    package private(set) var filledRecords = 0
    package private(set) var filled = 0
    /// XML: whether a record had it several times.
    package private(set) var isRepeated = false

    /// A text that was met, and what it was found to be.
    struct Known {
        var text: String
        var count = 0
        var reading: CellProbe.Reading
    }

    private(set) var known: [UInt64: Known] = [:]
    /// More different texts were met than are told apart.
    package private(set) var isOver = false
    /// The most frequent ones first.
    private(set) var shapes: [CellShape: Int] = [:]
    private var leftToShape = ColumnProfile.shaped
    private(set) var formats: [Int: Int] = [:]
    private(set) var days = 0
    private(set) var orders: [CellProbe.DayOrder: Int] = [:]
    private(set) var dossierCodes = 0
    private(set) var procedureCodes = 0
    private(set) var identities = 0
    private(set) var phones = 0
    private(set) var numbers = 0
    private(set) var groups: [UInt8: Int] = [:]
    private(set) var weakDays = 0
    private(set) var deep = 0
    private(set) var units = 0
    private(set) var periods = 0
    private(set) var lists = [Int](repeating: 0, count: 64)
    package private(set) var first: Int64?
    package private(set) var last: Int64?
    private var lastRecord = -1
    private var lastFilled = -1

    init(heading: String) { self.heading = heading }

    /// The distinct texts, up to `mostTexts`.
    package var distinct: Int { known.count }

    /// Takes a cell of the record of this number; `texts` is how many different ones may be told apart.
    mutating func take(
        _ bytes: [UInt8], _ start: Int, _ end: Int, record: Int, texts: Int, _ probe: CellProbe
    ) {
        if record == lastRecord { isRepeated = true }
        lastRecord = record
        let (from, to) = CleanText.trimmed(bytes, start, end)
        if from == to { return }
        filled += 1
        if lastFilled != record { filledRecords += 1 }
        lastFilled = record
        var key: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in from..<to { key = (key ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        if var met = known[key] {
            met.count += 1
            known[key] = met
            return count(met.reading, isDeep: true)
        }
        let isRoom = known.count < texts
        let reading = probe.read(bytes, from, to, deep: isRoom)
        if isRoom {
            // Long texts are no labels: they are told apart by their number alone.
            let text = to - from <= 80 ? String(decoding: bytes[from..<to], as: UTF8.self) : ""
            known[key] = Known(text: text, count: 1, reading: reading)
        } else {
            isOver = true
        }
        if isRoom || leftToShape > 0 {
            if !isRoom { leftToShape -= 1 }
            let shape = CellShape(String(decoding: bytes[from..<min(to, from + 200)], as: UTF8.self))
            if shapes[shape] != nil || shapes.count < Self.mostShapes { shapes[shape, default: 0] += 1 }
        }
        if probe.weak.contains(where: { $0.reads(bytes, from, to) }) { weakDays += 1 }
        count(reading, isDeep: isRoom)
    }

    private mutating func count(_ reading: CellProbe.Reading, isDeep: Bool) {
        if reading.format >= 0 {
            days += 1
            formats[reading.format, default: 0] += 1
            if let order = reading.order { orders[order, default: 0] += 1 }
            if let day = reading.day {
                first = min(first ?? day, day)
                last = max(last ?? day, day)
            }
        }
        if reading.isDossierCode { dossierCodes += 1 }
        if reading.isProcedureCode { procedureCodes += 1 }
        if reading.isIdentity { identities += 1 }
        if reading.isPhone { phones += 1 }
        if reading.isNumber {
            numbers += 1
            if reading.group != 0 { groups[reading.group, default: 0] += 1 }
        }
        guard isDeep else { return }
        deep += 1
        if reading.isUnit { units += 1 }
        if reading.isPeriod { periods += 1 }
        var bits = reading.lists
        while bits != 0 {
            lists[bits.trailingZeroBitCount] += 1
            bits &= bits - 1
        }
    }
}

extension DateFormat {
    fileprivate func reads(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Bool {
        guard to - from <= 12, (0x30...0x39).contains(bytes[from]) else { return false }
        if case .day = read(bytes, from: from, to: to) { return true }
        return false
    }
}
