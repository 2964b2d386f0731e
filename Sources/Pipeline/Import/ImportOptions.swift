package import Domain
package import Records

/// What the command `import` was asked to do.
package struct ImportOptions: Sendable {
    /// Files and folders; `-` is standard input.
    package var paths: [String]
    package var warehouse: String
    package var mappings = "Mappings"
    /// A source that every file must fit.
    package var source: String?
    /// Code or area code of the unit that files without one are of.
    package var unit: String?
    package var asOf: AsOf.Argument?
    /// The key's file; nil: the warehouse's name with `.key`.
    package var identityKey: String?
    /// Percent of rejected records above which a file is refused; nil: what the source says, else 10.
    package var maxRejects: Int?
    package var encoding: TextEncoding?
    /// The sheet of workbooks that is meant; the one that fits a source when nil.
    package var sheet: String?
    package var isDryRun = false
    /// Runs of later days that the warehouse knows had the wrong clock.
    package var acceptsClock = false
    /// The folder for copies to correct of files with rejects; none are written when nil.
    package var copies: String?
    /// The folder for receipts; none are written when nil.
    package var receipts: String?
    package var language = Language.vi

    package init(paths: [String], warehouse: String) {
        self.paths = paths
        self.warehouse = warehouse
    }

    /// The run's own files.
    var ownFiles: [String] {
        ["", ".key", ".lock", "-wal", "-shm", "-journal"].map { warehouse + $0 } + [identityKey].compactMap { $0 }
    }

    /// Rejects up to this number never refuse a file.
    static let toleratedRejects = 10
    /// Percent of records that may be rejects where nothing else is said.
    static let toleratedPercent = 10
}

/// A run that cannot begin or go on: its exit code and what it says.
package struct RunFailure: Error, Sendable {
    package var exitCode: Int32
    package var messages: [String]

    package init(exitCode: Int32, messages: [String]) {
        self.exitCode = exitCode
        self.messages = messages
    }
}
