/// Why the warehouse cannot be used. Each has its exit code (design.md, 4).
package enum WarehouseError: Error, Sendable, Equatable {
    /// The file is no warehouse of ours (78).
    case notOurs(String)
    /// The file is a warehouse into which nothing was loaded yet, as a dry run leaves it (74).
    case empty(String)
    /// A newer version of the program made it (78).
    case newer(String)
    /// An older version of the program made it, and reading must not change it (78).
    case older(String)
    /// A record kind changed the type or key of something that is there (78); the sentence says what and what to do.
    case kindChanged(vi: String, en: String)
    /// Another run holds the lock (75); the owner as the lock names it.
    case locked(owner: String)
    /// Somebody else has the warehouse open, so that what is removed could not be promised to be gone (75).
    case inUse(String)
    /// There is no such warehouse to read (66).
    case missing(String)
    /// Something is where a copy was to be written (64).
    case occupied(String)
    /// A write that was killed is to be undone, and whoever reads may not write (74).
    case unfinished(String)
    /// Disk full, I/O error, not writable (74).
    case inputOutput(String)
    /// The key does not belong to this warehouse (78).
    case wrongKey(expected: String, found: String)
    /// A promise of our own is broken (70).
    case broken(String)

    /// The exit code.
    package var exitCode: Int32 {
        switch self {
        case .notOurs, .newer, .older, .kindChanged, .wrongKey: 78
        case .locked, .inUse: 75
        case .missing: 66
        case .occupied: 64
        case .inputOutput, .empty, .unfinished: 74
        case .broken: 70
        }
    }
}
