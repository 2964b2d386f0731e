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
}
