/// Bytes in hexadecimal digits, as digests are written.
package enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Two small digits a byte.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        for byte in bytes { out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: out, as: UTF8.self)
    }
}
