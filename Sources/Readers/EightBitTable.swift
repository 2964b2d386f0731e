/// An encoding in which a character is one byte, or a letter and a mark behind it.
///
/// A character is kept as its UTF-8 in the low bytes and its length in the highest; 0 is no character.
struct EightBitTable: Sendable {
    /// By byte.
    private(set) var single = [UInt32](repeating: 0, count: 256)
    /// Whether a byte may be the first of a pair.
    private(set) var opens = [Bool](repeating: false, count: 256)
    /// By first and second byte; empty without pairs.
    private var pairs: [UInt32] = []

    /// The character of two bytes, or 0.
    func pair(_ first: UInt8, _ second: UInt8) -> UInt32 { pairs[Int(first) << 8 | Int(second)] }

    private init() {
        for byte: UInt8 in 0..<0x80 { add([byte], Unicode.Scalar(byte)) }
        add([0xA0], "\u{A0}")
    }

    private mutating func add(_ code: [UInt8], _ scalar: Unicode.Scalar) {
        var packed: UInt32 = 0
        let bytes = Array(String(scalar).utf8)
        for (place, byte) in bytes.enumerated() { packed |= UInt32(byte) << (8 * UInt32(place)) }
        packed |= UInt32(bytes.count) << 24
        guard code.count == 2 else { return single[Int(code[0])] = packed }
        if pairs.isEmpty { pairs = [UInt32](repeating: 0, count: 1 << 16) }
        pairs[Int(code[0]) << 8 | Int(code[1])] = packed
        opens[Int(code[0])] = true
    }

    /// Characters of consecutive bytes; a space where there is none.
    private mutating func add(from first: UInt8, _ text: String) {
        for (offset, scalar) in text.unicodeScalars.enumerated() where scalar != " " {
            add([first + UInt8(offset)], scalar)
        }
    }

    /// The quotes, dashes and dots that Word writes, which the fonts have where Windows-1252 has them.
    private mutating func addMarksOfWindows() {
        add([0x85], "…")
        add(from: 0x91, "‘’“”•–—")
    }

    // MARK: The tables

    /// Windows-1258. A tone behind a vowel is a byte of its own, with which it is one letter; behind anything else it is no text.
    static let windows1258: EightBitTable = {
        var table = EightBitTable()
        table.add(from: 0x80, "€ ‚ƒ„…†‡ˆ‰ ‹Œ    ‘’“”•–—˜™ ›œ  Ÿ")
        for byte: UInt8 in 0xA0...0xFF where ![0xCC, 0xD2, 0xDE, 0xEC, 0xF2].contains(byte) {
            table.add([byte], Unicode.Scalar(byte))
        }
        let own: [(UInt8, Unicode.Scalar)] = [
            (0xC3, "Ă"), (0xD0, "Đ"), (0xD5, "Ơ"), (0xDD, "Ư"), (0xE3, "ă"), (0xF0, "đ"), (0xF5, "ơ"), (0xFD, "ư"),
            (0xFE, "₫"),
        ]
        let tones: [(UInt8, Unicode.Scalar)] = [
            (0xCC, "\u{300}"), (0xD2, "\u{309}"), (0xDE, "\u{303}"), (0xEC, "\u{301}"), (0xF2, "\u{323}"),
        ]
        for (byte, scalar) in own { table.add([byte], scalar) }
        for row in VietnameseLetters.vowels.flatMap({ [$0, $0.uppercased()] }) {
            let letters = Array(row.unicodeScalars)
            let base = own.first { $0.1 == letters[0] }?.0 ?? UInt8(letters[0].value)
            for (tone, letter) in zip(tones, letters.dropFirst()) { table.add([base, tone.0], letter) }
        }
        return table
    }()

    /// TCVN3 (ABC). The table is written as these bytes look in Latin-1, which is how it is published.
    static let tcvn3: EightBitTable = {
        var table = EightBitTable()
        table.addMarksOfWindows()
        let rows = [
            "aµ¶·¸¹", "¨»¼½¾Æ", "©ÇÈÉÊË", "eÌÎÏÐÑ", "ªÒÓÔÕÖ", "i×ØÜÝÞ", "oßáâãä", "«åæçèé", "¬êëìíî", "uïñòóô",
            "\u{AD}õö÷øù",
            "yúûüýþ",
        ]
        for (row, letters) in zip(rows, VietnameseLetters.vowels) {
            for (code, letter) in zip(row.unicodeScalars, letters.unicodeScalars) {
                table.add([UInt8(code.value)], letter)
            }
        }
        table.add([0xAE], "đ")
        table.add(from: 0xA1, "ĂÂÊÔƠƯĐ")
        return table
    }()

    /// VNI for Windows, written like the other. A mark may be of the other case than its letter, which decides.
    static let vni: EightBitTable = {
        var table = EightBitTable()
        table.addMarksOfWindows()
        let rows = [
            "a aø aû aõ aù aï", "aê aè aú aü aé aë", "aâ aà aå aã aá aä", "e eø eû eõ eù eï", "eâ eà eå eã eá eä",
            "i ì æ ó í ò",
            "o oø oû oõ où oï", "oâ oà oå oã oá oä", "ô ôø ôû ôõ ôù ôï", "u uø uû uõ uù uï", "ö öø öû öõ öù öï",
            "y yø yû yõ yù î",
        ]
        func add(_ code: some StringProtocol, _ letter: Unicode.Scalar) {
            let bytes = code.unicodeScalars.map { UInt8($0.value) }
            let capital = Unicode.Scalar(String(letter).uppercased()) ?? letter
            // A small letter and its capital are 32 apart, in ASCII and above it.
            for isLow in bytes.count == 2 ? [true, false] : [true] {
                let mark = bytes.dropFirst().map { isLow ? $0 : $0 - 32 }
                table.add([bytes[0]] + mark, letter)
                table.add([bytes[0] - 32] + mark, capital)
            }
        }
        for (row, letters) in zip(rows, VietnameseLetters.vowels) {
            for (code, letter) in zip(row.split(separator: " "), letters.unicodeScalars) { add(code, letter) }
        }
        add("ñ", "đ")
        return table
    }()
}
