/// Decides which records of a file are spoilt, and how: a draw of its own for each record, so that the record itself is
/// the same whether it is spoilt or not.
package struct Spoiler: Sendable {
    private let percent: Double
    private let kinds: [Spoilage]
    private let last: Spoilage?
    private let seed: UInt64
    private let count: Int

    /// A spoiler for `count` records of a layout. No kinds means all that the layout can be spoilt by. An unclosed quote
    /// befalls the last record only: everywhere else it would swallow its neighbours, and their truth with them.
    package init(layout: Layout, percent: Double, kinds: [SpoiltKind], seed: UInt64, count: Int) {
        let wanted = kinds.isEmpty ? SpoiltKind.kinds(of: layout) : kinds
        let spoilages = wanted.compactMap { $0.spoilage(in: layout) }
        self.kinds = spoilages.filter { $0.kind != .quoteUnclosed }
        last = percent > 0 ? spoilages.first { $0.kind == .quoteUnclosed } : nil
        self.percent = percent
        self.seed = seed
        self.count = count
    }

    /// What befalls the record at a place of the file whose own index is `index`.
    package func spoilage(place: Int, index: Int) -> Spoilage? {
        if let last, place == count - 1 { return last }
        guard percent > 0, !kinds.isEmpty else { return nil }
        var random = SplitMix64(seed: seed, index: index, salt: 5)
        guard random.chance(percent) else { return nil }
        return random.pick(kinds)
    }
}
