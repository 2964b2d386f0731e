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

    /// The kind of record that the layout holds.
    package var kind: String {
        switch self {
        case .list, .sync, .msync: "ho_so"
        case .vneid: "dinh_danh"
        case .national, .provincial, .communal: "thu_tuc"
        }
    }

    /// Whether it is a table of cells (the others are XML).
    package var isTable: Bool {
        switch self {
        case .sync, .msync: false
        case .list, .vneid, .national, .provincial, .communal: true
        }
    }

    /// Whether a file of it speaks for all of its scope.
    package var isComplete: Bool {
        switch self {
        case .list, .sync, .msync: false
        case .vneid, .national, .provincial, .communal: true
        }
    }

    /// The field whose values divide its scope.
    package var partition: String? {
        self == .national ? "co_quan_ban_hanh" : nil
    }
}
