import Foundation

/// One label as it is published, in upper case, without diacritics, and with a space behind it.
struct Spelling: Sendable {
    let all: [String]

    init(_ label: String) {
        all = [label, label.uppercased(), Spelling.plain(label), label + " "]
    }

    /// Seventeen times in twenty as published.
    func draw(_ random: inout SplitMix64) -> String {
        let draw = random.below(20)
        return draw < 17 ? all[0] : all[draw - 16]
    }

    /// Without diacritics, as some systems write.
    static func plain(_ text: String) -> String {
        let apart = text.replacing("đ", with: "d").replacing("Đ", with: "D").decomposedStringWithCanonicalMapping
        let letters = apart.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
        return String(String.UnicodeScalarView(letters))
    }
}
