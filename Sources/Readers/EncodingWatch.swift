package import Records

/// Goes on looking, behind the first bytes that told a table's encoding, whether its words are in it: a file that was joined from two
/// would else be stored as garbage in silence.
///
/// A line turns where more of its words are syllables of Vietnamese in another of the encodings alone than in the chosen one alone. A
/// line of many such words refuses the file, and so do several lines of few: a name of another people is chance once in a while.
package struct EncodingWatch {
    private let chosen: TextEncoding
    private let others: [TextEncoding]
    /// Words that were met before: the hash of each, its place by the lowest bits, and what it says for each of the others (`Say`).
    private var known = [(hash: UInt64, says: UInt8)](repeating: (0, 0), count: 1 << 13)
    /// The run of letters that is begun, and what it is told by.
    private var run: [UInt8] = []
    private var hash = Self.seed
    private var isPlain = true
    private var line = 1
    private var wasReturn = false
    /// Of the line that is begun, for each of the others: words for it less words for the chosen one.
    private var balance = [0, 0]
    private var hasSaid = false
    /// Lines that say something, and for each of the others how many of them turned, and the first.
    private var lines = 0
    private var turned = [0, 0]
    private var first = [0, 0]
    /// The words of those lines, by which the one of two that fits better is told.
    private var weight = [0, 0]

    /// Words by which one line is enough.
    private static let whole = 4
    /// Lines by which a file is, beside one of so many.
    private static let few = 2
    private static let chance = 500
    /// A run that is longer is no word.
    private static let longest = 64
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// What a word says of one other encoding.
    private enum Say {
        static let chosen: UInt8 = 1
        static let other: UInt8 = 2
        static let bits: UInt8 = 2
    }

    /// Nil for an encoding in which nothing can be read that is another's.
    package init?(_ encoding: TextEncoding) {
        let all: [TextEncoding] = [.windows1258, .tcvn3, .vni]
        guard all.contains(encoding) else { return nil }
        chosen = encoding
        others = all.filter { $0 != encoding }
    }

    /// Takes the next bytes; the encoding that lines are in beside the chosen one, and the first of them, once that is sure.
    package mutating func take(_ bytes: ArraySlice<UInt8>) -> (other: TextEncoding, line: Int)? {
        for byte in bytes {
            if byte >= 0x80 || (97...122).contains(byte | 0x20) {
                if byte >= 0x80 { isPlain = false }
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
                if run.count <= Self.longest { run.append(byte) }
                continue
            }
            endRun()
            // CR, LF and both are one end.
            if byte == 13 || (byte == 10 && !wasReturn), let found = endLine() { return found }
            wasReturn = byte == 13
        }
        return nil
    }

    /// Takes the end of the file.
    package mutating func finish() -> (other: TextEncoding, line: Int)? {
        endRun()
        return endLine()
    }

    private mutating func endRun() {
        if !isPlain, run.count <= Self.longest { takeWord() }
        run.removeAll(keepingCapacity: true)
        hash = Self.seed
        isPlain = true
    }

    private mutating func takeWord() {
        let place = Int(hash & UInt64(known.count - 1))
        if known[place].hash != hash { known[place] = (hash, says()) }
        var says = known[place].says
        if says == 0 { return }
        hasSaid = true
        for index in others.indices {
            if says & Say.chosen != 0 { balance[index] -= 1 }
            if says & Say.other != 0 { balance[index] += 1 }
            says >>= Say.bits
        }
    }

    private func says() -> UInt8 {
        func verdict(_ encoding: TextEncoding) -> Bool? {
            var evidence = EncodingEvidence(encoding)
            return evidence.take(run[...], times: 1)
        }
        let own = verdict(chosen)
        var says: UInt8 = 0
        for (index, other) in others.enumerated() {
            let its = verdict(other)
            let say = own == true && its == false ? Say.chosen : own == false && its == true ? Say.other : 0
            says |= say << (UInt8(index) * Say.bits)
        }
        return says
    }

    private mutating func endLine() -> (other: TextEncoding, line: Int)? {
        defer { line += 1 }
        guard hasSaid else { return nil }
        hasSaid = false
        lines += 1
        var found: Int?
        for index in others.indices {
            let more = balance[index]
            balance[index] = 0
            guard more > 0 else { continue }
            turned[index] += 1
            weight[index] += more
            if first[index] == 0 || more >= Self.whole { first[index] = line }
            if more >= Self.whole || turned[index] > Self.few + lines / Self.chance {
                if found.map({ weight[$0] < weight[index] }) ?? true { found = index }
            }
        }
        return found.map { (others[$0], first[$0]) }
    }

    /// Why the file is refused whose lines turn: what each encoding makes of the header line of its first bytes.
    package func mixture(_ start: ArraySlice<UInt8>, _ found: (other: TextEncoding, line: Int)) -> ReadFailure {
        ReadFailure(
            .encodingsMixed, line: found.line, detail: HeadingPreview.texts(start, [chosen, found.other]))
    }
}
