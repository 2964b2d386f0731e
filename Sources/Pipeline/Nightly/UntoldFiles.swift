import Foundation
import Reports
import Warehouse

/// What nights did that were cut off before they could tell of it: the reports of their files, kept in the books until a night ends.
struct UntoldFiles {
    let session: Session

    /// Reports of the files that were put away.
    func putAway() throws -> [FileReport] { try session.untoldIntakes().flatMap(reports) }

    /// Reports of the exports of one file, in their order; none of a file that was told of.
    func reports(of intake: Intake) throws -> [FileReport] {
        if intake.state == .told { return [] }
        return try session.parts(of: intake).compactMap { part, report in Int(part).map { ($0, report) } }
            .sorted { $0.0 < $1.0 }.map { try Self.report($0.1) }
    }

    static func json(_ report: FileReport) throws -> String {
        String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
    }

    static func report(_ json: String) throws -> FileReport {
        try JSONDecoder().decode(FileReport.self, from: Data(json.utf8))
    }
}
