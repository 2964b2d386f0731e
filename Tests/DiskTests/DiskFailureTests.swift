import Domain
import Glibc
import Testing

@testable import Disk

struct DiskFailureTests {
    @Test("words of the operating system are said in the language of the message")
    func words() {
        let full = DiskFailure(name: "nop", number: ENOSPC)
        #expect(full.word(.en) == "No space left on device" && full.word(.vi) == "ổ đĩa đã đầy" && full.isFull)
        #expect(DiskFailure(name: "nop", number: ESRCH).word(.vi) == DiskFailure(name: "nop", number: ESRCH).word(.en))
        #expect(DiskFailure.said("a/b: Permission denied", .vi) == "a/b: không có quyền")
        #expect(DiskFailure.said("a/b: Permission denied", .en) == "a/b: Permission denied")
        #expect(DiskFailure.said("a/b: khác", .vi) == "a/b: khác")
    }
}
