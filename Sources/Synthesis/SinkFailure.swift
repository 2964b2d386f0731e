/// A file that cannot be written.
package struct SinkFailure: Error, CustomStringConvertible {
    /// Its path, as it was given.
    package let path: String

    /// What happened, and to which file.
    package var description: String { "\(path) cannot be written" }
}
