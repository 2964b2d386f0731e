import Domain
import Records

/// Whether a cell holds what its column's values look like: a row without a key that does is a record, not a group's name
/// or a signature.
struct ValueProbe: Sendable {
    enum Shape: Sendable {
        case day([DateFormat])
        case code(CodeList)
        case number(NumberFormat)
        case identity
    }

    let column: Int
    let shape: Shape

    /// Those of all columns whose values have a shape; words say nothing.
    static func all(plan: LoadPlan, binding: Binding) -> [ValueProbe] {
        plan.source.fields.enumerated().flatMap { index, rule in
            let type = plan.kind.columns[rule.column].type
            guard let shape = shape(rule, type, plan) else { return [ValueProbe]() }
            return binding.reads[index].map { ValueProbe(column: binding.columns[$0], shape: shape) }
        }
    }

    private static func shape(_ rule: FieldRule, _ type: ColumnType, _ plan: LoadPlan) -> Shape? {
        switch rule.how {
        case .mark: return plan.codes.first { $0.id == "co_khong" }.map { .code($0) }
        case .filled, .constant, .covers, .time: return nil
        case .choose where type != .day: return nil
        default: break
        }
        if !rule.ages.isEmpty { return .day(rule.dates) }
        switch type {
        case .day: return .day(rule.dates)
        case .code, .codes, .flag: return .code(plan.codes[rule.codes])
        case .number: return .number(rule.numbers)
        case .identity: return .identity
        default: return nil
        }
    }

    /// Whether a text without blanks around it is one of the column's values.
    func fits(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        switch shape {
        case .day(let formats):
            return formats.contains {
                if case .otherForm = $0.read(bytes, from: 0, to: bytes.count) { false } else { true }
            }
        case .code(let list): return list.code(text) != nil
        case .number(let format): return format.read(text) != nil
        case .identity:
            if case .digits = IdentityNumber.read(bytes, 0, bytes.count) { return true }
            return false
        }
    }
}
