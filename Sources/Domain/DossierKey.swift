/// A dossier's code packed into the row's number, so that the warehouse needs neither its text nor an index on it.
///
/// `{agency}-{yyMMdd}-{sequence}` (domain.md, 3.4) is, from the highest bit: 0 · odd 1 · unit 18 · day 16 (since
/// 2000-01-01) · digits of the sequence 4 · sequence 24. Dossiers of one unit lie together, in the order of their
/// days, which makes loading an append to a few places and a unit's dossiers one range. A code of another shape, which a
/// source may declare, is *odd*: the bit is set and the rest is the number of its interned text.
package enum DossierKey {
    /// Set in the key of a code of another shape, which is an interned word.
    package static let oddBit: Int64 = 1 << 62
    /// Where the unit begins.
    package static let unitShift: Int64 = 44
    /// How many units a key can tell apart.
    package static let units: Int64 = 1 << 18
    private static let dayShift: Int64 = 28
    private static let widthShift: Int64 = 24
    private static let sequences: Int64 = 1 << 24
    /// 2000-01-01 in days since 1970-01-01.
    package static let firstDay: Int64 = 10_957

    /// The packed code, or nil where a part does not fit (it is odd then).
    package static func pack(unit: Int64, day: Int64, width: Int, sequence: Int64) -> Int64? {
        let since = day - firstDay
        guard (0..<units).contains(unit), (0..<65_536).contains(since), (1...15).contains(width),
            (0..<sequences).contains(sequence)
        else { return nil }
        return unit << unitShift | since << dayShift | Int64(width) << widthShift | sequence
    }

    /// The number of an odd code.
    package static func odd(word: Int64) -> Int64 { oddBit | word }

    /// Whether the key is of a code of another shape.
    package static func isOdd(_ key: Int64) -> Bool { key & oddBit != 0 }
    /// The interned word of an odd key.
    package static func word(_ key: Int64) -> Int64 { key & ~oddBit }
    /// SQL that gives the number of the interned word of an odd key.
    package static func wordSQL(_ key: String) -> String { "\(key) & \(oddBit - 1)" }
    /// The interned unit.
    package static func unit(_ key: Int64) -> Int64 { key >> unitShift }
    /// The day in the code, in days since 1970-01-01.
    package static func day(_ key: Int64) -> Int64 { (key >> dayShift & 0xFFFF) + firstDay }
    /// How many digits the sequence is written with.
    package static func width(_ key: Int64) -> Int { Int(key >> widthShift & 0xF) }
    /// The sequence in the code.
    package static func sequence(_ key: Int64) -> Int64 { key & (sequences - 1) }

    /// The same key with another number for its unit or its word.
    package static func renumbered(_ key: Int64, to number: Int64) -> Int64 {
        isOdd(key) ? odd(word: number) : key & (1 << unitShift - 1) | number << unitShift
    }

    /// SQL that gives the code's text from a packed key `id`, with the tables `unit` and `word`.
    package static func sql(_ id: String) -> String {
        """
        CASE WHEN \(id) & \(oddBit) THEN (SELECT text FROM word WHERE word.id = \(id) & \(oddBit - 1)) \
        ELSE (SELECT code FROM unit WHERE unit.id = \(id) >> \(unitShift)) || '-' || \
        substr(strftime('%Y%m%d', ((\(id) >> \(dayShift)) & 65535) * 86400 + \(firstDay * 86_400), 'unixepoch'), 3) || '-' || \
        printf('%0*d', (\(id) >> \(widthShift)) & 15, \(id) & \(sequences - 1)) END
        """
    }
}
