import Domain
import Foundation
import Testing

@testable import Pipeline

/// The cases of sources and indicators, as `chitieu check` runs them.
struct CheckTests {
    @Test("the committed rules have no mistake, and each has a case that holds")
    func house() throws {
        let result = try CheckRun(mappings: House.top + "/Mappings", fixtures: nil, language: .en)()
        #expect(result.messages == [])
        #expect(result.exitCode == 0)
    }

    @Test("a missing case is a warning and a case that does not hold a mistake with its place")
    func failing() throws {
        let room = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("check"))
        let fixtures = House.top + "/Fixtures"
        try FileManager.default.createDirectory(at: room, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(at: room) } catch { Issue.record(error) }
        }
        try FileManager.default.copyItem(atPath: fixtures + "/vneid", toPath: room.path + "/vneid")
        try FileManager.default.copyItem(atPath: fixtures + "/dung-han", toPath: room.path + "/dung-han")
        let rejects = room.appendingPathComponent("vneid/rejects.csv")
        try Data("line,field,code,severity\n6,kich_hoat,key-shape,record\n".utf8).write(to: rejects)
        let values = room.appendingPathComponent("dung-han/values.csv")
        let text = String(decoding: try Data(contentsOf: values), as: UTF8.self)
        try Data((text + "so-ngay,H55.242,month,2020-01,1,1\n").utf8).write(to: values)
        let result = try CheckRun(mappings: House.top + "/Mappings", fixtures: room.path, language: .en)()
        #expect(result.exitCode == 78)
        #expect(
            result.messages.contains {
                $0.contains(
                    "vneid/rejects.csv:2:13: error: the case does not hold: expected «6,kich_hoat,key-shape,record»")
            })
        #expect(result.messages.contains { $0.contains("so-ngay H55.242 month 2020-01: expected numerator 1") })
        #expect(result.messages.contains { $0.hasPrefix("sources/msync.yaml: warning: there is no case yet") })
        #expect(
            result.messages.contains { $0.hasPrefix("indicators/so-hoa-ho-so.yaml: warning: there is no case yet") })
    }

    @Test("the first difference of two texts is named by line, column and both pieces")
    func difference() {
        #expect(FirstDifference(expected: "a\nb\n", found: "a\nb\n") == nil)
        let inside = FirstDifference(expected: "a\nbcd\n", found: "a\nbxd\n")
        #expect(inside?.line == 2)
        #expect(inside?.column == 2)
        let behind = FirstDifference(expected: "a\n", found: "a\nb\n")
        #expect(behind?.line == 2)
        #expect(behind?.found == "b")
    }
}
