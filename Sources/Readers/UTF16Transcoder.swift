/// UTF-16 to UTF-8.
///
/// A surrogate without its other half, and half a unit at the end, are faults.
struct UTF16Transcoder: Transcoder {
    private let bigEndian: Bool
    private var odd: UInt8?
    private var high: UInt16?

    init(bigEndian: Bool) {
        self.bigEndian = bigEndian
    }

    mutating func append(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8]) {
        var rest = bytes[...]
        if let first = odd, let second = rest.popFirst() {
            odd = nil
            put(first, second, &out)
        }
        var index = rest.startIndex
        while index + 1 < rest.endIndex {
            put(rest[index], rest[index + 1], &out)
            index += 2
        }
        if index < rest.endIndex { odd = rest[index] }
    }

    mutating func finish(_ out: inout [UInt8]) {
        if high != nil { out.append(TranscoderFault.byte) }
        if odd != nil { out.append(TranscoderFault.byte) }
        high = nil
        odd = nil
    }

    private mutating func put(_ first: UInt8, _ second: UInt8, _ out: inout [UInt8]) {
        let unit = bigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
        if let before = high {
            high = nil
            if unit & 0xFC00 == 0xDC00 {
                put(scalar: 0x10000 + (UInt32(before & 0x3FF) << 10 | UInt32(unit & 0x3FF)), &out)
                return
            }
            out.append(TranscoderFault.byte)
        }
        switch unit & 0xFC00 {
        case 0xD800: high = unit
        case 0xDC00: out.append(TranscoderFault.byte)
        default: put(scalar: UInt32(unit), &out)
        }
    }

    private func put(scalar: UInt32, _ out: inout [UInt8]) {
        func tail(_ shift: UInt32) { out.append(UInt8(0x80 | (scalar >> shift) & 0x3F)) }
        switch scalar {
        case ..<0x80:
            out.append(UInt8(scalar))
        case ..<0x800:
            out.append(UInt8(0xC0 | scalar >> 6))
            tail(0)
        case ..<0x10000:
            out.append(UInt8(0xE0 | scalar >> 12))
            tail(6)
            tail(0)
        default:
            out.append(UInt8(0xF0 | scalar >> 18))
            tail(12)
            tail(6)
            tail(0)
        }
    }
}
