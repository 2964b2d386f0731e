import Disk
import Domain
import Foundation
import Mapping
import Reports

/// What a run writes beside the warehouse for the people whose files it read: receipts and copies to correct, each into a folder that a command
/// names. Nothing that is there is replaced.
struct Aside {
    /// Endings of the names of receipts and of copies.
    static let receipt = ".bien-nhan.txt"
    static let copy = ".can-sua.xlsx"

    private let copies: String?
    private let receipts: String?
    private let moment: ReceiptText.Moment
    private let units: UnitList
    private let language: Language

    /// Nil where nothing is wanted. The folders are made where they are not there, before anything is loaded.
    init?(_ options: ImportOptions, _ rules: Rules) throws {
        if options.copies == nil, options.receipts == nil { return nil }
        copies = options.copies
        receipts = options.receipts
        moment = options.isDryRun ? .checked : .loaded
        units = rules.units
        language = options.language
        for folder in Set([copies, receipts].compactMap { $0 }) {
            try guarded(folder) {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        }
    }

    /// Writes what there is to say of a file, which held these exports.
    func take(_ met: [MetFile], of item: InputFiles.Item) throws {
        var names: [String?] = []
        for one in met {
            guard let copies, let copy = CorrectionCopy(one, language) else {
                names.append(nil)
                continue
            }
            let name = Self.free(Self.stem(one.item.ownName), Self.copy, in: copies)
            let path = "\(copies)/\(name)"
            names.append(try guarded(path) { try copy.write(to: path) } ? name : nil)
        }
        guard let receipts else { return }
        let text = ReceiptText(
            met.map(\.report), name: item.name, copies: names, moment: moment, day: LocalTime.today,
            unit: { units.entry($0)?.name }, language: language)
        let name = Self.free(
            Self.fitted(Mask.visible(Self.last(item.ownName))), Self.receipt, in: receipts)
        let path = "\(receipts)/\(name)"
        try guarded(path) { try WholeFile.write(text.bytes, to: path) }
    }

    /// What could not be written is said with its place (exit 74); what else went wrong is the system's to say.
    private func guarded<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do { return try body() } catch {
            let detail = (error as? CopyFailure).map { ": \($0.detail)" } ?? ""
            let name = Mask.visible(path)
            throw RunFailure(
                exitCode: 74,
                messages: [
                    language.pick(
                        "không ghi được biên nhận hoặc bản để sửa vào \(name)\(DiskFailure.said(detail, .vi))",
                        "no receipt or copy to correct can be written to \(name)\(detail)")
                ])
        }
    }

    private static func last(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// A name behind which our endings have room, and that of a file in the making.
    private static func fitted(_ name: String) -> String { FileName(name).leaving(80).text }

    /// A name without its ending, and without what a terminal would obey; of a copy of a copy that of the first.
    private static func stem(_ name: String) -> String {
        var stem = Mask.visible(last(name))
        if stem.hasSuffix(copy) { return String(stem.dropLast(copy.count)) }
        stem = fitted(stem)
        if let dot = stem.lastIndex(of: "."), dot > stem.startIndex { stem = String(stem[..<dot]) }
        return stem
    }

    /// `ten.can-sua.xlsx`, or `ten (2).can-sua.xlsx` where that is taken.
    private static func free(_ stem: String, _ ending: String, in folder: String) -> String {
        let manager = FileManager.default
        for number in 1... {
            let name = stem + (number == 1 ? "" : " (\(number))") + ending
            if !manager.fileExists(atPath: "\(folder)/\(name)") { return name }
        }
        preconditionFailure("numbers do not end")
    }
}
