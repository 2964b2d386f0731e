import Crypto
import Domain
import Readers

/// SHA-256 of a file's bytes, in hexadecimal digits.
enum FileDigest {
    /// Reads the whole export, unpacked.
    static func hexadecimal(_ item: InputFiles.Item) throws -> String {
        var file = try item.open()
        var digest = SHA256()
        while let chunk = try file.next() { digest.update(data: chunk) }
        return text(digest)
    }

    static func text(_ digest: SHA256) -> String {
        Hexadecimal.text(digest.finalize())
    }
}
