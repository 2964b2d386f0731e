import Testing

@testable import Readers

@Suite("Numbers and dates of cells")
struct CellValueTests {
    @Test(
        "a number stays as it was typed",
        arguments: [
            ("0", "0"), ("001", "001"), ("1.00173", "1.00173"),
            ("8000.0", "8000"), ("0.000", "0"), (".0", ".0"), ("5.", "5."), ("1.0E3", "1000"),
            ("12000000000", "12000000000"), ("-5", "-5"),
            ("4.3499999999999996", "4.35"), ("0.30000000000000004", "0.30000000000000004"),
            ("123456789012345678", "123456789012345678"), ("1.2E+10", "12000000000"), ("1.25e3", "1250"),
            ("5E-3", "0.005"), ("-1.5E1", "-15"), ("1E+15", "1E+15"), ("1.2E+20", "1.2E+20"), ("1E-20", "1E-20"),
            ("1E+14", "100000000000000"), ("0E0", "0"), ("1E", "1E"), ("E5", "E5"), ("x", "x"),
            ("1E99999999999999999999", "1E99999999999999999999"),
        ])
    func numbers(_ text: String, _ expected: String) {
        var out: [UInt8] = []
        CellNumber.append(Array(text.utf8)[...], to: &out)
        #expect(String(decoding: out, as: UTF8.self) == expected)
    }

    private static func date(_ text: String, _ shape: CellStyles.Shape, _ is1904: Bool) -> String? {
        var out: [UInt8] = []
        guard SerialDate.append(Array(text.utf8)[...], shape, is1904: is1904, to: &out) else { return nil }
        return String(decoding: out, as: UTF8.self)
    }

    @Test(
        "days are counted from 1900, with the day that never was, or from 1904",
        arguments: [
            ("1", CellStyles.Shape.day, false, "1900-01-01"), ("59", .day, false, "1900-02-28"),
            ("60", .day, false, "1900-02-29"), ("61", .day, false, "1900-03-01"), ("46117", .day, false, "2026-04-05"),
            ("46117.75", .day, false, "2026-04-05"), ("46117.75", .dayTime, false, "2026-04-05 18:00:00"),
            ("46117", .dayTime, false, "2026-04-05"), ("46117.99999999", .dayTime, false, "2026-04-06"),
            ("46117.99999999", .day, false, "2026-04-05"), ("2958465", .day, false, "9999-12-31"),
            ("0", .day, true, "1904-01-01"), ("44655", .day, true, "2026-04-05"), ("0.5", .time, false, "12:00:00"),
            ("4.6117E4", .day, false, "2026-04-05"),
        ] as [(String, CellStyles.Shape, Bool, String)])
    func dates(_ text: String, _ shape: CellStyles.Shape, _ is1904: Bool, _ expected: String) {
        #expect(Self.date(text, shape, is1904) == expected)
    }

    @Test("what a spreadsheet shows as no date is none", arguments: ["0", "-1", "2958466", "1E300", "nan", "x", ""])
    func noDates(_ text: String) {
        #expect(Self.date(text, .day, false) == nil)
        #expect(Self.date("1.5", .time, false) == nil)
    }

    @Test(
        "a format is a date by its letters outside quotes and brackets",
        arguments: [
            ("dd/mm/yyyy", CellStyles.Shape.day), ("[$-42A]dd mmmm yyyy;@", .day), ("mmm", .day), ("yyyy", .day),
            ("d/m/yyyy\\ h:mm", .dayTime), ("h:mm AM/PM", .time), ("hh:mm:ss", .time), ("mm:ss.0", .time),
            ("[h]:mm:ss", .number), ("[mm]:ss", .number), ("General", .number), ("0.00E+00", .number),
            ("#,##0\\ \"đồng/ngày d\"", .number), ("[Red]0;[Blue]-0", .number), ("0;dd/mm/yyyy", .number),
            ("#,##0_d", .number), ("@", .number), ("", .number), ("\"dd", .number), ("[", .number), ("dd[", .day),
        ] as [(String, CellStyles.Shape)])
    func formats(_ format: String, _ expected: CellStyles.Shape) {
        #expect(CellStyles.shape(format: format) == expected)
    }

    @Test("formats that no file writes out")
    func builtIn() {
        #expect(
            [14, 22, 20, 45, 0, 2, 49, 164].map { CellStyles.shape(builtIn: $0) } == [
                .day, .dayTime, .time, .number, .number, .number, .number, .number,
            ])
    }
}
