package import Domain

/// What a run did, as a value: the same for people and for programs.
package struct RunReport: Sendable, JSONReport {
    package var command: String
    package var warehouse: String
    package var isDryRun: Bool
    package var run: Int64?
    package var files: [FileReport] = []
    /// Units and kinds of which the values were computed.
    package var computed = 0
    /// Values that are another than before.
    package var valuesChanged = 0
    /// The newest values of the units that the run touched.
    package var indicators: [IndicatorRow] = []
    /// Of the whole run: `calendar-missing`, `definition-edited`, `unit-unlisted`, …
    package var warnings: [RejectGroup] = []
    /// What the checks find in the warehouse as it stands.
    package var checks: [CheckReport] = []
    /// What could not be written beside the warehouse, a clock that goes behind, rules that a replay did not have then.
    package var troubles: [String]?
    /// Of a nightly run: earlier ones that were cut off before they could tell what they did; their files are among `files`.
    package var cutRuns: [Int64]?
    /// Of a nightly run: files that were left where they are, and why.
    package var left: [LeftFile]?
    /// Of a nightly run: arrivals that are due and did not come.
    package var missing: [MissingArrival]?
    /// Of a nightly run: the plan that its configuration names.
    package var plan: PlanTally?
    package var seconds: Double = 0
    package var exitCode: Int32 = 0

    package init(command: String, warehouse: String, isDryRun: Bool) {
        self.command = command
        self.warehouse = warehouse
        self.isDryRun = isDryRun
    }

    /// Where several meet, the first of these counts (design.md, 4).
    package static let precedence: [Int32] = [70, 74, 75, 78, 66, 2, 1]

    /// The exit code of several.
    package static func exitCode(_ codes: [Int32]) -> Int32 { precedence.first(where: codes.contains) ?? 0 }
}
