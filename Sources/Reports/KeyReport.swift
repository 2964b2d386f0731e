package import Domain

/// What `key backup` wrote.
package struct KeyReport: Sendable, JSONReport {
    /// The copy of the key; those of former keys have their ids behind its name.
    package var path: String
    package var keyId: String
    package var formerKeyIds: [String]

    package init(path: String, keyId: String, formerKeyIds: [String]) {
        self.path = path
        self.keyId = keyId
        self.formerKeyIds = formerKeyIds
    }

    /// One line for people.
    package func text(_ language: Language) -> String {
        let count = formerKeyIds.count
        let more = count == 0 ? "" : language.pick(" và \(count) khóa cũ", " and \(count) former keys")
        let place = Mask.printable(path, limit: 200)
        return language.pick(
            "đã sao lưu khóa \(keyId)\(more) vào \(place)", "backed up the key \(keyId)\(more) to \(place)")
    }
}
