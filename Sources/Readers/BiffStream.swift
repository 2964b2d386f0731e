import Records

/// The stream of a workbook of Excel 97 to 2003 (MS-XLS, BIFF8): records of a type, a length and that many bytes.
struct BiffStream: Sendable {
    /// The types that are looked at.
    enum Kind {
        static let begin = 0x0809
        static let end = 0x000A
        static let follow = 0x003C
        static let protected = 0x002F
        static let dateMode = 0x0022
        static let calculated = 0x01C1
        static let sheet = 0x0085
        static let format = 0x041E
        static let style = 0x00E0
        static let strings = 0x00FC
        static let row = 0x0208
        static let columns = 0x007D
        static let merged = 0x00E5
        static let number = 0x0203
        static let small = 0x027E
        static let smalls = 0x00BD
        static let shared = 0x00FD
        static let label = 0x0204
        static let richLabel = 0x00D6
        static let formula = 0x0006
        static let text = 0x0207
        static let fixed = 0x0205
    }

    /// One record: where it begins, and its bytes.
    struct Record {
        var kind: Int
        var start: Int
        var body: Range<Int>
    }

    let bytes: [UInt8]

    /// The record that begins at a place. Throws `truncated` where the stream ends in it.
    func record(at start: Int) throws(ReadFailure) -> Record {
        let from = start + 4
        guard start >= 0, from <= bytes.count else { throw ReadFailure(.truncated) }
        let end = from + number(start + 2, 2)
        guard end <= bytes.count else { throw ReadFailure(.truncated) }
        return Record(kind: number(start, 2), start: start, body: from..<end)
    }

    /// A number at a place, with the lowest byte first; 0 where the stream has ended.
    func number(_ at: Int, _ length: Int) -> Int {
        guard at >= 0, at + length <= bytes.count else { return 0 }
        return (0..<length).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }

    /// A floating-point number at a place.
    func double(_ at: Int) -> Double {
        Double(bitPattern: UInt64(number(at, 4)) | UInt64(number(at + 4, 4)) << 32)
    }

    /// A number in 30 bits: whole, or the head of a floating-point one; perhaps hundredths.
    func small(_ at: Int) -> Double {
        let bits = UInt32(number(at, 4))
        let value =
            bits & 2 != 0
            ? Double(Int32(bitPattern: bits) >> 2) : Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
        return bits & 1 != 0 ? value / 100 : value
    }
}

/// Texts of BIFF8, which may go on in the records behind (`follow`): each begins anew with the width of its characters.
struct BiffText {
    private let stream: BiffStream
    private var pieces: [Range<Int>]
    private var at: Int

    /// The texts in a record and those that continue it; `skipping` bytes stand before the first.
    init(_ stream: BiffStream, _ record: BiffStream.Record, skipping: Int) throws(ReadFailure) {
        self.stream = stream
        pieces = [record.body]
        at = min(record.body.upperBound, record.body.lowerBound + skipping)
        var next = record.body.upperBound
        while next + 4 <= stream.bytes.count {
            let more = try stream.record(at: next)
            guard more.kind == BiffStream.Kind.follow else { break }
            pieces.append(more.body)
            next = more.body.upperBound
        }
        pieces.reverse()
    }

    /// Whether all is read.
    var isEnded: Bool { pieces.count == 1 && at >= pieces[0].upperBound || pieces.isEmpty }

    /// Appends the next text, whose length takes so many bytes, as UTF-8. Throws `truncated` where it does not end.
    mutating func append(lengthBytes: Int, to out: inout [UInt8]) throws(ReadFailure) {
        var left = try number(lengthBytes)
        var flags = try number(1)
        let runs = flags & 8 != 0 ? try number(2) : 0
        let extra = flags & 4 != 0 ? try number(4) : 0
        var units: [UInt16] = []
        while left > 0 {
            guard let piece = pieces.last else { throw ReadFailure(.truncated) }
            let width = flags & 1 != 0 ? 2 : 1
            let count = min(left, (piece.upperBound - at) / width)
            for index in 0..<count { units.append(UInt16(stream.number(at + index * width, width))) }
            at += count * width
            left -= count
            if left > 0 {
                try turn()
                flags = try number(1)
            }
        }
        out.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        try skip(runs * 4 + extra)
    }

    private mutating func number(_ length: Int) throws(ReadFailure) -> Int {
        var value = 0
        for index in 0..<length {
            if let piece = pieces.last, at >= piece.upperBound { try turn() }
            value |= stream.number(at, 1) << (8 * index)
            at += 1
        }
        return value
    }

    private mutating func skip(_ count: Int) throws(ReadFailure) {
        var left = count
        while left > 0 {
            guard let piece = pieces.last else { throw ReadFailure(.truncated) }
            let step = min(left, piece.upperBound - at)
            at += step
            left -= step
            if left > 0 { try turn() }
        }
    }

    /// On to the next record.
    private mutating func turn() throws(ReadFailure) {
        guard pieces.count > 1 else { throw ReadFailure(.truncated) }
        pieces.removeLast()
        at = pieces[pieces.count - 1].lowerBound
    }
}
