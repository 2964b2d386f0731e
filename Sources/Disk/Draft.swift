/// Names of files in the making: hidden, so that nobody takes one for an export, and known as ours, so that the next run
/// sweeps what a killed one left.
enum Draft {
    private static let beginning = ".chitieu-"
    private static let ending = ".tmp"

    /// A new one.
    static func name() -> FileName {
        FileName(beginning + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ending)
    }

    static func isOne(_ name: FileName) -> Bool { name.text.hasPrefix(beginning) }
}

extension Folder {
    /// A name for a file in the making that somebody else writes, in this folder.
    package func draft() -> (name: FileName, path: String) {
        let name = Draft.name()
        return (name, "\(path)/\(name.text)")
    }

    /// Takes away what a run that was killed left half made.
    package func sweep() throws(DiskFailure) {
        for name in try names() where Draft.isOne(name) {
            if let look = try look(name), look.isRegular { try remove(name) }
        }
    }
}
