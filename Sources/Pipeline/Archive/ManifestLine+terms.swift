import Disk
import Domain

extension ManifestLine {
    /// What the load was asked, and what was known of its file's day.
    var terms: LoadTerms {
        var terms = LoadTerms()
        terms.confinedTo = unit
        terms.sources = Set(sources)
        terms.thresholds = thresholds
        terms.arrived = arrived.flatMap { Day(iso: $0) }
        if let day = asOf.flatMap({ Day(iso: $0) }), let from = asOfFrom {
            terms.told = AsOf(day: day, from: from, coversUntil: coversUntil.flatMap { Day(iso: $0) } ?? day)
        }
        return terms
    }
}

extension RunFailure {
    /// An archive that cannot be read.
    init(unreadable failure: DiskFailure, _ language: Language) {
        self.init(
            exitCode: 66,
            messages: [
                language.pick(
                    "không đọc được kho lưu: \(failure.name): \(failure.word(language))",
                    "the archive cannot be read: \(failure.name): \(failure.word(language))")
            ])
    }
}
