/// Where the program's values and the oracle's differ: how many by indicator, and the first few of each.
func differences(
    _ program: [OracleValueKey: OracleValue], _ oracle: [OracleValueKey: OracleValue]
) -> [String] {
    func text(_ value: OracleValue?) -> String {
        guard let value else { return "none" }
        return "\(value.numerator)/\(value.denominator) until \(value.dataUntil) behind \(value.unitsBehind)"
    }
    var found: [String: [String]] = [:]
    for key in Set(program.keys).union(oracle.keys) where program[key] != oracle[key] {
        let place = "\(key.unit) \(key.periodKind) \(key.period) \(key.breakdown)=\(key.breakdownValue)"
        let line = "\(place): program \(text(program[key])), oracle \(text(oracle[key]))"
        found["\(key.indicator)/\(key.rules)", default: []].append(line)
    }
    return found.sorted { $0.key < $1.key }.map { name, lines in
        "\(name): \(lines.count) differ, such as\n  " + lines.sorted().prefix(4).joined(separator: "\n  ")
    }
}
