import Foundation
import Synthesis

/// The inputs of `Fixtures/`, to be spoilt.
struct SpoiltFixtures {
    /// A file as it lies in its folder.
    struct Seed {
        var name: String
        var bytes: [UInt8]
        /// Of a workbook only its sheet's XML, around which it is made anew: damage from outside is met by its check sums alone.
        var isSheet = false
    }

    let seeds: [Seed]
    /// Numbers of persons that are in them: identity numbers of the made-up province 000, telephones.
    let numbers: Set<String>

    init() throws {
        let top = URL(fileURLWithPath: House.top).appendingPathComponent("Fixtures")
        guard let walker = FileManager.default.enumerator(at: top, includingPropertiesForKeys: [.isRegularFileKey])
        else { throw CocoaError(.fileReadUnknown) }
        var seeds: [Seed] = []
        for case let url as URL in walker where Self.isInput(url) {
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            let bytes = try Data(contentsOf: url)
            guard !bytes.isEmpty, bytes.count < 60_000 else { continue }
            seeds.append(Seed(name: url.lastPathComponent, bytes: Array(bytes)))
        }
        // As many of them as make one mutant of eight.
        let made = try Matrix(count: 6).lists.compactMap { list in
            Matrix.forms.first { $0.name == "xlsx" }.flatMap { SheetFile.sheet(of: $0.file(list)) }
        }
        for index in 0..<max(1, seeds.count / 8) {
            seeds.append(Seed(name: "trang-tinh.xlsx", bytes: made[index % made.count], isSheet: true))
        }
        self.seeds = seeds.sorted { ($0.name, $0.bytes.count) < ($1.name, $1.bytes.count) }
        numbers = Set(seeds.flatMap { Self.numbers(in: $0.bytes) })
    }

    private static func isInput(_ url: URL) -> Bool {
        let path = url.path
        guard !path.contains("/Mappings/"), !path.contains("/expected."), !path.hasSuffix("/rejects.csv"),
            !path.hasSuffix("/values.csv"), !path.hasSuffix("/checks.csv"), !path.hasSuffix("/form.csv")
        else { return false }
        return ["csv", "xml", "xlsx", "xls", "ods", "gz", "zip", "tsv", "html"].contains(url.pathExtension)
    }

    /// Runs of twelve digits of province 000, and of ten from 09 on.
    static func numbers(in bytes: [UInt8]) -> [String] {
        var out: [String] = []
        var from = 0
        while let start = bytes[from...].firstIndex(where: isDigit) {
            let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
            let run = String(decoding: bytes[start..<end], as: UTF8.self)
            if run.count == 12 && run.hasPrefix("000") || run.count == 10 && run.hasPrefix("09") { out.append(run) }
            from = end
        }
        return out
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// So many files, spoilt by a seed.
    func spoilt(_ count: Int, seed: UInt64) -> [Seed] {
        var mutator = Mutator(seed: seed)
        return (0..<count).map { _ in
            let one = seeds[mutator.below(seeds.count)]
            let other = seeds[mutator.below(seeds.count)]
            let bytes = mutator.spoilt(one.bytes, with: other.bytes)
            return Seed(name: one.name, bytes: one.isSheet ? SheetFile.xlsx(sheet: bytes) : bytes)
        }
    }
}
