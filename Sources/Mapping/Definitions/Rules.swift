package import Domain

/// Everything in `Mappings/`, compiled before a byte of input is read. Pure data: the same folder gives the same rules.
package struct Rules: Sendable {
    package var kinds: [Kind] = []
    package var codes: [CodeList] = []
    package var units = UnitList(entries: [])
    package var sources: [SourceDefinition] = []
    package var calendars: [Calendar] = []
    package var plans: [Plan] = []
    package var indicators: [IndicatorText] = []
    /// Digest of each file, by its path below `Mappings/`, in the order of the paths.
    package var digests: [(path: String, digest: String)] = []

    package func kind(_ id: String) -> Int? { kinds.firstIndex { $0.id == id } }
    package func list(_ id: String) -> Int? { codes.firstIndex { $0.id == id } }
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
    }
}

/// An indicator as `indicators/` writes it; its expressions are checked by the compiler and bound by the engine.
package struct IndicatorText: Sendable, Equatable {
    package var id: String
    package var title: String
    package var description: String
    package var unitOfMeasure: String
    package var kind: String
    package var personal: Bool
    package var by: [String]
    package var order: Int
    package var ruleSets: [RuleSetText]
}

/// One named formula of an indicator.
package struct RuleSetText: Sendable, Equatable {
    /// "" where the indicator has one only.
    package var name: String
    package var isDefault: Bool
    package var shape: String
    package var day: String
    package var from: String
    package var until: String
    package var denominator: String
    package var numerator: String
    package var validFrom: Day?
    package var validTo: Day?
}
