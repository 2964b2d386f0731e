#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Folder {
    /// Writes a file of ours into a folder of the operator's, whole or not at all, with this mode. Whatever had the name is replaced.
    package func put(_ bytes: [UInt8], as name: FileName, mode: UInt32) throws(DiskFailure) {
        let draft = Draft.name()
        let file = try make(draft)
        do throws(DiskFailure) {
            try file.write(bytes[...])
            guard fchmod(file.descriptor, mode_t(mode)) == 0 else { throw failure(name) }
            try file.sync()
            guard unsafe renameat(descriptor, draft.terminated, descriptor, name.terminated) == 0 else {
                throw failure(name)
            }
        } catch {
            do throws(DiskFailure) { try remove(draft) } catch {
                // The first failure says more.
            }
            throw error
        }
        try sync()
    }
}
