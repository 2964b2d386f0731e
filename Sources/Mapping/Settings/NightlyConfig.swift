package import Domain

/// What the nightly job is told: which folders it watches, what they may send, what stops a wrong night, what is expected.
///
/// One YAML file of the operator's (`chitieu nightly --config`), checked before anything is touched (`chitieu check --config`).
/// Paths in it that are not absolute are meant from the folder of the file.
package struct NightlyConfig: Sendable, Equatable {
    package var warehouse = ""
    package var mappings = "Mappings"
    /// The key's file; nil: the warehouse's name with `.key`.
    package var identityKey: String?
    package var language = Language.vi
    /// Seconds between the two looks at a file that must agree before it is taken.
    package var settle = 60
    /// Where originals are kept; nil: nowhere, a taken file stays in its own office's folder.
    package var archive: Archive?
    /// Days for which a copy to correct lies in its folder; nil: no copies are made.
    package var copyDays: Int? = 30
    package var folders: [DropFolder] = []
    package var expected: [Expectation] = []
    /// Whether an arrival that is missing makes the exit code 1.
    package var missingCounts = true
    /// The plan that summaries speak of.
    package var plan: String?
    /// The file of figures for Prometheus' textfile collector.
    package var metrics: String?
    /// The folder in which the operator keeps backups of the warehouse: `doctor` looks how old the newest is.
    package var backups: String?

    package init() {}

    /// The archive of originals.
    package struct Archive: Sendable, Equatable {
        package var folder: String
        /// Days for which a file is kept; nil: for ever.
        package var keepDays: Int?
    }

    /// A folder in which one unit's exports are dropped.
    package struct DropFolder: Sendable, Equatable {
        package var path: String
        /// Code of the unit; a file whose records name one that is not it, nor below it, is refused.
        package var unit: String
        /// Sources that may come here; empty: all.
        package var sources: [String] = []
        /// Whether an export that carries no day speaks of the day on which it arrived.
        package var usesArrival = false
        /// Whether copies to correct are put here.
        package var hasCopies = true
        package var thresholds = Thresholds()
    }

    /// An export that a unit sends each period.
    package struct Expectation: Sendable, Equatable {
        package var unit: String
        package var source: String
        package var every: PeriodKind
        /// The first period is the one that holds this day.
        package var from: Day
        /// Days behind the period's last day by which it must have come.
        package var due: Int
    }
}

/// What stops a wrong file, or is worth a word, beside the rules of its source. What they compare with lies in the warehouse.
package struct Thresholds: Sendable, Equatable, Codable {
    /// What crossing a threshold does.
    package enum Action: String, Sendable, CaseIterable, Codable {
        case refuse
        case warn
    }

    /// One threshold: its figure, and what crossing it does.
    package struct Limit: Sendable, Equatable, Codable {
        package var figure: Int
        package var action: Action

        package init(_ figure: Int, _ action: Action) {
            self.figure = figure
            self.action = action
        }
    }

    /// Percent of records that may be rejects.
    package var rejects: Limit?
    /// Percent by which a whole list may be shorter than the unit's last one of the source.
    package var fall: Limit?
    /// Percent of a scope's live records that one whole list may retire.
    package var retired: Limit?
    /// Records from which a flag that is the same in all of them is no coincidence.
    package var constant: Limit?
    /// Days before `as_of` in which the days of records are expected to lie; a later one is outside too.
    package var days: Limit?

    package init() {}
}
