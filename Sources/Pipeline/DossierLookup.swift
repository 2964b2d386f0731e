import Domain
import Mapping
import Warehouse

/// The record of a dossier by its code.
enum DossierLookup {
    /// Its kind, its unit's code and its row's number; nil where no kind has it.
    static func find(_ text: String, _ kinds: [Kind], _ session: Session) throws -> (
        kind: String, unit: String, id: Int64
    )? {
        let parts = DossierCodeText(text).map { ($0.agency, $0.day, $0.width, $0.sequence) }
        for kind in kinds where kind.key.contains(where: { kind.columns[$0].type == .dossierCode }) {
            if let (unit, id) = try session.dossier(text, parts: parts, kind: kind.id) { return (kind.id, unit, id) }
        }
        return nil
    }
}
