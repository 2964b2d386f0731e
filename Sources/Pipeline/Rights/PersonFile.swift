import Domain
import Foundation
import Mapping

/// The file that names the person to be forgotten: a number a line, all of one person (twelve digits, and nine of an older card).
struct PersonFile {
    let numbers: [[UInt8]]

    /// `-` is standard input. Nothing of it is ever said.
    init(_ path: String, _ language: Language) throws {
        var bytes = Data()
        if path == "-" {
            bytes = try FileHandle.standardInput.read(upToCount: Self.largest + 1) ?? Data()
        } else {
            guard let file = FileHandle(forReadingAtPath: path) else {
                throw RunFailure(
                    exitCode: 66, messages: [language.pick("không mở được \(path)", "cannot open \(path)")])
            }
            bytes = try file.read(upToCount: Self.largest + 1) ?? Data()
            try file.close()
        }
        let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }.map { Array($0) }.filter { line in
            line.contains { $0 != 0x20 && $0 != 0x09 }
        }
        let read = lines.compactMap { Pseudonymizer.digits(of: $0) }
        guard bytes.count <= Self.largest, !read.isEmpty, read.count == lines.count else {
            throw RunFailure(
                exitCode: 64,
                messages: [
                    language.pick(
                        "--identity-file: mỗi dòng một số định danh (12 chữ số, hoặc 9 của chứng minh nhân dân cũ) của cùng một người",
                        "--identity-file: an identity number a line (12 digits, or 9 of an old card), all of one person"
                    )
                ])
        }
        numbers = read
    }

    private static let largest = 4_096
}
