/// One commune's month in every form in which offices send such lists: whatever the form, the same must come of it.
package struct Matrix: Sendable {
    /// A form of a file.
    package struct Form: Sendable {
        /// What it is: the name of its folder.
        package let name: String
        /// Of its files' names.
        package let ending: String
        private let making: @Sendable ([[String]]) -> [UInt8]

        init(_ name: String, _ ending: String, _ making: @escaping @Sendable ([[String]]) -> [UInt8]) {
            self.name = name
            self.ending = ending
            self.making = making
        }

        /// The bytes of a list.
        package func file(_ list: List) -> [UInt8] { file(list.rows) }

        /// The bytes of rows of texts.
        package func file(_ rows: [[String]]) -> [UInt8] { making(rows) }
    }

    /// A list as rows of texts.
    package struct List: Sendable {
        /// Of its files' names.
        package let name: String
        /// What it is told to be by the command; nil where its records name their unit.
        package let unit: String?
        let rows: [[String]]
    }

    /// The dossiers of the month and the accounts of the commune.
    package let lists: [List]
    /// The day at which they speak.
    package let asOf: CivilDay

    /// The lists of so many records.
    package init(count: Int, seed: UInt64 = 1) throws {
        var dossiers = Request(.list, count: count)
        dossiers.seed = seed
        dossiers.units = 1
        var accounts = Request(.vneid, count: count)
        accounts.seed = seed
        accounts.units = 1
        asOf = dossiers.exported
        let unit = dossiers.offices.first?.code
        lists = try [("ho-so", dossiers, nil), ("dinh-danh", accounts, unit)].map { name, request, unit in
            List(name: name, unit: unit, rows: PlainRows.rows(of: try Generate(request).made().bytes))
        }
    }

    /// The form that all others are compared with.
    package static let plain = Form("csv", "csv") { Array(ListText.csv($0).utf8) }

    /// All others.
    package static let forms: [Form] = delimited + encoded + packed

    private static let delimited: [Form] = [(",", "phay"), (";", "cham-phay"), ("\t", "tab")].flatMap {
        mark, markName in
        [("\n", "lf"), ("\r\n", "crlf"), ("\r", "cr")].flatMap { end, endName in
            [false, true].map { isQuoted in
                Form("csv-\(markName)-\(endName)-\(isQuoted ? "nhay" : "tran")", "csv") {
                    Array(ListText.csv($0, delimiter: mark, end: end, isQuoted: isQuoted).utf8)
                }
            }
        }
    }

    private static let encoded: [Form] = [
        Form("utf-8-bom", "csv") { [0xEF, 0xBB, 0xBF] + Array(ListText.csv($0).utf8) },
        Form("utf-16le", "csv") { ListText.utf16(ListText.csv($0), isBig: false) },
        Form("utf-16le-bom", "csv") { [0xFF, 0xFE] + ListText.utf16(ListText.csv($0), isBig: false) },
        Form("utf-16be", "csv") { ListText.utf16(ListText.csv($0), isBig: true) },
        Form("utf-16be-bom", "csv") { [0xFE, 0xFF] + ListText.utf16(ListText.csv($0), isBig: true) },
        Form("windows-1258", "csv") { OldText.windows1258(ListText.csv($0), isCombining: false) },
        Form("windows-1258-to-hop", "csv") { OldText.windows1258(ListText.csv($0), isCombining: true) },
        Form("tcvn3", "csv") { OldText.tcvn3(ListText.csv($0)) },
        Form("vni", "csv") { OldText.vni(ListText.csv($0)) },
    ]

    private static let packed: [Form] = [
        Form("xlsx", "xlsx") { SheetFile.xlsx($0) },
        Form("html", "xls") { Array(SheetFile.html($0).utf8) },
        Form("html-tcvn3", "xls") { OldText.tcvn3(SheetFile.html($0)) },
        Form("spreadsheetml", "xls") { Array(SheetFile.spreadsheetML($0).utf8) },
        Form("ods", "ods") { SheetFile.ods($0) },
        Form("gz", "csv.gz") { StoredArchive.gzip(Array(ListText.csv($0).utf8)) },
        Form("zip", "zip") { StoredArchive.zip([("danh-sach.csv", Array(ListText.csv($0).utf8))]) },
        Form("ods-zip", "zip") { StoredArchive.zip([("danh-sach.ods", SheetFile.ods($0))]) },
    ]
}
