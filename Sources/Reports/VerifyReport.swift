package import Domain

/// What `warehouse verify` found not to hold.
package struct VerifyReport: Sendable, JSONReport {
    package var warehouse: String
    package var isWhole: Bool
    package var findings: [String]

    package init(warehouse: String, findings: [String]) {
        self.warehouse = warehouse
        self.findings = findings
        isWhole = findings.isEmpty
    }

    /// 3 where something does not hold.
    package var exitCode: Int32 { isWhole ? 0 : 3 }

    /// A line a finding.
    package func text(_ language: Language) -> String {
        isWhole
            ? language.pick("kho toàn vẹn", "the warehouse is whole") : findings.joined(separator: "\n")
    }
}
