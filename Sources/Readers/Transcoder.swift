import Records

/// Another encoding to UTF-8, for chunks cut anywhere. UTF-8 is not its business.
///
/// What is no text in the encoding becomes a byte that no UTF-8 has (`TranscoderFault`): the check of the reader then
/// finds it in the record where it stands. Nothing is replaced in silence.
protocol Transcoder {
    /// Appends the text of the next bytes to `out`.
    mutating func append(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8])
    /// Appends what an end in the middle of a character leaves.
    mutating func finish(_ out: inout [UInt8])
}

/// What stands for bytes that are no text.
enum TranscoderFault {
    static let byte: UInt8 = 0xFF
}

extension TextEncoding {
    /// What makes UTF-8 of it, or nil where it is UTF-8.
    var transcoder: (any Transcoder)? {
        switch self {
        case .utf8: nil
        case .utf16LittleEndian: UTF16Transcoder(bigEndian: false)
        case .utf16BigEndian: UTF16Transcoder(bigEndian: true)
        case .windows1258: EightBitTranscoder(.windows1258)
        case .tcvn3: EightBitTranscoder(.tcvn3)
        case .vni: EightBitTranscoder(.vni)
        }
    }
}
