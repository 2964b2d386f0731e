/// The lists beside dossiers, persons and procedures: each of its kind on a day of its own.
extension Province {
    private static let answers: [Layout] = [.answerLevels, .answerIndices, .answerQuestions, .answerScales]
    private static let registers: [ListColumns] = [.full, .bothEnds, .few]

    /// What the offices hand in for a month: the work files of two months, two of the four layouts of answers, and now and
    /// then staff, tasks, papers and figures.
    func lists(of month: Int) -> [Request] {
        let end = monthEnd(month)
        var all = month == 2 ? [] : [workFiles(month)]
        for place in 0..<2 {
            let number = month * 2 + place
            all.append(answers(Self.answers[number % 4], until: end, asOf: end.advanced(by: 3 + place), number / 4))
        }
        if month % 3 == 0 { all.append(staff(asOf: end.advanced(by: 1), columns: .full, lacking: 5 + month)) }
        if month % 3 == 1 { all.append(tasks(asOf: end.advanced(by: 2), columns: .full)) }
        if month % 4 == 1 { all.append(components(asOf: end.advanced(by: 1), columns: .full, lacking: 9 + month)) }
        if month % 4 == 1 { all.append(people(asOf: end.advanced(by: 6), lacking: 5, unit: agencies[1].code)) }
        if month % 2 == 0 { all.append(figures(asOf: end, part: month / 2)) }
        return all
    }

    /// Work files of the third month, staff, tasks and figures as they were before others that were loaded.
    var lateLists: [Request] {
        [
            workFiles(2), staff(asOf: monthEnd(1), columns: .few, lacking: 4), tasks(asOf: monthEnd(0), columns: .few),
            figures(asOf: monthEnd(0).advanced(by: -3), part: 1),
        ]
    }

    private func workFiles(_ month: Int) -> Request {
        var request = base(.workFiles, count: months * agencies.count * 4)
        request.asOf = monthEnd(min(month, months - 1))
        request.columns = Self.registers[month % 3]
        request.indices = made(request.count, from: month < 2 ? start : monthEnd(month - 2), to: request.exported)
        return request
    }

    private func answers(_ layout: Layout, until: CivilDay, asOf: CivilDay, _ round: Int) -> Request {
        var request = base(layout, count: months * agencies.count * 3)
        request.asOf = asOf
        request.columns = round % 2 == 0 ? .full : .bothEnds
        request.indices = made(request.count, from: start, to: until)
        return request
    }

    private func staff(asOf: CivilDay, columns: ListColumns, lacking: Int) -> Request {
        var request = base(.staff, count: agencies.count * 7)
        request.asOf = asOf
        request.columns = columns
        request.indices = (0..<request.count).filter { $0 % lacking != 2 }
        return request
    }

    private func tasks(asOf: CivilDay, columns: ListColumns) -> Request {
        var request = base(.tasks, count: agencies.count * 3)
        request.asOf = asOf
        request.columns = columns
        return request
    }

    func components(asOf: CivilDay, columns: ListColumns, lacking: Int) -> Request {
        var request = base(.components, count: 90)
        request.asOf = asOf
        request.columns = columns
        request.unit = "H55"
        request.indices = (0..<90).filter { lacking == 0 || $0 % lacking != 3 }
        return request
    }

    /// A quarter of the figures always, another in turn.
    private func figures(asOf: CivilDay, part: Int) -> Request {
        var request = base(.figures, count: FigureSheet.indicators.count * agencies.count * 10)
        request.asOf = asOf
        request.indices = (0..<request.count).filter { $0 / 5 % 4 == 0 || $0 / 5 % 4 == part % 4 }
        return request
    }

    /// The indices of `count` records spread evenly over the months that lie behind a day, up to another.
    private func made(_ count: Int, from: CivilDay, to: CivilDay) -> [Int] {
        let days = start.distance(to: monthEnd(months - 1).advanced(by: 1))
        return (0..<count).filter { index in
            let day = start.advanced(by: index * days / count)
            return day >= from && day <= to
        }
    }
}
