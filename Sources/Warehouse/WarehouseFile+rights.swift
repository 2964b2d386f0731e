import Foundation

extension WarehouseFile {
    /// Which of the files of a warehouse, itself and those of its log, is there and cannot be written; nil where all can. A log that was
    /// made while the warehouse was for reading only keeps its rights.
    package static func unwritable(
        _ path: String, isWritable: (String) -> Bool = { FileManager.default.isWritableFile(atPath: $0) }
    ) -> String? {
        ["", "-wal", "-shm"].map { path + $0 }.first { FileManager.default.fileExists(atPath: $0) && !isWritable($0) }
    }
}
