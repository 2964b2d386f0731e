/// FNV-1a of 64 bits. Tells versions of definitions apart; no defence against somebody who wants two to agree.
package enum Digest64 {
    /// 16 hexadecimal digits.
    package static func hexadecimal(_ text: String) -> String {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
