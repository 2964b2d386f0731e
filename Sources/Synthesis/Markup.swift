/// Writes XML elements.
struct Markup {
    let sink: ByteSink

    /// `<name>text</name>`, or `<name/>` for no text.
    func element(_ name: String, _ text: String) {
        guard !text.isEmpty else { return empty(name) }
        open(name)
        escaped(text)
        close(name)
    }

    /// An element of digits.
    func element(_ name: String, _ number: Int) {
        open(name)
        sink.number(number)
        close(name)
    }

    /// `yyyyMMddHHmmss`, or nothing in it.
    func stamp(_ name: String, _ day: CivilDay?, minute: Int) {
        guard let day else { return empty(name) }
        open(name)
        sink.packed(day)
        sink.number(minute / 60, digits: 2)
        sink.number(minute % 60, digits: 2)
        sink.number(minute % 7 * 8, digits: 2)
        close(name)
    }

    /// `yyyy-MM-dd'T'HH:mm:ss.SSS+0700`, or the date of zeros that says that there is none.
    func offset(_ name: String, _ day: CivilDay?, minute: Int) {
        open(name)
        if let day {
            sink.dashed(day)
            sink.byte(0x54)
            sink.number(minute / 60, digits: 2)
            sink.byte(0x3A)
            sink.number(minute % 60, digits: 2)
            sink.text(":00.000+0700")
        } else {
            sink.text("0000-00-00T00:00:00.000+0700")
        }
        close(name)
    }

    /// `<name>`
    func open(_ name: String) {
        sink.byte(0x3C)
        sink.text(name)
        sink.byte(0x3E)
    }

    /// `</name>`
    func close(_ name: String) {
        sink.byte(0x3C)
        sink.byte(0x2F)
        sink.text(name)
        sink.byte(0x3E)
    }

    /// `<name/>`
    func empty(_ name: String) {
        sink.byte(0x3C)
        sink.text(name)
        sink.byte(0x2F)
        sink.byte(0x3E)
    }

    private func escaped(_ text: String) {
        for unit in text.utf8 {
            switch unit {
            case 0x26: sink.text("&amp;")
            case 0x3C: sink.text("&lt;")
            case 0x3E: sink.text("&gt;")
            default: sink.byte(unit)
            }
        }
    }
}
