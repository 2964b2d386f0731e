import Records
import Testing

@testable import Readers

@Suite("An encoding is found by evidence, and none is guessed where two fit")
struct EncodingEvidenceTests {
    private func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    private func sniff(_ bytes: [UInt8], known: TextEncoding? = nil) throws -> FormatSniffer {
        try FormatSniffer(bytes[...], encoding: known)
    }

    @Test("UTF-8 is sure with a letter of Vietnamese and no fault beside it")
    func sureUTF8() {
        let text = Array("Ma ho so\nĐang xử lý".utf8)
        #expect(SureUTF8.holds(text[...]))
        // The last character is cut.
        #expect(SureUTF8.holds((text + [0xE1, 0xBB])[...]))
        #expect(!SureUTF8.holds(Array("Ma ho so\n€ 5 • …".utf8)[...]))
        #expect(!SureUTF8.holds((text + [0xE1, 0x20])[...]))
        // "Số tờ" in TCVN3, "Hộ tịch" in VNI and in Windows-1258.
        for bytes: [UInt8] in [
            [0x53, 0xE8, 0x20, 0x74, 0xEA], [0x48, 0x6F, 0xE4, 0x20, 0x74, 0xF2, 0x63, 0x68],
            [0x48, 0xF4, 0xF2, 0x20, 0x74, 0x69, 0xF2, 0x63, 0x68],
        ] {
            #expect(!SureUTF8.holds(bytes[...]))
        }
    }

    @Test(
        "Vietnamese in one encoding of eight bits is that",
        arguments: [
            ("M· hå s¬;Tr¹ng th¸i;Ngµy tiÕp nhËn\nH55;§· tr¶ kÕt qu¶;01/04/2026\n", TextEncoding.tcvn3),
            ("Maõ hoà sô;Traïng thaùi;Ngaøy tieáp nhaän\nH55;Ñaõ traû keát quaû;01/04/2026\n", .vni),
            (
                "Ma\u{DE} hô\u{CC} s\u{F5};Tra\u{F2}ng tha\u{EC}i;Nga\u{CC}y tiê\u{EC}p nhâ\u{F2}n\nH55;\u{D0}a\u{DE} tra\u{D2}\n",
                .windows1258
            ),
            ("Nguy\u{EA}\u{DE}n,tháng,h\u{F4}\u{CC} s\u{F5},ng\u{FD}\u{F5}\u{CC}i\n", .windows1258),
        ])
    func found(_ text: String, _ encoding: TextEncoding) throws {
        let sniffed = try sniff(latin(text))
        #expect(sniffed.encoding == encoding)
        #expect(sniffed.reason == .text)
        #expect(sniffed.fitting.map(\.encoding) == [encoding])
        #expect(sniffed.fitting.first?.strange == 0)
        #expect(try #require(sniffed.fitting.first).letters >= 4)
    }

    @Test(
        "UTF-8 is UTF-8, also where a few bytes are none",
        arguments: [
            Array("Mã hồ sơ,b\n".utf8), Array("abc\n".utf8), Array("Mã hồ sơ,".utf8) + [0xFF, 10], [0x61, 0xFF, 0xFE],
            // French, and a sum of pounds: no Vietnamese in any encoding.
            [0x63, 0x61, 0x66, 0xE9, 10], [0xA3, 0x31, 0x32, 10], Array("Mã hồ s".utf8) + [0xC6],
        ])
    func utf8(_ bytes: [UInt8]) throws {
        let sniffed = try sniff(bytes)
        #expect(sniffed.encoding == .utf8)
        #expect(sniffed.fitting.isEmpty)
    }

    @Test("UTF-16 without a mark is found by its zeros, a table or XML", arguments: [false, true])
    func zeros(_ bigEndian: Bool) throws {
        for (text, kind) in [("Mã hồ sơ\tTrạng thái\nH55\tĐã trả\n", FormatSniffer.Kind.table), ("<a>ệ</a>", .xml)] {
            let sniffed = try sniff(Array(utf16(text, bigEndian: bigEndian).dropFirst(2)))
            #expect(sniffed.encoding == (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
            #expect(sniffed.reason == .zeros)
            #expect(sniffed.kind == kind)
        }
        // Zeros on both sides, and one in the text.
        #expect(try sniff([0, 0, 0, 0, 0, 0]).encoding == .utf8)
        #expect(try sniff(Array("a,b\u{0}\nccccccccc".utf8)).encoding == .utf8)
    }

