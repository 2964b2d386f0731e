/// Whether a stream of bytes is UTF-8, at about one cycle a byte and for chunks cut anywhere.
///
/// A state machine whose state is a shift: the row of a byte holds, for each state, the state that follows, six bits
/// each. One shift a byte is then the whole chain of dependence, and Vietnamese text costs no more than ASCII does.
/// The transitions are those of table 3-7 of the Unicode standard (no overlong forms, no surrogates, none above 10FFFF).
struct UTF8Check {
    private static let accept: UInt64 = 0
    private static let broken: UInt64 = 6

    private var state = accept

    /// Whether the bytes so far end between two characters and hold no mistake.
    var isWhole: Bool { state == Self.accept }

    /// Takes the next bytes; false when they, with those before, cannot be UTF-8. After that it starts anew.
    mutating func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var state = state
        unsafe Self.rows.withUnsafeBufferPointer { rows in
            for index in 0..<bytes.count { state = unsafe rows[Int(bytes[index])] &>> state }
        }
        state &= 63
        self.state = state == Self.broken ? Self.accept : state
        return state != Self.broken
    }

    /// Place of the first byte that is no UTF-8, the count where the text ends inside a character, or nil.
    static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var state = accept
        var start = 0
        for index in bytes.indices {
            if state == accept { start = index }
            state = unsafe (rows[Int(bytes[index])] &>> state) & 63
            if state == broken { return start }
        }
        return state == accept ? nil : start
    }

    private static let rows: [UInt64] = (0...255).map { byte in
        // States: 0 whole, 6 broken, 12 18 24 one, two, three continuations to come, and the four first bytes whose
        // second byte has a narrower range: 30 E0, 36 ED, 42 F0, 48 F4.
        let first: UInt64 =
            switch byte {
            case 0x00...0x7F: 0
            case 0xC2...0xDF: 12
            case 0xE0: 30
            case 0xED: 36
            case 0xE1...0xEF: 18
            case 0xF0: 42
            case 0xF1...0xF3: 24
            case 0xF4: 48
            default: 6
            }
        var row = first | 6 << 6
        func follow(_ state: UInt64, _ range: ClosedRange<Int>, _ next: UInt64) {
            row |= (range.contains(byte) ? next : 6) << state
        }
        follow(12, 0x80...0xBF, 0)
        follow(18, 0x80...0xBF, 12)
        follow(24, 0x80...0xBF, 18)
        follow(30, 0xA0...0xBF, 12)
        follow(36, 0x80...0x9F, 12)
        follow(42, 0x90...0xBF, 18)
        follow(48, 0x80...0x8F, 18)
        return row
    }
}
