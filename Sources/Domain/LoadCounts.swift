/// What became of the records of a file. `isClosed` is the first invariant; the warehouse holds it as a CHECK.
package struct LoadCounts: Sendable, Equatable, Codable {
    package var read = 0
    package var new = 0
    package var changed = 0
    package var unchanged = 0
    package var stale = 0
    package var duplicate = 0
    package var joined = 0
    package var rejected = 0
    package var filtered = 0
    package var retired = 0
    package var fieldRejects = 0
    package var warnings = 0

    package init() {}

    /// read = new + changed + unchanged + stale + duplicate + joined + rejected + filtered
    package var isClosed: Bool {
        read == new + changed + unchanged + stale + duplicate + joined + rejected + filtered
    }
}
