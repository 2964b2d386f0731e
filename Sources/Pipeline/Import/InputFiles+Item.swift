import Disk
import Domain
import Readers
import Records

/// The ending of a name that says another format than the content, and the content's.
struct WrongEnding: Sendable {
    var said: String
    var content: String
}

extension InputFiles {
    /// One export: where it is, and what it is called in the warehouse and in messages.
    struct Item {
        /// How its bytes come.
        enum Packing {
            case plain
            case gzip
            /// An entry of a zip archive.
            case entry(SeekableBytes, index: Int)
        }

        /// The file; nil is standard input.
        let path: String?
        /// Of a packed export both names, "nop.zip → thang-4.csv", without persons and without what a terminal would obey.
        let name: String
        /// The export's alone, which may tell its day and its source.
        let ownName: String
        /// Of the name of the file around it.
        let wrongEnding: WrongEnding?
        private let packing: Packing
        /// What keeps the file open that `path` leads to, where its name cannot be written.
        private let holder: OpenFile?
        /// What was read of standard input.
        private let start: [UInt8]
        private let refusal: ReadFailure?

        /// A file as it stands; `start` was read of standard input to see what it is, `refusal` what was found then.
        init(path: String?, name: String, start: [UInt8] = [], refusal: ReadFailure? = nil) {
            self.path = path
            self.name = Mask.fileName(name)
            self.start = start
            self.refusal = refusal
            ownName = name
            wrongEnding = nil
            packing = .plain
            holder = nil
        }

        /// An open file, which is reached as long as the item lives.
        init(held: OpenFile, name: String) {
            path = held.path
            self.name = Mask.fileName(name)
            ownName = name
            start = []
            refusal = nil
            wrongEnding = nil
            packing = .plain
            holder = held
        }

        /// An export inside a file.
        init(_ name: String, in file: Item, _ packing: Packing, wrongEnding: WrongEnding?) {
            path = file.path
            self.name = "\(file.name) → \(Mask.fileName(name))"
            start = file.start
            refusal = nil
            ownName = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? name
            self.wrongEnding = wrongEnding
            self.packing = packing
            holder = file.holder
        }

        /// Whether the bytes can be had again.
        var canReopen: Bool {
            if case .entry = packing { return true }
            return path != nil
        }

        /// The export's own bytes, unpacked.
        func open(_ limits: ReadLimits = ReadLimits()) throws(ReadFailure) -> FileBytes {
            if let refusal { throw refusal }
            switch packing {
            case .plain: return try file(limits)
            case .gzip: return try FileBytes(gzip: try file(limits), limits: limits)
            case .entry(let archive, let index): return try FileBytes(entry: index, of: archive, limits: limits)
            }
        }

        private func file(_ limits: ReadLimits) throws(ReadFailure) -> FileBytes {
            if let path { return try FileBytes(path: path, chunk: limits.chunk) }
            return FileBytes(standardInputBy: limits.chunk, behind: start)
        }
    }
}
