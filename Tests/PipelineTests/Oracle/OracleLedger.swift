import Synthesis

/// Naive "Facts: which record stands" of indicators.md: every file is loaded in the order of the list, and what stands is
/// kept in dictionaries.
struct OracleLedger {
    /// What a file's load counts.
    struct Counts: Hashable {
        var read = 0
        var new = 0
        var changed = 0
        var unchanged = 0
        var stale = 0
        var duplicate = 0
        var rejected = 0
    }

    private(set) var records: [OracleKey: OracleRecord] = [:]
    private(set) var counts: [Counts] = []
    /// The greatest covers_until by unit and kind.
    private(set) var dataUntil: [String: [String: Int]] = [:]
    /// The first as_of by kind and unit, "" for a catalogue of every unit.
    private(set) var firstAsOf: [String: [String: Int]] = [:]
    private var newestWhole: [OracleScope: OracleStamp] = [:]
    private var seen: [OracleKey: [OracleScope: OracleStamp]] = [:]

    init(_ files: [FileTruth]) {
        for (order, file) in files.enumerated() { load(file, order: order) }
    }

    /// Live records: those of partial sources, and those that some scope saw at or after its newest whole list.
    func live(_ kind: String) -> [OracleRecord] {
        records.values.filter { record in
            guard record.key.kind == kind else { return false }
            guard let scopes = seen[record.key] else { return true }
            return scopes.contains { scope, stamp in
                guard let newest = newestWhole[scope] else { return true }
                return stamp >= newest
            }
        }
    }

    private mutating func load(_ file: FileTruth, order: Int) {
        let stamp = OracleStamp(asOf: file.asOf.number, order: order)
        var count = Counts(read: file.records.count)
        var lastOfKey: [OracleKey: Truth] = [:]
        for record in file.records {
            let key = Self.key(of: record, in: file)
            if record.isTaken || record.spoilt?.keyReadable == true { see(key, record, file, stamp) }
            guard record.isTaken else {
                count.rejected += 1
                continue
            }
            if lastOfKey[key] != nil { count.duplicate += 1 }
            lastOfKey[key] = record
        }
        for (key, record) in lastOfKey {
            let unit = Self.unit(of: record, in: file)
            switch apply(key, unit, record, file, stamp) {
            case .new: count.new += 1
            case .changed: count.changed += 1
            case .unchanged: count.unchanged += 1
            case .stale: count.stale += 1
            }
            cover(unit, file)
        }
        // A catalogue without a unit column is a load of the unit it was given for; an empty list says "nothing" of its
        // unit. A file whose every record is a reject says nothing.
        if file.records.isEmpty { cover(file.unit ?? "", file) }
        counts.append(count)
    }

    private mutating func cover(_ unit: String, _ file: FileTruth) {
        let first = firstAsOf[file.kind]?[unit] ?? file.asOf.number
        firstAsOf[file.kind, default: [:]][unit] = min(first, file.asOf.number)
        guard !unit.isEmpty else { return }
        let before = dataUntil[unit]?[file.kind] ?? file.coversUntil.number
        dataUntil[unit, default: [:]][file.kind] = max(before, file.coversUntil.number)
    }

    private mutating func see(_ key: OracleKey, _ record: Truth, _ file: FileTruth, _ stamp: OracleStamp) {
        guard file.complete else { return }
        let partition = file.partition.flatMap { record.facts[$0]?.text } ?? ""
        let scope = OracleScope(
            kind: file.kind, unit: Self.unit(of: record, in: file), source: file.source, partition: partition)
        newestWhole[scope] = max(newestWhole[scope] ?? stamp, stamp)
        seen[key, default: [:]][scope] = max(seen[key]?[scope] ?? stamp, stamp)
    }

    private enum Outcome { case new, changed, unchanged, stale }

    private mutating func apply(
        _ key: OracleKey, _ unit: String, _ truth: Truth, _ file: FileTruth, _ stamp: OracleStamp
    ) -> Outcome {
        let isNew = records[key] == nil
        var record = records[key] ?? OracleRecord(key: key, unit: unit)
        var (decides, differs) = (false, false)
        for (column, fact) in Self.columns(of: truth, in: file) {
            if let newer = record.columnStamps[column], newer > stamp { continue }
            decides = true
            // Choice: "unknown" and "known to be empty" are different, so that a second source's empty column changes.
            if record.columns[column] != fact { differs = true }
            record.columns[column] = fact
            record.columnStamps[column] = stamp
        }
        for (list, rows) in truth.lists {
            if let newer = record.listStamps[list], newer > stamp { continue }
            decides = true
            if record.lists[list] != rows { differs = true }
            record.lists[list] = rows
            record.listStamps[list] = stamp
        }
        records[key] = record
        if isNew { return .new }
        return decides ? differs ? .changed : .unchanged : .stale
    }

    /// The columns of a record; a birth date becomes `du_tuoi` by the date of the list, and is dropped.
    private static func columns(of truth: Truth, in file: FileTruth) -> [String: TrueFact] {
        var columns = truth.facts
        if file.kind == "dinh_danh", let birth = columns.removeValue(forKey: "ngay_sinh") {
            columns["du_tuoi"] = OracleAge.isOfAge(birth, asOf: file.asOf.number)
        }
        return columns
    }

    /// What is unique within a unit; of dossiers, everywhere.
    private static let keys = [
        "ho_so": ["ma_ho_so"], "dinh_danh": ["so_dinh_danh"], "thu_tuc": ["ma_tthc"], "can_bo": ["ma_can_bo"],
        "ho_so_cong_viec": ["ma_ho_so_cong_viec"], "danh_gia": ["ma_phieu"], "nhiem_vu_khcn": ["ma_nhiem_vu"],
        "thanh_phan_thu_tuc": ["ma_tthc", "ma_thanh_phan"], "so_lieu": ["chi_tieu", "ky"],
    ]

    private static func key(of record: Truth, in file: FileTruth) -> OracleKey {
        let code = (keys[file.kind] ?? []).map { record.facts[$0]?.text ?? "" }.joined(separator: "|")
        return OracleKey(kind: file.kind, unit: file.kind == "ho_so" ? "" : unit(of: record, in: file), code: code)
    }

    /// The agency in a dossier's code, else the unit column, else the unit that the file was given for.
    private static func unit(of record: Truth, in file: FileTruth) -> String {
        if let code = (record.facts["ma_ho_so"] ?? record.facts["ma_phieu"])?.text {
            let agency = code.prefix { $0 != "-" }
            if agency.contains(".") { return String(agency) }
        }
        return record.facts["don_vi"]?.text ?? file.unit ?? ""
    }
}
