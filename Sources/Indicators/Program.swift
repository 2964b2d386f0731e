package import Domain

/// Expressions compiled for one layout of records: steps in an order in which each needs only those before it. What
/// several expressions share (`received`, `finished`) is one step.
///
/// Why steps over columns: over 512 records at a time a step is a loop over flat arrays, so that the cost of finding out
/// what to do is paid once a chunk, words are shared among definitions, and what does not move with the window is not
/// computed again for it. Measured in release on the 36 expressions of the dossiers' rules that do not move: 0.27 µs a
/// dossier, against 11 µs of a walk over terms that finds its columns by name (the interpreter of the tests). Reopen when
/// most expressions come to move with the window: then a walk that stops early may be cheaper.
package struct Program: Sendable {
    let steps: [Step]
    /// Lists of `IN`, sorted.
    let sets: [[Int64]]
    /// The layout that batches must have.
    package let request: ScanRequest
    let calendar: WorkCalendar
    /// Results by the order in which expressions were added.
    let roots: [Int]
    private let builder: ProgramBuilder

    /// Lists whose children are asked anew in each window.
    var movingLists: [Int] { Array(Set(steps.filter { $0.moves != 0 && $0.domain >= 0 }.map(\.domain))) }
    /// Whether anything mentions `:start`; else windows that end alike are computed once.
    var movesWithStart: Bool { steps.contains { $0.moves & Step.withStart != 0 } }

    /// Compiles terms for a layout. `word` gives the number under which a text is interned, nil where no record has it.
    package init(
        _ terms: [Term], request: ScanRequest, calendar: WorkCalendar, word: (String) -> Int64?
    ) {
        var words: [String: Int64] = [:]
        for term in terms {
            for text in term.texts { words[text] = word(text) }
        }
        var builder = ProgramBuilder(request: request, words: words)
        roots = terms.map { builder.place(of: $0) }
        steps = builder.steps
        sets = builder.sets
        self.request = request
        self.calendar = calendar
        self.builder = builder
    }

    /// The same program with more expressions behind its own, which mention no texts of theirs.
    func with(_ terms: [Term]) -> Program { Program(self, terms) }

    private init(_ other: Program, _ terms: [Term]) {
        var builder = other.builder
        roots = other.roots + terms.map { builder.place(of: $0) }
        steps = builder.steps
        sets = builder.sets
        request = other.request
        calendar = other.calendar
        self.builder = builder
    }
}
