import Domain
import Mapping
import Warehouse

/// The row of a dossier by its code.
enum DossierLookup {
    /// Its unit's code and its row's number, or nil.
    static func find(_ text: String, _ session: Session) throws -> (unit: String, id: Int64)? {
        guard let parts = DossierCodeText(text) else { return nil }
        guard
            let id = try session.dossier(parts.agency, day: parts.day, width: parts.width, sequence: parts.sequence)
        else { return nil }
        return (parts.agency, id)
    }
}
