import Domain
import Reports

extension FileReport {
    /// The counts that are not 0, as "read 3, new 2, rejected 1".
    var tale: String {
        guard let counts else { return status.rawValue }
        let all = [
            ("read", counts.read), ("new", counts.new), ("changed", counts.changed), ("unchanged", counts.unchanged),
            ("stale", counts.stale), ("duplicate", counts.duplicate), ("joined", counts.joined),
            ("rejected", counts.rejected), ("filtered", counts.filtered), ("retired", counts.retired),
            ("fields", counts.fieldRejects),
        ]
        return all.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
