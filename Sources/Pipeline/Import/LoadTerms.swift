import Domain
import Mapping

/// What a watched folder asks of a file beside the rules of its source, and what is known of the file beside its bytes.
struct LoadTerms {
    /// The unit whose folder it is: records may name it and what lies below it.
    var confinedTo: String?
    /// Sources that may come; empty: all.
    var sources: Set<String> = []
    var thresholds = Thresholds()
    /// The day on which the file arrived.
    var arrived: Day?
    /// Whether an export that carries no day speaks of that day.
    var usesArrival = false
    /// What an archive remembers of the file's day.
    var told: AsOf?
}
