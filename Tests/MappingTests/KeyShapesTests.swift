import Domain
import Testing

@testable import Mapping

struct KeyShapesTests {
    @Test(
        "an identity number has 12 or 9 digits; lost zeros come back, what a spreadsheet rounded does not",
        arguments: [
            ("000123456789", "000123456789"), ("123456789", "123456789"), ("12345678901", "+012345678901"),
            ("1234567890", "+001234567890"), ("'000123456789", "000123456789"), ("000 123 456 789", "000123456789"),
            ("6.09E+09", "lost"), ("6,09E+09", "lost"), ("6E11", "lost"), ("19200000000", "lost"),
            ("1920000000", "lost"), ("192000000000", "192000000000"), ("E0012345", "other"), ("B1234567", "other"),
            ("12345", "other"), ("0001234567890", "other"), ("000.123.456.789", "other"), ("CE123", "other"),
            ("1234567E", "other"),
        ])
    func identity(_ text: String, _ expected: String) {
        let bytes = Array(text.utf8)
        let found =
            switch IdentityNumber.read(bytes, 0, bytes.count) {
            case .digits(let digits, let padded): (padded ? "+" : "") + String(decoding: digits, as: UTF8.self)
            case .lost: "lost"
            case .otherShape: "other"
            }
        #expect(found == expected)
    }

    @Test(
        "a procedure code keeps its first eight characters and gets its zeros back",
        arguments: [
            ("1.001193", "1.001193"), ("1.00002", "+1.000020"), ("2.000815.000.00.00.H55", "2.000815"),
            ("1.1", "+1.100000"), ("1.00002.000.00.00.H55", nil), ("1.0000200", nil), ("11.000020", nil), ("1", nil),
            ("1.", nil), ("1,000020", nil), ("TTHC 1", nil), ("1.001193.", nil),
        ] as [(String, String?)])
    func procedure(_ text: String, _ expected: String?) {
        let found = ProcedureCode.read(text).map { ($0.padded ? "+" : "") + $0.code }
        #expect(found == expected)
    }

    @Test(
        "a dossier's code is an agency, a day and a sequence",
        arguments: [
            ("H55.242-260415-0001", "H55.242 2026-04-15 1/4"), ("h55.242-260415-00012", "h55.242 2026-04-15 12/5"),
            ("000.00.12.H55-210531-0001", "000.00.12.H55 2021-05-31 1/4"),
            ("G05.100.12-260415-012345", "G05.100.12 2026-04-15 12345/6"), ("H55.242-260431-0001", nil),
            ("H55.242-260415-001", nil), ("H55.242/260415/0001", nil), ("55.242-260415-0001", nil),
            ("H55..242-260415-0001", nil), ("-260415-0001", nil), ("H55.242-260415-", nil), ("H55.242", nil),
            ("H55.242-260415-00x1", nil), ("H55.242-2604155-0001", nil),
        ] as [(String, String?)])
    func dossier(_ text: String, _ expected: String?) {
        let bytes = Array(text.utf8)
        let found = DossierCode.read(bytes, 0, bytes.count).map { parts in
            let agency = String(decoding: bytes[parts.agency], as: UTF8.self)
            return "\(agency) \(Day(number: parts.day).iso) \(parts.sequence)/\(parts.width)"
        }
        #expect(found == expected)
    }

    @Test(
        "a unit's code has letters and digits in short parts",
        arguments: [
            ("H55.242", true), ("000.00.12.H55", true), ("Xã Vĩnh Thông", false), ("Nam", false), ("55.242", false),
        ])
    func unit(_ text: String, _ fits: Bool) {
        #expect(UnitCode.hasShape(text) == fits)
    }

    @Test("a label of a code list goes before a code of the same text")
    func labelsFirst() {
        let list = CodeList(
            id: "thanh_toan",
            entries: [
                CodeList.Entry(label: "Không", code: "0", note: ""),
                CodeList.Entry(label: "Ba", code: "3", note: ""),
                CodeList.Entry(label: "3", code: "0", note: ""),
            ])
        #expect(list.code("3") == "0")
        #expect(list.code("KHONG") == "0")
        #expect(list.code("0") == "0")
        #expect(list.code("ba") == "3")
        #expect(list.code("hai") == nil)
    }
}
