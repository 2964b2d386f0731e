import Testing

/// Each command of the program is documented by what it prints itself.
struct CommandTests {
    @Test("each command has a golden --help with an example")
    func help() throws {
        let recorded = try Tree.files("Fixtures/cli", ending: "/cmd").filter { try Tree.text($0).contains("--help") }
        let byCommand = Dictionary(
            try recorded.map { (try Tree.text($0).split(separator: "\n")[0], $0) },
            uniquingKeysWith: { first, _ in first })
        var found = 0
        for source in Tree.sources where source.path.hasPrefix("Sources/chitieu/") {
            for match in source.code.matches(of: #/struct (\w+): ParsableCommand/#) {
                let name = String(match.1)
                let words = Self.words[name] ?? name.lowercased()
                let line = (words + " --help").drop { $0 == " " }
                found += 1
                guard let path = byCommand[line] else {
                    Issue.record("no case in Fixtures/cli for \"\(line)\"")
                    continue
                }
                let help = try Tree.text(path.replacing("/cmd", with: "/expected.out"))
                #expect(help.contains("EXAMPLE:"), "\(path)")
                #expect(help.contains("SUBCOMMANDS:") || help.contains("--format"), "\(path) reports to people only")
            }
        }
        #expect(found >= 12)
    }

    /// Commands whose words are not those of their type.
    private static let words = [
        "Chitieu": "", "WarehouseCommand": "warehouse", "Verify": "warehouse verify",
        "Dictionary": "warehouse dictionary", "Backup": "warehouse backup", "Restore": "warehouse restore",
        "Purge": "warehouse purge", "Forget": "warehouse forget", "Key": "key", "BackupKey": "key backup",
        "RotateKey": "key rotate",
    ]
}
