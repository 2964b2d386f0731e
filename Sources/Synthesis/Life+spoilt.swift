extension Life {
    /// The dossier, with a procedure whose code ends in a zero where the spoilage is to lose it.
    func seen(asOf day: CivilDay, spoilage: Spoilage?, index: Int) -> Dossier? {
        guard var dossier = seen(asOf: day) else { return nil }
        if spoilage?.kind == .procedureZeros {
            dossier.procedure = Procedure.zeroEnded[index % Procedure.zeroEnded.count]
        }
        return dossier
    }
}
