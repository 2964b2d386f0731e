import Mapping
import Testing
import Warehouse

/// Steps that have landed never change: a warehouse that somebody has went through them.
struct MigrationTests {
    /// The digest of each step's SQL, in order. A new step is a new line; an old line stays.
    private static let digests: [String: String] = [
        "0001 runs, loads, rejects, dictionaries, values":
            "e182e40826c0eee2d51d6e2e5207cc5134609c416b3ec8f0f45b8cf713364002"
    ]

    @Test("a migration that has landed stays as it is")
    func unchanged() {
        for (name, sql) in Migrations.all {
            #expect(Self.digests[name] == MappingFolder.digest(Array(sql.utf8)), "\(name)")
        }
        #expect(Self.digests.count == Migrations.all.count)
    }
}
