/// Answers of people to how a dossier was handled: a level, or a sheet of questions; with the scale named or not.
struct AnswerSheet: Sheet {
    private let request: Request
    private let plan: DossierPlan
    let dispensable: Set<String> = ["Lĩnh vực"]

    /// Words of the scale of five, from 1: they say the same on any scale.
    private static let words = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]

    init(_ request: Request) {
        self.request = request
        plan = request.plan
    }

    func row(_ index: Int) -> SheetRow? {
        var random = SplitMix64(seed: request.seed, index: index, salt: 13)
        let day = plan.start.advanced(by: index * plan.start.distance(to: plan.end) / max(1, request.count))
        guard day <= request.exported else { return nil }
        let agency = plan.agencies[index % plan.agencies.count]
        let domain = Procedure.table[Life.procedure(&random)].domain
        let isNamed = request.layout == .answerScales
        let scale = isNamed && random.chance(60) ? 5 : 3
        // One answer in eleven is entered anew after some weeks.
        if random.below(11) == 0, request.exported >= day.advanced(by: 20) {
            random = SplitMix64(seed: request.seed, index: index, salt: 14)
        }
        var row = SheetRow(cells: [
            SheetCell("STT", "\(index + 1)"), SheetCell("Mã hồ sơ", key(index, agency, day), is: "ma_phieu"),
            SheetCell("Mã đơn vị", agency.code, is: "don_vi"), SheetCell("Ngày đánh giá", day, is: "ngay_danh_gia"),
            SheetCell("Lĩnh vực", domain, is: "linh_vuc"),
        ])
        if isNamed {
            let name = random.pick(["\(scale)", "\(scale) mức", "Thang \(scale)"])
            row.cells.append(SheetCell("Thang điểm", name, is: "thang", code: .number(scale)))
        } else {
            row.facts["thang"] = .number(3)
        }
        if request.layout == .answerLevels || isNamed && request.columns != .bothEnds {
            let (text, level) = answer(&random, scale: scale)
            row.cells.append(SheetCell("Mức độ hài lòng", text, is: "muc", code: level))
        } else {
            questions(&row, &random, scale: scale)
        }
        return row
    }

    /// A dossier's code, or another of a sheet; never one of another layout.
    private func key(_ index: Int, _ agency: Agency, _ day: CivilDay) -> String {
        let layouts: [Layout] = [.answerLevels, .answerIndices, .answerQuestions, .answerScales]
        let number = (layouts.firstIndex(of: request.layout) ?? 0) + (request.columns == .bothEnds ? 5 : 1)
        guard index % 2 == 0 else { return "PDG\(number)-\(Persons.padded(index, 5))" }
        return "\(agency.code)-\(Life.stamp(day))-\(number)\(Persons.padded(index, 4))"
    }

    /// One answer; a number beyond the scale says nothing, and may stand only where the scale is named.
    private func answer(_ random: inout SplitMix64, scale: Int) -> (String, TrueFact) {
        let draw = random.below(10)
        if draw == 0 { return ("", .empty) }
        if draw < 6 {
            let level = min(random.below(5), random.below(5) + 2)
            return (Self.words[level], .number(11 + level))
        }
        let most = request.layout == .answerScales ? 5 : scale
        let level = 1 + random.below(most)
        return ("\(level)", .number(level))
    }

    /// The questions of a sheet, some of them not answered; of some sheets none is.
    private func questions(_ row: inout SheetRow, _ random: inout SplitMix64, scale: Int) {
        let isBlank = random.below(20) == 0
        let count = request.layout == .answerIndices ? 11 : 4
        let words = scale == 5 ? [0, 1, 2, 3, 4] : [1, 3, 4]
        var answers: [[String: TrueFact]] = []
        for question in 1...count {
            var (text, level) = ("", TrueFact.empty)
            let draw = isBlank ? 0 : random.below(12)
            let mood = min(scale - 1, random.below(scale) + random.below(2))
            if draw > 4 {
                (text, level) = (Self.words[words[mood]], .number(11 + words[mood]))
            } else if draw > 1 {
                (text, level) = ("\(mood + 1)", .number(mood + 1))
            }
            switch request.layout {
            case .answerIndices: row.cells.append(SheetCell("Chỉ số \(question)", text))
            case .answerQuestions:
                row.cells.append(SheetCell("Câu \(question)", "Ông bà có hài lòng không?"))
                row.cells.append(SheetCell("Trả lời \(question)", text))
            default: row.cells.append(SheetCell("Câu \(question)", text))
            }
            answers.append(["cau": .number(question), "muc": level])
        }
        row.lists["tra_loi"] = answers
    }
}
