import Mapping
import Readers
import Records

/// Which encoding a table is read in: as told, as its source says, by its bytes, and where those fit several by the
/// headings that only one of them makes.
struct EncodingChoice {
    let sniffed: FormatSniffer
    let start: ArraySlice<UInt8>
    /// Encodings that sources declare.
    let declared: [TextEncoding]

    struct Chosen {
        var encoding: TextEncoding
        var reason: EncodingReason
        var evidence: EncodingEvidence?
        var match: Recogniser.Match
    }

    /// `recognise` finds the source under an encoding, and the encoding that this source declares.
    func callAsFunction(
        _ recognise: (TextEncoding) throws(Recogniser.Refusal) -> (match: Recogniser.Match, declares: TextEncoding?)
    ) throws -> Chosen {
        if sniffed.reason == .text || sniffed.reason == .zeros {
            for encoding in declared {
                guard let found = try? recognise(encoding), found.declares == encoding else { continue }
                return Chosen(encoding: encoding, reason: .source, match: found.match)
            }
        }
        guard sniffed.fitting.count > 1 else {
            let match = try recognise(sniffed.encoding).match
            return Chosen(
                encoding: sniffed.encoding, reason: sniffed.reason, evidence: sniffed.fitting.first, match: match)
        }
        if sniffed.isMixed { throw sniffed.ambiguity(start) }
        let found = sniffed.fitting.compactMap { evidence in
            (try? recognise(evidence.encoding)).map { (evidence, $0.match) }
        }
        guard found.count == 1, let (evidence, match) = found.first else { throw sniffed.ambiguity(start) }
        return Chosen(encoding: evidence.encoding, reason: .headings, evidence: evidence, match: match)
    }
}
