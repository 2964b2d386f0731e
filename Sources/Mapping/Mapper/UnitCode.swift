/// What a unit's code looks like when the list does not have it: `H55.242`, `000.00.12.H55`.
package enum UnitCode {
    /// Letters and digits in short parts between points.
    package static func hasShape(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 40 && text.contains(where: \.isLetter) && text.contains(where: \.isNumber)
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.count <= 6 && $0.utf8.allSatisfy(isCodeByte) }
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
