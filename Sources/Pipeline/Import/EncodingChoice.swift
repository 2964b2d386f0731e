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
        _ recognise: (TextEncoding) throws -> (match: Recogniser.Match, declares: TextEncoding?)
    ) throws -> Chosen {
        // A refusal under one encoding says nothing while others are tried.
        func found(_ encoding: TextEncoding) -> (match: Recogniser.Match, declares: TextEncoding?)? {
            do { return try recognise(encoding) } catch { return nil }
        }
        if sniffed.reason == .text || sniffed.reason == .zeros {
            for encoding in declared {
                guard let found = found(encoding), found.declares == encoding else { continue }
                // Headings without a letter of Vietnamese are the same in all.
                if encoding != .utf8, SureUTF8.holds(start) { break }
                return Chosen(encoding: encoding, reason: .source, match: found.match)
            }
        }
        guard sniffed.fitting.count > 1 else {
            let match: Recogniser.Match
            do { match = try recognise(sniffed.encoding).match } catch {
                // Lines in another encoding that hold the header are the reason, and not a source that is missing.
                guard let other = sniffed.strayFitting.map(\.encoding).first(where: { found($0) != nil }) else {
                    throw error
                }
                throw sniffed.mixture(start, other)
            }
            return Chosen(
                encoding: sniffed.encoding, reason: sniffed.reason, evidence: sniffed.fitting.first, match: match)
        }
        if sniffed.isMixed { throw sniffed.ambiguity(start) }
        let known = sniffed.fitting.compactMap { evidence in found(evidence.encoding).map { (evidence, $0.match) } }
        guard known.count == 1, let (evidence, match) = known.first else { throw sniffed.ambiguity(start) }
        return Chosen(encoding: evidence.encoding, reason: .headings, evidence: evidence, match: match)
    }
}
