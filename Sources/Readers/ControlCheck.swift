/// The control characters from 127 to 159, which XML 1.1 (2.2) allows as references only, NEL (133) apart.
struct ControlCheck {
    private var afterC2 = false

    /// Whether the next bytes of a UTF-8 text hold none.
    mutating func accepts(_ bytes: ArraySlice<UInt8>) -> Bool {
        for byte in bytes {
            if byte == 0x7F || (afterC2 && byte <= 0x9F && byte != 0x85) { return false }
            afterC2 = byte == 0xC2
        }
        return true
    }
}
