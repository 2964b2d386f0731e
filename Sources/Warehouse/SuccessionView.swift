/// View `unit_succession`: the crosswalk of merged and split units, a row for each unit and successor.
enum SuccessionView {
    static let sql = """
        SELECT s.unit, coalesce((SELECT name FROM unit WHERE code = s.unit), s.unit) AS unit_name,
         date(s.ends_on * 86400, 'unixepoch') AS ends_on, s.successor,
         coalesce((SELECT name FROM unit WHERE code = s.successor), s.successor) AS successor_name, s.share
        FROM succession s ORDER BY s.ends_on, s.unit, s.successor
        """

    /// For the dictionary.
    static let titles = [
        "ends_on": "ngày đầu tiên không còn đơn vị cũ", "successor": "mã đơn vị kế tiếp",
        "successor_name": "tên đơn vị kế tiếp", "share": "phần của đơn vị kế tiếp (trống: không tách được)",
    ]
}
