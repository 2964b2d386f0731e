import Mapping

/// The YAML compiler: any text is rules or a list of mistakes.
enum MappingTarget {
    private static let base: [(path: String, bytes: [UInt8])] = [
        ("codes/co_khong.csv", Array("label,code\nCó,1\nKhông,0\n".utf8)),
        ("codes/don_vi.csv", Array("code,name,level,parent,area,aliases\nH55,Tỉnh,tinh,,,\nH55.1,Xã,xa,H55,,\n".utf8)),
        (
            "records/ho_so.yaml",
            Array(
                """
                title: Hồ sơ
                key: [ma]
                unit: don_vi
                columns:
                  don_vi: {type: unit, title: Đơn vị}
                  ma: {type: word, title: Mã, empty: required}
                  ngay: {type: day, title: Ngày}
                  co: {type: flag, title: Có}
                words: {received: ngay IS NOT NULL}
                """.utf8)
        ),
    ]

    /// The text as a file of each room at once.
    static func compile(_ bytes: [UInt8]) {
        let rooms = ["records", "sources", "calendars", "indicators", "plans", "checks", "forms", "indexes"]
        let mine = rooms.map { ("\($0)/x.yaml", bytes) } + [("codes/x.csv", bytes)]
        let compiler = RulesCompiler(folder: MappingFolder(files: base + mine))
        for mistake in compiler.diagnostics { precondition(!mistake.text(.vi).isEmpty, "a mistake without words") }
    }
}
