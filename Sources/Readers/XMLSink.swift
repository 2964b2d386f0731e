private import CLibXML2
import Records

/// What libxml2's callbacks fill: the records that are whole and the one that is begun, laid flat.
///
/// A callback cannot throw: a failure is kept, and what comes after it is not heard until the reader throws it.
@safe
struct XMLSink {
    /// One open element.
    private struct Frame {
        /// In the table of places (outside records) or of paths (inside); -1 for the record itself.
        var path: Int32
        /// Its cell within the record, or -1.
        var cell: Int32
        var lastRun = -1
        var hasChild = false
        var keepsText: Bool
    }

    /// What a path inside records is to us, as bits of its mark.
    private enum Keep {
        static let cell: Int32 = 1
        static let text: Int32 = 2
        static let skip: Int32 = 4
    }

    let limits: ReadLimits
    private let records: [RecordPath]
    /// Elements around records that are handed out as they begin, with their attributes alone.
    private let around: [RecordPath]
    private let flat: FlatText?
    private let wanted: Set<String>?
    private let above: Set<String>
    private let skip: Set<String>

    /// The failure that ends the file.
    private(set) var failure: ReadFailure?
    /// Elements open, from the root.
    private(set) var depth = 0
    private(set) var hasRoot = false
    /// Bytes of skipped content, where it was first met, and the element.
    private(set) var skipped = 0
    private(set) var skippedLine = 0
    private(set) var skippedName = ""

    private var frames: [Frame] = []
    /// Open elements of a subtree that is not kept, its top included.
    private var dropping = 0
    private var isCounting = false
    /// Depth of the record's element while one is open.
    private var recordDepth = 0
    /// Depth of the element whose text is kept flat while one is open, and the paths of the elements in it.
    private var flatDepth = 0
    private var flatPaths: [Int32] = []

    private var places = XMLPathTable()
    private var placeNames: [String] = []
    private var isAround: [Bool] = []
    private var paths = XMLPathTable()
    private var pathList = [XMLPath(steps: [], written: "")]

    private var text = XMLText()
    private var cells: [Cell] = []
    private var heads: [RecordHead] = []
    private var wholeText = 0
    private var wholeCells = 0
    private var row: Int32 = 0
    private var elements = 0
    private var recordLine: Int32 = 0
    private var recordPlace: Int32 = 0

    init(
        records: [RecordPath], around: [RecordPath] = [], wanted: Set<String>?, flat: FlatText? = nil,
        skip: Set<String>, limits: ReadLimits
    ) {
        self.records = records
        self.around = around
        self.flat = flat
        self.wanted = wanted
        self.skip = skip
        self.limits = limits
        var above: Set<String> = []
        for path in wanted ?? [] {
            var rest = path[...]
            while let slash = rest.lastIndex(of: "/") {
                rest = rest[..<slash]
                above.insert(String(rest))
            }
        }
        self.above = above
    }

    // MARK: what libxml2 says

    mutating func fail(_ failure: ReadFailure) {
        if self.failure == nil { self.failure = failure }
    }

    mutating func startElement(_ element: XMLStartTag) {
        if failure != nil { return }
        depth += 1
        hasRoot = true
        if depth > limits.depth { return fail(ReadFailure(.tooDeep, line: element.line)) }
        if element.attributeCount > limits.attributes {
            return fail(ReadFailure(.attributesTooMany, line: element.line))
        }
        for index in 0..<element.attributeCount where unsafe element.value(index).count > limits.attribute {
            return fail(ReadFailure(.attributesTooMany, line: element.line))
        }
        if dropping > 0 {
            dropping += 1
        } else if recordDepth > 0 {
            startInside(element)
        } else {
            startOutside(element)
        }
    }

