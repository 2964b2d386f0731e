import Crypto
import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is open: what is done with it is done with this file, whatever takes its name meanwhile.
package final class OpenFile: Sendable {
    let descriptor: Int32
    package let name: FileName
    /// What a failure calls it.
    let place: String

    init(_ descriptor: Int32, _ name: FileName, at place: String? = nil) {
        self.descriptor = descriptor
        self.name = name
        self.place = place ?? name.shown
    }

    deinit { close(descriptor) }

    /// What it is now.
    package func look() throws(DiskFailure) -> Look {
        var state = stat()
        guard unsafe fstat(descriptor, &state) == 0 else { throw DiskFailure(place) }
        return Look(state)
    }

    /// Under which path this process reaches it, also where it has no name.
    package var path: String { "/proc/self/fd/\(descriptor)" }

    /// Reads on; an empty slice is the end.
    func read(into buffer: inout [UInt8]) throws(DiskFailure) -> Int {
        while true {
            let got = unsafe buffer.withUnsafeMutableBytes { [descriptor] in
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if got >= 0 { return got }
            if errno != EINTR { throw DiskFailure(place) }
        }
    }

    /// All that follows.
    func rest() throws(DiskFailure) -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = try read(into: &buffer)
            if got == 0 { return all }
            all += buffer[..<got]
        }
    }

    /// SHA-256 of what follows, in hexadecimal digits.
    func digest() throws(DiskFailure) -> String {
        var digest = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let got = try read(into: &buffer)
            if got == 0 { return Hexadecimal.text(digest.finalize()) }
            digest.update(data: buffer[..<got])
        }
    }

    /// Writes all of the bytes.
    func write(_ bytes: ArraySlice<UInt8>) throws(DiskFailure) {
        var done = 0
        while done < bytes.count {
            let put = unsafe bytes.withUnsafeBytes { [descriptor] in
                unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if put < 0 {
                if errno == EINTR { continue }
                throw DiskFailure(place)
            }
            done += put
        }
    }

    /// Until its bytes are on the disk.
    func sync() throws(DiskFailure) {
        guard fsync(descriptor) == 0 else { throw DiskFailure(place) }
    }

    /// Gives it the rights of another file, as far as the operating system lets us: never more than that one has.
    func like(_ other: Look) throws(DiskFailure) {
        // Only root may give files away; a group of our own may be given.
        if fchown(descriptor, uid_t(other.owner), gid_t(other.group)) != 0 {
            _ = fchown(descriptor, uid_t.max, gid_t(other.group))
        }
        guard fchmod(descriptor, mode_t(other.mode & 0o666)) == 0 else { throw DiskFailure(place) }
    }
}
