import Domain
import Foundation
import Pipeline
import Reports
import Testing

/// Places of the configuration that lead nowhere on this very disk.
struct ConfigPlaceTests {
    private let drop: Drop

    init() throws { drop = try Drop() }

    private func refusal() throws -> String {
        let failure = #expect(throws: RunFailure.self) { try drop.night() }
        #expect(failure?.exitCode == 78)
        let found = DoctorRun(config: drop.path("nightly.yaml"), language: .vi)().report.lines.first {
            $0.check == "config"
        }
        #expect(found?.exitCode == 78)
        #expect(found?.message == failure?.messages.first)
        return failure?.messages.joined(separator: "\n") ?? ""
    }

    private func link(_ name: String, to goal: String) throws {
        try FileManager.default.createSymbolicLink(atPath: drop.path(name), withDestinationPath: goal)
    }

    @Test("a link that leads nowhere, as the warehouse, the key, the archive, or on the way to one")
    func dangling() throws {
        try link("mat", to: "/khong-co/o-dia")
        drop.warehouse = "mat"
        #expect(try refusal().contains("nightly.yaml:1:12: lỗi: kho \(drop.path("mat")): liên kết \(drop.path("mat"))"))
        drop.warehouse = "mat/kho.db"
        #expect(
            try refusal().contains("kho \(drop.path("mat/kho.db")): liên kết \(drop.path("mat")) dẫn tới chỗ không có"))
        drop.warehouse = "kho.db"
        drop.more = "identity_key: mat"
        #expect(try refusal().contains("khóa \(drop.path("mat"))"))
        drop.more = ""
        drop.archive = "{folder: mat/luu}"
        #expect(try refusal().contains("kho lưu \(drop.path("mat/luu"))"))
        #expect(try drop.names("") == ["nightly.yaml", "mat"].sorted())
        drop.archive = "{folder: luu}"
        try drop.night()
        // A link that leads to the archive's folder is that folder.
        try link("duong-vong", to: "luu")
        drop.warehouse = "duong-vong/kho.db"
        #expect(try refusal().contains("nằm trong kho lưu này"))
    }
}
