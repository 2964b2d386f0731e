/// Why a value is another than before.
package struct Cause: Sendable, Equatable {
    /// The one file that can have done it; nil: none, or several can.
    package var load: Int64?
    /// file, definition, plan, calendar, units; of a note also `look`
    package var word: String

    package init(load: Int64?, word: String) {
        self.load = load
        self.word = word
    }

    /// Something must be counted again, and no value moves by it: a file that says nothing new, another check.
    package static let look = Cause(load: nil, word: "look")

    /// A file that changed something.
    package static func file(_ load: Int64?) -> Cause { Cause(load: load, word: "file") }

    /// Both at once: which of them did it is not known, and not guessed. Of a rule and a file the rule is named, since it moves all.
    package func joined(_ other: Cause) -> Cause {
        if self == other || other == .look { return self }
        if self == .look { return other }
        return Cause(load: nil, word: word == "file" ? other.word : word)
    }

    /// As a changed value tells it.
    var told: String { self == .look ? "file" : word }
}
