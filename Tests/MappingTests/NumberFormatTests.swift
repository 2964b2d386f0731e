import Domain
import Testing

@testable import Mapping

struct NumberFormatTests {
    private static let points = NumberFormat(
        group: UInt8(ascii: "."), decimal: UInt8(ascii: ","), ignore: ["vnd", "dong", "d"], zero: ["mienphi"])
    private static let commas = NumberFormat(
        group: UInt8(ascii: ","), decimal: UInt8(ascii: "."), ignore: ["vnd"], zero: [])

    @Test(
        "points group, a comma is the decimal mark",
        arguments: [
            ("1.234.567", 1_234_567), ("15.000", 15_000), ("8000", 8_000), ("0", 0), ("15.000 VNĐ", 15_000),
            ("15.000đ", 15_000), ("15.000 đồng", 15_000), ("Miễn phí", 0), ("MIEN PHI", 0), ("2,0", 2), ("2,00", 2),
            ("15.000,00", 15_000), ("15.000,000", 15_000), ("2,000", nil), ("2,5", nil), ("15.00", nil),
            ("1.2345", nil),
            (".500", nil), ("1..000", nil), ("-5", nil), ("năm nghìn", nil), ("15.000 USD", nil), ("1e5", nil),
            ("12345678901234567890", nil), ("", nil), ("15.000,", nil), ("1234.567", nil),
        ] as [(String, Int64?)])
    func points(_ text: String, _ expected: Int64?) {
        #expect(Self.points.read(text) == expected)
    }

    @Test(
        "commas group, a point is the decimal mark",
        arguments: [("2,000 VNĐ", 2_000), ("2.0", 2), ("2.000", nil), ("1,234,567.00", 1_234_567)]
            as [(String, Int64?)])
    func commas(_ text: String, _ expected: Int64?) {
        #expect(Self.commas.read(text) == expected)
    }
}
