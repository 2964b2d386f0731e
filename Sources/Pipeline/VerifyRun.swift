package import Domain
import Indicators
import Mapping
import Warehouse

/// The command `warehouse verify`: integrity, references, closed counts, that all values of open periods computed anew are those
/// that are stored, and that those of closed ones are as they were closed. Nothing is written.
package struct VerifyRun {
    private let warehouse: String
    private let mappings: String
    private let language: Language

    package init(warehouse: String, mappings: String, language: Language) {
        self.warehouse = warehouse
        self.mappings = mappings
        self.language = language
    }

    /// What does not hold.
    package func callAsFunction() throws -> [String] {
        let rules = try Rules.load(mappings, language)
        do {
            var findings = try WarehouseStep.reading(warehouse) { session in
                try session.faults() + closed(session)
            }
            findings += try WarehouseStep.writing(warehouse, isDryRun: true) { session in
                try session.synchronise(rules.image(version: ImportRun.version))
                let run = try session.startRun(command: "verify", version: ImportRun.version, at: LocalTime.now)
                try session.transaction { try session.touchAll() }
                let outcome = try RecomputeStep.run(session, rules, run: run)
                guard outcome.changed > 0 else { return [] }
                return [
                    language.pick(
                        "\(outcome.changed) giá trị tính lại khác giá trị trong kho",
                        "\(outcome.changed) values computed anew differ from those stored")
                ]
            }
            return findings
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    /// Values of closed periods cannot be computed again: their records are gone. They are held to the digest of that time.
    private func closed(_ session: Session) throws -> [String] {
        var findings = try session.closings().compactMap { one in
            guard try PurgeRun.digest(session, one.id) != one.digest else { return nil as String? }
            let day = one.closing.before.iso
            return language.pick(
                "giá trị của các kỳ đã đóng trước \(day) khác với lúc đóng",
                "values of the periods closed before \(day) are not those that were closed")
        }
        if try session.meta("erasing") != nil {
            findings.append(
                language.pick(
                    "một lần xóa bị cắt ngang: bản ghi đã xóa có thể còn dấu vết trong tệp; chạy lại lệnh ấy",
                    "a removal was cut off: the file may still have traces of what was removed; run that command again")
            )
        }
        let doubtful = try session.doubtful().count
        if doubtful > 0 {
            findings.append(
                language.pick(
                    "\(doubtful) người đã xóa theo yêu cầu có thể còn trong kho dưới khóa khác; chạy lại chitieu warehouse forget cho những người ấy",
                    "\(doubtful) persons who were removed by request may still be there by another key; run chitieu warehouse forget again for them"
                ))
        }
        return findings
    }
}
