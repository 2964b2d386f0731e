package import Records

/// How well the first bytes of a table that is no UTF-8 read in an encoding.
package struct EncodingEvidence: Sendable, Equatable {
    package var encoding: TextEncoding
    /// Letters of Vietnamese that are not in ASCII.
    package internal(set) var letters = 0
    /// Characters that are neither letters nor marks of Vietnamese text, and bytes that are none in the encoding.
    package internal(set) var strange = 0

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// Spaces and marks that are in such text beside the letters.
    private static let marks = Set("\u{A0}‘’“”•–—…«»°₫".unicodeScalars)

    /// Counts a run of letters that is there so many times: whether its words are syllables; nil where it says nothing.
    mutating func take(_ run: ArraySlice<UInt8>, times: Int) -> Bool? {
        var text: [UInt8] = []
        var transcoder = encoding.transcoder
        transcoder?.append(run, to: &text)
        transcoder?.finish(&text)
        var verdict: Bool?
        var word: Syllable.Letters = []
        var isPlain = true
        var isOdd = false
        var wasSmall = false
        func endOfWord() {
            let isSyllable = isOdd ? false : isPlain ? nil : Syllable.isOne(word)
            if let isSyllable { verdict = isSyllable && verdict != false }
            word = []
            isPlain = true
            isOdd = false
        }
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            // "MãHồSơ"
            let isCapital = scalar.properties.isUppercase
            if isCapital, wasSmall { endOfWord() }
            wasSmall = !isCapital
            if scalar.isASCII {
                word.append(VietnameseLetters.Parts(base: Unicode.Scalar(UInt8(scalar.value) | 0x20), tone: 0))
            } else if let parts = VietnameseLetters.parts[scalar] {
                word.append(parts)
                isPlain = false
                letters += times
            } else if Self.marks.contains(scalar) {
                endOfWord()
            } else {
                isOdd = true
                strange += times
            }
        }
        endOfWord()
        return verdict
    }
}
