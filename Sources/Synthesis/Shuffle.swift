/// A random order of 0 ..< count that needs no memory: a Feistel network over the next power of four, walked until the
/// result is inside the range.
package struct Shuffle: Sendable {
    private let count: Int
    private let halfBits: Int
    private let keys: [UInt64]

    /// The order that the seed gives.
    package init(count: Int, seed: UInt64) {
        self.count = count
        var bits = 1
        while 1 << (2 * bits) < count { bits += 1 }
        halfBits = bits
        var random = SplitMix64(seed: seed, index: count, salt: 11)
        keys = (0..<4).map { _ in random.next() }
    }

    /// The element at a place of the shuffled order.
    package subscript(place: Int) -> Int {
        precondition(place >= 0 && place < count, "a place outside the shuffle")
        var value = place
        repeat { value = permute(value) } while value >= count
        return value
    }

    private func permute(_ value: Int) -> Int {
        let mask = UInt64(1) << UInt64(halfBits) - 1
        var left = UInt64(value) >> UInt64(halfBits)
        var right = UInt64(value) & mask
        for key in keys {
            var round = SplitMix64(seed: key ^ right)
            (left, right) = (right, left ^ (round.next() & mask))
        }
        return Int(left << UInt64(halfBits) | right)
    }
}
