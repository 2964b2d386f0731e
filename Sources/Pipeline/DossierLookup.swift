import Domain
import Mapping
import Warehouse

/// The records that a dossier's code names.
enum DossierLookup {
    /// One of them.
    struct Record {
        var kind: Kind
        var unit: String
        var id: Int64
        /// Whether it is the dossier itself, and not what somebody said of it (an answer of a citizen).
        var isDossier: Bool
    }

    /// The dossier first, where there is one.
    static func find(_ text: String, _ kinds: [Kind], _ session: Session) throws -> [Record] {
        let parts = DossierCodeText(text).map { ($0.agency, $0.day, $0.width, $0.sequence) }
        let found = try kinds.flatMap { kind in
            try session.records(of: text, parts: parts, kind: kind.id).map { unit, id in
                Record(kind: kind, unit: unit, id: id, isDossier: kind.key.count == 1)
            }
        }
        return found.filter(\.isDossier) + found.filter { !$0.isDossier }
    }
}