    mutating func endElement(line: () -> Int) {
        if failure != nil { return }
        defer { depth -= 1 }
        if dropping > 0 {
            dropping -= 1
            if dropping == 0 { isCounting = false }
            return
        }
        if flatPaths.popLast() != nil { return }
        if depth == flatDepth { flatDepth = 0 }
        guard let frame = frames.popLast(), recordDepth > 0 else { return }
        let last = text.endRun(last: frame.lastRun)
        let (start, length) = text.join(last: last, besideChild: frame.hasChild)
        if length > limits.text { return fail(ReadFailure(.textTooLong, line: line())) }
        let index = wholeCells + Int(max(0, frame.cell))
        cells[index].start = UInt32(truncatingIfNeeded: start)
        cells[index].length = UInt32(truncatingIfNeeded: length)
        if depth == recordDepth { endRecord() }
    }

    mutating func characters(_ piece: UnsafeBufferPointer<UInt8>, line: () -> Int) {
        if failure != nil { return }
        if dropping > 0 {
            if isCounting { skipped += piece.count }
            return
        }
        guard recordDepth > 0, let frame = frames.last, frame.keepsText else { return }
        unsafe text.append(piece)
        if text.openLength > limits.text { return fail(ReadFailure(.textTooLong, line: line())) }
        if text.bytes.count - wholeText > limits.recordText { fail(ReadFailure(.recordTooLong, line: line())) }
    }

    // MARK: what the reader says

    /// Hands the whole records to the batch.
    mutating func flush(into batch: inout RecordBatch) {
        while batch.paths.count < pathList.count { batch.paths.append(pathList[batch.paths.count]) }
        while batch.places.count < placeNames.count { batch.places.append(placeNames[batch.places.count]) }
        if heads.isEmpty { return }
        let firstByte = batch.bytes.count
        let firstCell = Int32(truncatingIfNeeded: batch.cells.count)
        precondition(firstByte < Int(UInt32.max) - (64 << 20), "a batch was fed 4 GiB and never handed on")
        batch.bytes.append(contentsOf: text.bytes[..<wholeText])
        for var cell in cells[..<wholeCells] {
            cell.start += UInt32(truncatingIfNeeded: firstByte)
            batch.cells.append(cell)
        }
        for var head in heads {
            head.firstCell += firstCell
            head.endCell += firstCell
            batch.heads.append(head)
        }
        heads.removeAll(keepingCapacity: true)
        cells.removeFirst(wholeCells)
        text.removeFirst(wholeText)
        for index in cells.indices { cells[index].start -= min(cells[index].start, UInt32(wholeText)) }
        wholeCells = 0
        wholeText = 0
    }

    // MARK: inside

    private mutating func startOutside(_ element: XMLStartTag) {
        let (number, isNew) = places.number(of: element.name(below: frames.last?.path ?? -1))
        if isNew {
            let names = places.names(to: number)
            let isRecord = records.contains { $0.matches(names) }
            if isRecord || around.contains(where: { $0.matches(names) }) {
                places.mark(number, Int32(truncatingIfNeeded: placeNames.count))
                placeNames.append(places[number].writtenPath)
                isAround.append(!isRecord)
            }
            guard isBounded(places) else { return fail(ReadFailure(.recordTooLong, line: element.line)) }
        }
        let place = places[number].mark
        if place < 0 {
            frames.append(Frame(path: number, cell: -1, keepsText: false))
            return
        }
        recordDepth = depth
        recordPlace = place
        recordLine = Int32(clamping: element.line)
        elements = 0
        row = row == .max ? row : row + 1
        cells.append(Cell(name: 0, start: 0, length: 0))
        addAttributes(of: element, path: -1, cell: -1)
        if isAround[Int(place)] {
            frames.append(Frame(path: number, cell: -1, keepsText: false))
            return endRecord()
        }
        frames.append(Frame(path: -1, cell: 0, keepsText: wanted?.contains("") ?? true))
    }

