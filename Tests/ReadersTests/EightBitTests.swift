import Foundation
import Records
import Testing

@testable import Readers

@Suite("Windows-1258, TCVN3 and VNI: exact, for chunks of any size")
struct EightBitTests {
    /// The bytes that are these characters in Latin-1, as such text looks where nobody knows what it is in.
    private func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    private func text(_ bytes: [UInt8], _ encoding: TextEncoding) -> String? {
        let reading = Reading.table(bytes, delimiter: "\t", encoding: encoding)
        return reading.faults.isEmpty ? reading.cells.first?.first : nil
    }

    /// All 134 letters, NFC.
    static let letters: [Character] = {
        let small = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
        return Array(small + small.uppercased())
    }()

    @Test("sentences of the field")
    func sentences() {
        #expect(
            text(latin("Céng hßa x· héi chñ nghÜa ViÖt Nam"), .tcvn3) == "Cộng hòa xã hội chủ nghĩa Việt Nam")
        #expect(
            text(latin("§éc lËp - Tù do - H¹nh phóc; ¦, ¥, ¡, \u{AD}\u{A0}®"), .tcvn3)
                == "Độc lập - Tự do - Hạnh phúc; Ư, Ơ, Ă, ư\u{A0}đ")
        #expect(
            text(latin("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"), .vni) == "Cộng hòa xã hội chủ nghĩa Việt Nam")
        #expect(text(latin("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC; Aø Aâ oÄ"), .vni) == "ĐỘC LẬP - TỰ DO - HẠNH PHÚC; À Â ộ")
        #expect(
            text(latin("Cô\u{F2}ng ho\u{CC}a xa\u{DE} hô\u{F2}i chu\u{D2} nghi\u{DE}a Viê\u{F2}t Nam"), .windows1258)
                == "Cộng hòa xã hội chủ nghĩa Việt Nam")
        #expect(
            text(latin("\u{D0}i \u{E0} \u{E9}, 5 \u{FE} \u{80} \u{93}x\u{94}"), .windows1258) == "Đi à é, 5 ₫ € “x”")
    }

    @Test("every letter of Windows-1258, composed where it can be, and always of letter and tone")
    func windows1258() {
        let own: [Unicode.Scalar: UInt8] = [
            "Ă": 0xC3, "Đ": 0xD0, "Ơ": 0xD5, "Ư": 0xDD, "ă": 0xE3, "đ": 0xF0, "ơ": 0xF5, "ư": 0xFD, "\u{300}": 0xCC,
            "\u{309}": 0xD2, "\u{303}": 0xDE, "\u{301}": 0xEC, "\u{323}": 0xF2,
        ]
        let composed = "ÀÁÂÈÉÊÍÓÔÙÚàáâèéêíóôùú"
        for letter in Self.letters {
            let parts = String(letter).decomposedStringWithCanonicalMapping.unicodeScalars
            let tones = parts.filter { own[$0] != nil && $0.value >= 0x300 && $0.value < 0x400 }
            let rest = parts.filter { scalar in !tones.contains(scalar) }
            let base = String(String.UnicodeScalarView(rest)).precomposedStringWithCanonicalMapping
            func byte(_ text: String) -> [UInt8] { text.unicodeScalars.map { own[$0] ?? UInt8($0.value) } }
            let apart = byte(base) + byte(String(String.UnicodeScalarView(tones)))
            #expect(scalars(text(apart, .windows1258)) == scalars(String(letter)))
            if composed.contains(letter) { #expect(text(byte(String(letter)), .windows1258) == String(letter)) }
        }
    }

    @Test("every letter of TCVN3, by the table of TCVN 5712")
    func tcvn3() {
        let table =
            "àB5 ảB6 ãB7 áB8 ạB9 ăA8 ằBB ẳBC ẵBD ắBE ặC6 âA9 ầC7 ẩC8 ẫC9 ấCA ậCB èCC ẻCE ẽCF éD0 ẹD1 êAA ềD2 ểD3 ễD4 "
            + "ếD5 ệD6 ìD7 ỉD8 ĩDC íDD ịDE òDF ỏE1 õE2 óE3 ọE4 ôAB ồE5 ổE6 ỗE7 ốE8 ộE9 ơAC ờEA ởEB ỡEC ớED ợEE ùEF ủF1 "
            + "ũF2 úF3 ụF4 ưAD ừF5 ửF6 ữF7 ứF8 ựF9 ỳFA ỷFB ỹFC ýFD ỵFE đAE ĂA1 ÂA2 ÊA3 ÔA4 ƠA5 ƯA6 ĐA7"
        let codes = Dictionary(
            uniqueKeysWithValues: table.split(separator: " ").map {
                ($0.first ?? " ", UInt8($0.dropFirst(), radix: 16) ?? 0)
            })
        #expect(codes.count == 67 + 7)
        for letter in Self.letters {
            // A capital with a tone is the small letter in another font.
            let small = Character(letter.lowercased())
            guard let code = codes[letter] ?? codes[small] else {
                Issue.record("\(letter)")
                continue
            }
            let expected = codes[letter] == nil ? small : letter
            #expect(scalars(text([0x78, code], .tcvn3)) == scalars("x" + String(expected)))
        }
        let taken = Set(codes.values).union([0x85, 0xA0]).union(0x91...0x97)
        for byte: UInt8 in 0x80...0xFF where !taken.contains(byte) {
            #expect(text([0x78, byte, 0x78], .tcvn3) == nil, "\(byte)")
        }
    }

    @Test("every letter of VNI, and a mark without its letter is none")
    func vni() {
        let codes =
            "aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë eù eø eû eõ eï eâ eá eà eå eã eä où oø oû oõ oï oâ oá oà oå "
            + "oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï í ì æ ó ò yù yø yû yõ î ñ"
        let letters = "áàảãạâấầẩẫậăắằẳẵặéèẻẽẹêếềểễệóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựíìỉĩịýỳỷỹỵđ"
        let pairs = Array(zip(codes.split(separator: " "), letters))
        #expect(pairs.count == 67)
        for (code, letter) in pairs {
            #expect(scalars(text(latin(String(code)), .vni)) == scalars(String(letter)))
            #expect(scalars(text(latin(code.uppercased()), .vni)) == scalars(letter.uppercased()))
        }
        for mark in "øûõùïâàåãáäêèúüéëçðýþÿß÷" {
            #expect(text(latin("t" + String(mark)), .vni) == nil, "\(mark)")
        }
    }

    @Test("bytes that are none in the encoding, and letters of UTF-8 among others, reject their record with its place")
    func faults() {
        let tcvn3 = Reading.table(latin("M·,x\n1,\u{C3}\n2,®\n"), encoding: .tcvn3)
        #expect(tcvn3.faults == [RecordFault(cause: .invalidEncoding, line: 2, column: 2)])
        #expect(tcvn3.cells == [["Mã", "x"], ["2", "đ"]])
        for encoding in [TextEncoding.windows1258, .tcvn3, .vni] {
            for letter in Self.letters {
                let reading = Reading.table(Array("a,b\nc,x\(letter)\nd,e\n".utf8), encoding: encoding)
                #expect(
                    reading.faults == [RecordFault(cause: .invalidEncoding, line: 2, column: 2)],
                    "\(letter) \(encoding)")
            }
        }
        #expect(text(Array("toà".utf8), .vni) == nil)
        #expect(text(latin("ÑOÃ\u{A0}A"), .vni) == "ĐỖ\u{A0}A")
        #expect(Reading.table([0x61, 0x81], encoding: .windows1258).faults.map(\.cause) == [.invalidEncoding])
    }

    @Test(
        "a tone of Windows-1258 that has no vowel before it is no text",
        arguments: ["t\u{DE}", "\u{F2}", "aa\u{EC}\u{EC}"])
    func loneTone(_ text: String) {
        #expect(self.text(latin(text), .windows1258) == nil)
    }

    private func scalars(_ text: String?) -> [UInt32] { (text ?? "").unicodeScalars.map(\.value) }
}
