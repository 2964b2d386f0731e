/// A dossier as it looks on the day of an export.
package struct Dossier: Sendable, Equatable {
    /// A file that the applicant handed in.
    package struct Paper: Sendable, Equatable {
        /// Its name; "" where only the component is named and no file is there.
        package var file: String
        /// DuocSoHoa
        package var isDigitised: Bool
        /// DuocTaiSuDung, 0 to 2.
        package var reuse: Int
        /// IsDeleted
        package var isDeleted: Bool
    }

    /// A request for a supplement.
    package struct Supplement: Sendable, Equatable {
        /// NgayBoSung; nil where the system left it empty.
        package var day: CivilDay?
        /// NgayTiepNhanBoSung, once answered.
        package var answered: CivilDay?
        /// NgayHenTraMoi, where the system wrote one.
        package var newDue: CivilDay?
    }

    /// A paper that the office gives out.
    package struct Result: Sendable, Equatable {
        /// DuongDanTepTinKetQua
        package var file: String
        /// MaGiayToKetQua
        package var paperCode: String
        /// MaKetQua
        package var resultCode: String
    }

    /// Index into the agencies.
    package var agency: Int
    /// Index into the procedures.
    package var procedure: Int
    /// MaHoSo: H55.242-260415-0001
    package var key: String
    /// The day in its key, on which it was handed in.
    package var created: CivilDay
    /// Minute of the day of every time that a layout writes.
    package var minute: Int
    /// LoaiDoiTuong, 1 to 4.
    package var applicantKind: Int
    /// KenhThucHien, 1 to 3.
    package var channel: Int
    /// Whether the channel's cell is left empty, which says trực tiếp.
    package var isChannelBlank: Bool
    /// TrangThaiHoSo, 1 to 10.
    package var state: Int
    /// NgayTiepNhan
    package var received: CivilDay?
    /// NgayHenTra
    package var due: CivilDay?
    /// NgayKetThucXuLy
    package var ended: CivilDay?
    /// Ngày có kết quả
    package var hasResult: CivilDay?
    /// NgayTra
    package var returned: CivilDay?
    /// NgayTuChoi
    package var refused: CivilDay?
    /// DuocThanhToanTrucTuyen, 0 to 3.
    package var payment: Int
    /// DanhSachLePhi
    package var fees: [Fee]
    /// TaiLieuNop
    package var papers: [Paper]
    /// DanhSachHoSoBoSung
    package var requests: [Supplement]
    /// DanhSachGiayToKetQua
    package var results: [Result]
    /// The clerk's own flags, which need not agree with the lists.
    package var saysPaidOnline: Bool
    /// The same, of papers.
    package var saysDigitised: Bool
    /// The same, of reuse.
    package var saysReused: Bool
    /// The same, of a result.
    package var saysResult: Bool
    /// SoDinhDanh, made up.
    package var identity: String
    /// ChuHoSo, made up.
    package var name: String
}
