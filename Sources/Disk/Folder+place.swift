import Domain

extension Folder {
    /// Puts a file of ours into the folder, whole or not at all, on the disk when this returns.
    ///
    /// `like` is the file whose rights it gets. Under a name that is taken it replaces only what `isOurs` says, by its digest, to be
    /// ours; false where it is somebody else's.
    package func place(
        _ bytes: [UInt8], as name: FileName, like look: Look, isOurs: (String) -> Bool
    ) throws(DiskFailure) -> Bool {
        try place(as: name, like: look, isOurs) { file throws(DiskFailure) in try file.write(bytes[...]) }
    }

    /// The same of what a file of ours in another folder holds.
    package func place(
        copyOf other: FileName, in room: Folder, as name: FileName, like look: Look, isOurs: (String) -> Bool
    ) throws(DiskFailure) -> Bool {
        let source = try room.open(other)
        return try place(as: name, like: look, isOurs) { file throws(DiskFailure) in
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let got = try source.read(into: &buffer)
                if got == 0 { return }
                try file.write(buffer[..<got])
            }
        }
    }

    private func place(
        as name: FileName, like look: Look, _ isOurs: (String) -> Bool, _ fill: (OpenFile) throws(DiskFailure) -> Void
    ) throws(DiskFailure) -> Bool {
        let draft = Draft.name()
        let file = try make(draft)
        do throws(DiskFailure) {
            try fill(file)
            try file.like(look)
            try file.sync()
            let isPlaced = try settle(draft, as: name, isOurs: isOurs)
            if !isPlaced { try remove(draft) }
            try sync()
            return isPlaced
        } catch {
            do throws(DiskFailure) { try remove(draft) } catch {
                // The first failure says more; the draft is swept by the next run.
            }
            throw error
        }
    }

    private func settle(_ draft: FileName, as name: FileName, isOurs: (String) -> Bool) throws(DiskFailure) -> Bool {
        if try move(draft, to: self, as: name) { return true }
        guard let digest = try digest(name), isOurs(digest) else { return false }
        try exchange(draft, name)
        // What came out must be what was looked at: another could have taken the name.
        guard let out = try self.digest(draft), isOurs(out) else {
            try exchange(draft, name)
            return false
        }
        try remove(draft)
        return true
    }

    /// SHA-256 of a regular file's bytes; nil where there is no such.
    package func digest(_ name: FileName) throws(DiskFailure) -> String? {
        guard let look = try look(name), look.isRegular else { return nil }
        let file: OpenFile
        do throws(DiskFailure) { file = try open(name) } catch {
            if error.isMissing { return nil }
            throw error
        }
        guard try file.look().isRegular else { return nil }
        return try file.digest()
    }

    /// What a file of ours holds, whole.
    package func text(_ name: FileName) throws(DiskFailure) -> [UInt8] { try open(name).rest() }

    /// Makes an empty file, 0600, that somebody else will write; throws where the name is taken.
    package func reserve(_ name: FileName) throws(DiskFailure) { _ = try make(name) }
}
