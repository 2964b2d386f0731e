/// Counts physical lines: CR, LF and CRLF each end one.
struct LineEnds {
    /// Line ends so far.
    private(set) var count = 0
    private var afterReturn = false

    @inline(__always)
    mutating func take(_ byte: UInt8) {
        if byte == 13 || (byte == 10 && !afterReturn) { count += 1 }
        afterReturn = byte == 13
    }

    mutating func take(_ bytes: Span<UInt8>) {
        for index in bytes.indices { take(bytes[index]) }
    }
}
