import Records

/// What a workbook's styles say of its numbers: which of them are dates.
struct CellStyles {
    /// How a number is shown.
    enum Shape: Sendable, Equatable {
        case number
        /// A day; its time is not shown.
        case day
        /// A day with its time.
        case dayTime
        /// The time of a day.
        case time
    }

    /// Days are counted from 1 January 1904.
    var is1904 = false
    private var shapes: [Shape] = []
    /// Formats and styles that are kept of one workbook; Excel has at most 65,490.
    private static let most = 100_000

    /// The shape of a cell's style.
    func shape(_ style: Int) -> Shape { shapes.indices.contains(style) ? shapes[style] : .number }

    /// Takes the shapes of styles that are known, by their numbers.
    mutating func take(_ shapes: [Shape]) { self.shapes = shapes }

    mutating func read(_ entry: ZipEntry, _ limits: ReadLimits) throws(ReadFailure) {
        var formats: [Int: Shape] = [:]
        var styles: [Int] = []
        try WorkbookPart.each(
            entry, ["styleSheet/numFmts/numFmt", "styleSheet/cellXfs/xf"], wanted: ["@numFmtId", "@formatCode"], limits
        ) { element throws(ReadFailure) in
            let id = Int(element.first("@numFmtId")) ?? 0
            if element.place == "numFmt" {
                formats[id] = Self.shape(format: element.first("@formatCode"))
            } else {
                styles.append(id)
            }
            if formats.count + styles.count > Self.most { throw ReadFailure(.entryTooLarge, detail: entry.name) }
        }
        shapes = styles.map { formats[$0] ?? Self.shape(builtIn: $0) }
    }

    /// Formats that are not written in the file (ECMA-376, 18.8.30), those of East Asian languages too.
    static func shape(builtIn id: Int) -> Shape {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: .day
        case 18...21, 32...35, 55, 56: .time
        case 22: .dayTime
        // 45 to 47 are durations: numbers.
        default: .number
        }
    }

    /// A format by its first section: `dd/mm/yyyy;@`, `[$-42A]dd mmmm yyyy`, `h:mm AM/PM`. `[h]:mm` is a duration.
    static func shape(format: String) -> Shape {
        let code = Array(format.lowercased().utf8)
        var hasDay = false
        var hasMonth = false
        var hasTime = false
        var at = 0
        while at < code.count, code[at] != UInt8(ascii: ";") {
            switch code[at] {
            case UInt8(ascii: "\""): at = code[(at + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? code.count
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): at += 1
            case UInt8(ascii: "["):
                let end = code[at...].firstIndex(of: UInt8(ascii: "]")) ?? code.count
                let inside = code[(at + 1)..<max(at + 1, end)]
                if let first = inside.first, "hms".utf8.contains(first), inside.allSatisfy({ $0 == first }) {
                    return .number
                }
                at = end
            case UInt8(ascii: "a") where code[at...].starts(with: "am/pm".utf8): at += 4
            case UInt8(ascii: "g") where code[at...].starts(with: "general".utf8): at += 6
            case UInt8(ascii: "y"), UInt8(ascii: "d"): hasDay = true
            case UInt8(ascii: "m"): hasMonth = true
            case UInt8(ascii: "h"), UInt8(ascii: "s"): hasTime = true
            default: break
            }
            at += 1
        }
        // Beside hours or seconds m is minutes.
        if hasDay || (hasMonth && !hasTime) { return hasTime ? .dayTime : .day }
        return hasTime ? .time : .number
    }
}
