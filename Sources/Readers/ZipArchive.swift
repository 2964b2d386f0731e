internal import CLibZip
import Records

/// A zip archive through libzip, read where its bytes are; nothing is written anywhere.
@safe
final class ZipArchive {
    let limits: ReadLimits
    private let archive: OpaquePointer
    private let source: UnsafeMutablePointer<Source>

    /// What the callback of libzip is given.
    @unsafe
    fileprivate struct Source {
        let bytes: SeekableBytes
        var offset = 0
        var error = unsafe zip_error_t()
    }

    /// Throws `damagedArchive` and `tooManyEntries`.
    init(_ bytes: SeekableBytes, limits: ReadLimits = ReadLimits()) throws(ReadFailure) {
        self.limits = limits
        // Before libzip makes room for all that the archive claims to have.
        if let claimed = Self.claimedEntries(bytes), claimed > limits.entries {
            throw ReadFailure(.tooManyEntries, detail: String(claimed))
        }
        let state = UnsafeMutablePointer<Source>.allocate(capacity: 1)
        unsafe state.initialize(to: Source(bytes: bytes))
        var error = unsafe zip_error_t()
        unsafe zip_error_init(&error)
        defer { unsafe zip_error_fini(&error) }
        var opened: OpaquePointer?
        if let made = unsafe zip_source_function_create(onSource, state, &error) {
            unsafe opened = zip_open_from_source(made, ZIP_RDONLY, &error)
            if unsafe opened == nil { unsafe zip_source_free(made) }
        }
        guard let opened = unsafe opened else {
            let word = unsafe Self.word(&error)
            unsafe state.deinitialize(count: 1)
            unsafe state.deallocate()
            throw ReadFailure(.damagedArchive, detail: word)
        }
        unsafe archive = opened
        unsafe source = state
        let count = unsafe zip_get_num_entries(archive, 0)
        if count > limits.entries { throw ReadFailure(.tooManyEntries, detail: String(count)) }
    }

    deinit {
        unsafe zip_discard(archive)
        unsafe source.deinitialize(count: 1)
        unsafe source.deallocate()
    }