    @Test(
        "a short file with a NUL is no UTF-16", arguments: ["a,b\n1,\0\n", "a\n\0\n", "\0\0\0\0", "ab\0c", "a\0bc\n"])
    func nul(_ text: String) throws {
        #expect(try sniff(Array(text.utf8)).encoding == .utf8)
    }

    @Test("text that was made UTF-8 twice is known by what it was")
    func doubled() {
        let text = "Mã hồ sơ,Trạng thái\n1,Đã trả kết quả\n"
        let once = Array(text.utf8)
        let twice = Array(String(String.UnicodeScalarView(once.map { Unicode.Scalar($0) })).utf8)
        #expect(DoubledUTF8.undone(twice[...]) == once)
        // "Mã hồ sơ" as Windows-1252 shows it, and as 1258 does.
        #expect(
            DoubledUTF8.undone(Array("MÃ£ há»“ sÆ¡".utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
                == "Mã hồ sơ")
        #expect(
            DoubledUTF8.undone(Array("MĂ£ há»“ sÆ¡".utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
                == "Mã hồ sơ")
        for text in [text, "Ma ho so", "Môn học, số tờ", "àéîõ"] {
            #expect(DoubledUTF8.undone(Array(text.utf8)[...]) == nil)
        }
    }

    @Test(
        "what is no export is said by its name",
        arguments: [
            ("%PDF-1.7\n", ReadFailure.Cause.foreignDocument, "PDF"), ("Rar!\u{1A}\u{7}\u{1}", .foreignArchive, "RAR"),
            ("BZh91AY&SY", .foreignArchive, "BZIP2"),
            (String(repeating: "a", count: 257) + "ustar", .foreignArchive, "TAR"),
            ("{\\rtf1", .foreignDocument, "RTF (Word)"),
        ])
    func foreign(_ text: String, _ cause: ReadFailure.Cause, _ name: String) throws {
        #expect(throws: ReadFailure(cause, detail: name)) { try sniff(Array(text.utf8)) }
        #expect(try sniff(Array("BZh,a\n".utf8)).kind == .table)
        #expect(throws: ReadFailure(.foreignDocument, detail: "PNG")) {
            try sniff([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])
        }
    }

    @Test("what is told goes before all evidence, and a mark before the text")
    func told() throws {
        let abc = latin("M· hå s¬\n")
        #expect(try sniff(abc, known: .vni).encoding == .vni)
        #expect(try sniff(abc, known: .vni).reason == .told)
        #expect(try sniff([0xEF, 0xBB, 0xBF] + abc).encoding == .utf8)
        #expect(try sniff([0xEF, 0xBB, 0xBF] + abc).reason == .mark)
    }

    @Test("two that fit are both named, with the header line alone and only where it is one")
    func ambiguous() throws {
        let bytes = latin("Sè tê,Ma\nAn H,1\n")
        let sniffed = try sniff(bytes)
        #expect(Set(sniffed.fitting.map(\.encoding)) == [.windows1258, .tcvn3])
        let failure = sniffed.ambiguity(bytes[...])
        #expect(failure.cause == .encodingAmbiguous)
        #expect(failure.detail.contains("Windows-1258 (Sè tê | Ma)"))
        #expect(failure.detail.contains("TCVN3 (ABC) (Số tờ | Ma)"))
        for text in ["Sè tê,1\nAn,2\n", "Sè tê,An\nTê,B\n", "Sè tê\n"] {
            let bytes = latin(text)
            let detail = try sniff(bytes).ambiguity(bytes[...]).detail
            #expect(!detail.contains("An") && !detail.contains("tê"), "\(detail)")
        }
    }

    @Test("a file in two encodings at once is neither taken for one of eight bits nor read in silence")
    func mixed() throws {
        let bytes = Array("Mã hồ\n".utf8) + latin("Tr¹ng th¸i,§· tr¶,kÕt qu¶,tiÕp nhËn,hå s¬,r\u{F3}t hå s¬\n")
        let sniffed = try sniff(bytes)
        #expect(sniffed.fitting.map(\.encoding) == [.tcvn3, .utf8])
        let abc = "M· hå s¬,Tr¹ng th¸i\n§· tr¶ kÕt qu¶,tiÕp nhËn,rót hå s¬\n§ang xö lý,yªu cÇu bæ sung giÊy tê\n"
        let ms = "Ma\u{DE} hô\u{CC} s\u{F5},Tra\u{F2}ng tha\u{EC}i,tiê\u{EC}p nhâ\u{F2}n\n"
        for text in [abc + ms, abc + abc.replacing("h", with: "th") + ms, ms + ms.replacing("T", with: "Ch") + abc] {
            let sniffed = try sniff(latin(text))
            #expect(sniffed.isMixed)
            #expect(Set(sniffed.fitting.map(\.encoding)) == [.tcvn3, .windows1258])
        }
        #expect(try !sniff(latin(abc)).isMixed)
        #expect(try !sniff(latin(ms)).isMixed)
    }

    @Test("of two encodings in one file both header lines are shown, and the line where it stops being UTF-8")
    func previews() throws {
        let abc = "M· hå s¬,Tr¹ng th¸i,Ngµy tiÕp nhËn\n"
        let own = "H55.242-260401-0001,Đã trả kết quả,01/04/2026\n"
        let other = "H55.242-260401-0002,§· tr¶ kÕt qu¶ giÊy tê,01/04/2026\n"
        // Few lines of UTF-8, then few of the other.
        let more = latin(other + "H55.242-260401-0003,§ang xö lý hå s¬ yªu cÇu bæ sung th¸i ®é,01/04/2026\n")
        let mostlyOld = Array("Mã hồ sơ,Trạng thái,Ngày nhận\n".utf8) + more
        let detail = try sniff(mostlyOld).ambiguity(mostlyOld[...])
        #expect(detail.cause == .encodingsMixed)
        #expect(detail.detail.contains("UTF-8 (Mã hồ sơ | Trạng thái | Ngày nhận)"), "\(detail)")
        #expect(detail.detail.contains("TCVN3 (ABC) (M"), "\(detail)")
        let mostlyNew = Array("\n".utf8) + latin(abc) + Array((own + own + own + own).utf8)
        let sniffed = try sniff(mostlyNew)
        #expect(sniffed.fitting.isEmpty)
        #expect(sniffed.strayLine == 2)
        #expect(sniffed.strayFitting.map(\.encoding) == [.tcvn3])
        let mixture = sniffed.mixture(mostlyNew[...], .tcvn3)
        #expect(mixture.line == 2)
        #expect(mixture.detail.hasPrefix("UTF-8 (M\u{FFFD} h"), "\(mixture)")
        #expect(mixture.detail.hasSuffix("TCVN3 (ABC) (Mã hồ sơ | Trạng thái | Ngày tiếp nhận)"), "\(mixture)")
        #expect(try sniff(Array(own.utf8)).strayLine == 0)
    }

    @Test("a header in ASCII that is the same in both is followed by the first letters that differ, and no word")
    func letters() throws {
        let bytes = latin("So,Ma\n1,x\n2,t\u{EA} An\n3,S\u{E8} An\n")
        let detail = HeadingPreview.texts(bytes[...], [.windows1258, .tcvn3])
        #expect(detail == "Windows-1258 (So | Ma | 3: …ê…); TCVN3 (ABC) (So | Ma | 3: …ờ…)")
    }

    @Test("a tone stands on no glide", arguments: ["hơị", "tiạch", "taị"])
    func tones(_ word: String) {
        let letters = word.unicodeScalars.map {
            VietnameseLetters.parts[$0] ?? VietnameseLetters.Parts(base: $0, tone: 0)
        }
        #expect(Syllable.isOne(letters) == false)
    }

    @Test(
        "syllables",
        arguments: ["nguyễn", "quốc", "giấy", "gì", "khuỷu", "nghiêng", "tuyết", "đắk", "ưu", "yến", "hoà"])
    func syllables(_ word: String) {
        let letters = word.unicodeScalars.map {
            VietnameseLetters.parts[$0] ?? VietnameseLetters.Parts(base: $0, tone: 0)
        }
        #expect(Syllable.isOne(letters) == true)
        // Two tones are none.
        #expect(
            Syllable.isOne(letters.map { VietnameseLetters.Parts(base: $0.base, tone: 1) }) == false)
    }
}
