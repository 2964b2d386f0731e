import Domain
import Foundation
import Goldens
import Reports
import Synchronization
import Testing
import Warehouse

/// A folder in which somebody works against the night.
struct HostileFolderTests {
    private let drop: Drop

    init() throws { drop = try Drop() }

    /// Does something over and over on a thread of its own while the body runs.
    private func whileRepeating(_ what: @escaping @Sendable () -> Void, _ body: () throws -> Void) rethrows {
        let goesOn = Mutex(true)
        let hasEnded = DispatchSemaphore(value: 0)
        let thread = Thread {
            while goesOn.withLock({ $0 }) { what() }
            hasEnded.signal()
        }
        thread.start()
        defer {
            goesOn.withLock { $0 = false }
            hasEnded.wait()
        }
        try body()
    }

    @Test("names that become links to a secret file and back: nothing of it is read, moved or deleted")
    func links() throws {
        let secret = drop.path("bi-mat.csv")
        let text = drop.list([Drop.row(9)])
        try Data(text.utf8).write(to: URL(fileURLWithPath: secret))
        let names = (1...6).map { "ho-so-\($0).csv" }
        for (index, name) in names.enumerated() { try drop.drop(drop.list([Drop.row(index + 1)]), name) }
        let folder = drop.path("nop")
        let turn = Mutex(0)
        try whileRepeating {
            // A link takes the name, then the file has it again.
            let number = turn.withLock { value in
                value += 1
                return value % names.count
            }
            let name = "\(folder)/\(names[number])"
            let aside = "\(folder)/.aside-\(number)"
            if unsafe rename(name, aside) == 0 {
                _ = unsafe symlink(secret, name)
                usleep(200)
                _ = unsafe unlink(name)
                _ = unsafe rename(aside, name)
            }
        } _: {
            for _ in 0..<6 { _ = try drop.night() }
        }
        for _ in 0..<2 { _ = try drop.night() }
        #expect(try String(contentsOfFile: secret, encoding: .utf8) == text)
        #expect(try drop.rows("SELECT count(*) FROM ho_so WHERE ma_ho_so LIKE '%0009'") == ["0"])
        #expect(try drop.rows("SELECT count(*) FROM ho_so") == ["6"])
        #expect(try !drop.names("luu").contains { try drop.text("luu/" + $0).contains("0009,Đã") })
    }

    @Test("a file that another takes the place of: both are loaded, none is lost")
    func replaced() throws {
        let folder = drop.path("nop")
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        let numbers = Mutex(1)
        let lists = (0..<400).map { drop.list((1...($0 + 1)).map { Drop.row($0) }) }
        try whileRepeating {
            let number = numbers.withLock { value in
                value += 1
                return value
            }
            guard number < lists.count else {
                usleep(1_000)
                return
            }
            let draft = "\(folder)/.draft"
            _ = FileManager.default.createFile(atPath: draft, contents: Data(lists[number].utf8))
            _ = unsafe rename(draft, "\(folder)/ho-so.csv")
            usleep(3_000)
        } _: {
            for _ in 0..<6 { _ = try drop.night() }
        }
        _ = try drop.night()
        let last = numbers.withLock { min($0, lists.count - 1) }
        // The newest that came stands, whatever was replaced before it was taken.
        #expect(try drop.rows("SELECT count(*) FROM ho_so") == ["\(last + 1)"])
        #expect(try drop.names().filter { !$0.hasSuffix(".txt") } == [])
    }

    @Test("a second night at the same time leaves at once with 75")
    func twice() throws {
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        try drop.night()
        let lock = try RunLock(warehouse: drop.path("kho.db"))
        let run = try ProgramRun(
            House.executable, ["nightly", "--config", drop.path("nightly.yaml")], folder: drop.root.path)
        #expect(run.code == 75)
        withExtendedLifetime(lock) {}
    }

    @Test("a clock that was moved back takes a file of the future all the same, after two looks")
    func clock() throws {
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: 86_400 * 400)], ofItemAtPath: drop.path("nop/ho-so.csv"))
        #expect(try drop.night().files.map(\.status) == [.loaded])
    }

    @Test("what browsers and editors leave is passed over")
    func drafts() throws {
        for name in [
            "a.csv.crdownload", "a.csv.PARTIAL", "a.csv.filepart", "a.csv.download", ".a.csv.swp", "a.swp", "a.csv~",
            "a.csv.bak",
            "#a.csv#", "~$a.xlsx", "a.part", "a.tmp",
        ] {
            try drop.drop(drop.list([Drop.row(1)]), name)
        }
        try drop.drop(drop.list([Drop.row(2)]), "#2.csv")
        try drop.drop(drop.list([Drop.row(3)]), "#")
        let report = try drop.night()
        #expect(report.files.count == 2 && report.left?.count == 0)
    }

    @Test("folders for what was taken have the rights of their folder, whatever the mask of the process")
    func rights() throws {
        let manager = FileManager.default
        let mask = umask(0o077)
        defer { umask(mask) }
        _ = unsafe chmod(drop.path("nop"), 0o2770)
        try drop.drop(drop.list([Drop.row(1)], unit: "H55.999"), "khac.csv")
        try drop.night()
        let mode = try manager.attributesOfItem(atPath: drop.path("nop/tra-lai"))[.posixPermissions] as? Int
        #expect(mode.map { $0 & 0o7777 } == 0o2770)
    }

    @Test(
        "where a link or a file stands in the place of the folder for what was taken, that is said",
        arguments: [true, false])
    func blocked(_ isLink: Bool) throws {
        let goal = drop.path("nop/tra-lai")
        if isLink {
            try FileManager.default.createSymbolicLink(atPath: goal, withDestinationPath: drop.path("luu"))
        } else {
            try Data("x".utf8).write(to: URL(fileURLWithPath: goal))
        }
        try drop.drop(drop.list([Drop.row(1)], unit: "H55.999"), "khac.csv")
        let left = try #require(try drop.night().left?.first)
        #expect(left.reason == .blocked && left.exitCode == 74)
        #expect(left.text(.vi).contains("tra-lai") && left.text(.vi).contains("thư mục thật"), "\(left.text(.vi))")
        try FileManager.default.removeItem(atPath: goal)
        #expect(try drop.night().left?.isEmpty == true)
        #expect(try drop.names().contains("tra-lai/khac.csv"))
    }
}
