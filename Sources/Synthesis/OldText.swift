import Foundation

/// Text in the encodings of Vietnam before Unicode. The tables are written as they are published, apart from those of the
/// readers, so that a mistake in one of them shows.
enum OldText {
    /// Tones in the order of the tables, behind the letter without one: huyền, hỏi, ngã, sắc, nặng.
    private static let tones: [Unicode.Scalar] = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
    private static let vowels: [Character] = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]

    /// Letters with their tones, composed where Windows has them so and `isCombining` does not say otherwise.
    static func windows1258(_ text: String, isCombining: Bool) -> [UInt8] {
        let own: [Unicode.Scalar: UInt8] = [
            "Ă": 0xC3, "Đ": 0xD0, "Ơ": 0xD5, "Ư": 0xDD, "ă": 0xE3, "đ": 0xF0, "ơ": 0xF5, "ư": 0xFD, "\u{300}": 0xCC,
            "\u{309}": 0xD2, "\u{303}": 0xDE, "\u{301}": 0xEC, "\u{323}": 0xF2,
        ]
        let composed = Set("ÀÁÂÈÉÊÍÓÔÙÚàáâèéêíóôùú".unicodeScalars)
        func byte(_ scalar: Unicode.Scalar) -> UInt8 {
            own[scalar] ?? (scalar.value < 0x100 ? UInt8(scalar.value) : UInt8(ascii: "?"))
        }
        return text.precomposedStringWithCanonicalMapping.unicodeScalars.flatMap { scalar -> [UInt8] in
            if scalar.isASCII || own[scalar] != nil { return [byte(scalar)] }
            if !isCombining, composed.contains(scalar) { return [byte(scalar)] }
            let parts = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
            let base = String(String.UnicodeScalarView(parts.filter { !tones.contains($0) }))
            return (base.precomposedStringWithCanonicalMapping.unicodeScalars + parts.filter { tones.contains($0) })
                .map(byte)
        }
    }

    /// TCVN 5712, VN3: capitals with a tone are small.
    static func tcvn3(_ text: String) -> [UInt8] { encoded(text, tcvn3Codes) }

    /// VNI for Windows, with its capitals.
    static func vni(_ text: String) -> [UInt8] { encoded(text, vniCodes) }

    private static func encoded(_ text: String, _ codes: [Character: [UInt8]]) -> [UInt8] {
        text.precomposedStringWithCanonicalMapping.flatMap { letter -> [UInt8] in
            if letter.isASCII { return Array(String(letter).utf8) }
            let small = letter.lowercased().first ?? letter
            return codes[letter] ?? codes[small] ?? [UInt8(ascii: "?")]
        }
    }

    private static let tcvn3Codes: [Character: [UInt8]] = {
        let rows: [[UInt8]] = [
            [0xB5, 0xB6, 0xB7, 0xB8, 0xB9], [0xBB, 0xBC, 0xBD, 0xBE, 0xC6], [0xC7, 0xC8, 0xC9, 0xCA, 0xCB],
            [0xCC, 0xCE, 0xCF, 0xD0, 0xD1], [0xD2, 0xD3, 0xD4, 0xD5, 0xD6], [0xD7, 0xD8, 0xDC, 0xDD, 0xDE],
            [0xDF, 0xE1, 0xE2, 0xE3, 0xE4], [0xE5, 0xE6, 0xE7, 0xE8, 0xE9], [0xEA, 0xEB, 0xEC, 0xED, 0xEE],
            [0xEF, 0xF1, 0xF2, 0xF3, 0xF4], [0xF5, 0xF6, 0xF7, 0xF8, 0xF9], [0xFA, 0xFB, 0xFC, 0xFD, 0xFE],
        ]
        let plain: [(Character, UInt8)] = [
            ("ă", 0xA8), ("â", 0xA9), ("ê", 0xAA), ("ô", 0xAB), ("ơ", 0xAC), ("ư", 0xAD), ("đ", 0xAE), ("Ă", 0xA1),
            ("Â", 0xA2), ("Ê", 0xA3), ("Ô", 0xA4), ("Ơ", 0xA5), ("Ư", 0xA6), ("Đ", 0xA7),
        ]
        var codes = Dictionary(uniqueKeysWithValues: plain.map { ($0, [$1]) })
        for (vowel, row) in zip(vowels, rows) {
            for (tone, code) in zip(tones, row) { codes[letter(vowel, tone)] = [code] }
        }
        return codes
    }()

    private static let vniCodes: [Character: [UInt8]] = {
        // What stands behind the letter: without a hat, with the hat of ă, with that of â.
        let bare: [UInt8] = [0xF8, 0xFB, 0xF5, 0xF9, 0xEF]
        let breve: [UInt8] = [0xE8, 0xFA, 0xFC, 0xE9, 0xEB]
        let hat: [UInt8] = [0xE0, 0xE5, 0xE3, 0xE1, 0xE4]
        let (a, e, o, u, y) = (UInt8(0x61), UInt8(0x65), UInt8(0x6F), UInt8(0x75), UInt8(0x79))
        let pairs: [(Character, UInt8, [UInt8])] = [
            ("a", a, bare), ("ă", a, breve), ("â", a, hat), ("e", e, bare), ("ê", e, hat), ("o", o, bare),
            ("ô", o, hat), ("ơ", 0xF4, bare), ("u", u, bare), ("ư", 0xF6, bare), ("y", y, bare),
        ]
        var codes: [Character: [UInt8]] = [
            "ă": [a, 0xEA], "â": [a, 0xE2], "ê": [e, 0xE2], "ô": [o, 0xE2], "ơ": [0xF4], "ư": [0xF6], "đ": [0xF1],
        ]
        for (vowel, first, marks) in pairs {
            for (tone, mark) in zip(tones, marks) { codes[letter(vowel, tone)] = [first, mark] }
        }
        for (tone, code) in zip(tones, [0xEC, 0xE6, 0xF3, 0xED, 0xF2] as [UInt8]) { codes[letter("i", tone)] = [code] }
        codes["ỵ"] = [0xEE]
        // A capital and its mark are 32 before the small ones.
        for (small, code) in codes {
            if let capital = small.uppercased().first { codes[capital] = code.map { $0 - 32 } }
        }
        return codes
    }()

    private static func letter(_ vowel: Character, _ tone: Unicode.Scalar) -> Character {
        "\(vowel)\(tone)".precomposedStringWithCanonicalMapping.first ?? vowel
    }
}
