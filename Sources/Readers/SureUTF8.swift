/// Whether text is UTF-8 beyond doubt: all of it is, and a letter of Vietnamese stands in it. What is written in another encoding never has
/// the bytes of one, and no fault beside.
package enum SureUTF8 {
    /// `start` are a file's first bytes; the last character may be cut.
    package static func holds(_ start: ArraySlice<UInt8>) -> Bool {
        var check = UTF8Check()
        guard unsafe start.withUnsafeBufferPointer({ unsafe check.accepts($0) }) else { return false }
        return start.split(separator: 10).contains { line in
            var share = UTF8Share()
            if line.contains(where: { $0 >= 0x80 }) { share.take(line) }
            return share.letters > 0
        }
    }
}
