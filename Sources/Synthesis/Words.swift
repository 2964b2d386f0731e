/// The words that lists print for codes, in the spellings that systems use.
enum Words {
    /// The ten states, from 1.
    static let states = [
        "Mới đăng ký", "Được tiếp nhận", "Không được tiếp nhận", "Đang xử lý", "Yêu cầu bổ sung giấy tờ",
        "Yêu cầu thực hiện nghĩa vụ tài chính", "Công dân yêu cầu rút hồ sơ", "Dừng xử lý", "Đã xử lý xong",
        "Đã trả kết quả",
    ].map(Spelling.init)
    /// The three channels, from 1.
    static let channels = ["Trực tiếp", "Trực tuyến", "Bưu chính"].map(Spelling.init)
    /// The four kinds of applicant, from 1.
    static let applicants = ["Công dân", "Doanh nghiệp", "Cơ quan nhà nước", "Tổ chức khác"].map(Spelling.init)
    /// Rooms of an office.
    static let rooms = [
        "Phòng Văn hóa - Xã hội", "Phòng Kinh tế", "Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công",
    ]
    /// Flags that say yes and that say no; an empty cell says no.
    static let yes = ["Có", "Có", "Có", "x", "1"]
    static let no = ["Không", "Không", "Không", "0", ""]
}
