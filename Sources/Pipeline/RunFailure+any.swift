import Disk
import Domain
import Foundation
import Warehouse

extension RunFailure {
    /// What any error says to people. One that nobody expected is 70, never 1.
    init(any error: any Error, _ language: Language) {
        switch error {
        case let failure as RunFailure: self = failure
        case let error as WarehouseError: self.init(error, language)
        case let failure as DiskFailure where failure.isFull: self.init(full: failure.name, language)
        case let failure as DiskFailure where failure.isForbidden:
            let user = NSUserName()
            self.init(
                exitCode: 74,
                messages: [
                    language.pick(
                        "không đọc, ghi được: \(failure.name): \(failure.word(.vi)); cấp quyền cho người dùng \(user)",
                        "cannot read or write: \(failure.name): \(failure.word(.en)); give user \(user) the right")
                ])
        case let failure as DiskFailure:
            self.init(
                exitCode: 74,
                messages: [
                    language.pick(
                        "không đọc, ghi được: \(failure.name): \(failure.word(language))",
                        "cannot read or write: \(failure.name): \(failure.word(language))")
                ])
        case let error as CocoaError:
            self.init(
                exitCode: 74,
                messages: [
                    language.pick(
                        "không đọc, ghi được: \(error.localizedDescription)",
                        "cannot read or write: \(error.localizedDescription)")
                ])
        default:
            self.init(
                exitCode: 70, messages: [language.pick("lỗi của chương trình: \(error)", "a fault of ours: \(error)")])
        }
    }

    /// A disk without room, at this name.
    init(full name: String, _ language: Language) {
        self.init(
            exitCode: 74,
            messages: [
                language.pick(
                    "ổ đĩa đã đầy, không ghi được vào \(name); giải phóng chỗ trống rồi chạy lại: không mất gì, lần chạy sau làm tiếp",
                    "the disk is full, nothing can be written to \(name); make room and run again: nothing is lost, the next run goes on"
                )
            ])
    }
}
