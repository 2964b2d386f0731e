package import Domain

/// Everything in `Mappings/`, compiled before a byte of input is read. Pure data: the same folder gives the same rules.
package struct Rules: Sendable {
    package var kinds: [Kind] = []
    package var codes: [CodeList] = []
    package var units = UnitList(entries: [])
    package var sources: [SourceDefinition] = []
    /// In the order of their `order`, then by id.
    package var checks: [CheckDefinition] = []
    package var calendars: [Calendar] = []
    package var plans: [Plan] = []
    /// In the order of their `order`, then by id; the first rule set of each is its default.
    package var indicators: [IndicatorDefinition] = []
    /// Statutory forms, and for each the definition of its counted columns.
    package var forms: [FormDefinition] = []
    package var formColumns: [IndicatorDefinition] = []
    package var indexes: [IndexDefinition] = []
    /// Digest of each file, by its path below `Mappings/`, in the order of the paths.
    package var digests: [(path: String, digest: String)] = []

    /// Everything that is counted over records.
    package var counted: [IndicatorDefinition] { indicators + formColumns }

    /// Index of a kind of record by its id.
    package func kind(_ id: String) -> Int? { kinds.firstIndex { $0.id == id } }
    /// Index of a code list by its id.
    package func list(_ id: String) -> Int? { codes.firstIndex { $0.id == id } }
    /// Index of a source by its id.
    package func source(_ id: String) -> Int? { sources.firstIndex { $0.id == id } }
}

/// The public holidays and make-up working days of a year (`calendars/`), as days.
package struct Calendar: Sendable, Equatable {
    package var year: Int
    package var off: [Int64]
    package var working: [Int64]
}

/// A plan's targets (`plans/`).
package struct Plan: Sendable, Equatable {
    package var id: String
    package var title: String
    package var unit: String
    package var year: Int
    /// Report windows that its indicators are counted for beside the calendar's.
    package var windows: [PeriodKind]
    package var targets: [Target]

    /// One line of the plan. `comparison` is nil where the figure is only tracked.
    package struct Target: Sendable, Equatable {
        package var number: String
        package var indicator: String
        package var rules: String
        package var text: String
        package var comparison: String?
        package var target: Double?
        package var lead: String
        package var supporting: String
        package var unitOfMeasure: String
        package var weight: Double?
        /// In force for the periods that begin then.
        package var valid: Validity
    }
}
