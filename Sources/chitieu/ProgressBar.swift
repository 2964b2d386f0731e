import Domain
import Foundation

/// A line that shows how far a run is; on a terminal only.
struct ProgressBar {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private static let width = 24

    /// `done` of `all` files, and the one at hand.
    func show(_ done: Int, _ all: Int, _ name: String) {
        guard isTerminal, all > 0 else { return }
        let filled = done * Self.width / all
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        write("\r\u{1B}[K\(bar) \(done)/\(all) \(Mask.printable(name, limit: 40))")
    }

    /// Takes the line away.
    func clear() {
        if isTerminal { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { Output.progress(text) }
}
