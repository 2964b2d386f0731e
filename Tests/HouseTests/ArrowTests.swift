import Testing

/// The floors of the house: arrows point down only (design.md, 1).
struct ArrowTests {
    /// What each room may see. A room that is not here is not in the house.
    static let allowed: [String: Set<String>] = [
        "Records": [],
        "Domain": [],
        "Disk": ["Domain", "CRename", "Crypto"],
        "Readers": ["Records", "CLibXML2", "CLibCSV", "CLibZip", "CZLib"],
        "Mapping": ["Records", "Domain", "Readers", "Yams", "Crypto"],
        "Warehouse": ["Domain", "GRDB", "GRDBSQLite"],
        "Indicators": ["Domain", "Warehouse"],
        "Reports": ["Domain"],
        "Pipeline": [
            "Records", "Domain", "Disk", "Readers", "Mapping", "Warehouse", "Indicators", "Reports", "Crypto",
            "CLibXLSXWriter", "Logging",
        ],
        "chitieu": ["Pipeline", "Domain", "Records", "Readers", "Reports", "ArgumentParser", "Logging"],
        "Synthesis": ["Domain"],
        "Goldens": ["Domain"],
        "Manual": [],
        "workshop": ["Pipeline", "Synthesis", "Goldens", "Manual", "Mapping", "Domain", "ArgumentParser"],
        "Fuzz": ["Records", "Domain", "Readers", "Mapping", "Synthesis"],
        "CLibXML2": [], "CLibCSV": [], "CLibZip": [], "CZLib": [], "CRename": [], "CFault": [],
        "CLibXLSXWriter": [],
    ]

    /// The platform, which every room may see.
    static let platform: Set<String> = ["Foundation", "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization"]

    @Test("a room imports only what lies below it", arguments: Tree.sources)
    func arrows(_ source: SwiftText) throws {
        let allowed = try #require(Self.allowed[source.floor], "no room of the house: \(source.floor)")
        for line in source.code.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
                words[..<at].allSatisfy({
                    ["package", "internal", "private", "@testable", "@preconcurrency"].contains($0)
                })
            else { continue }
            let name = String(words[at + 1].prefix { $0 != "." })
            #expect(allowed.contains(name) || Self.platform.contains(name), "\(source.path) imports \(name)")
        }
    }

    @Test("the rules of reading, mapping and counting know no Foundation in their hot files")
    func noFoundation() {
        let hot: Set = ["Indicators", "Records", "Domain"]
        for source in Tree.sources where hot.contains(source.floor) {
            #expect(!source.code.contains("import Foundation"), "\(source.path)")
        }
    }
}
