import Domain
import Pipeline
import Reports
import Synthesis
import Testing

/// What the order of files, the number of commands and repetition must not change.
@Suite("Files in any order and any number of commands")
struct ImportOrderTests {
    /// A small province, all of it given for one unit, so that one command can take all files.
    private struct Files {
        var made: [(bytes: [UInt8], truth: FileTruth, suffix: String)] = []

        init(seed: UInt64) throws {
            for file in Province(seed: seed, units: 2, months: 3, dossiersPerMonth: 10, spoilt: 5).files {
                var request = file.request
                request.unit = "H55.242"
                let one = try Generate(request).made()
                made.append((one.bytes, one.truth, request.layout.isTable ? "csv" : "xml"))
            }
        }
    }

    /// Writes the files so that they are loaded in that order, each telling its day by its name or content.
    private func write(_ files: [(bytes: [UInt8], truth: FileTruth, suffix: String)], _ office: Office) throws
        -> [String]
    {
        try files.map { try office.write($0.bytes, suffix: "\($0.truth.asOf.iso).\($0.suffix)") }
    }

    private func differing(_ left: [String: [String]], _ right: [String: [String]]) -> [String] {
        left.keys.sorted().compactMap { view in
            guard let (a, b) = left[view].flatMap({ a in right[view].map { (a, $0) } }), a != b else { return nil }
            let odd = Set(a).symmetricDifference(b).sorted().prefix(4)
            return "\(view): \(a.count) and \(b.count) rows, such as \(odd.joined(separator: "; "))"
        }
    }

    @Test("end in the same records and the same values", arguments: [11, 12] as [UInt64])
    func order(seed: UInt64) throws {
        let files = try Files(seed: seed).made
        var random = SplitMix64(seed: seed, index: 0, salt: 77)
        var shuffled = files
        for place in stride(from: files.count - 1, to: 0, by: -1) {
            shuffled.swapAt(place, random.below(place + 1))
        }
        var all: [[String: [String]]] = []
        for order in [files, shuffled] {
            let office = try Office()
            let report = try office.load(try write(order, office), asOf: nil, unit: "H55.242")
            #expect(report.files.allSatisfy { $0.status == .loaded })
            #expect(zip(report.files, order).allSatisfy { $0.asOf == $1.truth.asOf.iso })
            all.append(try office.standing())
            #expect(try office.verify() == [])
        }
        #expect(differing(all[0], all[1]) == [], "seed \(seed)")
        #expect(all[0]["indicator_value"]?.count ?? 0 > 300)
    }

    @Test("give the same in one night or a night a file; repeated and rehearsed they move nothing")
    func commands() throws {
        let files = try Files(seed: 21).made
        #expect(files.count >= 30)
        let together = try Office()
        let report = try together.load(try write(files, together), asOf: nil, unit: "H55.242")
        let apart = try Office()
        let paths = try write(files, apart)
        for (place, path) in paths.enumerated() {
            if place == 4 {
                // The dry run of a file is the real one rolled back.
                let before = try apart.standing()
                let rehearsal = try apart.load([path], asOf: nil, unit: "H55.242", isDryRun: true)
                #expect(differing(before, try apart.standing()) == [])
                #expect(rehearsal.files.map(\.tale) == [report.files[place].tale])
            }
            let alone = try apart.load([path], asOf: nil, unit: "H55.242")
            #expect(alone.files.map(\.tale) == [report.files[place].tale])
        }
        let standing = try together.standing()
        #expect(differing(standing, try apart.standing()) == [])
        let again = try apart.load(paths, asOf: nil, unit: "H55.242")
        #expect(again.files.allSatisfy { $0.status == .alreadyLoaded })
        #expect(again.valuesChanged == 0)
        #expect(differing(standing, try apart.standing()) == [])
        #expect(try apart.verify() == [])
    }

    @Test("a list in one file or in several of the same day gives the same values", arguments: Layout.dividable)
    func split(layout: Layout) throws {
        var request = Request(layout, count: 40)
        request.seed = 31
        request.units = 2
        request.furniture = []
        request.order = .random
        // Persons and catalogues are whole lists of one unit; a list of staff is whole for each unit that is in it.
        let parts = layout == .staff ? 2 : 3
        let whole = try Office()
        try whole.load(try Generate(request).made())
        let apart = try Office()
        for part in 0..<parts {
            request.indices = (0..<40).filter { $0 % parts == part }
            try apart.load(try Generate(request).made())
        }
        let standing = try whole.standing()
        #expect(differing(standing, try apart.standing()) == [])
        #expect(standing["indicator_value"]?.isEmpty == false)
        #expect(try apart.verify() == [])
    }
}

extension Layout {
    /// Layouts of which a file can be divided: those that speak for their own records only, and staff by their units.
    fileprivate static let dividable = allCases.filter { !$0.isComplete || $0 == .staff }
}
