package import Records

/// How well the first bytes of a table that is no UTF-8 read in one of the encodings of eight bits.
package struct EncodingEvidence: Sendable, Equatable {
    package var encoding: TextEncoding
    /// Letters of Vietnamese that are not in ASCII.
    package private(set) var letters = 0
    /// Characters that are neither letters nor marks of Vietnamese text, and bytes that are none in the encoding.
    package private(set) var strange = 0
    /// Different words that are syllables of Vietnamese, and that are not.
    private var syllables = 0
    private var others = 0

    /// The encodings in which the text is Vietnamese, the best first. More than one: nobody can tell.
    package static func fitting(_ start: ArraySlice<UInt8>) -> [EncodingEvidence] {
        var texts = UTF8Share()
        texts.take(start)
        if texts.isUTF8 { return [] }
        var fits = [TextEncoding.windows1258, .tcvn3, .vni].map { EncodingEvidence($0, start) }.filter(\.fits)
            .sorted { $0.syllables > $1.syllables }
        // Letters of UTF-8 among others: it may be in two encodings at once.
        if !fits.isEmpty, texts.letters > 0 { fits.append(EncodingEvidence(.utf8, start)) }
        return fits
    }

    /// Four words in five at least are syllables: names of other peoples and codes are not.
    private var fits: Bool { syllables > 4 * others }

    private init(_ encoding: TextEncoding, _ start: ArraySlice<UInt8>) {
        self.encoding = encoding
        var stream = TextStream(encoding)
        let text = stream.text(start)
        var counts: [ArraySlice<UInt8>: Int] = [:]
        // Runs of letters that have one outside of ASCII: all others are the same in every encoding.
        for run in text.split(whereSeparator: { $0 < 0x80 && !(97...122).contains($0 | 0x20) })
        where run.contains(where: { $0 >= 0x80 }) {
            counts[run, default: 0] += 1
        }
        for (run, count) in counts { take(run, count) }
    }

    private mutating func take(_ run: ArraySlice<UInt8>, _ count: Int) {
        var word: Syllable.Letters = []
        var isPlain = true
        var isOdd = false
        func endOfWord(_ evidence: inout EncodingEvidence) {
            if isOdd {
                evidence.others += 1
            } else if !isPlain, let isSyllable = Syllable.isOne(word) {
                if isSyllable { evidence.syllables += 1 } else { evidence.others += 1 }
            }
            word = []
            isPlain = true
            isOdd = false
        }
        for scalar in String(decoding: run, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                word.append(VietnameseLetters.Parts(base: Unicode.Scalar(UInt8(scalar.value) | 0x20), tone: 0))
            } else if let parts = VietnameseLetters.parts[scalar] {
                word.append(parts)
                isPlain = false
                letters += count
            } else if Self.marks.contains(scalar) {
                endOfWord(&self)
            } else {
                isOdd = true
                strange += count
            }
        }
        endOfWord(&self)
    }

    /// Spaces and marks that are in such text beside the letters.
    private static let marks = Set("\u{A0}‘’“”•–—…«»°₫".unicodeScalars)
}

/// Whether a text with bytes that are no UTF-8 is UTF-8 for the most part.
private struct UTF8Share {
    /// Letters of Vietnamese.
    private(set) var letters = 0
    private var invalid = 0

    var isUTF8: Bool { invalid == 0 || letters > invalid }

    mutating func take(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let length = byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
            let tail = bytes[(index + 1)...].prefix(max(0, length - 1))
            // The last character may be cut.
            let isCut = index + length > bytes.endIndex
            if length == 0 || !tail.allSatisfy({ $0 & 0xC0 == 0x80 }) {
                invalid += 1
                index += 1
                continue
            }
            if isCut { return }
            if length > 1 {
                let scalar = String(decoding: bytes[index..<index + length], as: UTF8.self).unicodeScalars.first
                if scalar.map({ VietnameseLetters.parts[$0] != nil || (0x300...0x323).contains($0.value) }) == true {
                    letters += 1
                }
            }
            index += length
        }
    }
}
