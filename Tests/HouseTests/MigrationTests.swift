import Mapping
import Testing
import Warehouse

/// Steps that have landed never change: a warehouse that somebody has went through them.
struct MigrationTests {
    /// The digest of each step's SQL, in order. A new step is a new line; an old line stays.
    private static let digests: [String: String] = [
        "0001 runs, loads, rejects, dictionaries, values":
            "9a2cf51dc265007c565dad90ca2fa115a07285a565bb5441edc0419c7927c886",
        "0002 dated targets, dated successors":
            "d09ed963847760d07cb424554696b8a9e8fbf0dec4c45406786755eb37e8949b",
    ]

    @Test("a migration that has landed stays as it is")
    func unchanged() {
        for (name, sql) in Migrations.all {
            #expect(Self.digests[name] == MappingFolder.digest(Array(sql.utf8)), "\(name)")
        }
        #expect(Self.digests.count == Migrations.all.count)
    }
}
