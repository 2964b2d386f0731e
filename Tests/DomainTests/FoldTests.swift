import Domain
import Foundation
import Testing

@Suite("Folding makes one of what people write in several ways")
struct FoldTests {
    @Test(
        "old and new placement of tones, NFC and NFD, case, NBSP and zero-width characters fold alike",
        arguments: [
            ("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("hoạ", "họa"), ("uỷ quyền", "ủy quyền"),
            ("loã xã", "lõa xã"),
            ("Hoá đơn", "HÓA ĐƠN"), ("Céng".replacing("é", with: "ộ"), "CỘNG"), ("Mã\u{A0}hồ\u{200B} sơ", "mã hồ sơ"),
        ])
    func alike(_ a: String, _ b: String) {
        #expect(Fold.key(a) == Fold.key(b))
        #expect(Fold.key(a.decomposedStringWithCanonicalMapping) == Fold.key(b))
        #expect(!Fold.key(a).isEmpty)
    }

    @Test("other letters do not")
    func unlike() {
        #expect(Fold.key("hoà") != Fold.key("hoàn"))
        #expect(Fold.key("1") != Fold.key("l"))
    }
}
