import Domain

extension RejectGroup {
    /// Whether its places have values of their own, so that the sentence is said without one.
    var varies: Bool { Set(places.map(\.found)).count > 1 || count > places.count }

    /// Whether its places share what was found by being one group.
    var isOneLabel: Bool { code == RejectCode.codeUnknown.rawValue }

    /// Whether each place shows its value.
    var showsValues: Bool { varies && !isOneLabel }

    /// What stands in the sentence for the value: "dòng có thừa hoặc thiếu ô, tiêu đề có 6 ô".
    func spoken(_ language: Language) -> String {
        guard showsValues, !found.isEmpty else { return found }
        return code == RejectCode.widthDiffers.rawValue
            ? language.pick("thừa hoặc thiếu", "more or fewer") : language.pick("giá trị", "the value")
    }
}
