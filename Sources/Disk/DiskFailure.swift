package import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the operating system refused: at which name, and its reason. The name is as it may be shown.
package struct DiskFailure: Error, Sendable, Equatable {
    package var name: String
    /// `errno` of the call.
    package var number: Int32

    init(_ name: String, _ number: Int32 = errno) {
        self.name = name
        self.number = number
    }

    /// A failure that was found above the operating system.
    package init(name: String, number: Int32) {
        self.init(name, number)
    }

    /// The operating system's word for it.
    package func word(_ language: Language) -> String {
        if language == .vi, let word = Self.words[number] { return word }
        guard let text = unsafe strerror(number) else { return "errno \(number)" }
        return unsafe String(cString: text)
    }

    /// A message that ends in a word of the operating system, with the word in its language.
    package static func said(_ message: String, _ language: Language) -> String {
        if language == .en { return message }
        for (number, word) in words {
            let english = DiskFailure("", number).word(.en)
            if message.hasSuffix(english) { return message.dropLast(english.count) + word }
        }
        return message
    }

    private static let words: [Int32: String] = [
        EACCES: "không có quyền",
        EPERM: "không được phép",
        ENOSPC: "ổ đĩa đã đầy",
        EDQUOT: "đã hết hạn mức ổ đĩa",
        EROFS: "ổ đĩa chỉ cho đọc",
        EIO: "ổ đĩa lỗi khi đọc, ghi",
        ENOENT: "không có tệp hoặc thư mục này",
        EEXIST: "tên đã có",
        ENAMETOOLONG: "tên quá dài",
        EMFILE: "mở quá nhiều tệp",
        ENOTDIR: "không phải là thư mục",
        ELOOP: "là liên kết, hoặc liên kết quá nhiều lần",
        EBADMSG: "nội dung hỏng",
    ]

    /// Whether somebody has not the right to it.
    package var isForbidden: Bool { number == EACCES || number == EPERM }

    /// Whether there is no room left for it.
    package var isFull: Bool { number == ENOSPC || number == EDQUOT }

    /// Whether nothing more can be written anywhere near: the disk is full, broken or not writable.
    package var isOfDisk: Bool { [ENOSPC, EIO, EDQUOT, EROFS].contains(number) }

    /// Whether a link or a file has the name of a folder.
    package var isNoFolder: Bool { [ENOTDIR, ELOOP].contains(number) }

    /// Whether there is nothing of that name.
    package var isMissing: Bool { number == ENOENT }
}
