/// A made-up province through some months: the files that its offices hand in, in the order of their arrival, about the
/// same dossiers, persons and procedures at different days. Everything follows from the seed.
///
/// Every file is small. Among them are lists of each month, the same lists again a month later with what became of
/// their dossiers, synchronisation records for a third of the dossiers that overlap the lists, a list that arrives
/// months late, one without the last commune, and whole lists that retire what they lack; beside the dossiers the lists of
/// every other kind.
package struct Province: Sendable {
    /// One file of the series.
    package struct File: Sendable {
        /// Its name, which sorts in the order of arrival.
        package let name: String
        /// What is in it.
        package let request: Request

        /// The bytes and the truth.
        package func made() throws -> (bytes: [UInt8], truth: FileTruth) {
            try Generate(request).made()
        }
    }

    /// What all draws come from.
    package let seed: UInt64
    /// Its offices.
    package let agencies: [Agency]
    /// The first day of the first month.
    package let start: CivilDay
    /// How many months.
    package let months: Int
    /// How many dossiers in all.
    package let count: Int

    /// Percent of the records of every file that are spoilt.
    package let spoilt: Double

    /// A province; at least two offices (so many communes where they are not given) and two months.
    package init(
        seed: UInt64, units: Int = 4, agencies: [Agency]? = nil,
        start: CivilDay = CivilDay(year: 2026, month: 4, day: 1),
        months: Int = 4, dossiersPerMonth: Int = 60, spoilt: Double = 0
    ) {
        self.start = start
        self.spoilt = spoilt
        self.seed = seed
        self.agencies = agencies ?? Agency.list(max(2, units))
        self.months = max(2, months)
        count = self.months * max(10, dossiersPerMonth)
    }

    /// The files, in the order of their arrival.
    package var files: [File] {
        var files: [File] = []
        func add(_ request: Request) {
            let suffix = request.layout.isTable ? "csv" : "xml"
            let place = Persons.padded(files.count + 1, 2)
            let name = "\(place)-\(request.layout.rawValue)-\(request.exported.iso).\(suffix)"
            files.append(File(name: name, request: request))
        }
        add(catalogue(asOf: start.advanced(by: 5), indices: Array(0..<64)))
        add(components(asOf: start.advanced(by: 7), columns: .few, lacking: 0))
        for month in 0..<months {
            if month != 1 { add(list(month, asOf: nil)) }
            if month == 2 { add(people(asOf: monthEnd(1), lacking: 7)) }
            if month == 1 { add(people(asOf: monthEnd(0), lacking: 0)) }
            if month > 0 { add(sync(upTo: month, asOf: monthEnd(month - 1).advanced(by: 12))) }
            if month > 1 { add(list(month - 1, asOf: monthEnd(month - 1).advanced(by: 9))) }
            for request in lists(of: month) { add(request) }
        }
        // What arrives late: the second month's own list, and a list of persons older than both that were loaded.
        add(list(1, asOf: nil))
        add(people(asOf: monthEnd(0).advanced(by: -10), lacking: 3))
        add(catalogue(asOf: monthEnd(1), indices: Array(0..<66).filter { $0 % 11 != 4 }))
        for request in lateLists { add(request) }
        return files
    }

    /// What is true of the files, in the order of their arrival.
    package func truths() throws -> [FileTruth] {
        try files.map { try $0.made().truth }
    }

    func monthEnd(_ month: Int) -> CivilDay {
        CivilDay(year: start.civil.year, month: start.civil.month + 1 + month, day: 1).advanced(by: -1)
    }

    func base(_ layout: Layout, count: Int? = nil) -> Request {
        var request = Request(layout, count: count ?? self.count)
        request.seed = seed
        request.agencies = agencies
        request.months = months
        request.start = start
        request.spoilt = spoilt
        return request
    }

    /// A list without a title (its period would be that of all months), so that it covers up to its export.
    private func list(_ month: Int, asOf: CivilDay?) -> Request {
        var request = base(.list)
        request.asOf = asOf ?? monthEnd(month)
        request.furniture = []
        request.columns = month % 2 == 0 ? .full : .bothEnds
        let plan = request.plan
        // The last month's list lacks the last commune, whose data then ends earlier than the others'. One dossier in
        // seventeen stands in its list twice.
        request.indices = (0..<count).flatMap { index -> [Int] in
            let life = plan.life(index)
            let created = life.whole.created
            guard created <= monthEnd(month), month == 0 || created > monthEnd(month - 1) else { return [] }
            if month == months - 1, life.whole.agency == agencies.count - 1 { return [] }
            return index % 17 == 3 ? [index, index] : [index]
        }
        return request
    }

    private func sync(upTo month: Int, asOf: CivilDay) -> Request {
        var request = base(.sync)
        request.asOf = asOf
        let plan = request.plan
        request.indices = (0..<count).filter { index in
            index % 3 == 0 && plan.life(index).whole.created <= asOf
                && (month < months - 1 || plan.life(index).whole.agency != agencies.count - 1)
        }
        return request
    }

    func people(asOf: CivilDay, lacking: Int, unit: String = "H55.242") -> Request {
        var request = base(.vneid)
        request.asOf = asOf
        request.unit = unit
        request.indices = (0..<90).filter { lacking == 0 || $0 % lacking != 1 }
        return request
    }

    private func catalogue(asOf: CivilDay, indices: [Int]) -> Request {
        var request = base(.provincial)
        request.asOf = asOf
        request.unit = "H55"
        request.indices = indices
        return request
    }
}
