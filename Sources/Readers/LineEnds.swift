/// Counts physical lines: CR, LF and CRLF each end one.
struct LineEnds {
    /// Line ends so far.
    private(set) var count = 0
    /// The CR and LF bytes of them.
    private(set) var bytes = 0
    private var afterReturn: Bool

    /// A counter of what follows; an LF at once is no line end of its own behind a CR.
    init(afterReturn: Bool = false) {
        self.afterReturn = afterReturn
    }

    @inline(__always)
    mutating func take(_ byte: UInt8) {
        if byte == 13 || (byte == 10 && !afterReturn) { count += 1 }
        if byte == 13 || byte == 10 { bytes += 1 }
        afterReturn = byte == 13
    }

    mutating func take(_ bytes: Span<UInt8>) {
        for index in bytes.indices { take(bytes[index]) }
    }
}
