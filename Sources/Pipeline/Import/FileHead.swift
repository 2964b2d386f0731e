import Domain
import Mapping
import Readers
import Records
import Reports

/// The beginning of a file, and what it tells: format, encoding, the one source that fits, and the texts that hold dates.
struct FileHead {
    /// Bytes looked at before a source must be known.
    static let reach = 1 << 20

    let encoding: TextEncoding
    /// Why it is that; nil for UTF-8.
    let note: EncodingNote?
    /// A table whose encoding was found, and not told: its words are watched to its end.
    let isWatched: Bool
    let match: Recogniser.Match
    /// XML: the day that the header tells, or nil.
    let exported: Day?
    /// Where the file holds several tables, the one that fits.
    let table: ContainedTable?
    /// The ending of the file's name where it says another format than the content, and the content's.
    let wrongEnding: WrongEnding?
    /// What people call the format of the file.
    let formatName: String

    /// Looks at a file through its first bytes, to which those of standard input are added that a container needs. Throws
    /// what refuses the file.
    init(
        _ file: inout FileBytes, _ start: inout [UInt8], isWhole: Bool, rules: Rules, recogniser: Recogniser,
        encoding: TextEncoding?, sheet: String?
    ) throws {
        let sniffed = try FormatSniffer(start[...], encoding: encoding)
        if let format = sniffed.container {
            let bytes = try file.hold(&start)
            try file.refuseNested(start[...], bytes)
            try self.init(
                format, bytes, start[...], sniffed, rules: rules, recogniser: recogniser, sheet: sheet)
            return
        }
        if sniffed.isBlank, !isWhole, start.allSatisfy(Self.isSpace) { try Self.refuseBlank(&file) }
        try self.init(start[...], sniffed, isWhole: isWhole, rules: rules, recogniser: recogniser)
    }

    /// The head of a file that holds tables: of the one that fits, or is named. What is text is tried in the encodings that may be its own.
    init(
        _ format: ContainerFormat, _ bytes: SeekableBytes, _ start: ArraySlice<UInt8>, _ sniffed: FormatSniffer,
        rules: Rules,
        recogniser: Recogniser, sheet: String?
    ) throws {
        var tables: [TextEncoding: ContainedTable] = [:]
        let choice = EncodingChoice(
            sniffed: sniffed, start: start, declared: format.isText ? recogniser.encodings : [])
        let chosen = try choice { encoding in
            let found = try ContainedTable.find(format, bytes, encoding, named: sheet, recogniser)
            tables[encoding] = found.table
            return (found.match, declares: rules.sources[found.match.source].encoding)
        }
        encoding = chosen.encoding
        note = EncodingNote(chosen.encoding, chosen.reason, chosen.evidence)
        match = chosen.match
        exported = nil
        isWatched = false
        table = tables[chosen.encoding]
        formatName = sniffed.formatName
        wrongEnding = sniffed.wrongEnding(of: recogniser.name).map {
            WrongEnding(said: $0, content: sniffed.formatName)
        }
    }

