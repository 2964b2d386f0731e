import Domain
import Foundation
import Testing

@testable import Pipeline

/// What a look by day has placed and could not note, since it was killed behind that.
struct ReceiptSealTests {
    private let drop: Drop
    private static let receipt = "nop/vneid.csv.bien-nhan.txt"

    init() throws {
        drop = try Drop()
        try drop.drop(drop.persons(3, first: 20), "truoc.csv")
        try drop.night()
        try drop.drop(
            drop.persons(5, exported: "06/05/2026").replacing(
                "3,Người Thứ,000000000003,01/01/1990,Mức 2,01/02/2024",
                with: "3,Người Thứ,000000000003,01/01/1990,Mức 2,31/02/2024"),
            "vneid.csv")
    }

    /// A look by day of which the warehouse knows nothing.
    private func lookAndForget() throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: drop.path("kho.db")))
        try drop.night(isCheck: true)
        for end in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: drop.path("kho.db" + end)) {
            try FileManager.default.removeItem(atPath: drop.path("kho.db" + end))
        }
        try before.write(to: URL(fileURLWithPath: drop.path("kho.db")))
    }

    @Test("is replaced by what the next look or night says: one receipt, one copy", arguments: [true, false])
    func once(_ looksAgain: Bool) throws {
        try lookAndForget()
        #expect(try drop.text(Self.receipt).contains("XEM TRƯỚC"))
        if looksAgain { try drop.night(isCheck: true) }
        try drop.night()
        #expect(try drop.text(Self.receipt).hasPrefix("\u{FEFF}BIÊN NHẬN"))
        let ours = try drop.names("nop").filter { $0.contains("bien-nhan") || $0.contains("can-sua") }
        #expect(
            ours == ["truoc.csv.bien-nhan.txt", "vneid.can-sua.xlsx", "vneid.csv.bien-nhan.txt"], "\(ours)")
        #expect(try drop.rows("SELECT count(*) FROM load WHERE status = 'loaded'") == ["2"])
        try drop.night()
        #expect(try drop.rows("SELECT count(*) FROM load") == ["2"])
    }

    @Test("stays where somebody has changed a letter of it")
    func changed() throws {
        try lookAndForget()
        let text = try drop.text(Self.receipt)
        try Data((text + "Đã gọi điện.\r\n").utf8).write(to: URL(fileURLWithPath: drop.path(Self.receipt)))
        try drop.night()
        #expect(try drop.text(Self.receipt).hasSuffix("Đã gọi điện.\r\n"))
        #expect(try drop.text("nop/vneid.csv.2.bien-nhan.txt").contains("BIÊN NHẬN"))
    }

    @Test("a seal holds for what was sealed and nothing else, and has no digits")
    func seal() {
        let sealed = ReceiptSeal.sealed(Array("Biên nhận".utf8), .vi)
        #expect(ReceiptSeal.holds(sealed))
        #expect(!sealed.contains { (0x30...0x39).contains($0) })
        for index in sealed.indices.dropLast(2) {
            var other = sealed
            other[index] ^= 1
            #expect(!ReceiptSeal.holds(other), "\(index)")
        }
        #expect(!ReceiptSeal.holds([]) && !ReceiptSeal.holds(Array("\r\n".utf8)))
    }
}
