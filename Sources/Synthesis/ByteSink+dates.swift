extension ByteSink {
    /// `dd/MM/yyyy`.
    package func slashed(_ day: CivilDay) {
        let (y, m, d) = day.civil
        number(d, digits: 2)
        byte(0x2F)
        number(m, digits: 2)
        byte(0x2F)
        number(y, digits: 4)
    }

    /// `yyyy-MM-dd`.
    package func dashed(_ day: CivilDay) {
        let (y, m, d) = day.civil
        number(y, digits: 4)
        byte(0x2D)
        number(m, digits: 2)
        byte(0x2D)
        number(d, digits: 2)
    }

    /// `yyyyMMdd`.
    package func packed(_ day: CivilDay) {
        let (y, m, d) = day.civil
        number(y * 10_000 + m * 100 + d, digits: 8)
    }

    /// ` HH:mm`, with a space before it.
    package func clock(minute: Int) {
        byte(0x20)
        number(minute / 60, digits: 2)
        byte(0x3A)
        number(minute % 60, digits: 2)
    }

    /// A number in groups of three with dots between, as "1.234.567".
    package func grouped(_ value: Int) {
        guard value >= 1_000 else { return number(value) }
        grouped(value / 1_000)
        byte(0x2E)
        number(value % 1_000, digits: 3)
    }
}
