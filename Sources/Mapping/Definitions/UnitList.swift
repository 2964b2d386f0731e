package import Domain

/// `codes/don_vi.csv`: the units by code, with their names, levels, parents, area codes and dated successors.
package struct UnitList: Sendable, Equatable {
    /// One line of the file; dates as days.
    package struct Entry: Sendable, Equatable {
        package var code: String
        package var name: String
        /// tinh, so, xa.
        package var level: String
        /// Code of the parent, or "".
        package var parent: String
        /// Administrative area code (01981), or "".
        package var area: String
        /// Other names and codes of the unit.
        package var aliases: [String]
        /// First day on which the unit stands, where it did not always.
        package var beginsOn: Int64?
        /// First day on which it no longer stands, and the units that follow it.
        package var endsOn: Int64?
        package var successors: [Successor]
    }

    /// A unit that follows another, and the part that it takes; nil where the list says nothing of parts.
    package struct Successor: Sendable, Equatable {
        package var code: String
        package var share: Double?
    }

    package var entries: [Entry]
    private var byCode: [String: Int] = [:]
    /// Folded names and aliases; nil where two units share one (never matched: homonyms lie in different provinces).
    private var byName: [String: Int?] = [:]

    init(entries: [Entry]) {
        self.entries = entries
        for (index, entry) in entries.enumerated() {
            byCode[entry.code] = index
            if !entry.area.isEmpty { byCode[entry.area] = index }
            for name in [entry.name] + entry.aliases where !Fold.key(name).isEmpty {
                let key = Fold.key(name)
                if let other = byName[key], other != index {
                    byName[key] = .some(nil)
                } else {
                    byName[key] = index
                }
            }
        }
    }

    /// The unit's code from a code or an area code, or nil.
    package func code(_ text: String) -> String? { byCode[text].map { entries[$0].code } }

    /// The unit's code from a name, alias or code, or nil where none or several have it.
    package func match(_ text: String) -> String? {
        if let code = code(text) { return code }
        guard let found = byName[Fold.key(text)], let index = found else { return nil }
        return entries[index].code
    }

    /// The crosswalk of all units that ended.
    package var successions: [SuccessionStep] {
        entries.flatMap { entry in
            entry.successors.map { one in
                SuccessionStep(
                    unit: entry.code, endsOn: Day(number: entry.endsOn ?? 0), successor: one.code,
                    share: entry.successors.count == 1 ? 1 : one.share)
            }
        }
    }

    /// The line of a unit by its code.
    package func entry(_ code: String) -> Entry? { byCode[code].map { entries[$0] } }

    /// The parent of a unit (indicators.md, "Roll-up"): what the list says, else the code without its last part
    /// (`H55.242` in `H55`; the older form is read backwards, `000.00.12.H55` in `H55`), else "".
    package func parent(of code: String) -> String {
        if let entry = entry(code) { return entry.parent }
        let parts = code.split(separator: ".")
        guard parts.count > 1 else { return "" }
        if parts[0].allSatisfy(\.isNumber), let last = parts.last { return String(last) }
        return parts.dropLast().joined(separator: ".")
    }

    /// The level of a unit ("Level"): what the list says, else by its number: `H55` tinh, `H55.1` to `H55.99` so,
    /// `H55.100` and above xa.
    package func level(of code: String) -> String {
        if let entry = entry(code), !entry.level.isEmpty { return entry.level }
        let parts = code.split(separator: ".")
        guard parts.count > 1 else { return "tinh" }
        let number = parts[0].allSatisfy(\.isNumber) ? Int(parts[parts.count - 2]) : Int(parts[1])
        return (number ?? 100) < 100 ? "so" : "xa"
    }
}
