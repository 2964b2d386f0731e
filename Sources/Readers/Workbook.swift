package import Records

/// A workbook of Office Open XML (ECMA-376, transitional or strict): its sheets by name, with the styles and strings that
/// they share.
package final class Workbook: TableContainer {
    private struct Sheet {
        var name: String
        var part: String
    }

    private let archive: ZipArchive
    private let limits: ReadLimits
    private var sheets: [Sheet] = []
    private var styles = CellStyles()
    private var stringsPart = ""
    /// As many of the strings as were asked for.
    private var strings = SharedStrings()
    private static let mostSheets = 4_096

    /// Opens the workbook in an archive; throws `noWorkbook` where there is none.
    package init(_ bytes: SeekableBytes, limits: ReadLimits = ReadLimits()) throws(ReadFailure) {
        self.limits = limits
        archive = try ZipArchive(bytes, limits: limits)
        guard let main = Self.target("officeDocument", try Self.relations(of: "", in: archive)),
            let entry = try archive.entry(main)
        else { throw try ForeignFormat.refusal(package: archive) }
        var isWorkbook = false
        var found: [(name: String, relation: String)] = []
        try WorkbookPart.each(
            entry, ["workbook/sheets", "workbook/workbookPr"], wanted: ["@date1904", "sheet/@name", "sheet/@id"], limits
        ) { element in
            if element.place == "workbookPr" {
                styles.is1904 = ["1", "true", "on"].contains(element.first("@date1904"))
                return
            }
            isWorkbook = true
            let ids = element.all("sheet/@id")
            for (name, id) in zip(element.all("sheet/@name"), ids) { found.append((name, id)) }
        }
        guard isWorkbook, found.count <= Self.mostSheets else {
            throw try ForeignFormat.refusal(package: archive)
        }
        let relations = try Self.relations(of: main, in: archive)
        for (name, id) in found {
            // Sheets of charts and macros have no rows.
            guard let relation = relations.first(where: { $0.id == id && $0.type == "worksheet" }) else { continue }
            sheets.append(Sheet(name: name, part: relation.target))
        }
        if sheets.isEmpty { throw ReadFailure(.noWorkbook) }
        if let part = Self.target("styles", relations), let entry = try archive.entry(part) {
            try styles.read(entry, limits)
        }
        stringsPart = Self.target("sharedStrings", relations) ?? ""
    }

    /// Opens it as a container.
    static func open(
        _ bytes: SeekableBytes, _: TextEncoding, _ limits: ReadLimits
    ) throws(ReadFailure) -> any TableContainer { try Workbook(bytes, limits: limits) }

    package var tables: [String] { sheets.map(\.name) }

    /// Serial days of 1904 are later by 1,462.
    package var serialOffset: Int { styles.is1904 ? SerialDate.offset1904 : 0 }

    /// The rows of a sheet. Where only the first ones are wanted, only the strings that they use are read.
    package func rows(of table: Int, most: Int?) throws(ReadFailure) -> any RecordStream {
        if let most {
            let needed = SheetReader(strings: nil, styles: styles, limits: limits)
            let stream = SheetStream(try entry(of: table), needed, most: most)
            var batch = RecordBatch()
            while try stream.next(into: &batch) { batch.removeAll() }
            try read(strings: needed.highestString + 1)
        } else {
            try read(strings: .max)
        }
        let reader = SheetReader(strings: strings, styles: styles, limits: limits)
        return SheetStream(try entry(of: table), reader, most: most)
    }

    /// The rows of a sheet of which only some columns are read. Where the strings are many, the sheet is read twice: first for those
    /// that these columns need, which alone are held.
    package func rows(of table: Int, reading columns: Set<Int>, behind header: Int) throws(ReadFailure)
        -> any RecordStream
    {
        guard !stringsPart.isEmpty, let part = try archive.entry(stringsPart), part.size > limits.heldStrings else {
            try read(strings: .max)
            let reader = SheetReader(strings: strings, styles: styles, limits: limits)
            reader.look(at: columns, behind: header)
            return SheetStream(try entry(of: table), reader, most: nil)
        }
        let looking = SheetReader(strings: nil, styles: styles, limits: limits)
        looking.use = StringUse(columns: columns)
        let stream = SheetStream(try entry(of: table), looking, most: nil)
        var batch = RecordBatch()
        while try stream.next(into: &batch) { batch.removeAll() }
        var needed = SharedStrings(looking.use)
        try needed.read(part, most: .max, limits)
        let reader = SheetReader(strings: needed, styles: styles, limits: limits)
        reader.look(at: columns, behind: header)
        return SheetStream(try entry(of: table), reader, most: nil)
    }

    private func entry(of table: Int) throws(ReadFailure) -> ZipEntry {
        guard let entry = try archive.entry(sheets[table].part) else {
            throw ReadFailure(.damagedSheet)
        }
        return entry
    }

    private func read(strings count: Int) throws(ReadFailure) {
        if strings.count >= count || strings.isWhole { return }
        strings = SharedStrings()
        guard !stringsPart.isEmpty, let entry = try archive.entry(stringsPart) else {
            strings.isWhole = true
            return
        }
        try strings.read(entry, most: count, limits)
    }

    // MARK: Relationships

    /// One part that another one points to: the last word of its type, and its name in the archive.
    private struct Relation {
        var id: String
        var type: String
        var target: String
    }

    private static func target(_ type: String, _ relations: [Relation]) -> String? {
        relations.first { $0.type == type }?.target
    }

    /// The relationships of a part, or of the package for "".
    private static func relations(of part: String, in archive: ZipArchive) throws(ReadFailure) -> [Relation] {
        let folders = part.split(separator: "/").map(String.init)
        let name = (folders.dropLast() + ["_rels", (folders.last ?? "") + ".rels"]).joined(separator: "/")
        guard let entry = try archive.entry(name) else { return [] }
        var relations: [Relation] = []
        try WorkbookPart.each(
            entry, ["Relationships/Relationship"], wanted: ["@Id", "@Type", "@Target", "@TargetMode"], archive.limits
        ) { element in
            if element.first("@TargetMode") == "External" { return }
            relations.append(
                Relation(
                    id: element.first("@Id"),
                    type: element.first("@Type").split(separator: "/").last.map(String.init) ?? "",
                    target: resolved(element.first("@Target"), folders.dropLast())))
        }
        return relations
    }

    /// A target, absolute or as seen from a folder.
    private static func resolved(_ target: String, _ folder: ArraySlice<String>) -> String {
        var steps = target.hasPrefix("/") ? [] : Array(folder)
        for step in target.split(separator: "/") {
            if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(String(step)) }
        }
        return steps.joined(separator: "/")
    }
}
