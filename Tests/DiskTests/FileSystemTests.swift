import Disk
import Domain
import Foundation
import Testing

/// What is told of the file system, and files of ours that replace others.
struct FileSystemTests {
    @Test(
        "file systems of networks are known by their number",
        arguments: [
            (0x6969, .network("NFS")), (0xFF53_4D42, .network("SMB/CIFS")), (0xFE53_4D42, .network("SMB/CIFS")),
            (0x6573_5546, .program), (0xEF53, .local), (0x794C_7630, .local),
        ] as [(UInt32, FileSystem.Place)])
    func places(_ magic: UInt32, _ place: FileSystem.Place) {
        #expect(FileSystem.place(magic: magic) == place)
    }

    @Test("free bytes are told where something is, and a path that is not there fails")
    func free() throws {
        #expect(try FileSystem(at: FileManager.default.temporaryDirectory.path).free > 0)
        #expect(throws: DiskFailure.self) { try FileSystem(at: "khong-co") }
    }

    @Test("a file that is put replaces what was there, with its mode; a probe leaves nothing")
    func put() throws {
        let room = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("disk"))
        try FileManager.default.createDirectory(at: room, withIntermediateDirectories: false)
        let folder = try Folder(at: room.path)
        for text in ["một", "hai"] { try folder.put(Array(text.utf8), as: FileName("a.prom"), mode: 0o644) }
        try folder.probe()
        #expect(try folder.names() == [FileName("a.prom")])
        #expect(try folder.text(FileName("a.prom")) == Array("hai".utf8))
        #expect(try folder.look(FileName("a.prom"))?.mode == 0o100_644)
        // What cannot be replaced leaves no draft.
        try FileManager.default.createDirectory(
            at: room.appendingPathComponent("b"), withIntermediateDirectories: false)
        #expect(throws: DiskFailure.self) { try folder.put([1], as: FileName("b"), mode: 0o644) }
        #expect(try folder.names() == [FileName("a.prom"), FileName("b")])
        try FileManager.default.removeItem(at: room)
    }
}
