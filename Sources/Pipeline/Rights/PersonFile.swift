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
        // What lacks zeros in a file lost them in a spreadsheet; here it is a slip, and with zeros it would be somebody else.
        let read = lines.compactMap { line in
            Pseudonymizer.digits(of: line).flatMap { digits in
                line.filter { (0x30...0x39).contains($0) }.count == digits.count ? digits : nil
            }
        }
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
        guard Set(read.filter { $0.count == 12 }).count < 2 else {
            throw RunFailure(
                exitCode: 64,
                messages: [
                    language.pick(
                        "--identity-file: có hai số định danh 12 chữ số khác nhau, là hai người; mỗi người một tệp",
                        "--identity-file: two different numbers of 12 digits are two persons; a file for each")
                ])
        }
        numbers = read.enumerated().filter { !read[..<$0.offset].contains($0.element) }.map(\.element)
    }

    private static let largest = 4_096
}
