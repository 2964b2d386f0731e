import Domain

/// The own name of a hamlet in a cell of an address: "Thôn 3, nhà bà …, xã Vĩnh Thông" is "Thôn 3". What stands behind it
/// may be a person's name or house.
enum PlaceName {
    /// Words of a name behind its kind at most; more is no hamlet's name.
    private static let longest = 3
    /// Second and third words of a kind: "Tổ dân phố 12", "Khu phố 3".
    private static let kinds: Set<String> = ["danpho", "dancu", "pho"]
    /// Words that begin something else. Exact to the tone: "hộ" is a household, "Hồ" a name.
    private static let stops: Set<String> = ["nhà", "hộ", "xã", "phường", "nha", "xa", "phuong"]
    /// Words before a person's name, unless they are the first of the hamlet's: "Thôn Bà Triệu".
    private static let persons: Set<String> = ["ông", "bà", "anh", "chị", "ong"]

    /// The kind and the name, or nil where no name stands behind the kind, or a text too long to be one.
    static func own(_ text: String) -> String? {
        let part = text.prefix { !",;(\n".contains($0) }
        let words = part.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let kind = words.first else { return nil }
        var rest = words.dropFirst().prefix { !isStop($0) }
        if let end = rest.indices.dropFirst().first(where: { persons.contains(rest[$0].lowercased()) }) {
            rest = rest[..<end]
        }
        // "số nhà 12", but "Tổ dân phố số 12".
        if rest.endIndex < words.endIndex, rest.last?.lowercased() == "số" { rest.removeLast() }
        var head = [kind]
        for count in [2, 1] where rest.count > count && kinds.contains(Fold.key(rest.prefix(count).joined())) {
            head += rest.prefix(count)
            rest = rest.dropFirst(count)
            break
        }
        guard !rest.isEmpty, rest.count <= longest else { return nil }
        return (head + rest).joined(separator: " ")
    }

    private static func isStop(_ word: String) -> Bool {
        stops.contains(word.lowercased()) || !word.contains { $0.isLetter || $0.isNumber }
    }
}
