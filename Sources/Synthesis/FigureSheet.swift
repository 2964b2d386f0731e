/// Ready-made figures: every indicator of the table, for every office, for every period that overlaps the months.
struct FigureSheet: Sheet {
    private let request: Request
    private let periods: [(written: String, name: String)]
    /// The offices, and the province.
    private let units: [String]
    let dispensable: Set<String> = ["Nguồn"]

    /// What is only given, populations, and what is counted too. The index of the procedures offered online is a province's.
    static let indicators = [
        "phu-song-4g", "dan-so-du-tuoi", "cong-khai-dung-han", "pakn-dung-han", "hai-long-ho-so", "dung-han:qd766",
        "dvc-cung-cap", "thu-tuc-co-thanh-toan", "ho-so-truc-tuyen", "pakn-hai-long", "dinh-danh-da-cap:dan-so",
        "thanh-toan-truc-tuyen", "kho-du-lieu-cong-dan", "dvc-co-ho-so", "tthc-toan-trinh", "muc-do-hai-long",
    ]

    init(_ request: Request) {
        self.request = request
        periods = Self.periods(from: request.start, months: request.months)
        units = request.offices.map(\.code) + ["H55"]
    }

    func row(_ index: Int) -> SheetRow? {
        var random = SplitMix64(seed: request.seed, index: index, salt: 17)
        let name = Self.indicators[index % Self.indicators.count]
        let rest = index / Self.indicators.count
        // The province tells what no commune has; a commune may tell what is the province's alone, which counts there only.
        let tellers = name == "dvc-cung-cap" ? Array(units.suffix(2)) : units.dropLast()
        let unit = tellers[rest % tellers.count]
        let period = periods[rest / tellers.count % periods.count]
        // One in seven is put right after two months.
        let isPutRight = random.below(7) == 0 && request.exported >= request.start.advanced(by: 70)
        let denominator = random.below(12) == 0 ? 0 : 20 + random.below(900)
        var numerator: Int? = denominator * (40 + random.below(61)) / 100
        if isPutRight { numerator = numerator.map { $0 / 2 } }
        if name == "dan-so-du-tuoi" { numerator = nil }
        return SheetRow(cells: [
            SheetCell("STT", "\(index + 1)"), SheetCell("Chỉ tiêu", name, is: "chi_tieu"),
            SheetCell("Đơn vị", unit, is: "don_vi"),
            SheetCell("Kỳ", period.written, is: "ky", code: .text(period.name)),
            SheetCell("Tử số", numerator, is: "tu_so"), SheetCell("Mẫu số", denominator, is: "mau_so"),
            SheetCell("Nguồn", random.pick(Words.rooms), is: "nguon"),
        ])
    }

    /// As lists write them, with their kind and name; two months more than there are, which may not have begun yet.
    private static func periods(from start: CivilDay, months: Int) -> [(String, String)] {
        var all: [(String, String)] = []
        for month in 0..<(months + 2) {
            let (year, number, _) = CivilDay(year: start.civil.year, month: start.civil.month + month, day: 1).civil
            let two = Persons.padded(number, 2)
            all.append(("Tháng \(number)/\(year)", "month \(year)-\(two)"))
            if month % 3 == 0 {
                let quarter = (number - 1) / 3 + 1
                all.append(("Quý \(["I", "II", "III", "IV"][quarter - 1])/\(year)", "quarter \(year)-Q\(quarter)"))
                all.append(("\(year)", "year \(year)"))
                all.append(("report_month \(year)-\(two)", "report_month \(year)-\(two)"))
            }
            if month % 4 == 1 {
                all.append(("Lũy kế đến tháng \(number)/\(year)", "ytd \(year)-\(two)"))
                all.append(
                    number <= 6
                        ? ("6 tháng đầu năm \(year)", "half \(year)-H1")
                        : ("6 tháng cuối năm \(year)", "half \(year)-H2"))
            }
        }
        return all
    }
}
