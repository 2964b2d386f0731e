/// An office, mostly a commune's one-stop desk, as its agency code names it.
package struct Agency: Sendable {
    /// H55.242
    package let code: String
    /// xã Vĩnh Thông
    package let name: String
    /// How much of the work falls to it: 1 to 4.
    package let weight: Int

    /// So many communes: H55.242 (xã Vĩnh Thông, area code 01981) first, then H55.201 and on, 242 left out.
    package static func list(_ count: Int) -> [Agency] {
        var agencies = [Agency(code: "H55.242", name: "xã Vĩnh Thông", weight: 3)]
        var number = 201
        while agencies.count < max(1, count) {
            if number != 242 {
                let name = places[(number - 201) % places.count]
                let round = (number - 201) / places.count
                agencies.append(
                    Agency(
                        code: "H55.\(number)", name: round == 0 ? "xã \(name)" : "xã \(name) \(round + 1)",
                        weight: 1 + number * 7 % 4))
            }
            number += 1
        }
        return agencies
    }

    /// Twelve offices: ten communes, a department (sở), and a unit whose parent the list of units says: the department.
    package static let province: [Agency] =
        list(10) + [
            Agency(code: "H55.12", name: "Sở Nông nghiệp và Môi trường", weight: 1),
            Agency(code: "H55.305", name: "Chi nhánh Ba Bể", weight: 1),
        ]

    private static let places = [
        "Suối Đá", "Nà Lạnh", "Khe Vàng", "Bản Mới", "Đồng Quế", "Tân Lâm", "Phú Khê", "An Khánh Hạ", "Cây Thị",
        "Yên Sơn Thượng", "Đèo Gió", "Hợp Tiến Hạ", "Minh Tân", "Văn Lương", "Thác Giềng", "Quảng Bình", "Lũng Noong",
        "Cốc Đán Hạ", "Thượng Ân", "Nghĩa Hưng", "Bình Trung", "Đông Thắng", "Lương Bằng", "Bản Thi Hạ", "Khuổi Nộc",
    ]
}
