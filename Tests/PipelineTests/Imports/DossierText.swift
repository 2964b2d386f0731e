/// Tiny files that a test writes out: a list and a synchronisation record of dossiers, a list of persons, a catalogue.
enum DossierText {
    static let key = "H55.242-260401-0001"

    /// A list; cells separated by commas, a row without a key is given the one above.
    static func list(_ headings: String, _ rows: String...) -> String {
        "Mã hồ sơ,\(headings)\n" + rows.map { ($0.hasPrefix("H55") ? $0 : "\(key),\($0)") + "\n" }.joined()
    }

    /// A synchronisation record of one dossier.
    static func sync(_ fields: [(String, String)], code: String = key) -> String {
        let body = fields.map { name, value in "<\(name)>\(value)</\(name)>" }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <DanhSachHoSo><HoSo><MaHoSo>\(code)</MaHoSo>\(body.joined())</HoSo></DanhSachHoSo>
            """
    }

    /// A list of persons: number, level, whether activated.
    static func persons(_ rows: String...) -> String {
        "Số định danh,Mức độ định danh,Trạng thái kích hoạt\n" + rows.map { $0 + "\n" }.joined()
    }

    /// The national catalogue: code, issuer.
    static func procedures(_ rows: (code: String, issuer: String)...) -> String {
        "Mã số,Tên,Cơ quan ban hành,Cơ quan thực hiện,Lĩnh vực\n"
            + rows.map { "\($0.code),Thủ tục,\($0.issuer),UBND cấp xã,Hộ tịch\n" }.joined()
    }
}
