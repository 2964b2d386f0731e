import Disk
import Domain
import Foundation
import Testing

/// A folder in which others write.
struct FolderTests {
    private let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("disk"))
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: root.appendingPathComponent(name))
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent(name)), as: UTF8.self)
    }

    private func names(_ folder: Folder) throws -> [String] { try folder.names().map(\.text) }

    @Test("a move never replaces")
    func moves() throws {
        let folder = try Folder(at: root.path)
        let inner = try folder.folder("da-nhan", mode: 0o700)
        try write("a", "a.csv")
        try write("b", "da-nhan/a.csv")
        #expect(try !folder.move(FileName("a.csv"), to: inner, as: FileName("a.csv")))
        #expect(try folder.move(FileName("a.csv"), to: inner, as: FileName("a (2).csv")))
        #expect(try text("da-nhan/a.csv") == "b")
        #expect(try text("da-nhan/a (2).csv") == "a")
    }

    @Test("links are not followed, neither to a file nor to a folder")
    func links() throws {
        try write("x", "x")
        let folder = try Folder(at: root.path)
        try FileManager.default.createSymbolicLink(
            atPath: root.path + "/la.csv", withDestinationPath: root.path + "/x")
        try FileManager.default.createSymbolicLink(atPath: root.path + "/da-nhan", withDestinationPath: "/tmp")
        #expect(try folder.look(FileName("la.csv"))?.isLink == true)
        #expect(throws: DiskFailure.self) { _ = try folder.open(FileName("la.csv")) }
        #expect(throws: DiskFailure.self) { _ = try folder.folder("da-nhan", mode: 0o700) }
        #expect(try folder.digest(FileName("la.csv")) == nil)
    }

    @Test("a private copy has no name until it is kept, and replaces nothing")
    func copies() throws {
        try write("abc", "a.csv")
        let folder = try Folder(at: root.path)
        let source = try folder.open(FileName("a.csv"))
        let copy = try PrivateCopy(of: source, in: folder)
        #expect(copy.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(copy.bytes == 3)
        #expect(try names(folder) == ["a.csv"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy.path)) == Data("abc".utf8))
        #expect(try copy.keep(in: folder, as: FileName("giu")))
        #expect(try text("giu") == "abc")
        #expect(try folder.look(FileName("giu")).map { $0.mode & 0o777 } == 0o600)
        let other = try PrivateCopy(of: try folder.open(FileName("a.csv")), in: folder)
        #expect(try !other.keep(in: folder, as: FileName("giu")))
    }

    @Test("what is placed is whole, has the rights of its pattern, and replaces only what is ours")
    func places() throws {
        try write("abc", "a.csv")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: root.path + "/a.csv")
        let folder = try Folder(at: root.path)
        let look = try #require(try folder.look(FileName("a.csv")))
        let name = FileName("a.csv.phieu.txt")
        #expect(try folder.place(Array("1".utf8), as: name, like: look) { _ in false })
        #expect(try folder.look(name).map { $0.mode & 0o777 } == 0o640)
        let digest = try #require(try folder.digest(name))
        #expect(try !folder.place(Array("2".utf8), as: name, like: look) { _ in false })
        #expect(try text(name.text) == "1")
        #expect(try folder.place(Array("3".utf8), as: name, like: look) { $0 == digest })
        #expect(try text(name.text) == "3")
        #expect(try names(folder) == ["a.csv", "a.csv.phieu.txt"])
    }

    @Test("names that are no UTF-8 are found again; drafts of a killed run are swept")
    func oddNames() throws {
        let folder = try Folder(at: root.path)
        // "tệp" in Windows-1258, which Foundation would not write.
        let made = root.path.utf8.map { CChar(bitPattern: $0) } + [0x2F, 0x74, -22, -62, 0x70, 0]
        let descriptor = unsafe open(made, O_CREAT | O_WRONLY, 0o600)
        #expect(descriptor >= 0)
        close(descriptor)
        try write("", ".chitieu-1a.tmp")
        try write("", ".chitieu.giu")
        let odd = try #require(try folder.names().first { $0.bytes.contains(0xEA) })
        #expect(try folder.look(odd)?.isRegular == true)
        #expect(odd.shown.contains("\u{FFFD}"))
        try folder.sweep()
        #expect(try folder.names().count == 2)
        try folder.remove(odd)
        #expect(try names(folder) == [".chitieu.giu"])
    }
}
