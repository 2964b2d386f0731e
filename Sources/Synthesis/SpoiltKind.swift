import Domain

/// A way to spoil a record; the raw value is its name on the command line and in the truth.
package enum SpoiltKind: String, Sendable, CaseIterable {
    /// 31/02/2026 as a date.
    case dateNotInCalendar = "date-not-in-calendar"
    /// "giữa tháng" as a date.
    case dateUnreadable = "date-unreadable"
    /// No key.
    case keyMissing = "key-missing"
    /// A key of another shape.
    case keyShape = "key-shape"
    /// A state that no list knows, "Chờ xếp lịch", or 99.
    case statusUnknown = "status-unknown"
    /// A channel that no list knows.
    case channelUnknown = "channel-unknown"
    /// The last two cells are not there.
    case widthShort = "width-short"
    /// One cell too many, which is not empty.
    case widthLong = "width-long"
    /// A quote that is opened in the last record and never closed; at most one a file.
    case quoteUnclosed = "quote-unclosed"
    /// Text between a closing quote and the next delimiter.
    case textAfterQuote = "text-after-quote"
    /// A quote inside an unquoted cell: taken as text.
    case quoteInCell = "quote-in-cell"
    /// A byte that UTF-8 does not know.
    case encodingInvalid = "encoding-invalid"
    /// A NUL byte.
    case nulByte = "nul-byte"
    /// "năm nghìn" as a fee.
    case numberUnreadable = "number-unreadable"
    /// An identity number of five digits.
    case identityShape = "identity-shape"
    /// An identity number that a spreadsheet wrote as 6.09E+09.
    case identityLost = "identity-lost"
    /// An identity number that lost its first zero: repaired.
    case identityZero = "identity-zero"
    /// A procedure code that lost its last zeros: repaired.
    case procedureZeros = "procedure-zeros"
    /// A procedure code of another shape, where it is the key.
    case procedureShape = "procedure-shape"
    /// Two X where one must stand.
    case markSeveral = "mark-several"
    /// No X where one must stand.
    case markMissing = "mark-missing"
    /// Another word than X.
    case markUnknown = "mark-unknown"

    /// What this does to a record of the layout, or nil where the layout cannot be spoilt so.
    package func spoilage(in layout: Layout) -> Spoilage? {
        guard Self.kinds(of: layout).contains(self) else { return nil }
        if let faults = layout.faults, let spoilage = faults.spoilage(self) { return spoilage }
        let keyed = layout.kind == "dinh_danh"
        switch self {
        case .dateNotInCalendar:
            return record(.dateNotInCalendar, keyed ? "ngay_cap" : "ngay_tiep_nhan", keyReadable: true)
        case .dateUnreadable: return record(.dateUnreadable, keyed ? "ngay_cap" : "ngay_hen_tra", keyReadable: true)
        case .keyMissing: return record(.valueMissing, Self.key(of: layout), keyReadable: false)
        case .keyShape: return record(.keyShape, Self.key(of: layout), keyReadable: false)
        case .statusUnknown: return record(.codeUnknown, keyed ? "kich_hoat" : "trang_thai", keyReadable: true)
        case .channelUnknown: return record(.codeUnknown, "kenh", keyReadable: true)
        case .widthShort, .widthLong: return record(.widthDiffers, "", keyReadable: false)
        case .quoteUnclosed: return record(.quoteUnclosed, "", keyReadable: false)
        case .textAfterQuote: return record(.textAfterQuote, "", keyReadable: false)
        case .encodingInvalid: return record(.encodingInvalid, "", keyReadable: false)
        case .nulByte: return record(.nulByte, "", keyReadable: false)
        case .quoteInCell: return taken(.quoteInCell, .warning, "")
        case .numberUnreadable: return taken(.numberUnreadable, .field, "phi")
        case .identityShape:
            return keyed
                ? record(.identityShape, "so_dinh_danh", keyReadable: false)
                : taken(.identityShape, .field, "so_dinh_danh")
        case .identityLost:
            return keyed
                ? record(.identityLost, "so_dinh_danh", keyReadable: false)
                : taken(.identityLost, .field, "so_dinh_danh")
        case .identityZero: return taken(.identityPadded, .warning, "so_dinh_danh")
        case .procedureZeros: return taken(.procedureCodePadded, .warning, "ma_tthc")
        case .procedureShape: return record(.procedureCodeShape, "ma_tthc", keyReadable: false)
        case .markSeveral: return record(.markSeveral, "muc_do", keyReadable: true)
        case .markMissing: return record(.markMissing, "muc_do", keyReadable: true)
        case .markUnknown: return record(.markUnknown, "muc_do", keyReadable: true)
        }
    }

    /// The kinds that a layout can be spoilt by, in the order of the declaration.
    package static func kinds(of layout: Layout) -> [SpoiltKind] {
        let table: [SpoiltKind] = [
            .widthShort, .widthLong, .quoteUnclosed, .textAfterQuote, .quoteInCell, .encodingInvalid, .nulByte,
        ]
        let dates: [SpoiltKind] = [.dateNotInCalendar, .dateUnreadable, .keyMissing]
        switch layout {
        case .list:
            return dates + [.keyShape, .statusUnknown, .channelUnknown] + table
                + [.numberUnreadable, .identityShape, .identityLost, .identityZero, .procedureZeros]
        case .sync:
            return dates
                + [.keyShape, .statusUnknown, .channelUnknown, .identityShape, .identityLost, .identityZero]
                + [.procedureZeros]
        case .msync: return dates + [.keyShape, .procedureZeros]
        case .vneid:
            return dates + [.statusUnknown] + table + [.identityShape, .identityLost, .identityZero]
        case .national, .communal: return [.keyMissing] + table + [.procedureZeros, .procedureShape]
        case .provincial:
            return [.keyMissing] + table
                + [.procedureZeros, .procedureShape, .markSeveral, .markMissing, .markUnknown]
        default: return (layout.faults?.kinds ?? []) + table
        }
    }

    private static func key(of layout: Layout) -> String {
        switch layout {
        case .list, .sync, .msync: "ma_ho_so"
        case .vneid: "so_dinh_danh"
        default: "ma_tthc"
        }
    }

    private func record(_ code: RejectCode, _ field: String, keyReadable: Bool) -> Spoilage {
        Spoilage(self, code: code, severity: .record, field: field, keyReadable: keyReadable)
    }

    private func taken(_ code: RejectCode, _ severity: RejectCode.Severity, _ field: String) -> Spoilage {
        Spoilage(self, code: code, severity: severity, field: field, keyReadable: true)
    }
}
