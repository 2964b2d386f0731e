package import Domain

/// What became of one file of a run.
package struct FileReport: Sendable, Codable {
    /// What became of a file.
    package enum Status: String, Sendable, Codable, CaseIterable {
        case loaded
        case alreadyLoaded = "already_loaded"
        case refused
        /// It could not be opened, or is no regular file.
        case unreadable
    }

    package var name: String
    package var status: Status
    package var load: Int64?
    package var source: String?
    package var sourceTitle: String?
    package var unit: String?
    /// ISO day.
    package var asOf: String?
    package var asOfFrom: String?
    package var coversUntil: String?
    /// Of a copy to correct: the name of its original.
    package var corrects: String?
    package var encoding: String?
    /// Why it is that; nil for UTF-8.
    package var encodingNote: EncodingNote?
    package var counts: LoadCounts?
    /// Titles of the fields of which the file, a table, says nothing: unknown, not empty.
    package var lacks: [String] = []
    /// Of a file that was loaded before: places that were not taken then.
    package var rejectedThen: Int?
    /// What refused the file.
    package var failure: RejectGroup?
    /// What was not taken of it, by cause.
    package var rejects: [RejectGroup] = []
    /// Taken, and worth a word.
    package var warnings: [RejectGroup] = []
    /// The watched folder that it came from, and what the nightly job put there about it, masked as `name`.
    package var folder: String?
    package var receipt: String?
    package var copy: String?
    /// Of a file that names persons who were forgotten.
    package var forgotten: Forgotten?

    /// What names persons who were forgotten.
    package struct Forgotten: Sendable, Codable, Equatable {
        /// Rows that name one, in whatever column; 0 where only the archive around the export does.
        package var rows: Int
        /// Records of theirs that were passed over; they are among the filtered ones.
        package var passedOver = 0

        package init(rows: Int) { self.rows = rows }
    }

    package init(name: String, status: Status) {
        self.name = name
        self.status = status
    }

    /// What the file alone makes of the exit code (design.md, 4).
    package var exitCode: Int32 {
        switch status {
        case .unreadable: 66
        case .refused: failure?.code == RejectCode.inputOutput.rawValue ? 74 : 2
        case .alreadyLoaded: 0
        case .loaded: counts.map { $0.rejected > 0 || $0.fieldRejects > 0 } == true ? 1 : 0
        }
    }
}

/// Rejects of one cause: how many, and the first places.
package struct RejectGroup: Sendable, Codable, Equatable {
    /// Where one of a group was met.
    package struct Place: Sendable, Codable, Equatable {
        /// Physical line; 0 where there is none.
        package var line: Int32
        /// Row as a spreadsheet shows it.
        package var row: Int32
        package var found: String
    }

    /// Places that are named; of the others only the number is told.
    package static let shown = 3

    package var code: String
    package var severity: String
    package var heading: String
    package var field: String
    package var found: String
    package var expected: String
    package private(set) var count = 0
    package private(set) var places: [Place] = []

    package init(_ reject: Reject) {
        code = reject.code.rawValue
        severity = reject.severity.rawValue
        heading = reject.heading
        field = reject.field
        found = reject.found
        expected = reject.expected
    }

    /// Counts one more.
    package mutating func add(line: Int32, row: Int32, found: String, times: Int = 1) {
        count += times
        if places.count < Self.shown { places.append(Place(line: line, row: row, found: found)) }
    }

    /// Counts more of which no place is told.
    mutating func count(_ times: Int) { count += times }

    /// The catalogue's entry; nil only for a code of another version.
    var text: RejectText? { RejectCode(rawValue: code)?.text }
}

/// Groups rejects by cause: code, column and, for labels, what was found.
package struct RejectTally: Sendable {
    private struct Key: Hashable {
        var code: RejectCode
        var severity: RejectCode.Severity
        var heading: String
        var field: String
        var label: String
    }

    /// Different causes of a file that are told apart; behind them only code and column count.
    private static let most = 200

    private var order: [Key] = []
    private var groups: [Key: RejectGroup] = [:]

    package init() {}

    /// Counts a reject with those of its cause.
    /// `isPlaced`: its place may be told.
    package mutating func add(_ reject: Reject, isPlaced: Bool = true) {
        let label = reject.code == .codeUnknown && order.count < Self.most ? reject.found : ""
        let key = Key(
            code: reject.code, severity: reject.severity, heading: reject.heading, field: reject.field, label: label)
        if groups[key] == nil {
            order.append(key)
            groups[key] = RejectGroup(reject)
        }
        if isPlaced {
            groups[key]?.add(line: reject.line, row: reject.row, found: reject.found)
        } else {
            groups[key]?.count(1)
        }
    }

    /// The groups, the largest first; those of one size in the order of the file.
    package var all: [RejectGroup] {
        order.compactMap { groups[$0] }.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }
        .map(\.element)
    }
}
