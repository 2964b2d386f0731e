import Readers
import Records
import Reports

extension EncodingNote {
    /// What is said of an encoding, or nil for UTF-8.
    init?(_ encoding: TextEncoding, _ reason: EncodingReason, _ evidence: EncodingEvidence?) {
        if encoding == .utf8 { return nil }
        self.init(
            title: encoding.title, by: reason.rawValue, letters: evidence?.letters, strange: evidence?.strange)
    }

    init?(_ sniffed: FormatSniffer) {
        self.init(sniffed.encoding, sniffed.reason, sniffed.fitting.first)
    }
}
