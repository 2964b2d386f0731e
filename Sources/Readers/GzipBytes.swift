internal import CZLib
import Records
import Synchronization

/// What a compressed file holds (RFC 1952), unpacked as it is read: one member behind the other, each with its check sum
/// and length verified by zlib.
///
/// Zeros behind the last member are padding, as gzip takes them; other bytes are passed over and said. The lock is there
/// because a file is looked at on one thread and read on another.
final class GzipBytes: UnpackedBytes {
    private let stream: Mutex<Stream>

    /// Throws what zlib refuses at once.
    init(_ file: consuming FileBytes, limits: ReadLimits) throws(ReadFailure) {
        stream = Mutex(try Stream(file, limits))
    }

    func next() throws(ReadFailure) -> ArraySlice<UInt8>? {
        try stream.withLock { (stream) throws(ReadFailure) in try stream.next() }
    }

    func verifyUnchanged() throws(ReadFailure) {
        try stream.withLock { (stream) throws(ReadFailure) in try stream.file.verifyUnchanged() }
    }

    var warnings: [ReadWarning] {
        stream.withLock { $0.isFollowed ? [ReadWarning(cause: .trailingBytes, line: 0)] : [] }
    }

    /// Where the file stands: inside a member, between two (so many bytes of the next signature were met), or behind them.
    private enum Place {
        case member
        case between(Int)
        case behind
    }

    @safe
    private struct Stream: ~Copyable {
        var file: FileBytes
        /// There are bytes that are no padding behind the last member.
        var isFollowed = false
        private let limits: ReadLimits
        // zlib holds on to the place of its state.
        private let state: UnsafeMutablePointer<z_stream>
        private var place = Place.member
        private var input: [UInt8] = []
        private var at = 0
        private var output: [UInt8]
        /// zlib may have more to give without more input.
        private var isFull = false
        private var packed = 0
        private var count = 0
        /// 15 bits of window, and 16 for the form of gzip.
        private static let windowBits: Int32 = 15 + 16

        init(_ file: consuming FileBytes, _ limits: ReadLimits) throws(ReadFailure) {
            self.file = file
            self.limits = limits
            output = [UInt8](repeating: 0, count: limits.chunk)
            unsafe state = .allocate(capacity: 1)
            unsafe state.initialize(to: z_stream())
            let code = unsafe inflateInit2_(
                state, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            guard code == Z_OK else { throw ReadFailure(.damagedArchive, detail: "zlib \(code)") }
        }

        deinit {
            unsafe inflateEnd(state)
            unsafe state.deallocate()
        }

        mutating func next() throws(ReadFailure) -> ArraySlice<UInt8>? {
            while true {
                if at == input.count, !isFull, try !read() { return nil }
                switch place {
                case .member:
                    let made = try unpack()
                    if made > 0 { return output[..<made] }
                case .between(let met): pass(met)
                case .behind:
                    isFollowed = isFollowed || input[at...].contains { $0 != 0 }
                    at = input.count
                }
            }
        }

        /// Takes the next bytes of the file; false at a right end.
        private mutating func read() throws(ReadFailure) -> Bool {
            if let chunk = try file.next() {
                input = Array(chunk)
                at = 0
                packed += chunk.count
                return true
            }
            switch place {
            case .member: throw ReadFailure(.truncatedArchive)
            case .between(let met): isFollowed = isFollowed || met > 0
            case .behind: break
            }
            return false
        }

        /// Looks at one byte between members: the signature of the next one, or what stands behind the last.
        private mutating func pass(_ met: Int) {
            guard input[at] == GzipHeader.signature[met] else {
                isFollowed = met > 0
                place = .behind
                return
            }
            at += 1
            guard met + 1 == GzipHeader.signature.count else {
                place = .between(met + 1)
                return
            }
            input = GzipHeader.signature + input[at...]
            at = 0
            unsafe inflateReset(state)
            place = .member
        }

        private mutating func unpack() throws(ReadFailure) -> Int {
            let step = unsafe Self.step(state, &input, at, &output)
            at += step.used
            isFull = step.made == output.count
            count += step.made
            switch step.code {
            case Z_OK: break
            case Z_STREAM_END:
                place = .between(0)
                isFull = false
            case Z_BUF_ERROR where at == input.count: break
            default:
                let word = unsafe state.pointee.msg.map { unsafe String(cString: $0) }
                throw ReadFailure(.damagedArchive, detail: word ?? "zlib \(step.code)")
            }
            if count > limits.entryBytes { throw ReadFailure(.entryTooLarge, detail: String(count)) }
            if count > limits.ratioFloor, count / limits.ratio > packed {
                throw ReadFailure(.ratioTooHigh, detail: String(count / packed))
            }
            return step.made
        }

        private static func step(
            _ state: UnsafeMutablePointer<z_stream>, _ input: inout [UInt8], _ at: Int, _ output: inout [UInt8]
        ) -> (code: Int32, used: Int, made: Int) {
            unsafe input.withUnsafeMutableBufferPointer { from in
                unsafe output.withUnsafeMutableBufferPointer { to in
                    unsafe state.pointee.next_in = from.baseAddress.map { unsafe $0 + at }
                    unsafe state.pointee.avail_in = UInt32(from.count - at)
                    unsafe state.pointee.next_out = to.baseAddress
                    unsafe state.pointee.avail_out = UInt32(to.count)
                    let code = unsafe inflate(state, Z_NO_FLUSH)
                    let used = unsafe from.count - at - Int(state.pointee.avail_in)
                    return unsafe (code, used, to.count - Int(state.pointee.avail_out))
                }
            }
        }
    }
}
