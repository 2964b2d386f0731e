import Mapping
import Testing
import Warehouse

/// Steps that have landed never change: a warehouse that somebody has went through them.
struct MigrationTests {
    /// The digest of each step's SQL, in order. A new step is a new line; an old line stays.
    private static let digests: [String: String] = [
        "0001 runs, loads, rejects, dictionaries, values":
            "9a2cf51dc265007c565dad90ca2fa115a07285a565bb5441edc0419c7927c886",
        "0002 ready-made figures, indexes, forms":
            "b37094056d1e2c8b4fa8616fa460539fbd538ae768dacd58af94dedc903ece01",
        "0003 dated targets, dated successors":
            "cc0e8bfc4ac9dd371c376b7b848faf51c6f68cdcac773da31f773d375a8adcb3",
        "0004 checks, warnings of files":
            "f5ea59293351f97b5e520c9d56b45926c8f2a842c2960ec2cd505f5e148ce048",
        "0005 the nightly job: files being taken, files placed, arrivals expected":
            "c6cb3dc32c4d9befd5299c632cb533b6c22dd303162cb564ae1b7bc41a980e4d",
        "0006 closed periods, forgotten persons":
            "f656136b10c544eeb0ed051520cfec39501e3a5bce60892a1918ed3f6ab16015",
    ]

    @Test("a migration that has landed stays as it is")
    func unchanged() {
        for (name, sql) in Migrations.all {
            #expect(Self.digests[name] == MappingFolder.digest(Array(sql.utf8)), "\(name)")
        }
        #expect(Self.digests.count == Migrations.all.count)
    }
}
