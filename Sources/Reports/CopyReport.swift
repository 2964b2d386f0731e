package import Domain

/// What `warehouse backup` wrote, or `warehouse restore` put back.
package struct CopyReport: Sendable, JSONReport {
    /// What was done.
    package enum Action: String, Sendable, Encodable {
        case backup
        case restore
    }

    package var action: Action
    /// The file that is there now.
    package var path: String
    /// The key that its pseudonyms are of, which is kept apart; nil where it has none.
    package var keyId: String?

    package init(_ action: Action, path: String, keyId: String?) {
        self.action = action
        self.path = path
        self.keyId = keyId
    }

    /// One line for people.
    package func text(_ language: Language) -> String {
        let done =
            action == .backup
            ? language.pick("đã sao lưu vào", "backed up to") : language.pick("đã khôi phục", "restored")
        let needed = keyId.map { language.pick(" · cần tệp khóa \($0)", " · needs the key \($0)") } ?? ""
        return "\(done) \(Mask.printable(path, limit: 200))\(needed)"
    }
}
