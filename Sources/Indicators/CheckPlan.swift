import Domain

/// The checks over one kind of record, compiled for the scan of its indicators.
struct CheckPlan: Sendable {
    /// One condition of one check.
    struct Entry: Sendable {
        let check: String
        /// The column of which the file that decides it is judged; "" where records are counted, not files.
        let column: String
        /// Its place in the scan's origins, or -1.
        let origin: Int
        /// Expressions of the program; -1: every record.
        let among: Int
        let condition: Int

        var isPerFile: Bool { !column.isEmpty }
    }

    let entries: [Entry]
    let program: Program
    /// Changes with the meaning of any.
    let digest: String

    /// What a scan must bring for the checks.
    static func request(_ checks: [CheckDefinition]) -> ScanRequest {
        var request = ScanRequest()
        for formula in checks.flatMap(\.formulas) { request.need(formula.term.needs) }
        for case .files(_, let file) in checks.map(\.form) {
            for count in file.counts { request.need(originOf: count.column) }
        }
        return request
    }

    /// `request` is the scan's layout; `word` gives the number under which a text is interned.
    init(
        _ checks: [CheckDefinition], request: ScanRequest, calendar: WorkCalendar, word: (String) -> Int64?
    ) {
        var terms: [Term] = []
        func add(_ formula: Formula?) -> Int {
            guard let formula else { return -1 }
            terms.append(formula.term)
            return terms.count - 1
        }
        var entries: [Entry] = []
        for check in checks {
            switch check.form {
            case .records(_, let condition):
                entries.append(Entry(check: check.id, column: "", origin: -1, among: -1, condition: add(condition)))
            case .files(_, let file):
                let among = add(file.among)
                entries += file.counts.map {
                    Entry(
                        check: check.id, column: $0.column, origin: request.origins.firstIndex(of: $0.column) ?? -1,
                        among: among, condition: add($0.condition))
                }
            case .query: break
            }
        }
        self.entries = entries
        program = Program(terms, request: request, calendar: calendar, word: word)
        let versions = checks.map { "\($0.id) \($0.version)" }.joined(separator: "\n")
        digest = checks.isEmpty ? "" : Digest64.hexadecimal(versions)
    }
}
