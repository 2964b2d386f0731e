import Records

/// A table's first bytes read in every encoding that they may be in, where they are no UTF-8.
struct EncodingTrial {
    /// The encodings in which the text is Vietnamese, the best first. More than one: nobody can tell.
    private(set) var fitting: [EncodingEvidence] = []
    /// Parts of the text are in one of them and parts in another.
    private(set) var isMixed = false
    /// Of a text that is UTF-8 but for some lines: the first of them, from 1, and what these lines are, the best first. 0: of none.
    private(set) var strayLine = 0
    private(set) var strayFitting: [EncodingEvidence] = []

    /// What the runs of letters are in one encoding.
    private struct Reading {
        var evidence: EncodingEvidence
        var verdicts: [Bool?]
        var syllables: Int { verdicts.count { $0 == true } }
        var others: Int { verdicts.count { $0 == false } }
    }

    /// `isMarked` says that the file itself claims to be UTF-8.
    init(_ start: ArraySlice<UInt8>, isMarked: Bool = false) {
        var check = UTF8Check()
        if unsafe start.withUnsafeBufferPointer({ unsafe check.accepts($0) }) { return }
        var share = UTF8Share()
        share.take(start)
        if isMarked || share.isUTF8 {
            takeStray(start)
            return
        }
        judge(Self.readings(start))
        // Letters of UTF-8 among the others.
        if fitting.isEmpty { takeStray(start) } else if share.letters > 0 { fitting.append(EncodingEvidence(.utf8)) }
    }

    /// Lines that are no UTF-8 in a text that is.
    private mutating func takeStray(_ start: ArraySlice<UInt8>) {
        var stray: [UInt8] = []
        let start = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start
        for (index, line) in start.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            var check = UTF8Check()
            if unsafe line.withUnsafeBufferPointer({ unsafe check.accepts($0) }) { continue }
            if strayLine == 0 { strayLine = index + 1 }
            stray += line + [10]
        }
        judge(Self.readings(stray[...]))
        strayFitting = fitting
        fitting = []
        isMixed = false
    }

    private static func readings(_ start: ArraySlice<UInt8>) -> [Reading] {
        // Runs of letters with one outside of ASCII, each once: all others are the same in every encoding.
        var counts: [ArraySlice<UInt8>: Int] = [:]
        for run in start.split(whereSeparator: { $0 < 0x80 && !(97...122).contains($0 | 0x20) })
        where run.contains(where: { $0 >= 0x80 }) {
            counts[run, default: 0] += 1
        }
        let runs = Array(counts)
        return [TextEncoding.windows1258, .tcvn3, .vni].map { encoding in
            var evidence = EncodingEvidence(encoding)
            let verdicts = runs.map { evidence.take($0.key, times: $0.value) }
            return Reading(evidence: evidence, verdicts: verdicts)
        }.sorted { $0.syllables > $1.syllables }
    }

    /// Names of other peoples, codes and words without a space between them are no syllables; two of three runs must be, and
    /// four of five in an encoding that stands against a better one.
    private mutating func judge(_ readings: [Reading]) {
        guard let best = readings.first, best.syllables > 0 else { return }
        // What fails in the best and is good in another is chance once in a while.
        let chance = 1 + best.verdicts.count / 500
        let explained = readings.dropFirst().map { other in
            zip(best.verdicts, other.verdicts).count { $0 == false && $1 == true }
        }
        if let most = explained.max(), most > chance, let other = explained.firstIndex(of: most),
            best.syllables + most > 2 * (best.others - most)
        {
            isMixed = true
            fitting = [best.evidence, readings[other + 1].evidence]
        } else if best.syllables > 2 * best.others {
            fitting = [best.evidence]
            for other in readings.dropFirst() where other.syllables > 4 * other.others {
                fitting.append(other.evidence)
            }
        }
    }
}
