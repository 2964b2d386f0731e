package import Domain

/// What the values of a column were found to be.
package enum FoundType: Sendable, Equatable {
    case empty
    case day
    /// Labels of a list, by its index.
    case code(list: Int)
    case number
    case identity
    case phone
    case dossierCode
    case procedureCode
    case unit
    case period
    case text

    /// The name in JSON.
    package var name: String {
        switch self {
        case .empty: "empty"
        case .day: "day"
        case .code: "code"
        case .number: "number"
        case .identity: "identity"
        case .phone: "phone"
        case .dossierCode: "dossier_code"
        case .procedureCode: "procedure_code"
        case .unit: "unit"
        case .period: "period"
        case .text: "text"
        }
    }

    /// What people call it.
    package func text(_ language: Language) -> String {
        switch self {
        case .empty: language.pick("trống", "empty")
        case .day: language.pick("ngày", "day")
        case .code: language.pick("mã", "code")
        case .number: language.pick("số", "number")
        case .identity: language.pick("số định danh", "identity number")
        case .phone: language.pick("số điện thoại", "phone number")
        case .dossierCode: language.pick("mã hồ sơ", "dossier code")
        case .procedureCode: language.pick("mã thủ tục", "procedure code")
        case .unit: language.pick("đơn vị", "unit")
        case .period: language.pick("kỳ", "period")
        case .text: language.pick("chữ", "text")
        }
    }
}

extension ColumnProfile {
    /// Cells of which this share fits are of the type; the others are mistakes, totals and signatures.
    static let enough = 0.6

    /// The share of the filled cells that a type takes.
    private func share(_ count: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(count) / Double(whole) }

    /// The type of most cells, the narrowest first, and the share of the filled ones that has it.
    package func found(_ probe: CellProbe) -> (type: FoundType, share: Double) {
        if filled == 0 { return (.empty, 1) }
        var tries: [(FoundType, Double)] = [
            (.dossierCode, share(dossierCodes, of: filled)), (.procedureCode, share(procedureCodes, of: filled)),
            (.day, share(days, of: filled)),
        ]
        if phones * 2 > filled { tries.append((.phone, share(phones, of: filled))) }
        tries.append((.identity, share(identities, of: filled)))
        let list = bestList(probe)
        // Numbers of lists are numbers of anything: a list of them needs a heading that says so.
        if let list, list.hasWords { tries.append((.code(list: list.index), list.share)) }
        tries += [
            (.number, share(numbers, of: filled)), (.period, share(periods, of: deep)), (.unit, share(units, of: deep)),
        ]
        return tries.first { $0.1 >= Self.enough } ?? (.text, 1)
    }

    /// The list with most of the labels, of two the more common one; nil where texts are too many to be labels.
    private func bestList(_ probe: CellProbe) -> (index: Int, share: Double, hasWords: Bool)? {
        guard !isOver, filled > 0 else { return nil }
        let index = probe.lists.indices.max {
            (lists[$0], probe.common[$0], $1) < (lists[$1], probe.common[$1], $0)
        }
        guard let index, lists[index] > 0 else { return nil }
        let hasWords = known.values.contains {
            $0.reading.lists & (1 << UInt64(index)) != 0 && $0.text.contains(where: \.isLetter) && $0.text.count > 1
        }
        return (index, share(lists[index], of: filled), hasWords)
    }

    /// The share of the filled cells that are labels of a list.
    func share(ofList index: Int) -> Double { isOver ? 0 : share(lists[index], of: filled) }

    /// Whether the cells are what a column of a kind takes; nil where nothing speaks for it or against it.
    func fits(_ type: ColumnType, list: Int?, isBirthDay: Bool) -> Bool? {
        if filled == 0 { return nil }
        switch type {
        case .day: return share(days + (days > 0 ? 0 : weakDays), of: filled) >= Self.enough
        case .flag where isBirthDay: return share(max(days, weakDays + days), of: filled) >= Self.enough
        case .flag, .code, .codes: return list.map { share(ofList: $0) >= Self.enough }
        case .number: return share(numbers, of: filled) >= Self.enough
        case .identity: return share(identities, of: filled) >= Self.enough
        case .dossierCode: return share(dossierCodes, of: filled) >= Self.enough
        case .procedureCode: return share(procedureCodes, of: filled) >= Self.enough
        case .unit: return share(units, of: deep) >= Self.enough
        case .period: return share(periods, of: deep) >= Self.enough
        case .word: return share(identities + phones, of: filled) < 0.1 ? nil : false
        }
    }
}
