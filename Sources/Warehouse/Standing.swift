/// Which record stands: each column, and each list of children as a whole, as the record with the greatest stamp says among
/// those whose source has it (indicators.md, "Facts"). A row remembers the newest record that decides something of it and, only
/// where several do, the older ones below it.

/// `as_of` in the upper half, the load's number in the lower: what orders records.
struct Stamp: Equatable, Comparable, Hashable {
    var number: Int64

    init(number: Int64) { self.number = number }
    init(asOf: Int64, load: Int64) { number = asOf << 32 | load }

    var load: Int64 { number & 0xFFFF_FFFF }
    static func < (a: Stamp, b: Stamp) -> Bool { a.number < b.number }
}

/// One record that decides some columns of a row.
struct Layer: Equatable {
    var stamp: Stamp
    var line: Int32
    var row: Int32
}

/// The records that decide a row, newest first.
struct Layers: Equatable {
    var all: [Layer]

    /// What a record takes of the row, and the layers behind it.
    ///
    /// `has` is what the record's source says something about, `of` the same for the load of any layer. Columns that a newer
    /// layer has are out of reach; older layers that no longer decide anything are dropped. Takes nothing: stale.
    func overlaid(by new: Layer, has: UInt64, of mask: (Stamp) throws -> UInt64) rethrows -> (
        takes: UInt64, layers: Layers
    ) {
        var decided: UInt64 = 0
        var newer: [Layer] = []
        var older: [Layer] = []
        for layer in all {
            if layer.stamp > new.stamp {
                decided |= try mask(layer.stamp)
                newer.append(layer)
            } else if layer.stamp < new.stamp {
                older.append(layer)
            }
        }
        let takes = has & ~decided
        guard takes != 0 else { return (0, self) }
        var kept = newer + [new]
        decided |= has
        for layer in older {
            let own = try mask(layer.stamp)
            if own & ~decided != 0 { kept.append(layer) }
            decided |= own
        }
        return (takes, Layers(all: kept))
    }

    /// Layers below the newest as bytes: 16 each; nothing where there is one.
    var tail: [UInt8] {
        var out: [UInt8] = []
        for layer in all.dropFirst() {
            for shift in stride(from: 56, through: 0, by: -8) {
                out.append(UInt8(truncatingIfNeeded: layer.stamp.number >> Int64(shift)))
            }
            for number in [layer.line, layer.row] {
                for shift in stride(from: 24, through: 0, by: -8) {
                    out.append(UInt8(truncatingIfNeeded: number >> Int32(shift)))
                }
            }
        }
        return out
    }

    init(all: [Layer]) { self.all = all }

    init(first: Layer, tail: [UInt8]) {
        all = [first]
        for start in stride(from: 0, to: tail.count - 15, by: 16) {
            var stamp: Int64 = 0
            for byte in tail[start..<start + 8] { stamp = stamp << 8 | Int64(byte) }
            var place: UInt64 = 0
            for byte in tail[start + 8..<start + 16] { place = place << 8 | UInt64(byte) }
            all.append(
                Layer(
                    stamp: Stamp(number: stamp), line: Int32(truncatingIfNeeded: place >> 32),
                    row: Int32(truncatingIfNeeded: place)))
        }
    }
}
