import Synthesis

/// What can be fuzzed. Each target takes any bytes, and must neither trap nor hang nor grow; what it can compare, it compares.
enum FuzzTarget: String, CaseIterable {
    case csv
    case xml
    case encodings
    case gzip
    case zip
    case sheet
    case xls
    case html
    case spreadsheetml
    case ods
    case mappings

    /// One input. A broken promise is a trap, which libFuzzer keeps the input of.
    func run(_ bytes: [UInt8]) {
        switch self {
        case .csv: ReaderTargets.csv(bytes)
        case .xml: ReaderTargets.xml(bytes)
        case .encodings: ReaderTargets.encodings(bytes)
        case .gzip: ArchiveTargets.gzip(bytes)
        case .zip: ArchiveTargets.zip(bytes)
        case .sheet: ArchiveTargets.tables(SheetFile.xlsx(sheet: bytes), of: "XLSX")
        case .xls: ArchiveTargets.tables(bytes, of: "XLS")
        case .html: ArchiveTargets.tables(bytes, of: "HTML")
        case .spreadsheetml: ArchiveTargets.tables(bytes, of: "SpreadsheetML")
        case .ods: ArchiveTargets.tables(bytes, of: "ODS")
        case .mappings: MappingTarget.compile(bytes)
        }
    }
}
