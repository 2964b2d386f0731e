extension Life {
    /// A procedure: a few make up most of the work.
    static func procedure(_ random: inout SplitMix64) -> Int {
        let count = Procedure.table.count
        return min(random.below(count), min(random.below(count), random.below(count)))
    }

    /// None for nine dossiers in ten, else one or two; a dossier that waits has a last one without an answer.
    static func requests(
        _ random: inout SplitMix64, received: CivilDay, term: Int, always: Bool
    ) -> [Dossier.Supplement] {
        let draw = random.below(100)
        let count = draw < 8 ? 1 : draw < 11 ? 2 : always ? 1 : 0
        var day = received
        return (0..<count).map { place in
            day = day.advanced(by: 1 + random.below(max(2, term / 2))).onWorkday
            let answered = day.advanced(by: 1 + random.below(8)).onWorkday
            let isOpen = always && place == count - 1
            let newDue = random.chance(50) ? answered.advanced(by: term * 7 / 5).onWorkday : nil
            let request = Dossier.Supplement(
                day: random.chance(3) ? nil : day, answered: isOpen ? nil : answered, newDue: isOpen ? nil : newDue)
            day = answered
            return request
        }
    }

    /// The procedure's fees, not all of which are taken from everyone.
    static func fees(_ random: inout SplitMix64, procedure: Int) -> [Fee] {
        Procedure.table[procedure].fees.compactMap { fee in
            let draw = random.below(10)
            guard draw > 0 else { return nil }
            return Fee(fee.name, isCharge: fee.isCharge, amount: draw == 1 ? 0 : fee.amount)
        }
    }

    /// None to three components.
    static func papers(_ random: inout SplitMix64) -> [Dossier.Paper] {
        (0..<random.below(4)).map { _ in
            let hasFile = random.chance(70)
            let title = random.pick(paperTitles)
            return Dossier.Paper(
                file: hasFile ? "\(title).pdf" : "", isDigitised: random.chance(hasFile ? 80 : 20),
                reuse: random.chance(75) ? 0 : 1 + random.below(2), isDeleted: random.chance(5))
        }
    }

    /// None for one dossier in seven; else one that has a file, a paper's code, a result's code or none of them.
    static func results(_ random: inout SplitMix64, index: Int) -> [Dossier.Result] {
        let draw = random.below(100)
        guard draw >= 14 else { return [] }
        let number = Persons.padded(index % 1_000_000, 6)
        return [
            Dossier.Result(
                file: draw < 70 ? "ket-qua/\(number).pdf" : "",
                paperCode: draw >= 50 && draw < 90 ? "KQ.G15.\(number)" : "",
                resultCode: draw >= 85 && draw < 95 ? "KQ\(number)" : "")
        ]
    }

    /// yyMMdd
    static func stamp(_ day: CivilDay) -> String {
        let (y, m, d) = day.civil
        return Persons.padded(y % 100 * 10_000 + m * 100 + d, 6)
    }

    private static let paperTitles = [
        "Tờ khai", "Giấy chứng sinh", "Bản sao căn cước", "Giấy chứng nhận quyền sử dụng đất", "Đơn đề nghị",
        "Hợp đồng chuyển nhượng", "Biên bản họp", "Giấy ủy quyền", "Bản vẽ hiện trạng",
    ]
}
