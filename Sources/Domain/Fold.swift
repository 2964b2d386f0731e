/// Folding: what makes "Mã hồ sơ", "MA_HO_SO" and "MaHoSo" one (design.md, 2).
///
/// Case, diacritics, đ, spaces and punctuation go away; letters and digits stay. Works on the letters' decomposition,
/// so that NFC and NFD, and the old and new placement of tones, fold alike.
package enum Fold {
    /// The folded text: lower-case letters without diacritics, and digits.
    package static func key(_ text: some StringProtocol) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { append(scalar, to: &out) }
        return String(out)
    }

    private static func append(_ scalar: Unicode.Scalar, to out: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: out.append(scalar)
        case 0x41...0x5A: out.append(Unicode.Scalar(UInt8(scalar.value) + 0x20))
        case 0..<0x80: return
        case 0x110, 0x111: out.append("d")
        case 0x300...0x36F: return
        default:
            if let base = base(of: scalar) {
                out.append(base)
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
    }

    /// The ASCII letter under a Latin letter with diacritics, or nil.
    private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.value < 0x250 || (0x1E00...0x1EFF).contains(scalar.value) else { return nil }
        return bases[scalar]
    }

    private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
        let groups: [(Unicode.Scalar, String)] = [
            ("a", "àáâãäåāăąảạấầẩẫậắằẳẵặ"), ("e", "èéêëēĕėęěẻẽẹếềểễệ"), ("i", "ìíîïĩīĭįỉị"),
            ("o", "òóôõöōŏőơỏọốồổỗộớờởỡợ"), ("u", "ùúûüũūŭůűųưủụứừửữự"), ("y", "ýÿỳỵỷỹ"), ("c", "çćč"), ("n", "ñńň"),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (base, letters) in groups {
            for text in [letters, letters.uppercased()] {
                for scalar in text.unicodeScalars where scalar.value > 0x7F { table[scalar] = base }
            }
        }
        return table
    }()
}
