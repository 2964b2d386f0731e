package import Records

/// A zip archive of exports, each of which is a load of its own. Nothing of it is ever written under a name of its own.
package struct ZipExports: Sendable {
    /// What the archive says of one entry.
    package struct Entry: Sendable {
        /// Its place in the archive.
        package var index: Int
        /// As it stands there, a path perhaps: to be shown, never to be opened.
        package var name: String
        /// Unpacked, as the archive says.
        package var bytes: Int
        var packedBytes: Int

        /// The parts of the name. Old programs write `\` between them.
        package var steps: [Substring] { name.split { $0 == "/" || $0 == "\\" } }
        /// A name that ends in a slash.
        package var isFolder: Bool { name.hasSuffix("/") || name.hasSuffix("\\") }
    }

    /// In the order of the archive.
    package let entries: [Entry]

    /// What only a package of an office program has: of OPC (ECMA-376, 2), of OpenDocument (1.2, part 3).
    private static let ofPackages: Set = ["[Content_Types].xml", "_rels/.rels", "mimetype", "META-INF/manifest.xml"]

    /// Looks into the archive; nil where it is a package, as a workbook is.
    ///
    /// Throws `damagedArchive` (also where its entries cannot all lie in it side by side), `tooManyEntries` and
    /// `archiveTooLarge`.
    package init?(_ bytes: SeekableBytes, limits: ReadLimits = ReadLimits()) throws(ReadFailure) {
        entries = try ZipArchive(bytes, limits: limits).entries()
        if entries.contains(where: { Self.ofPackages.contains($0.name) }) { return nil }
        // Entries that share their bytes are how an archive grows beyond any ratio.
        guard Self.sum(entries.map(\.packedBytes)) <= bytes.count else {
            throw ReadFailure(.damagedArchive, detail: "entries overlap")
        }
        let total = Self.sum(entries.map(\.bytes))
        if total > limits.archiveBytes { throw ReadFailure(.archiveTooLarge, detail: String(total)) }
    }

    /// How a zip archive begins, one with entries or without.
    static let signatures: [[UInt8]] = [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]]

    /// Whether a file begins as a zip archive does.
    package static func begins(_ start: ArraySlice<UInt8>) -> Bool {
        signatures.contains { start.starts(with: $0) }
    }

    /// What an archive claims may be more than a number can say.
    private static func sum(_ numbers: [Int]) -> Int {
        numbers.reduce(0) { sum, number in
            let (total, isOver) = sum.addingReportingOverflow(number)
            return isOver ? .max : total
        }
    }
}
