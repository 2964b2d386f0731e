/// Text as a page shows it: white space is one blank, none at the ends of a line; a line break is LF, none at the ends.
struct FlowedText {
    private(set) var bytes: [UInt8] = []
    private var hasBlank = false
    private var breaks = 0
    private let most: Int

    /// What is beyond `most` bytes is left out, but for one that tells so.
    init(most: Int) {
        self.most = most
    }

    mutating func append(_ text: some Sequence<UInt8>) {
        for byte in text {
            if byte == 32 || (9...13).contains(byte) {
                hasBlank = true
                continue
            }
            if bytes.count > most { return }
            if !bytes.isEmpty {
                if breaks > 0 {
                    for _ in 0..<breaks { bytes.append(10) }
                } else if hasBlank {
                    bytes.append(32)
                }
            }
            breaks = 0
            hasBlank = false
            bytes.append(byte)
        }
    }

    /// White space between two pieces.
    mutating func blank() { hasBlank = true }

    /// `<br>`; of many behind one another a few.
    mutating func lineBreak() { breaks = min(breaks + 1, 9) }

    /// The beginning or the end of a paragraph: a line of its own.
    mutating func paragraph() { breaks = max(breaks, 1) }

    /// Begins anew.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.capacity < 4_096)
        hasBlank = false
        breaks = 0
    }
}
