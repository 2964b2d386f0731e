/// Makes one file: the same bytes for the same request, a record at a time, so that a million records take no more
/// memory than ten.
package struct Generate: Sendable {
    /// What is made.
    package let request: Request

    /// What was made.
    package struct Summary: Sendable, Equatable {
        /// Records written, spoilt ones too.
        package var records = 0
        /// Rows after the header that are no records: numbering, groups, totals, footer.
        package var filtered = 0
        /// How many records each kind spoilt.
        package var spoilt: [SpoiltKind: Int] = [:]
    }

    /// A generation of that request.
    package init(_ request: Request) {
        self.request = request
    }

    /// Writes the file to the sink, and hands every record's truth, in file order, to `truth` where it is asked for.
    /// Throws what the sink throws.
    @discardableResult
    package func write(to sink: ByteSink, truth: ((Truth) throws -> Void)? = nil) throws -> Summary {
        let writer = writer(sink)
        var summary = Summary()
        let count = request.indices?.count ?? request.count
        let spoiler = Spoiler(
            layout: request.layout, percent: request.spoilt, kinds: request.kinds, seed: request.seed, count: count)
        let shuffle = request.order == .random && count > 0 ? Shuffle(count: count, seed: request.seed) : nil
        writer.open()
        for place in 0..<count {
            let position = shuffle.map { $0[place] } ?? place
            let index = request.indices.map { $0[position] } ?? position
            let spoilage = writer.possible(spoiler.spoilage(place: place, index: index), index: index)
            guard writer.write(index: index, spoilage: spoilage) else { continue }
            summary.records += 1
            if let spoilage { summary.spoilt[spoilage.kind, default: 0] += 1 }
            if let truth { try truth(writer.truth(index: index, spoilage: spoilage)) }
            try sink.drain()
        }
        writer.close(count: summary.records)
        summary.filtered = writer.filtered
        return summary
    }

    /// The bytes and the truth of the whole file, for tests.
    package func made() throws -> (bytes: [UInt8], truth: FileTruth) {
        let sink = ByteSink()
        var truth = fileTruth
        try write(to: sink) { truth.records.append($0) }
        return (sink.bytes, truth)
    }

    /// What is true of the file as a whole, without its records.
    package var fileTruth: FileTruth {
        let ends = request.layout == .list && request.furniture.contains(.title)
        return FileTruth(
            kind: request.layout.kind, source: request.layout.rawValue, asOf: request.exported,
            coversUntil: ends ? request.plan.end.advanced(by: -1) : nil, unit: request.unit,
            complete: request.layout.isComplete, partition: request.layout.partition)
    }

    private func writer(_ sink: ByteSink) -> any RecordWriter {
        switch request.layout {
        case .list: DossierListWriter(request, sink: sink)
        case .sync: SyncWriter(request, sink: sink)
        case .msync: MSyncWriter(request, sink: sink)
        case .vneid: VNeIDWriter(request, sink: sink)
        case .national, .provincial, .communal: CatalogueWriter(request, sink: sink)
        case .staff: SheetWriter(request, StaffSheet(request), sink: sink)
        case .workFiles: SheetWriter(request, WorkFileSheet(request), sink: sink)
        case .answerLevels, .answerScales, .answerIndices, .answerQuestions:
            SheetWriter(request, AnswerSheet(request), sink: sink)
        case .tasks: SheetWriter(request, TaskSheet(request), sink: sink)
        case .components: SheetWriter(request, ComponentSheet(request), sink: sink)
        case .figures: SheetWriter(request, FigureSheet(request), sink: sink)
        }
    }
}