    /// The head of a file that is no container, from its first bytes alone.
    init(
        _ start: ArraySlice<UInt8>, _ sniffed: FormatSniffer, isWhole: Bool, rules: Rules, recogniser: Recogniser
    ) throws {
        formatName = sniffed.formatName
        wrongEnding = sniffed.wrongEnding(of: recogniser.name).map {
            WrongEnding(said: $0, content: sniffed.formatName)
        }
        if sniffed.isBlank, isWhole { throw ReadFailure(.empty) }
        table = nil
        let isWhole = isWhole && start.count <= Self.reach
        let start = start.prefix(Self.reach)
        switch sniffed.kind {
        case .table, .container:
            let choice = EncodingChoice(sniffed: sniffed, start: start, declared: recogniser.encodings)
            let chosen = try choice { encoding throws(Recogniser.Refusal) in
                // A mark of UTF-8 is no text of another encoding.
                let own = sniffed.reason == .mark && encoding != sniffed.encoding ? start.dropFirst(3) : start
                let match = try Self.table(own, isWhole: isWhole, encoding, recogniser)
                return (match, declares: rules.sources[match.source].encoding)
            }
            self.encoding = chosen.encoding
            note = EncodingNote(chosen.encoding, chosen.reason, chosen.evidence)
            match = chosen.match
            exported = nil
            isWatched = chosen.reason != .told
        case .xml:
            isWatched = false
            self.encoding = sniffed.encoding
            note = EncodingNote(sniffed)
            match = try Self.xml(start, rules, sniffed.encoding, recogniser)
            let dates = rules.sources[match.source].asOf
            exported =
                dates.elements.lazy.compactMap { dates.day(element: Self.text(of: $0, start, sniffed.encoding)) }.first
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    /// Reads on where nothing has been seen yet, and throws where nothing comes.
    private static func refuseBlank(_ file: inout FileBytes) throws(ReadFailure) {
        while let chunk = try file.next() {
            if !chunk.allSatisfy(isSpace) { return }
        }
        throw ReadFailure(.empty)
    }

    private static func table(
        _ start: ArraySlice<UInt8>, isWhole: Bool, _ encoding: TextEncoding, _ recogniser: Recogniser
    ) throws(Recogniser.Refusal) -> Recogniser.Match {
        let heads = DelimiterGuess.candidates.map { delimiter in
            Recogniser.Head(delimiter: delimiter, rows: rows(start, isWhole: isWhole, delimiter, encoding))
        }
        let found = recogniser.table(heads)
        guard case .failure(let refusal) = found, refusal.code == .sourceUnknown else { return try found.get() }
        // A delimiter that no other file has: tried only where nothing else fits.
        let bar = Recogniser.Head(
            delimiter: DelimiterGuess.bar, rows: rows(start, isWhole: isWhole, DelimiterGuess.bar, encoding))
        if case .success(let match) = recogniser.table([bar]) { return match }
        let said = UnknownTable.refusal(refusal, start, encoding)
        guard said.code == .sourceUnknown, !start.allSatisfy(isSpace) else { throw said }
        // No row that could be a header, because a limit was hit in it.
        for delimiter in DelimiterGuess.candidates {
            let batch = batch(start, isWhole: isWhole, delimiter, encoding)
            if let fault = UnknownTable.refusal(batch, isWhole: isWhole, encoding) { throw fault }
        }
        throw said
    }

    /// The first rows under a delimiter; what cannot be read of them is passed over here and said when the file is loaded.
    static func rows(
        _ start: ArraySlice<UInt8>, isWhole: Bool, _ delimiter: UInt8, _ encoding: TextEncoding
    ) -> [(line: Int, cells: [String])] {
        rows(batch(start, isWhole: isWhole, delimiter, encoding), Recogniser.deepest + 3)
    }

    private static func batch(
        _ start: ArraySlice<UInt8>, isWhole: Bool, _ delimiter: UInt8, _ encoding: TextEncoding
    ) -> RecordBatch {
        let reader = TableReader(delimiter: delimiter, encoding: encoding)
        var batch = RecordBatch()
        var rest = start
        do {
            while !rest.isEmpty, batch.heads.count < Recogniser.deepest + 3 {
                let piece = rest.prefix(64 << 10)
                rest = rest.dropFirst(piece.count)
                try reader.feed(piece, into: &batch)
            }
            if isWhole, rest.isEmpty { try reader.finish(into: &batch) }
        } catch {
            // The same failure comes again when the file is loaded.
        }
        return batch
    }

    /// The first rows of a batch as texts.
    static func rows(_ batch: borrowing RecordBatch, _ most: Int) -> [(line: Int, cells: [String])] {
        var rows: [(line: Int, cells: [String])] = []
        for head in batch.heads.prefix(most) {
            let cells = (Int(head.firstCell)..<Int(head.endCell)).map { index in
                let cell = batch.cells[index]
                return String(decoding: batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
            }
            rows.append((Int(head.line), cells))
        }
        return rows
    }

    private static func xml(
        _ start: ArraySlice<UInt8>, _ rules: Rules, _ encoding: TextEncoding, _ recogniser: Recogniser
    ) throws -> Recogniser.Match {
        let paths = rules.sources.compactMap { RecordPath(Recogniser.local($0.match.record)) }
        let reader = XMLReader(records: paths, encoding: encoding, wanted: [], skip: [])
        var batch = RecordBatch()
        var rest = start
        var failure: ReadFailure?
        do throws(ReadFailure) {
            while !rest.isEmpty, batch.places.isEmpty {
                let piece = rest.prefix(16 << 10)
                rest = rest.dropFirst(piece.count)
                try reader.feed(piece, into: &batch)
            }
        } catch {
            failure = error
        }
        let match = recogniser.xml(batch.places.map(Recogniser.local))
        // A file that is not XML at all is said as such, not as one without a source.
        if batch.places.isEmpty, let failure { throw failure }
        return try match.get()
    }

    /// The text of the first element, or attribute (`A/B/@c`), at a path from the root, or "".
    private static func text(of path: String, _ start: ArraySlice<UInt8>, _ encoding: TextEncoding) -> String {
        let parts = path.split(separator: "/@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, let record = RecordPath(first) else { return "" }
        let wanted = parts.count == 2 ? "@" + parts[1] : ""
        let reader = XMLReader(records: [record], encoding: encoding, wanted: [wanted])
        var batch = RecordBatch()
        var rest = start
        do {
            while !rest.isEmpty, batch.heads.isEmpty {
                let piece = rest.prefix(16 << 10)
                rest = rest.dropFirst(piece.count)
                try reader.feed(piece, into: &batch)
            }
        } catch {
            // The same failure comes again when the file is loaded.
        }
        guard let head = batch.heads.first else { return "" }
        for index in Int(head.firstCell)..<Int(head.endCell) {
            let cell = batch.cells[index]
            guard batch.paths[Int(cell.name)].steps.map(\.name).joined(separator: "/") == wanted else { continue }
            return String(decoding: batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
        }
        return ""
    }
}
