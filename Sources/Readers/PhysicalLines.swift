package import Records

/// The text of some physical lines of a table, as far as their bytes can be read: what a reader could not take whole is shown to
/// people as it stands.
package struct PhysicalLines {
    /// Line ranges that are wanted, ascending.
    private let wanted: [ClosedRange<Int>]
    private let most: Int
    private var stream: TextStream
    private var line = 1
    private var at = 0
    private var text: [UInt8] = []
    private var afterReturn = false
    private var held = 0
    /// By the first line of each range: its lines, parted by line feeds.
    package private(set) var texts: [Int: String] = [:]

    /// Looks for lines by their numbers, from 1; `most` bytes of them are held.
    package init(_ encoding: TextEncoding, wanted: [ClosedRange<Int>], most: Int) {
        self.wanted = wanted
        self.most = most
        stream = TextStream(encoding)
    }

    /// Whether all were held.
    package var isWhole: Bool { held <= most }

    /// Takes the next bytes.
    package mutating func feed(_ chunk: ArraySlice<UInt8>) {
        for byte in stream.text(chunk) { take(byte) }
    }

    /// Takes the end of the file.
    package mutating func finish() {
        for byte in stream.finish() { take(byte) }
        end()
    }

    private mutating func take(_ byte: UInt8) {
        if byte == 10, afterReturn {
            afterReturn = false
            return
        }
        afterReturn = byte == 13
        let isEnd = byte == 10 || byte == 13
        if at < wanted.count, wanted[at].contains(line) {
            held += 1
            if held <= most, !isEnd || line < wanted[at].upperBound { text.append(isEnd ? 10 : byte) }
        }
        guard isEnd else { return }
        if at < wanted.count, line == wanted[at].upperBound { end() }
        line += 1
    }

    private mutating func end() {
        guard at < wanted.count else { return }
        texts[wanted[at].lowerBound] = String(decoding: text.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
        text = []
        at += 1
    }
}
