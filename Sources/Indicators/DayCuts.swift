import Domain

/// The days at which any window begins or ends, and the stretches between two of them. Each window is a run of whole
/// stretches, so that a record is counted once, in the stretch of its day, whatever the number of windows that hold it
/// (months and reports that close on the 14th cut each other).
struct DayCuts: Sendable {
    private(set) var days: [Int64]
    /// By day from the first cut on: its stretch.
    private var stretches: [Int32] = []

    init(_ bounds: [(start: Day, end: Day)]) {
        days = Array(Set(bounds.flatMap { [$0.start.number, $0.end.number] })).sorted()
        for index in days.indices.dropFirst() {
            let length = Int(days[index] - days[index - 1])
            stretches.append(contentsOf: repeatElement(Int32(index - 1), count: length))
        }
    }

    /// How many stretches there are.
    var count: Int { max(0, days.count - 1) }

    /// The stretch that begins with a cut (behind the last: `count`).
    func index(of day: Day) -> Int { days.firstIndex(of: day.number) ?? 0 }

    /// The stretch of each day, −1 outside all windows and where there is no day.
    func place(_ values: [Int64], _ count: Int, into out: inout [Int32]) {
        guard let first = days.first else { return }
        for i in 0..<count {
            let value = values[i]
            // First the lower bound: it keeps the two values that are no value out of the subtraction.
            if value >= first, value - first < Int64(stretches.count) {
                out[i] = stretches[Int(value - first)]
            } else {
                out[i] = -1
            }
        }
    }
}
