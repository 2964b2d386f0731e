package import Domain
import Mapping
import Readers
package import Records
package import Reports

/// The command `inspect`: looks at a file as it is, and reads all of it once, in flat memory. Nothing is loaded.
package struct InspectRun {
    private let path: String
    private let mappings: String
    private let language: Language
    private let encoding: TextEncoding?
    private let sheet: String?

    package init(
        path: String, mappings: String, language: Language, encoding: TextEncoding? = nil, sheet: String? = nil
    ) {
        self.path = path
        self.mappings = mappings
        self.language = language
        self.encoding = encoding
        self.sheet = sheet
    }

    /// The report, and a draft of a source where that is wanted: its text, "" where no kind of record fits, and what is
    /// worth a word about it.
    package struct Result: Sendable {
        package var report: InspectReport
        package var draft = ""
        package var messages: [String] = []
    }

    /// Reads the file. Throws what `Mappings/` has wrong (78).
    package func callAsFunction(wantsDraft: Bool = false) throws -> Result {
        let folder = MappingFolder(at: mappings).withoutEmptySources()
        return try look(rules: Rules.load(folder, language), wantsDraft: wantsDraft)
    }

    /// The same under rules that are read already.
    func look(rules: Rules, wantsDraft: Bool) -> Result {
        let names = KnownNames(rules: rules)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let exports = Exports(InputFiles.Item(path: path, name: name))
        var result = Result(report: InspectReport(file: exports.items.first?.name ?? Mask.fileName(name)))
        guard let item = exports.only else {
            result.report.exitCode = 2
            result.messages.append(exports.severalText(language))
            return result
        }
        do {
            try look(rules, names, item, wantsDraft, &result)
        } catch let failure as ReadFailure {
            fail(failure, &result.report)
        } catch {
            fail(ReadFailure(.inputOutput), &result.report)
        }
        return result
    }

    private func look(
        _ rules: Rules, _ names: KnownNames, _ item: InputFiles.Item, _ wantsDraft: Bool, _ result: inout Result
    ) throws {
        let name = item.ownName
        var file = try item.open()
        var start: [UInt8] = []
        var isWhole = false
        while start.count < FileHead.reach, !isWhole {
            if let chunk = try file.next() { start += chunk } else { isWhole = true }
        }
        if start.isEmpty { throw ReadFailure(.empty) }
        try file.refuseNested(start[...])
        let sniffed = try FormatSniffer(start[...], encoding: encoding)
        if let format = sniffed.container {
            let bytes = try file.hold(&start)
            try file.refuseNested(start[...], bytes)
            var inspection = try Inspection(
                format, bytes, start[...], sniffed, named: sheet, rules: rules, names: names, name: name)
            doubt(&inspection, rules, name, &file, &start, isWhole: isWhole)
            result.report.sheets = inspection.sheets.map(Mask.fileName)
            describe(inspection, rules, item, &result.report)
            var profile = Profile(inspection, CellProbe(rules: rules))
            try profile.take(inspection.rows(of: format, bytes))
            return finish(profile, inspection, rules, names, wantsDraft, &result)
        }
        if sheet != nil {
            let text = RejectCode.sheetIgnored.text
            result.messages.append(
                text.sentence(language, found: "", expected: sniffed.formatName)
                    + " [\(RejectCode.sheetIgnored.rawValue)]")
        }
        var inspection = try Inspection(
            start[...], isWhole: isWhole, rules: rules, names: names, name: name, encoding: encoding)
        doubt(&inspection, rules, name, &file, &start, isWhole: isWhole)
        describe(inspection, rules, item, &result.report)
        var profile = Profile(inspection, CellProbe(rules: rules))
        try profile.take(start[...], isWhole: isWhole, rest: &file, inspection.reader)
        finish(profile, inspection, rules, names, wantsDraft, &result)
    }

    /// Says where the encoding that was told is surely not the file's.
    private func doubt(
        _ inspection: inout Inspection, _ rules: Rules, _ name: String, _ file: inout FileBytes, _ start: inout [UInt8],
        isWhole: Bool
    ) {
        guard let encoding else { return }
        let recogniser = Recogniser(rules: rules, name: name, only: nil)
        if inspection.head?.encoding == encoding {
            FileHead.contradiction(encoding, start[...]).map { inspection.refuse($0) }
        } else if inspection.head == nil {
            FileHead.otherwise(
                encoding, &file, &start, isWhole: isWhole, rules: rules, recogniser: recogniser, sheet: sheet
            ).map { inspection.refuse($0) }
        }
    }

    private func finish(
        _ profile: Profile, _ inspection: Inspection, _ rules: Rules, _ names: KnownNames, _ wantsDraft: Bool,
        _ result: inout Result
    ) {
        let profiler = profile.profiler
        result.report.faults = profile.faults
        result.report.records = profiler.records
        result.report.columns = profiler.shown.map { column($0, profiler, inspection, rules, names) }
        if inspection.refusal?.code == .encodingTold {
            // Of letters that are not the file's nothing can be drafted.
            if wantsDraft { result.messages.append(result.report.refusalText ?? "") }
        } else if wantsDraft {
            draft(profiler, inspection, rules, names, &result)
        }
    }

    private func describe(_ found: Inspection, _ rules: Rules, _ item: InputFiles.Item, _ report: inout InspectReport) {
        report.format = found.formatName
        report.sheet = found.sheet.map { Mask.fileName($0.name) }
        report.encoding = found.sheet == nil || found.encoding != .utf8 ? found.encoding.rawValue : ""
        report.hasByteOrderMark = found.hasMark
        if found.isXML {
            report.record = found.layout.record
        } else {
            if found.sheet == nil {
                report.delimiter = found.delimiter == 9 ? "TAB" : String(UnicodeScalar(found.delimiter))
            }
            report.headerLine = found.headerLine
            report.headerRows = found.headerLine == nil ? nil : found.layout.headerRows
        }
        if let head = found.head {
            let source = rules.sources[head.match.source]
            report.source = source.id
            report.sourceTitle = source.title
            report.sourceVersion = source.version
            let day = AsOf.find(nil, source: source, head: head, item: item)
            report.asOf = day?.day.iso
            report.asOfFrom = day?.from
        }
        guard let refusal = found.refusal else { return }
        report.refusal = refusal.code.rawValue
        report.refusalText = refusal.code.text.sentence(language, found: refusal.found, expected: refusal.expected)
        if refusal.code == .encodingTold {
            report.exitCode = 2
            let advice = refusal.code.text.advice(language, found: refusal.found, expected: refusal.expected)
            report.refusalText? += ". " + advice
        }
        report.near = refusal.near.map { InspectReport.Near(source: $0.source, lacks: $0.lacks) }
    }

    private func column(
        _ index: Int, _ profiler: Profiler, _ inspection: Inspection, _ rules: Rules, _ names: KnownNames
    ) -> InspectReport.Column {
        let column = profiler.columns[index]
        let found = profiler.found(index)
        let isOfPerson = found.type == .identity || found.type == .phone
        var out = InspectReport.Column(
            heading: names.shown(column.heading, language), type: found.type.name,
            typeText: found.type.text(language), typeShare: Self.rounded(found.share), list: profiler.list(index),
            emptyShare: Self.rounded(profiler.emptyShare(index)), distinct: column.distinct,
            distinctIsLimit: column.isOver, values: isOfPerson ? [] : Array(profiler.values(index).prefix(20)),
            shapes: profiler.shapes(index).prefix(5).map { $0.text(language) })
        if inspection.passesOver(column.heading) {
            out.type = "skipped"
            out.typeText = language.pick("bỏ qua", "passed over")
        }
        out.fields = inspection.fields(index, path: column.heading, rules)
        if let days = profiler.days(index) {
            out.first = days.first.iso
            out.last = days.last.iso
        }
        return out
    }

    private func draft(
        _ profiler: Profiler, _ inspection: Inspection, _ rules: Rules, _ names: KnownNames, _ result: inout Result
    ) {
        if let source = result.report.source {
            result.messages.append(
                language.pick(
                    "mẫu \(source) đã đọc được tệp này; thêm bản nháp thì hai mẫu cùng khớp và tệp sẽ bị từ chối",
                    "the source \(source) reads this file already; with the draft two sources would fit, and the file be refused"
                ))
        }
        guard let draft = Draft(profiler, isXML: inspection.isXML, rules: rules, names: names) else {
            result.report.exitCode = 2
            result.messages.append(
                language.pick(
                    "không cột nào giống trường đã biết: không có gì để viết nháp",
                    "no column is like a known field: there is nothing to draft"))
            return
        }
        let lacks = draft.lacks(rules)
        if !lacks.isEmpty {
            result.report.exitCode = 2
            result.messages.append(
                language.pick(
                    "bản nháp chưa dùng được: chưa thấy cột của khóa \(lacks.joined(separator: ", ")); điền rồi chạy chitieu check",
                    "the draft is not whole: no column was found for the key \(lacks.joined(separator: ", ")); fill it in, then chitieu check"
                ))
        }
        result.draft =
            DraftYaml(
                draft, profiler, inspection.layout, rules: rules, names: names, language: language,
                readBy: result.report.source
            ).text
    }

    private func fail(_ failure: ReadFailure, _ report: inout InspectReport) {
        report.failure = failure.cause.code.rawValue
        let text = failure.cause.code.text
        let expected = failure.expected(ReadLimits())
        let line = failure.line > 0 ? language.pick("dòng \(failure.line): ", "line \(failure.line): ") : ""
        report.failureText =
            line + text.sentence(language, found: failure.shownDetail, expected: expected)
            + " [\(failure.cause.code.rawValue)]. "
            + text.advice(language, found: failure.shownDetail, expected: expected)
        report.exitCode = failure.cause.exitCode
        report.columns = []
    }

    /// Four digits behind the point, so that JSON is the same everywhere.
    private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }
}
