import Disk
import Mapping
import Reports
import Warehouse

/// Finishes the moves of a run that was killed between a file's move and its last note: what is in the books and no longer under
/// its name is looked for where it was moved to.
struct CutMoves {
    let session: Session
    let config: NightlyConfig
    let archive: Archive?

    /// Finishes all but those that this run itself could not put away. What is nowhere is said, and what nobody was told of.
    func callAsFunction(except stillOpen: Set<Int64>) throws -> (left: [LeftFile], untold: [FileReport]) {
        var open = try session.openIntakes().filter { !stillOpen.contains($0.intake.id) }
        if open.isEmpty { return ([], []) }
        let untold = UntoldFiles(session: session)
        var found: [FileReport] = []
        for config in config.folders {
            do {
                try finish(in: try WatchedFolder(config), &open) { found += try untold.reports(of: $0) }
            } catch is DiskFailure {
                // A folder that cannot be opened was said; what belongs to it stays in the books.
                return ([], found)
            }
        }
        var gone: [LeftFile] = []
        for (intake, _, sha256) in open {
            if try archive?.holds(sha256) != true {
                gone.append(LeftFile(folder: "", name: String(sha256.prefix(12)), reason: .gone))
            }
            found += try untold.reports(of: intake)
            try session.close(intake, reports: [])
        }
        return (gone, found)
    }

    private typealias Open = (intake: Intake, place: String, sha256: String)

    private func finish(
        in folder: WatchedFolder, _ open: inout [Open], _ finished: (Intake) throws -> Void
    ) throws {
        for marker in try folder.folder.names() {
            guard let name = OwnNames.marked(by: marker), open.contains(where: { $0.place == folder.place(name) })
            else {
                continue
            }
            try NightlyMove(folder: folder).removeMarker(of: name)
        }
        for goal in [OwnNames.taken, OwnNames.returned] {
            guard try folder.folder.look(FileName(goal))?.isFolder == true else { continue }
            let inner = try folder.folder.folder(FileName(goal))
            for name in try inner.names() {
                let bases = [name] + (OwnNames.before(name).map { [$0] } ?? [])
                guard let at = open.firstIndex(where: { one in bases.contains { folder.place($0) == one.place } }),
                    try inner.digest(name) == open[at].sha256
                else { continue }
                // What the archive does not hold is nowhere else.
                if goal == OwnNames.taken, try archive?.holds(open[at].sha256) == true { try inner.remove(name) }
                try finished(open[at].intake)
                try session.close(open[at].intake, reports: [])
                open.remove(at: at)
            }
        }
        for inner in try folder.inner() { try finish(in: inner, &open, finished) }
    }
}
