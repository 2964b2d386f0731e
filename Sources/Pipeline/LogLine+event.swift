import Domain
package import Logging
package import Reports

extension LogLine {
    /// An event of swift-log; `metadata` is the logger's own, under the event's. Numbers stay numbers.
    package init(_ event: LogEvent, metadata: Logger.Metadata) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        self.init(
            time: LocalTime.now, level: event.level.rawValue, message: event.message.description,
            fields: all.mapValues(Self.value))
    }

    private static func value(_ value: Logger.MetadataValue) -> Value {
        guard case .stringConvertible(let number) = value else { return .text(value.description) }
        if let whole = number as? any BinaryInteger { return .whole(Int64(clamping: whole)) }
        if let decimal = number as? Double { return .decimal(decimal) }
        return .text(number.description)
    }
}
