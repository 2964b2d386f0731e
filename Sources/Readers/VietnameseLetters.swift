/// The letters of Vietnamese that are not in ASCII alone: twelve vowels in six tones, and đ.
enum VietnameseLetters {
    /// A vowel a row: without tone, then huyền, hỏi, ngã, sắc, nặng. In the order of the rows of all tables.
    static let vowels = [
        "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự",
        "yỳỷỹýỵ",
    ]

    /// A letter of a syllable: small, without its tone, and which tone it has (0 to 5).
    struct Parts {
        var base: Unicode.Scalar
        var tone: Int
    }

    /// The parts of each letter of Vietnamese that is not in ASCII, small or capital.
    static let parts: [Unicode.Scalar: Parts] = {
        var table: [Unicode.Scalar: Parts] = ["đ": Parts(base: "đ", tone: 0), "Đ": Parts(base: "đ", tone: 0)]
        for row in vowels {
            guard let base = row.unicodeScalars.first else { continue }
            for text in [row, row.uppercased()] {
                for (tone, scalar) in text.unicodeScalars.enumerated() where !scalar.isASCII {
                    table[scalar] = Parts(base: base, tone: tone)
                }
            }
        }
        return table
    }()
}
