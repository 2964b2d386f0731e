import Domain

/// Where the ways of spoiling strike a list of one office: the fields of its key, of a day, of a flag (which alone is lost),
/// of a code and of a number.
struct SheetFaults: Sendable {
    let key: String
    var day: String?
    var flag: String?
    var code: String?
    var number: String?
    /// What an unreadable number costs.
    var numberCosts = RejectCode.Severity.field

    /// The kinds that the list can be spoilt by, those of any table aside.
    var kinds: [SpoiltKind] {
        var kinds: [SpoiltKind] = [.keyMissing]
        if day != nil { kinds += [.dateNotInCalendar, .dateUnreadable] }
        if flag != nil { kinds.append(.statusUnknown) }
        if code != nil { kinds.append(.channelUnknown) }
        if number != nil { kinds.append(.numberUnreadable) }
        return kinds
    }

    /// The field that a kind spoils.
    func field(_ kind: SpoiltKind) -> String? {
        switch kind {
        case .keyMissing: key
        case .dateNotInCalendar, .dateUnreadable: day
        case .statusUnknown: flag
        case .channelUnknown: code
        case .numberUnreadable: number
        default: nil
        }
    }

    /// What a spoilt cell says.
    static func text(_ kind: SpoiltKind) -> String {
        switch kind {
        case .keyMissing: ""
        case .dateNotInCalendar: "31/02/2026"
        case .dateUnreadable: "giữa tháng"
        case .numberUnreadable: "năm nghìn"
        default: "chưa rõ ràng"
        }
    }

    /// What a kind does, or nil where it does the same as in every table.
    func spoilage(_ kind: SpoiltKind) -> Spoilage? {
        guard let field = field(kind) else { return nil }
        let costs: RejectCode.Severity =
            kind == .statusUnknown ? .field : kind == .numberUnreadable ? numberCosts : .record
        let code: RejectCode =
            switch kind {
            case .keyMissing: .valueMissing
            case .dateNotInCalendar: .dateNotInCalendar
            case .dateUnreadable: .dateUnreadable
            case .numberUnreadable: .numberUnreadable
            default: .codeUnknown
            }
        return Spoilage(kind, code: code, severity: costs, field: field, keyReadable: kind != .keyMissing)
    }
}

extension Layout {
    /// Where the lists of offices can be spoilt; nil for the other layouts.
    var faults: SheetFaults? {
        switch self {
        case .staff: SheetFaults(key: "ma_can_bo", day: "ngay_vao", flag: "trang_thiet_bi")
        case .workFiles: SheetFaults(key: "ma_ho_so_cong_viec", day: "ngay_lap", flag: "dien_tu", code: "mat")
        case .answerLevels, .answerScales: SheetFaults(key: "ma_phieu", day: "ngay_danh_gia", code: "muc")
        case .answerIndices, .answerQuestions: SheetFaults(key: "ma_phieu", day: "ngay_danh_gia")
        case .tasks: SheetFaults(key: "ma_nhiem_vu", flag: "ngan_sach", number: "kinh_phi_ngan_sach")
        case .components: SheetFaults(key: "ma_thanh_phan", day: "ngay_hieu_luc", flag: "mot_lan")
        case .figures: SheetFaults(key: "ky", number: "mau_so", numberCosts: .record)
        default: nil
        }
    }
}
