import Domain

/// What is true of one record that the generator wrote, in the project's field names, whatever the layout calls them.
///
/// The facts of a record that is spoilt as a whole are those it had before it was spoilt: nothing of it may be loaded.
package struct Truth: Sendable, Equatable {
    /// The facts by field; a field that the layout has no column for is absent.
    package var facts: [String: TrueFact]
    /// The lists of children by name, each whole; a list that the layout lacks is absent.
    package var lists: [String: [[String: TrueFact]]]
    /// How it was spoilt, or nil.
    package var spoilt: Spoilage?

    /// A true record.
    package init(_ facts: [String: TrueFact], lists: [String: [[String: TrueFact]]] = [:], spoilt: Spoilage? = nil) {
        self.facts = facts
        self.lists = lists
        self.spoilt = spoilt
    }

    /// Its key within its unit: the code of the dossier, of the person, of the component …; of a figure its indicator.
    package var key: String? {
        let fields = [
            "ma_ho_so", "so_dinh_danh", "ma_can_bo", "ma_ho_so_cong_viec", "ma_phieu", "ma_nhiem_vu", "ma_thanh_phan",
            "ma_tthc", "chi_tieu",
        ]
        return fields.lazy.compactMap { facts[$0]?.text }.first
    }

    /// Whether the record must be taken: not spoilt, or only a field of it, or only so that it is repaired.
    package var isTaken: Bool {
        spoilt?.severity != .record
    }
}
