import Disk
import Domain
import Mapping

/// The last line of a receipt that lies in a watched folder, by which it is known to be ours and as we wrote it: also to a warehouse
/// that does not remember it, as where a look by day was killed behind it.
enum ReceiptSeal {
    /// Letters of the seal, four bits each: digits in a row would look like a person's number.
    private static let length = 16
    private static let largest = 1 << 20

    /// A receipt with its seal.
    static func sealed(_ receipt: [UInt8], _ language: Language) -> [UInt8] {
        let body = receipt + Array(("\r\n" + language.pick("Mã biên nhận: ", "Receipt: ")).utf8)
        return body + letters(of: body) + Array("\r\n".utf8)
    }

    /// Whether nobody has changed a letter of a receipt of ours.
    static func holds(_ bytes: [UInt8]) -> Bool {
        let end = bytes.count - 2
        guard end >= length, bytes[end...].elementsEqual("\r\n".utf8) else { return false }
        return letters(of: Array(bytes[..<(end - length)])).elementsEqual(bytes[(end - length)..<end])
    }

    /// The digest of what lies under a name, where that is a receipt of ours as we wrote it.
    static func digest(of name: FileName, in folder: Folder) throws(DiskFailure) -> String? {
        guard let look = try folder.look(name), look.size <= largest else { return nil }
        let bytes: [UInt8]
        do throws(DiskFailure) { bytes = try folder.text(name) } catch {
            // A link, or what cannot be read: not ours.
            return nil
        }
        return holds(bytes) ? MappingFolder.digest(bytes) : nil
    }

    private static func letters(of body: [UInt8]) -> [UInt8] {
        MappingFolder.digest(body).utf8.prefix(length).map { digit in
            0x61 + (digit < 0x3A ? digit - 0x30 : digit - 0x61 + 10)
        }
    }
}