    private mutating func startInside(_ element: XMLStartTag) {
        guard let outer = frames.last else { return }
        if flatDepth > 0 { return startFlat(element, below: flatPaths.last ?? outer.path) }
        frames[frames.count - 1].lastRun = text.endRun(last: outer.lastRun)
        frames[frames.count - 1].hasChild = true
        let (number, isNew) = paths.number(of: element.name(below: outer.path))
        if isNew, !addPath(number) { return fail(ReadFailure(.recordTooLong, line: element.line)) }
        let keep = paths[number].mark
        if keep & (Keep.cell | Keep.skip) != Keep.cell {
            dropping = 1
            isCounting = keep & Keep.skip != 0
            if isCounting, skippedLine == 0 {
                skippedLine = element.line
                skippedName = paths[number].step.name
            }
        }
        if keep & Keep.cell == 0 { return }
        elements += 1
        if elements > limits.elements { return fail(ReadFailure(.recordTooLong, line: element.line)) }
        let cell = Int32(truncatingIfNeeded: cells.count - wholeCells)
        // The record's own cell is the first; elements right below it say -1 all the same.
        cells.append(Cell(name: number + 1, parent: outer.path < 0 ? -1 : outer.cell, start: 0, length: 0))
        if dropping > 0 { return }
        addAttributes(of: element, path: number, cell: cell)
        frames.append(Frame(path: number, cell: cell, keepsText: keep & Keep.text != 0))
        if let flat, flat.paths.contains(paths[number].localPath) { flatDepth = depth }
    }

    /// Markup inside an element whose text is kept flat.
    private mutating func startFlat(_ element: XMLStartTag, below path: Int32) {
        let (number, isNew) = paths.number(of: element.name(below: path))
        if isNew, !addPath(number) { return fail(ReadFailure(.recordTooLong, line: element.line)) }
        switch flat?.parts[paths[number].step.name] {
        case .none: break
        case .skipped:
            dropping = 1
            return
        case .text(let bytes): put(bytes)
        case .repeated(let byte, let attribute):
            var count = 1
            for index in 0..<element.attributeCount where element.isNamed(index, attribute) {
                let digits = unsafe String(decoding: element.value(index), as: UTF8.self)
                count = min(max(Int(digits) ?? 1, 0), FlatText.mostRepeated)
            }
            put([UInt8](repeating: byte, count: count))
        }
        flatPaths.append(number)
    }

    private mutating func put(_ bytes: [UInt8]) {
        let line = Int(recordLine)
        unsafe bytes.withUnsafeBufferPointer { unsafe characters($0) { line } }
    }

    private mutating func addAttributes(of element: XMLStartTag, path: Int32, cell: Int32) {
        for index in 0..<element.attributeCount {
            let (number, isNew) = paths.number(of: element.attributeName(index, below: path))
            if isNew, !addPath(number) { return fail(ReadFailure(.recordTooLong, line: element.line)) }
            if paths[number].mark & Keep.cell == 0 { continue }
            let (start, length) = unsafe text.put(attribute: element.value(index))
            if text.bytes.count - wholeText > limits.recordText {
                return fail(ReadFailure(.recordTooLong, line: element.line))
            }
            cells.append(
                Cell(
                    name: number + 1, parent: cell, start: UInt32(truncatingIfNeeded: start),
                    length: UInt32(truncatingIfNeeded: length)))
        }
    }

    /// Finds out what a new path is to us; false when there are too many.
    private mutating func addPath(_ number: Int32) -> Bool {
        let node = paths[number]
        pathList.append(XMLPath(steps: paths.steps(to: number), written: node.writtenPath))
        var mark: Int32 = skip.contains(node.step.name) ? Keep.skip : 0
        if wanted?.contains(node.localPath) ?? true { mark |= Keep.cell | Keep.text }
        if above.contains(node.localPath) { mark |= Keep.cell }
        paths.mark(number, mark)
        return isBounded(paths)
    }

    private func isBounded(_ table: XMLPathTable) -> Bool {
        table.nodes.count <= limits.paths && table.weight <= limits.recordText
    }

    private mutating func endRecord() {
        recordDepth = 0
        heads.append(
            RecordHead(
                firstCell: Int32(truncatingIfNeeded: wholeCells), endCell: Int32(truncatingIfNeeded: cells.count),
                line: recordLine, row: row, place: recordPlace))
        wholeCells = cells.count
        wholeText = text.bytes.count
        text.endRecord()
    }
}