    /// The entry of a name (case is passed over where none has it as it stands), or nil.
    ///
    /// Throws `damagedArchive`, and `entryTooLarge` by what the archive says of its size.
    func entry(_ name: String) throws(ReadFailure) -> ZipEntry? {
        var index = unsafe zip_name_locate(archive, name, 0)
        if index < 0 { index = unsafe zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE)) }
        if index < 0 { return nil }
        var found = unsafe zip_stat_t()
        guard unsafe zip_stat_index(archive, UInt64(index), 0, &found) == 0 else { throw failure }
        if unsafe found.encryption_method != ZIP_EM_NONE { throw ReadFailure(.encryptedWorkbook) }
        let size = unsafe Int(clamping: found.size)
        if size > limits.entryBytes { throw ReadFailure(.entryTooLarge, detail: name) }
        guard let file = unsafe zip_fopen_index(archive, UInt64(index), 0) else { throw failure }
        return unsafe ZipEntry(file, of: self, name: name, size: size, packed: Int(clamping: found.comp_size))
    }

    /// All entries, in the order of the archive. Names are UTF-8, from code page 437 where the archive does not say that they
    /// are (APPNOTE, D).
    func entries() throws(ReadFailure) -> [ZipExports.Entry] {
        var entries: [ZipExports.Entry] = []
        for index in 0..<max(0, unsafe zip_get_num_entries(archive, 0)) {
            var found = unsafe zip_stat_t()
            guard unsafe zip_stat_index(archive, UInt64(index), 0, &found) == 0 else { throw failure }
            let name = unsafe found.name.map { unsafe String(cString: $0) } ?? ""
            entries.append(
                unsafe ZipExports.Entry(
                    index: Int(index), name: name, bytes: Int(clamping: found.size),
                    packedBytes: Int(clamping: found.comp_size)))
        }
        return entries
    }

    /// The entry at a place, `chunk` bytes at a time.
    ///
    /// Throws `damagedArchive`, `encryptedEntry`, and `entryTooLarge` by what the archive says of its size.
    func entry(at index: Int, chunk: Int) throws(ReadFailure) -> ZipEntry {
        var found = unsafe zip_stat_t()
        guard unsafe zip_stat_index(archive, UInt64(index), 0, &found) == 0 else { throw failure }
        if unsafe found.encryption_method != ZIP_EM_NONE { throw ReadFailure(.encryptedEntry) }
        let size = unsafe Int(clamping: found.size)
        if size > limits.entryBytes { throw ReadFailure(.entryTooLarge, detail: String(size)) }
        guard let file = unsafe zip_fopen_index(archive, UInt64(index), 0) else { throw failure }
        return unsafe ZipEntry(
            file, of: self, name: "", size: size, packed: Int(clamping: found.comp_size), chunk: chunk)
    }

    private var failure: ReadFailure {
        guard let error = unsafe zip_get_error(archive) else { return ReadFailure(.damagedArchive) }
        return unsafe ReadFailure(.damagedArchive, detail: Self.word(error))
    }

    /// How many entries the record at an archive's end claims (APPNOTE, 4.3.16); nil where there is none, or another record
    /// has the number, which it then says by 65,535.
    private static func claimedEntries(_ bytes: SeekableBytes) -> Int? {
        // 22 bytes, and a comment of at most 65,535 behind them.
        let tail = bytes.bytes(at: max(0, bytes.count - 65_557), 65_557)
        var at = tail.count - 22
        while at >= 0 {
            if tail[at...].starts(with: [0x50, 0x4B, 5, 6]) {
                let claimed = Int(tail[at + 10]) | Int(tail[at + 11]) << 8
                return claimed == 0xFFFF ? nil : claimed
            }
            at -= 1
        }
        return nil
    }

    /// libzip's own words, which hold no text of the file.
    static func word(_ error: UnsafeMutablePointer<zip_error_t>) -> String {
        guard let text = unsafe zip_error_strerror(error) else { return "" }
        return unsafe String(cString: text)
    }
}

private let onSource: zip_source_callback = { user, data, length, command in
    guard let source = unsafe user?.assumingMemoryBound(to: ZipArchive.Source.self) else { return -1 }
    let size = unsafe source.pointee.bytes.count
    switch command {
    case ZIP_SOURCE_OPEN:
        unsafe source.pointee.offset = 0
        return 0
    case ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE: return 0
    case ZIP_SOURCE_READ:
        let buffer = unsafe UnsafeMutableRawBufferPointer(start: data, count: Int(clamping: length))
        let got = unsafe source.pointee.bytes.read(at: source.pointee.offset, into: buffer)
        if got < 0 {
            unsafe zip_error_set(&source.pointee.error, ZIP_ER_READ, 0)
            return -1
        }
        unsafe source.pointee.offset += got
        return Int64(got)
    case ZIP_SOURCE_STAT:
        guard let found = unsafe data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
        unsafe zip_stat_init(found)
        unsafe found.pointee.size = UInt64(size)
        unsafe found.pointee.valid = UInt64(ZIP_STAT_SIZE)
        return unsafe Int64(MemoryLayout<zip_stat_t>.size)
    case ZIP_SOURCE_ERROR: return unsafe zip_error_to_data(&source.pointee.error, data, length)
    case ZIP_SOURCE_SEEK:
        let place = unsafe zip_source_seek_compute_offset(
            UInt64(source.pointee.offset), UInt64(size), data, length, &source.pointee.error)
        if place < 0 { return -1 }
        unsafe source.pointee.offset = Int(place)
        return 0
    case ZIP_SOURCE_TELL: return unsafe Int64(source.pointee.offset)
    case ZIP_SOURCE_SUPPORTS:
        let commands = [
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
            ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
        ]
        return commands.reduce(0) { $0 | 1 << Int64($1.rawValue) }
    default:
        unsafe zip_error_set(&source.pointee.error, ZIP_ER_OPNOTSUPP, 0)
        return -1
    }
}
