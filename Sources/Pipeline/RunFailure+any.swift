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
        case let failure as DiskFailure:
            self.init(
                exitCode: 74,
                messages: [
                    language.pick(
                        "không đọc, ghi được: \(failure.name): \(failure.word)",
                        "cannot read or write: \(failure.name): \(failure.word)")
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
}
