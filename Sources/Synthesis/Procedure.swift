/// A procedure as catalogues and dossiers name it.
package struct Procedure: Sendable {
    /// Eight characters, 1.001193.
    package let code: String
    /// Its name.
    package let name: String
    /// Its field of work.
    package let domain: String
    /// Who issued it.
    package let issuer: String
    /// Working days that it may take, 0 for the same day.
    package let days: Int
    /// Its fees as (name, amount): usually none.
    package let fees: [Fee]

    /// Loses the zeros at the end of its code as a spreadsheet does; nil where there is none to lose.
    package var shortened: String? {
        guard code.hasSuffix("0") else { return nil }
        var text = Substring(code)
        while text.hasSuffix("0") { text = text.dropLast() }
        return text.hasSuffix(".") ? nil : String(text)
    }

    /// The `index`-th procedure of a catalogue of any length: the table first, then made-up ones.
    package static func at(_ index: Int) -> Procedure {
        if index < table.count { return table[index] }
        let base = table[index % table.count]
        let code = "3.\(Persons.padded(index, 6))"
        return Procedure(
            code: code, name: "\(base.name), trường hợp \(index / table.count + 1)", domain: base.domain,
            issuer: base.issuer, days: base.days, fees: base.fees)
    }

    /// Those whose code ends in a zero.
    package static let zeroEnded: [Int] = table.indices.filter { table[$0].shortened != nil }
}
