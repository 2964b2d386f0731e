package import Records

/// Goes on looking, behind the first bytes that told a table's encoding, whether its words are in it: a file that was joined from two
/// would else be stored as garbage in silence.
///
/// A line turns where more of its words are syllables of Vietnamese in another of the encodings alone than in the chosen one alone. A
/// line of many such words refuses the file, and so do several lines of few, and fewer still in the last lines of a file, where a joined
/// one ends: a name of another people is chance once in a while.
///
/// Measured on 356 texts (the generator's layouts, `Fixtures/`, public lists of procedures and communes), each in four forms of the three
/// encodings, 407,212 lines together: no false alarm, and of 6,952 bare names of places and people, each as the last line, one ("Kông Lơng
/// Khơng"). Rows of those texts behind 40 others, in another encoding, by this look alone: of one row 5 % pass unseen, of two 3 %, of three
/// 1 %; of rows with but one cell that has such letters, 28, 10 and 4 %. What passes has one telling word, or always the same one: taken
/// alone, that would make alarms of 12 of the names.
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
    /// Of the line that is begun, for each of the others.
    private var begun = [Balance(), Balance()]
    private var hasSaid = false
    /// The last lines that say something, as far back as all of them turned: the first of them, 0 for none, and their words.
    private var tail = [(line: 0, words: Set<UInt64>()), (line: 0, words: Set<UInt64>())]
    /// Lines that say something, and for each of the others how many of them turned, and the first.
    private var lines = 0
    private var turned = [0, 0]
    private var first = [0, 0]
    /// The words of those lines, by which the one of two that fits better is told.
    private var weight = [0, 0]

    /// Words by which one line is enough: all, or different ones where none is for the chosen one.
    private static let whole = 4
    private static let wholeOfOther = 3
    /// Different words by which the last lines are.
    private static let wholeOfTail = 2
    /// Lines by which a file is, beside one of so many.
    private static let few = 2
    private static let chance = 500
    /// A run that is longer is no word.
    private static let longest = 64
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Words of a line for the chosen encoding and for another one; the different ones of these, as many as matter.
    private struct Balance {
        var chosen = 0
        var other = 0
        var words: [UInt64] = []
    }

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
        if let found = endLine() { return found }
        let ending = others.indices.filter { tail[$0].words.count >= Self.wholeOfTail }
        return ending.max { tail[$0].words.count < tail[$1].words.count }.map { (others[$0], tail[$0].line) }
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
            if says & Say.chosen != 0 { begun[index].chosen += 1 }
            if says & Say.other != 0 {
                begun[index].other += 1
                if begun[index].words.count < Self.wholeOfOther, !begun[index].words.contains(hash) {
                    begun[index].words.append(hash)
                }
            }
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
            let line = begun[index]
            begun[index] = Balance()
            let more = line.other - line.chosen
            guard more > 0 else {
                if line.chosen > 0 { tail[index] = (0, []) }
                continue
            }
            let isWhole = more >= Self.whole || line.chosen == 0 && line.words.count >= Self.wholeOfOther
            turned[index] += 1
            weight[index] += more
            if first[index] == 0 || isWhole { first[index] = self.line }
            if tail[index].line == 0 { tail[index].line = self.line }
            if tail[index].words.count < Self.wholeOfTail { tail[index].words.formUnion(line.words) }
            if isWhole || turned[index] > Self.few + lines / Self.chance {
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
