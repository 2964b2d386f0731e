import Testing

/// The habits of style.md that a machine can see.
struct HabitTests {
    /// The rooms and files in which memory is touched by hand.
    private static let unsafeRooms = [
        "Sources/Disk/", "Sources/Readers/", "Sources/Warehouse/", "Sources/Mapping/Mapper/Pseudonymizer.swift",
        "Sources/chitieu/Interruption.swift",
        // The one caller of libxlsxwriter, which wants its texts as C strings.
        "Sources/Pipeline/Correction/CopyBook.swift",
    ]
    /// Never in the house.
    private static let never = ["try?", "try!", "fatalError(", "@unchecked", "nonisolated(unsafe)"]
    /// Rooms that talk to a terminal.
    private static let roof: Set = ["chitieu", "workshop"]

    @Test("the word unsafe stands in its rooms only", arguments: Tree.sources)
    func unsafety(_ source: SwiftText) {
        guard !Self.unsafeRooms.contains(where: source.path.hasPrefix) else { return }
        for (number, line) in Tree.lines(source.code) {
            let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            #expect(!words.contains("unsafe"), "\(source.path):\(number)")
        }
    }

    @Test("errors are not swallowed, and no promise is made that nobody checks", arguments: Tree.sources)
    func never(_ source: SwiftText) {
        for (number, line) in Tree.lines(source.code) {
            for word in Self.never where line.contains(word) {
                // entry?.x is no try?.
                let isWord = line.split(separator: " ").contains { $0.hasPrefix(word) || $0.hasPrefix("(" + word) }
                #expect(!isWord, "\(source.path):\(number): \(word)")
            }
        }
        // A catch that does nothing says at least why.
        #expect(!source.whole.contains(#/catch\s*\{\s*\}/#), "\(source.path): an empty catch")
        #expect(!source.whole.contains("TODO") && !source.whole.contains("FIXME"), "\(source.path)")
    }

    @Test("only the roof prints", arguments: Tree.sources)
    func prints(_ source: SwiftText) {
        // A method of that name is its own affair.
        guard !Self.roof.contains(source.floor), !source.code.contains("func print(") else { return }
        #expect(!source.code.contains(#/\bprint\(/#), "\(source.path)")
    }

    @Test("a declaration that others see says above it what it means", arguments: Tree.sources)
    func documented(_ source: SwiftText) {
        let lines = Tree.lines(source.whole)
        let code = Tree.lines(source.code)
        for (number, line) in code {
            guard line.contains(#/^\s*(@\w+(\([^)]*\))?\s+)*package\s+(?!import)/#), !Self.isPart(line) else {
                continue
            }
            var above = number - 2
            while above >= 0, lines[above].text.contains(#/^\s*@\w+(\([^)]*\))?\s*$/#) { above -= 1 }
            #expect(
                above >= 0 && lines[above].text.drop(while: \.isWhitespace).hasPrefix("///"),
                "\(source.path):\(number): \(line.drop(while: \.isWhitespace))")
        }
    }

    /// A plain field, or the init that only fills the fields: what the type's own words cover.
    private static func isPart(_ line: Substring) -> Bool {
        line.contains(#/package (private\(set\) )?(let|var) /#) && !line.hasSuffix("{") || line.contains("package init")
    }

    @Test("a file fits on a few screens", arguments: Tree.sources)
    func short(_ source: SwiftText) {
        #expect(Tree.lines(source.whole).count <= 321, "\(source.path)")
    }

    @Test("test files fit on a few screens too")
    func shortTests() throws {
        for path in try Tree.files("Tests", ending: ".swift") {
            #expect(Tree.lines(try Tree.text(path)).count <= 321, "\(path)")
        }
    }

    @Test("no committed text names a folder of somebody's machine")
    func machinePaths() throws {
        let homes = ["/home" + "/", "/Users" + "/", "/root" + "/", "/work" + "/", "/tmp" + "/"]
        let files = try ["Sources", "Tests", "Mappings", "Fixtures"].flatMap { try Tree.files($0) } + ["Package.swift"]
        for path in files {
            let text = try Tree.text(path)
            for home in homes { #expect(!text.contains(home), "\(path): \(home)") }
        }
    }
}
