/// An export layout that the generator writes; the raw value is its name on the command line.
package enum Layout: String, Sendable, CaseIterable {
    /// The clerks' list of dossiers, CSV.
    case list = "danh-sach-ho-so"
    /// The national synchronisation record, XML `DanhSachHoSo/HoSo`.
    case sync = "dong-bo-ho-so"
    /// `MSyncDocument` of a provincial LGSP, XML, nested, with dates that lie.
    case msync = "msync"
    /// The VNeID activation list of a commune's police, CSV.
    case vneid = "vneid"
    /// The national portal's catalogue of procedures, CSV.
    case national = "danh-muc-quoc-gia"
    /// A province's catalogue with columns of X marks, CSV.
    case provincial = "danh-muc-tinh"
    /// The crawl of the procedures of communes, CSV.
    case communal = "danh-muc-xa"
    /// An office's list of its staff, CSV.
    case staff = "danh-sach-can-bo"
    /// The register of an office's work files, CSV.
    case workFiles = "danh-sach-ho-so-cong-viec"
    /// Answers of one level each, CSV.
    case answerLevels = "danh-gia-muc"
    /// Sheets of eleven indices, CSV.
    case answerIndices = "danh-gia-chi-so"
    /// Sheets of questions with their answers, CSV.
    case answerQuestions = "danh-gia-cau-hoi"
    /// Answers or sheets that name their scale, CSV.
    case answerScales = "danh-gia-thang"
    /// Tasks of science and technology with their stages, CSV.
    case tasks = "danh-sach-nhiem-vu-khcn"
    /// A province's catalogue of the papers that procedures ask for, CSV.
    case components = "danh-muc-thanh-phan"
    /// Ready-made figures, CSV.
    case figures = "so-lieu"

    /// The kind of record that the layout holds.
    package var kind: String {
        switch self {
        case .list, .sync, .msync: "ho_so"
        case .vneid: "dinh_danh"
        case .national, .provincial, .communal: "thu_tuc"
        case .staff: "can_bo"
        case .workFiles: "ho_so_cong_viec"
        case .answerLevels, .answerIndices, .answerQuestions, .answerScales: "danh_gia"
        case .tasks: "nhiem_vu_khcn"
        case .components: "thanh_phan_thu_tuc"
        case .figures: "so_lieu"
        }
    }

    /// Whether it is a table of cells (the others are XML).
    package var isTable: Bool {
        switch self {
        case .sync, .msync: false
        default: true
        }
    }

    /// Whether a file of it speaks for all of its scope.
    package var isComplete: Bool {
        switch self {
        case .vneid, .national, .provincial, .communal, .staff, .components: true
        default: false
        }
    }

    /// The field whose values divide its scope.
    package var partition: String? {
        self == .national ? "co_quan_ban_hanh" : nil
    }
}
