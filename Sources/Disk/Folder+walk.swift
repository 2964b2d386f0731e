#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Folder {
    /// How deep a walk goes: each level holds a handle.
    private static let deepest = 64

    /// Gives each regular file in it and below, in bytes' order, with the folder that it lies in. No link is followed. `closed`
    /// hears of folders that cannot be looked into.
    package func walk(_ body: (Folder, FileName) throws -> Void, closed: (DiskFailure) -> Void) throws {
        try walk(Self.deepest, body, closed)
    }

    private func walk(
        _ levels: Int, _ body: (Folder, FileName) throws -> Void, _ closed: (DiskFailure) -> Void
    ) throws {
        let inside: [FileName]
        do throws(DiskFailure) { inside = try names() } catch { return closed(error) }
        for name in inside {
            guard let look = try look(name) else { continue }
            if look.isRegular { try body(self, name) }
            guard look.isFolder else { continue }
            guard levels > 0 else {
                closed(DiskFailure("\(path)/\(name.shown)", ELOOP))
                continue
            }
            let inner: Folder
            do throws(DiskFailure) { inner = try folder(name) } catch {
                closed(error)
                continue
            }
            try inner.walk(levels - 1, body, closed)
        }
    }
}
