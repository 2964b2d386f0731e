/// Units by their codes, but for one of which the tests' list of units says another parent: parents and levels.
enum OracleUnits {
    /// What a test adds to `codes/don_vi.csv`.
    static let listed = ["H55.305": "H55.12"]

    /// `H55.242` in `H55`; the older `000.00.12.H55` in `H55`; `H55` in none.
    static func parent(_ code: String) -> String? {
        if let parent = listed[code] { return parent }
        let parts = code.split(separator: ".")
        guard parts.count > 1 else { return nil }
        guard parts[0].allSatisfy(\.isNumber) else { return parts.dropLast().joined(separator: ".") }
        // The older form read backwards: H55.12.00.000, of which zeros name nothing, without its last part.
        var backwards = parts.reversed().map(String.init)
        while let last = backwards.last, last.allSatisfy({ $0 == "0" }) { backwards.removeLast() }
        return backwards.count > 1 ? backwards.dropLast().joined(separator: ".") : nil
    }

    static func isBelow(_ code: String, _ ancestor: String) -> Bool {
        var current = parent(code)
        while let unit = current {
            if unit == ancestor { return true }
            current = parent(unit)
        }
        return false
    }

    /// All of these and their ancestors.
    static func withAncestors(_ codes: some Sequence<String>) -> Set<String> {
        var all = Set<String>()
        for code in codes {
            var current: String? = code
            while let unit = current {
                all.insert(unit)
                current = parent(unit)
            }
        }
        return all
    }

    /// "tinh", "so" or "xa".
    static func level(_ code: String) -> String {
        let parts = code.split(separator: ".")
        guard parts.count > 1 else { return "tinh" }
        if parts[0].allSatisfy(\.isNumber) { return "so" }
        return (Int(parts[1]) ?? 0) < 100 ? "so" : "xa"
    }
}
