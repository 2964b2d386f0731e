import Foundation
import Synthesis

/// The seeds of the fuzz targets: the files of the project that a target would meet.
struct FuzzCorpus {
    /// A target of `Sources/Fuzz`, and the endings of the files that it begins with.
    struct Target {
        var name: String
        var folder: String
        var endings: Set<String>
    }

    /// One line a target, as in `FuzzTarget`.
    static let targets = [
        Target(name: "csv", folder: "Fixtures", endings: ["csv"]),
        Target(name: "xml", folder: "Fixtures", endings: ["xml"]),
        Target(name: "encodings", folder: "Fixtures", endings: ["csv"]),
        Target(name: "gzip", folder: "Fixtures", endings: ["gz"]),
        Target(name: "zip", folder: "Fixtures", endings: ["zip", "xlsx"]),
        Target(name: "sheet", folder: "", endings: []),
        Target(name: "xls", folder: "Fixtures", endings: ["xls"]),
        Target(name: "html", folder: "Fixtures", endings: ["xls", "html"]),
        Target(name: "spreadsheetml", folder: "Fixtures", endings: ["xls", "xml"]),
        Target(name: "ods", folder: "Fixtures", endings: ["ods"]),
        Target(name: "mappings", folder: "Mappings", endings: ["yaml"]),
    ]

    let top: String

    /// Copies the seeds of a target into its corpus, which keeps what was found before; how many they are.
    func gather(_ target: Target, into corpus: String) throws -> Int {
        try FileManager.default.createDirectory(atPath: corpus, withIntermediateDirectories: true)
        if target.folder.isEmpty { return try makeSheets(into: corpus) }
        let root = URL(fileURLWithPath: "\(top)/\(target.folder)")
        guard let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else { return 0 }
        var seeds = 0
        for case let url as URL in walker where target.endings.contains(url.pathExtension) {
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            seeds += 1
            let bytes = try Data(contentsOf: url)
            try bytes.write(to: URL(fileURLWithPath: "\(corpus)/seed-\(seeds)"))
        }
        return seeds
    }

    /// The XML of sheets, which lies packed in all workbooks: the target stores it in one, with its check sum.
    private func makeSheets(into corpus: String) throws -> Int {
        let lists = try Matrix(count: 6).lists
        let sheets = lists.compactMap { list in
            Matrix.forms.first { $0.name == "xlsx" }.flatMap { SheetFile.sheet(of: $0.file(list)) }
        }
        for (index, sheet) in sheets.enumerated() {
            try Data(sheet).write(to: URL(fileURLWithPath: "\(corpus)/seed-\(index + 1)"))
        }
        return sheets.count
    }
}
