/// Persons that no one is: names drawn from lists, identity numbers with the province code 000.
package enum Persons {
    /// Family names.
    package static let family = [
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Triệu",
        "Nông", "Lường", "Hà", "Ma", "Chu", "Bàn",
    ]
    /// Middle names.
    package static let middle = [
        "Văn", "Thị", "Đức", "Minh", "Thanh", "Ngọc", "Quang", "Hữu", "Thu", "Kim", "Xuân", "Đình", "Hồng", "Bích",
    ]
    /// Given names.
    package static let given = [
        "An", "Bình", "Chi", "Dũng", "Duyên", "Giang", "Hải", "Hằng", "Hiếu", "Hoa", "Hùng", "Hương", "Khánh", "Lan",
        "Linh", "Long", "Mai", "Nam", "Nga", "Oanh", "Phúc", "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo", "Trang", "Tú",
        "Uyên", "Vân", "Yến", "Đạt", "Ước",
    ]
    /// Kinds of firms.
    package static let firms = ["Công ty TNHH", "Công ty cổ phần", "Hợp tác xã", "Hộ kinh doanh"]

    /// A person's name.
    package static func name(_ random: inout SplitMix64) -> String {
        "\(random.pick(family)) \(random.pick(middle)) \(random.pick(given))"
    }

    /// Twelve digits: 000, a digit of century and sex, two of the birth year, six of a sequence.
    package static func identity(year: Int, female: Bool, sequence: Int) -> String {
        let century = (female ? 1 : 0) + (year >= 2000 ? 2 : 0)
        return "000\(century)\(padded(year % 100, 2))\(padded(sequence % 1_000_000, 6))"
    }

    /// A number with zeros before it.
    package static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return text.utf8.count >= digits ? text : String(repeating: "0", count: digits - text.utf8.count) + text
    }
}
