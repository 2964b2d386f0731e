import Records
import Testing

@testable import Readers

/// A zip archive of stored entries (APPNOTE, 4.3), and the parts that a small workbook has.
struct ZipWriter {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ text: String) {
        let content = Array(text.utf8)
        let fields = Self.four(Self.crc32(content)) + Self.four(content.count) + Self.four(content.count)
        let lengths = Self.two(name.utf8.count) + Self.two(0)
        // Version 2.0, no flags, stored, 1 January 1980.
        let start = Self.two(20) + Self.two(0) + Self.two(0) + Self.two(0) + Self.two(0x21) + fields + lengths
        directory += [0x50, 0x4B, 1, 2] + Self.two(20) + start + Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0)
        directory += Self.four(bytes.count) + Array(name.utf8)
        bytes += [0x50, 0x4B, 3, 4] + start + Array(name.utf8) + content
        count += 1
    }

    func end() -> [UInt8] {
        let sizes = Self.four(directory.count) + Self.four(bytes.count)
        return bytes + directory + [0x50, 0x4B, 5, 6] + Self.two(0) + Self.two(0) + Self.two(count) + Self.two(count)
            + sizes + Self.two(0)
    }

    static func two(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }

    static func four(_ value: Int) -> [UInt8] { two(value) + two(value >> 16) }

    static func crc32(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }

    /// A workbook of sheets by name, each the inside of its `<worksheet>`.
    static func workbook(
        _ sheets: [(name: String, xml: String)], strings: String? = nil, styles: String? = nil, properties: String = ""
    ) -> [UInt8] {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        func relation(_ id: String, _ type: String, _ target: String) -> String {
            "<Relationship Id='\(id)' Type='\(types)/\(type)' Target='\(target)'/>"
        }
        var zip = ZipWriter()
        zip.add("_rels/.rels", "<Relationships>\(relation("a", "officeDocument", "xl/workbook.xml"))</Relationships>")
        var list = ""
        var relations = ""
        for (index, sheet) in sheets.enumerated() {
            list += "<sheet name='\(sheet.name)' sheetId='\(index + 1)' r:id='r\(index)'/>"
            relations += relation("r\(index)", "worksheet", "worksheets/s\(index).xml")
            zip.add("xl/worksheets/s\(index).xml", "<worksheet>\(sheet.xml)</worksheet>")
        }
        if let strings {
            relations += relation("t", "sharedStrings", "/xl/strings.xml")
            zip.add("xl/strings.xml", strings)
        }
        if let styles {
            relations += relation("y", "styles", "./styles.xml")
            zip.add("xl/styles.xml", styles)
        }
        zip.add("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>")
        zip.add(
            "xl/workbook.xml", "<workbook xmlns:r='\(types)'>\(properties)<sheets>\(list)</sheets></workbook>")
        return zip.end()
    }
}

extension Reading {
    /// The rows of a sheet of a workbook in memory.
    init(
        workbook bytes: [UInt8], sheet: Int = 0, most: Int? = nil, limits: ReadLimits = ReadLimits()
    ) {
        var batch = RecordBatch()
        do throws(ReadFailure) {
            let stream = try Workbook(SeekableBytes(bytes), limits: limits).rows(of: sheet, most: most)
            while try stream.next(into: &batch) {}
            warnings = stream.warnings
        } catch {
            failure = error
        }
        take(batch)
    }

    /// The rows of a sheet by its XML alone, the same from every size of chunk.
    static func sheet(
        _ rows: String, strings: SharedStrings = SharedStrings(), styles: CellStyles = CellStyles(),
        limits: ReadLimits = ReadLimits(), sourceLocation: SourceLocation = #_sourceLocation
    ) -> Reading {
        same(Array("<worksheet>\(rows)</worksheet>".utf8), sourceLocation: sourceLocation) {
            SheetReader(strings: strings, styles: styles, limits: limits)
        }
    }
}
