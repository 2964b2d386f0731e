import Domain

/// What is true of one record that the generator wrote, in the project's field names, whatever the layout calls them.
///
/// The facts of a record that is spoilt as a whole are those it had before it was spoilt: nothing of it may be loaded.
package struct Truth: Sendable, Equatable {
    /// The facts by field; a field that the layout has no column for is absent.
    package var facts: [String: Fact]
    /// The lists of children by name, each whole; a list that the layout lacks is absent.
    package var lists: [String: [[String: Fact]]]
    /// How it was spoilt, or nil.
    package var spoilt: Spoilage?

    /// A true record.
    package init(_ facts: [String: Fact], lists: [String: [[String: Fact]]] = [:], spoilt: Spoilage? = nil) {
        self.facts = facts
        self.lists = lists
        self.spoilt = spoilt
    }

    /// Its key: code of the dossier, identity number, or code of the procedure where it is one of a catalogue.
    package var key: String? {
        for field in ["ma_ho_so", "so_dinh_danh", "ma_tthc"] {
            if let key = facts[field]?.text { return key }
        }
        return nil
    }

    /// Whether the record must be taken: not spoilt, or only a field of it, or only so that it is repaired.
    package var isTaken: Bool {
        spoilt?.severity != .record
    }
}
