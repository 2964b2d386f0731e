/// A record key: a person and a procedure belong to the unit that their list was given for ("" for none).
struct OracleKey: Hashable {
    let kind: String
    let unit: String
    let code: String
}
