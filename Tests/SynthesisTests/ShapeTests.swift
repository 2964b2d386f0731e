import Synthesis
import Testing

@Suite("The shape of a generated file")
struct ShapeTests {
    /// Rows and cells of a CSV file by RFC 4180, as simple as can be.
    private static func rows(_ bytes: [UInt8], delimiter: UInt8) -> [[String]] {
        var (rows, row, cell): ([[String]], [String], [UInt8]) = ([], [], [])
        var (isQuoted, place) = (false, 0)
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if isQuoted {
                guard byte == 0x22 else {
                    cell.append(byte)
                    continue
                }
                if place < bytes.count, bytes[place] == 0x22 {
                    cell.append(byte)
                    place += 1
                } else {
                    isQuoted = false
                }
            } else if byte == 0x22 {
                isQuoted = true
            } else if byte == delimiter || byte == 0x0A {
                row.append(String(decoding: cell, as: UTF8.self))
                cell = []
                if byte == 0x0A {
                    rows.append(row)
                    row = []
                }
            } else if byte != 0x0D {
                cell.append(byte)
            }
        }
        return rows
    }

    @Test("is a table of one width", arguments: Layout.allCases.filter(\.isTable), [UInt8(0x2C), 0x3B, 0x09])
    func table(layout: Layout, delimiter: UInt8) throws {
        var request = Request(layout, count: 200)
        request.delimiter = delimiter
        request.furniture = Set(Furniture.allCases)
        let (bytes, truth) = try Generate(request).made()
        #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
        let rows = Self.rows(bytes, delimiter: delimiter)
        #expect(Set(rows.map(\.count)).count == 1)
        let keys = truth.records.compactMap(\.key)
        let withKey = rows.filter { row in row.contains { keys.contains($0) } }
        #expect(withKey.count == 200)
    }

    @Test("has the columns that are asked for, and facts for no others", arguments: ListColumns.allCases)
    func columns(columns: ListColumns) throws {
        var request = Request(.list, count: 20)
        request.columns = columns
        request.furniture = []
        let (bytes, truth) = try Generate(request).made()
        let rows = Self.rows(Array(bytes.dropFirst(3)), delimiter: 0x2C)
        #expect(rows[0] == columns.columns.map(\.rawValue))
        #expect(rows.count == 21)
        let facts = truth.records[0].facts
        #expect((facts["kenh"] == nil) == (columns == .few))
        #expect((facts["ngay_co_ket_qua"] == nil) == (columns != .bothEnds))
        #expect(facts["ngay_tu_choi"] == nil)
    }

    @Test("is balanced markup", arguments: [Layout.sync, .msync])
    func markup(layout: Layout) throws {
        var request = Request(layout, count: 100)
        request.spoilt = 20
        let (bytes, _) = try Generate(request).made()
        let text = String(decoding: bytes, as: UTF8.self)
        var open: [Substring] = []
        var records = 0
        for piece in text.split(separator: "<").dropFirst() {
            let tag = piece.prefix { $0 != ">" }
            #expect(piece.contains(">"))
            if tag.hasPrefix("/") {
                #expect(open.popLast() == tag.dropFirst())
            } else if !tag.hasSuffix("/") {
                open.append(tag)
                if tag == "HoSo" || tag == "MSyncDocument" { records += 1 }
            }
        }
        #expect(open.isEmpty)
        #expect(records == 100)
    }

    @Test("spoils no other line than the record's own")
    func spoiltLines() throws {
        for kind in [SpoiltKind.widthShort, .widthLong] {
            var request = Request(.list, count: 100)
            request.spoilt = 30
            request.kinds = [kind]
            request.furniture = []
            let (bytes, truth) = try Generate(request).made()
            let rows = Self.rows(bytes, delimiter: 0x2C).dropFirst()
            let width = ListColumns.full.columns.count
            let odd = rows.map { $0.count != width }
            #expect(odd == truth.records.map { $0.spoilt != nil })
        }
    }
}
