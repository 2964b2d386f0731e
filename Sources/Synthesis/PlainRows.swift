/// The rows of a table that the generator wrote: commas, quotes where they must be, CR LF.
enum PlainRows {
    static func rows(of bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        func endCell() {
            row.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        while at < bytes.count {
            let byte = bytes[at]
            if isQuoted, byte != 0x22 {
                cell.append(byte)
            } else if byte == 0x22 {
                // Two of them in a quoted cell are one.
                if isQuoted, at + 1 < bytes.count, bytes[at + 1] == 0x22 {
                    cell.append(byte)
                    at += 1
                } else {
                    isQuoted.toggle()
                }
            } else if byte == 0x2C {
                endCell()
            } else if byte == 0x0A {
                endCell()
                rows.append(row)
                row = []
            } else if byte != 0x0D {
                cell.append(byte)
            }
            at += 1
        }
        return rows
    }
}
