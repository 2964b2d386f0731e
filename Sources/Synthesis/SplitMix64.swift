/// The seeded generator of random numbers: SplitMix64 (Steele, Lea and Flood, 2014).
///
/// One addition and three mixing steps a draw, the same sequence on every machine. Each record gets a generator of its
/// own, made from the seed and the record's index, so that record 900,000 can be made without the 899,999 before it.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator whose sequence depends on the seed alone.
    package init(seed: UInt64) {
        state = seed
    }

    /// The generator of one record: independent streams for different purposes (`salt`) of one index.
    package init(seed: UInt64, index: Int, salt: UInt64) {
        state = Self.mix(Self.mix(seed &+ salt &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: index))
    }

    /// The next 64 random bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A number in 0 ..< bound. The bias of the multiplication is below 2^-32 for the bounds used here.
    package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a draw below nothing")
        return Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(bound)) >> 32)
    }

    /// True in `percent` of a hundred draws; hundredths of a percent count.
    package mutating func chance(_ percent: Double) -> Bool {
        below(1_000_000) < Int(percent * 10_000)
    }

    /// One of the list.
    package mutating func pick<Element>(_ list: [Element]) -> Element {
        list[below(list.count)]
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
