/// What a syllable of Vietnamese can be: an initial, a rhyme, and one tone that the rhyme allows.
///
/// Text that was read in the wrong encoding is seldom made of these.
enum Syllable {
    /// A letter without its tone, and its tone (0 to 5).
    typealias Letters = [VietnameseLetters.Parts]

    /// Whether the letters are a syllable; nil for an abbreviation without a vowel (HĐND) and for one letter alone (£ is Ê
    /// in TCVN3), which say nothing.
    static func isOne(_ letters: Letters) -> Bool? {
        guard letters.count > 1, letters.contains(where: { vowels.contains($0.base) }) else { return nil }
        let tones = letters.map(\.tone).filter { $0 > 0 }
        guard tones.count <= 1 else { return false }
        var text = String.UnicodeScalarView()
        for letter in letters { text.append(letter.base) }
        let word = String(text)
        return initials.contains { initial in
            guard word.hasPrefix(initial) else { return false }
            let rhyme = word.dropFirst(initial.count)
            guard rhymes.contains(rhyme) else { return false }
            // The tone stands on no glide behind the vowel (hơị), but as some write it (hoà, thuý).
            if rhyme.count > 1, let last = letters.last, last.tone > 0, !openRhymes.contains(rhyme) { return false }
            // A rhyme that ends in a stop has sắc or nặng, of which foreign words (Đăk) know nothing.
            let isStopped = ["c", "ch", "p", "t"].contains { rhyme.hasSuffix($0) }
            return !isStopped || tones.first == 4 || tones.first == 5
        }
    }

    /// Rhymes of several letters whose last one may have the tone.
    private static let openRhymes: Set<Substring> = ["oa", "oe", "uy", "uê", "uơ", "ưa", "ia", "ua"]

    private static let vowels = Set("aăâeêioôơuưy".unicodeScalars)

    private static let initials = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
        "qu",
        "r", "s", "t", "th", "tr", "v", "x",
    ]

    private static let rhymes = Set(
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
        e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
        i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
        o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen
        oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
        u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ uy uya uych uyên uyêt uynh
        uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
        y ych ynh yt yu yêc yêm yên yêng yêt yêu
        """.split(whereSeparator: \.isWhitespace))
}
