import Foundation
import Mapping
import Warehouse

/// The key of the pseudonyms, in a file of its own outside the warehouse (domain.md, 5): 32 random bytes, mode 0600, made on
/// first use. It appears whole or not at all.
struct KeyFile {
    /// Why a key cannot be used (exit 78).
    struct Refusal: Error, Equatable {
        var vi: String
        var en: String
    }

    let path: String

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// The key; made where there is none and `mayMake` says that no pseudonym depends on another one yet.
    func key(mayMake: Bool) throws(Refusal) -> [UInt8] {
        if let key = try existing() { return key }
        guard mayMake else {
            throw Refusal(
                vi: "không thấy tệp khóa \(path); kho này đã có khóa: chỉ đúng tệp đó bằng --identity-key",
                en: "the key file \(path) is not there; this warehouse has a key: name its file with --identity-key")
        }
        try make()
        guard let key = try existing() else {
            throw Refusal(vi: "không tạo được tệp khóa \(path)", en: "the key file \(path) cannot be made")
        }
        return key
    }

    private func existing() throws(Refusal) -> [UInt8]? {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: path)
        } catch {
            return nil
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw Refusal(vi: "\(path) không phải là tệp thường", en: "\(path) is no regular file")
        }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard mode & 0o077 == 0 else {
            throw Refusal(
                vi: "người khác đọc được tệp khóa \(path): chạy chmod 600 rồi thử lại",
                en: "others can read the key file \(path): run chmod 600 and try again")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Refusal(vi: "không đọc được tệp khóa \(path)", en: "the key file \(path) cannot be read")
        }
        guard data.count >= Pseudonymizer.keyLength else {
            throw Refusal(
                vi: "tệp khóa \(path) rỗng hoặc quá ngắn (\(data.count) byte, cần ít nhất \(Pseudonymizer.keyLength))",
                en:
                    "the key file \(path) is empty or too short (\(data.count) bytes, at least \(Pseudonymizer.keyLength))"
            )
        }
        return Array(data)
    }

    /// It appears whole or not at all; where somebody was faster, theirs holds.
    private func make() throws(Refusal) {
        var random = SystemRandomNumberGenerator()
        let key = (0..<Pseudonymizer.keyLength).map { _ in UInt8.random(in: 0...255, using: &random) }
        do throws(WarehouseError) {
            try DurableFile.write(key, to: path, replaces: false)
        } catch {
            if case .occupied = error { return }
            throw Refusal(vi: "không tạo được tệp khóa \(path)", en: "the key file \(path) cannot be made")
        }
    }
}
