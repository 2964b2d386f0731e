import Records

/// What the file's bytes are as UTF-8: transcoded, and without the byte order mark at the start.
struct TextStream {
    private var transcoder: (any Transcoder)?
    private var start: [UInt8]? = []
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ encoding: TextEncoding) {
        transcoder = encoding.transcoder
    }

    /// The UTF-8 of the next bytes; may be none while it is not known whether the first ones are a byte order mark.
    mutating func text(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var utf8 = bytes
        if transcoder != nil {
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count * 3 / 2 + 4)
            transcoder?.append(bytes, to: &out)
            utf8 = out[...]
        }
        guard var begun = start else { return utf8 }
        begun.append(contentsOf: utf8)
        if begun.count < Self.mark.count, Self.mark.starts(with: begun) {
            start = begun
            return []
        }
        start = nil
        return begun.starts(with: Self.mark) ? begun.dropFirst(Self.mark.count) : begun[...]
    }

    /// The UTF-8 that the end of the file brings.
    mutating func finish() -> ArraySlice<UInt8> {
        var out = start ?? []
        start = nil
        transcoder?.finish(&out)
        return out[...]
    }
}
