import Records

/// The text of an XML record's elements, joined from its pieces.
///
/// An element's character data comes in runs between the tags of its children, and a run in pieces. Runs lie in one arena
/// as they come; an element with several runs is copied together once, at its end. Where an element with children has
/// nothing but white space of its own, that is layout and dropped; beside other text it is text.
struct XMLText {
    private(set) var bytes: [UInt8] = []
    private var runs: [Run] = []
    private var runStart = -1
    private var runIsBlank = true

    private struct Run {
        var start: Int
        var length: Int
        /// The run before of the same element, or -1.
        var before: Int
        /// Whether this and all runs before it are white space.
        var isBlank: Bool
    }

    /// Bytes of the run that is open.
    var openLength: Int { runStart < 0 ? 0 : bytes.count - runStart }

    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        if runStart < 0 {
            runStart = bytes.count
            runIsBlank = true
        }
        if runIsBlank {
            runIsBlank = unsafe piece.allSatisfy { $0 == 32 || $0 == 10 || $0 == 9 || $0 == 13 }
        }
        unsafe bytes.append(contentsOf: piece)
    }

    /// Ends the open run at a tag and returns the element's last run.
    mutating func endRun(last: Int) -> Int {
        guard runStart >= 0 else { return last }
        defer { runStart = -1 }
        let isBlank = runIsBlank && (last < 0 || runs[last].isBlank)
        runs.append(Run(start: runStart, length: bytes.count - runStart, before: last, isBlank: isBlank))
        return runs.count - 1
    }

    /// The text of an element by its last run.
    mutating func join(last: Int, besideChild: Bool) -> (start: Int, length: Int) {
        guard last >= 0, !(besideChild && runs[last].isBlank) else { return (bytes.count, 0) }
        if runs[last].before < 0 { return (runs[last].start, runs[last].length) }
        var order: [Int] = []
        var at = last
        while at >= 0 {
            order.append(at)
            at = runs[at].before
        }
        let start = bytes.count
        for run in order.reversed() {
            bytes.append(contentsOf: Array(bytes[runs[run].start..<runs[run].start + runs[run].length]))
        }
        return (start, bytes.count - start)
    }

    /// Appends an attribute's value.
    ///
    /// Without NOENT libxml2 leaves every `&` of a value as `&#38;`, whatever the document wrote.
    mutating func put(attribute text: UnsafeBufferPointer<UInt8>) -> (start: Int, length: Int) {
        let start = bytes.count
        var rest = unsafe text[...]
        while let mark = unsafe rest.firstIndex(of: UInt8(ascii: "&")) {
            unsafe bytes.append(contentsOf: rest[...mark])
            unsafe rest = rest[(mark + 1)...]
            if unsafe rest.starts(with: [0x23, 0x33, 0x38, 0x3B]) { unsafe rest = rest.dropFirst(4) }
        }
        unsafe bytes.append(contentsOf: rest)
        return (start, bytes.count - start)
    }

    /// Lets a record's runs go; the bytes stay.
    mutating func endRecord() {
        runs.removeAll(keepingCapacity: true)
        runStart = -1
    }

    /// Hands over `count` bytes and keeps the rest, moved to the front.
    mutating func removeFirst(_ count: Int) {
        bytes.removeFirst(count)
        if runStart >= 0 { runStart -= count }
        for index in runs.indices { runs[index].start -= count }
    }
}
