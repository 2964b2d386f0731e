import Domain
import Foundation
import Synthesis
import Testing

@Suite("A generated file")
struct GenerateTests {
    @Test("is the same bytes for the same request, and others for another seed", arguments: Layout.allCases)
    func seeded(layout: Layout) throws {
        var request = Request(layout, count: 80)
        request.spoilt = 10
        let first = try Generate(request).made()
        let second = try Generate(request).made()
        #expect(first.bytes == second.bytes)
        #expect(first.truth == second.truth)
        request.seed = 2
        #expect(try Generate(request).made().bytes != first.bytes)
    }

    @Test("has one truth a record, in file order", arguments: Layout.allCases)
    func truths(layout: Layout) throws {
        let (bytes, truth) = try Generate(Request(layout, count: 50)).made()
        #expect(truth.records.count == 50)
        #expect(truth.records.allSatisfy { $0.spoilt == nil })
        let text = String(decoding: bytes, as: UTF8.self)
        var place = text.startIndex
        for record in truth.records {
            let key = try #require(record.key)
            let found = try #require(text.range(of: key, range: place..<text.endIndex))
            place = found.lowerBound
        }
    }

    @Test("spoils the share that is asked for", arguments: Layout.allCases)
    func share(layout: Layout) throws {
        var request = Request(layout, count: 2_000)
        request.spoilt = 10
        let truth = try Generate(request).made().truth
        let spoilt = truth.records.filter { $0.spoilt != nil }.count
        // A catalogue's codes mostly have no zeros to lose, so that somewhat fewer are spoilt than were drawn.
        #expect((150...250).contains(spoilt))
    }

    @Test("spoils in the way that is asked for, with its code and its cost", arguments: Layout.allCases)
    func kinds(layout: Layout) throws {
        for kind in SpoiltKind.kinds(of: layout) {
            var request = Request(layout, count: 60)
            request.spoilt = 50
            request.kinds = [kind]
            let truth = try Generate(request).made().truth
            let spoilt = truth.records.compactMap(\.spoilt)
            #expect(!spoilt.isEmpty, "\(layout.rawValue) \(kind.rawValue)")
            #expect(spoilt.allSatisfy { $0 == kind.spoilage(in: layout) })
            for record in truth.records {
                let unreadable = record.facts.filter { $0.value == .unreadable }.map(\.key)
                #expect(unreadable == (record.spoilt?.severity == .field ? [record.spoilt?.field ?? ""] : []))
            }
        }
    }

    @Test("holds the same records in random order")
    func order() throws {
        var request = Request(.list, count: 300)
        let inOrder = try Generate(request).made().truth.records
        request.order = .random
        let shuffled = try Generate(request).made().truth.records
        #expect(inOrder != shuffled)
        let keys = { (records: [Truth]) in records.compactMap { $0.facts["ma_ho_so"]?.text }.sorted() }
        #expect(keys(inOrder) == keys(shuffled))
        #expect(Set(keys(inOrder)).count == 300)
    }

    @Test("of any length waits in a buffer that does not grow", arguments: [Layout.list, .sync, .msync])
    func memory(layout: Layout) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("synthesis")).path
        let sink = try ByteSink(path: path)
        var most = 0
        try Generate(Request(layout, count: 5_000)).write(to: sink) { _ in most = max(most, sink.bytes.count) }
        try sink.close()
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        #expect(try #require(size) > 1_000_000)
        #expect(most < 300_000)
        try FileManager.default.removeItem(atPath: path)
    }

    @Test("says its truth as NDJSON that any reader of JSON takes", arguments: Layout.allCases)
    func json(layout: Layout) throws {
        var request = Request(layout, count: 40)
        request.spoilt = 30
        let sink = ByteSink()
        for record in try Generate(request).made().truth.records { record.write(to: sink) }
        let lines = sink.bytes.split(separator: 0x0A)
        #expect(lines.count == 40)
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            #expect(object?["spoilt"] != nil)
        }
    }
}
