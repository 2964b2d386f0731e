import Domain
import Mapping
import Readers
import Records

extension FileHead {
    /// Looks at a file that is said to be in an encoding, and where it is surely in another says so, in place of the sources that it is
    /// near to: text that is UTF-8 is nothing else, and headings that fit no source as told fit one by the file's own evidence.
    static func told(
        _ file: inout FileBytes, _ start: inout [UInt8], isWhole: Bool, rules: Rules, recogniser: Recogniser,
        encoding: TextEncoding?, sheet: String?
    ) throws -> FileHead {
        func otherwise(_ error: any Error, _ file: inout FileBytes, _ start: inout [UInt8]) -> any Error {
            encoding.flatMap {
                Self.otherwise($0, &file, &start, isWhole: isWhole, rules: rules, recogniser: recogniser, sheet: sheet)
            } ?? error
        }
        let head: FileHead
        do {
            head = try FileHead(
                &file, &start, isWhole: isWhole, rules: rules, recogniser: recogniser, encoding: encoding, sheet: sheet)
        } catch let refusal as Recogniser.Refusal {
            throw otherwise(refusal, &file, &start)
        } catch let failure as ReadFailure where failure.cause == .invalidEncoding {
            throw otherwise(failure, &file, &start)
        }
        if encoding == head.encoding, let refusal = contradiction(head.encoding, start[...]) { throw refusal }
        return head
    }

    /// Why text cannot be in the encoding that was told, where it is surely UTF-8.
    static func contradiction(_ told: TextEncoding, _ start: ArraySlice<UInt8>) -> Recogniser.Refusal? {
        guard told != .utf8, SureUTF8.holds(start.prefix(reach)) else { return nil }
        return refusal(told, .utf8)
    }

    /// Why a file that fits no source in the encoding that was told is refused, where it fits one when nothing is told.
    static func otherwise(
        _ told: TextEncoding, _ file: inout FileBytes, _ start: inout [UInt8], isWhole: Bool, rules: Rules,
        recogniser: Recogniser, sheet: String?
    ) -> Recogniser.Refusal? {
        do {
            let own = try FileHead(
                &file, &start, isWhole: isWhole, rules: rules, recogniser: recogniser, encoding: nil, sheet: sheet)
            return own.encoding == told ? nil : refusal(told, own.encoding)
        } catch {
            // Nobody knows better than who told it.
            return nil
        }
    }

    private static func refusal(_ told: TextEncoding, _ own: TextEncoding) -> Recogniser.Refusal {
        Recogniser.Refusal(code: .encodingTold, found: told.rawValue, expected: own.rawValue, line: 0)
    }
}
