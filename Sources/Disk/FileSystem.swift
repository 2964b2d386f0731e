import CRename

/// The file system on which a path lies.
package struct FileSystem: Sendable, Equatable {
    /// Whether a disk of this machine holds the files.
    package enum Place: Sendable, Equatable {
        case local
        /// A network's; its name.
        case network(String)
        /// A program's (FUSE), which may be a network's.
        case program
    }

    /// Bytes that a user without privileges may still write.
    package let free: Int64
    package let place: Place

    /// Throws where nothing is at the path.
    package init(at path: String) throws(DiskFailure) {
        var magic: UInt32 = 0
        var bytes: UInt64 = 0
        guard unsafe chitieu_file_system(path, &magic, &bytes) == 0 else { throw DiskFailure(path) }
        free = Int64(clamping: bytes)
        place = Self.place(magic: magic)
    }

    /// By the number that statfs(2) gives each kind.
    package static func place(magic: UInt32) -> Place {
        switch magic {
        case 0x6969: .network("NFS")
        case 0x517B, 0xFF53_4D42, 0xFE53_4D42: .network("SMB/CIFS")
        case 0x0102_1997: .network("9P")
        case 0x00C3_6400: .network("Ceph")
        case 0x5346_414F, 0x6B41_4653: .network("AFS")
        case 0x6573_5546: .program
        default: .local
        }
    }
}
