/// Family names of Vietnam, folded, and the words that names of files are made of, so that "hồ sơ" is no Hồ.
enum FamilyNames {
    /// What is hardly anything but a family name, however it is written.
    static let sure: Set = ["nguyen", "pham", "huynh", "bui", "ngo", "trinh", "quach", "khuat", "nghiem", "phung"]
    /// What is one where its tone says so, which the folded form has lost.
    static let toned: Set = [
        "trần", "lê", "hoàng", "võ", "vũ", "đặng", "đỗ", "hồ", "dương", "lý", "đinh", "đoàn", "trương", "lương",
        "triệu",
        "vương", "phan", "lò", "giàng", "sùng", "thào", "vàng", "nông", "tạ", "tô", "mạc", "lưu", "đàm", "kiều",
        "thạch",
    ]
    static let all: Set<String> = sure.union([
        "tran", "le", "hoang", "phan", "vu", "vo", "dang", "do", "ho", "duong", "ly", "dinh", "dao", "doan", "truong",
        "luong", "mai", "to", "ta", "chu", "lo", "lu", "vi", "ha", "cao", "trieu", "luu", "lam", "vuong", "tong",
        "thai",
        "kieu", "nong", "la", "dam", "giang", "sung", "thao", "vang", "hang", "ma", "quang", "than", "mac", "thach",
        "kim",
    ])

    /// Whether a word is one of those that names of files are made of.
    static func isOrdinary(_ key: String) -> Bool {
        ordinary.contains(key) || key.count > 7 || key.contains(where: \.isNumber)
    }

    /// Whether "văn" or "thị" stands in another word than a name: văn bản, thị trấn.
    static func isCompound(_ first: String, _ second: String) -> Bool {
        first == "van"
            ? ["ban", "phong", "hoa", "thu", "minh"].contains(second)
            : ["tran", "xa", "hanh", "dua", "truong", "thuc"].contains(second)
    }

    /// Names of persons that are places.
    static func isPlace(_ keys: [String]) -> Bool { keys.joined() == "hochiminh" }

    private static let ordinary: Set<String> = Set(
        """
        ap bac ban bang bao bi bien bieu bo bo buu cac cai can cao cap cau chi chinh cho chu chua chung chuyen co con cong cu
        cua cuoi cuc da dai dan dang danh dao dau de den di dich diem dien dinh do doanh doc doi don dong du dung duoc duyet gia giai
        giam gian giao giay gio gop gui hai han hang hanh hien hinh ho hoa hoan hoat hoc hon hop huong huyen im in ke ket khac khai
        khau khi kho khoa khong khu khuyen kich kiem kien kinh ky la lai lam lan lao lap le lich lien linh loai loc luc luong luu ly
        ma mau may mien mo moi mot muc muoi nam nang ngay ngan nghe nghi nghiep ngoai nguoi nguon nhan nhap nhat nhiem nhieu nho nhom nop
        nuoc o phai phan phap phat phe phi phien phieu pho phong phu phuc phuong qua quan quy quyen quyet ra rieng ro rut sach sang sap
        sau sinh so sua tac tai tap tat ten thang thanh thao theo thiet thieu thon thong thu thua thuc thue thuoc thuong thuy tich tiep
        tieu tim tin tinh to toan ton tong tot tra tram trang tren trinh tro trong tru trung truoc truong truc truyen tu tuan tuc tung tuoi tuyen
        tuyet ubnd uy va vao vay vi viec vien vneid vu vung xa xac xem xet xin xong xu xuat xuong yeu sheet export data list report final
        version copy backup test file excel csv hs tthc dvc cccd cmnd hcc kq stt moi nhat ban chinh
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
