import Domain
import Indicators
import Reports
import Warehouse

/// What decided, as people read it.
struct GroundTexts {
    /// Children that are shown of a list; the rest is a number.
    private static let most = 12

    private let session: Session
    private let kind: String
    private let grounds: [Grounds.Ground]

    init(_ session: Session, kind: String, _ grounds: [Grounds.Ground]) {
        self.session = session
        self.kind = kind
        self.grounds = grounds
    }

    /// In the order of the grounds; nil is unknown. A list is one text: `[co_tep=1 so_hoa=0] [co_tep=0 so_hoa=1]`.
    func callAsFunction(_ values: [Grounds.Value]) throws -> [String?] {
        try zip(grounds, values).map { ground, value in
            switch (ground.sort, value) {
            case (.word(let type), .fact(let fact)): try session.text(of: fact, as: type)
            case (.list(let columns), .children(let rows)): try rows.map { try text($0, ground.name, columns) }
            case (_, .fact(let fact)): try session.text(of: fact, in: kind, column: ground.name)
            case (_, .children): nil
            }
        }
    }

    private func text(_ rows: [[Int64]], _ list: String, _ columns: [String]) throws -> String {
        let shown = try rows.prefix(Self.most).map { row in
            let facts = try zip(columns, row).map { column, fact in
                "\(column)=\(try session.text(of: fact, in: kind, list: list, column: column) ?? "?")"
            }
            return "[\(facts.joined(separator: " "))]"
        }
        let rest = rows.count > Self.most ? ["… \(rows.count)"] : []
        return (shown + rest).joined(separator: " ")
    }
}
