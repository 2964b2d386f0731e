import Disk
import Domain

/// Folders that a command line names.
enum NamedFolder {
    /// Opens one, which must be there.
    static func open<Room>(
        _ path: String, _ language: Language, _ open: (String) throws(DiskFailure) -> Room
    ) throws -> Room {
        do throws(DiskFailure) { return try open(path) } catch {
            throw RunFailure(
                exitCode: 66,
                messages: [
                    language.pick(
                        "không mở được thư mục \(error.name): \(error.word(language))",
                        "the folder \(error.name) cannot be opened: \(error.word(language))")
                ])
        }
    }
}
