extension RejectCode {
    /// The entries of what only workbooks and archives have, and of names that say another format.
    var workbookText: RejectText {
        switch self {
        case .workbookEncrypted:
            RejectText(
                "sổ tính được đặt mật khẩu", "the workbook is protected by a password",
                do:
                    "Mở bằng Excel với mật khẩu, chọn Tệp > Thông tin > Bảo vệ sổ làm việc > Mã hóa bằng mật khẩu, xóa mật khẩu, lưu rồi nộp lại.",
                "Open it in Excel with the password, choose File > Info > Protect Workbook > Encrypt with Password, empty the password and save."
            )
        case .workbookOld:
            RejectText(
                "sổ tính ở dạng rất cũ (.xls của Excel 95 trở về trước)",
                "the workbook has a very old form (.xls of Excel 95 or before)",
                do: "Mở bằng Excel, chọn Tệp > Lưu thành > Sổ làm việc Excel (*.xlsx), rồi nộp tệp .xlsx.",
                "Open it in Excel, choose File > Save As > Excel Workbook (*.xlsx) and give the .xlsx file.")
        case .noWorkbook:
            RejectText(
                "tệp nén hoặc tệp Office này không phải là sổ tính Excel",
                "this archive or Office file is no Excel workbook",
                do: "Nộp sổ tính ở dạng .xlsx hoặc tệp CSV; nếu là tệp nén, giải nén rồi nộp từng tệp.",
                "Give the workbook as .xlsx or a CSV file; of an archive give the files inside.")
        case .foreignDocument:
            RejectText(
                "tệp là {found}, không phải bảng dữ liệu đọc được", "the file is {found} and no table that can be read",
                do: "Xuất từ hệ thống ra Excel (.xlsx), CSV hoặc XML rồi nộp; bản in, văn bản và ảnh không đọc được.",
                "Export it from the system as Excel (.xlsx), CSV or XML; prints, documents and pictures are not read.")
        case .foreignArchive:
            RejectText(
                "tệp nén dạng {found} không giải nén được", "archives of the form {found} are not unpacked",
                do: "Giải nén rồi nộp các tệp bên trong, hoặc nén lại thành .zip.",
                "Unpack it and give the files inside, or pack them as .zip.")
        case .webPage:
            RejectText(
                "tệp là trang web, không phải tệp xuất (có lẽ phiên đăng nhập đã hết hạn khi tải)",
                "the file is a web page and no export (perhaps the session had expired when it was downloaded)",
                do: "Đăng nhập lại vào hệ thống, xuất lại tệp rồi nộp tệp mới.",
                "Log in to the system again, export the file anew and give the new one.")
        case .sheetDamaged:
            RejectText(
                "trang tính bị hỏng: hàng hoặc ô sai thứ tự, quá nhiều, hoặc trỏ tới phần không có",
                "the sheet is damaged: rows or cells are out of order, too many, or point to what is not there",
                do:
                    "Mở bằng Excel hoặc LibreOffice, lưu lại thành sổ tính mới rồi nộp; nếu không mở được, xuất lại từ hệ thống.",
                "Open it in Excel or LibreOffice and save it as a new workbook; where that fails, export it again.")
        case .archiveDamaged:
            RejectText(
                "tệp bị hỏng, không giải nén được: {found}", "the file is damaged and cannot be unpacked: {found}",
                do: "Chép lại hoặc xuất lại trọn tệp.", "Copy or export the whole file again.")
        case .entriesExceeded:
            RejectText(
                "tệp nén có quá nhiều mục: {found} (tối đa {expected})",
                "the archive has too many entries: {found} (at most {expected})",
                do: "Kiểm tra lại tệp: đây không phải tệp xuất thông thường.",
                "Check the file: this is no ordinary export.")
        case .entryExceeded:
            RejectText(
                "một phần của tệp quá lớn khi giải nén: {found} (tối đa {expected} byte)",
                "a part of the file is too large when unpacked: {found} (at most {expected} bytes)",
                do: "Chia dữ liệu thành nhiều tệp rồi nộp lại.", "Divide the data into several files.")
        case .ratioExceeded:
            RejectText(
                "một phần của tệp phình ra quá nhiều khi giải nén: {found} (tối đa {expected} lần)",
                "a part of the file grows too much when unpacked: {found} (at most {expected} times)",
                do: "Kiểm tra lại tệp: đây không phải tệp xuất thông thường; nếu đúng, lưu thành CSV rồi nộp.",
                "Check the file: this is no ordinary export; if it is, save it as CSV.")
        case .stringsExceeded:
            RejectText(
                "sổ tính có quá nhiều chữ (tối đa {expected} chuỗi khác nhau)",
                "the workbook has too much text (at most {expected} different strings)",
                do: "Chia dữ liệu thành nhiều tệp, hoặc lưu thành CSV rồi nộp.",
                "Divide the data into several files, or save it as CSV.")
        case .inputExceeded:
            RejectText(
                "sổ tính từ đầu vào chuẩn hoặc trong tệp nén quá lớn (tối đa {expected} byte)",
                "the workbook from standard input or inside an archive is too large (at most {expected} bytes)",
                do: "Lưu hoặc giải nén thành tệp rồi nộp bằng tên tệp.", "Save or unpack it and give the file's name.")
        case .sheetMissing:
            RejectText(
                "không có trang tính tên như --sheet; các trang: {found}",
                "no sheet has the name of --sheet; there are: {found}",
                do: "Chạy lại với --sheet và một trong các tên đó.", "Run again with --sheet and one of these names.")
        case .sheetUnknown:
            RejectText(
                "không trang tính nào khớp với mẫu đã biết; các trang: {found}; mẫu gần nhất (và cột còn thiếu): {expected}",
                "no source fits any of the sheets {found}; nearest (and the headings it misses): {expected}",
                do: "Kiểm tra dòng tiêu đề của trang cần nộp, hoặc chỉ rõ trang bằng --sheet.",
                "Check the heading row of the sheet that is meant, or name it with --sheet.")
        case .sheetAmbiguous:
            RejectText(
                "nhiều trang tính khớp với mẫu đã biết: {found}", "several sheets fit a source: {found}",
                do: "Chỉ rõ trang bằng --sheet, mỗi lần chạy một trang.",
                "Name the sheet with --sheet, one in each run.")
        case .tableSplit:
            RejectText(
                "trang có nhiều bảng rộng như nhau ({found}): danh sách có thể bị chia ra nhiều bảng",
                "the page has several tables of the same width ({found}): the list may be cut into them",
                do:
                    "Xuất lại thành một bảng, hoặc ghép bằng Excel rồi lưu .xlsx; nếu bảng kia không thuộc danh sách, chạy lại với --sheet {expected}.",
                "Export it as one table, or join them in Excel and save as .xlsx; where the other is no part of the list, run again with --sheet {expected}."
            )
        case .copyOfOther:
            RejectText(
                "đây là bản để sửa một tệp của đơn vị {found}, không phải của {expected}",
                "this is the copy to correct of a file of the unit {found}, not of {expected}",
                do: "Thả tệp vào thư mục của đơn vị đó; muốn nộp danh sách của đơn vị mình thì dùng tệp xuất của mình.",
                "Drop it into that unit's folder; for a list of your own use your own export.")
        case .rowsHidden:
            RejectText(
                "trang tính có hàng bị ẩn, vẫn được đọc", "the sheet has hidden rows, which were read all the same",
                do: "Bỏ ẩn (hoặc bỏ lọc) để kiểm tra; xóa hẳn các hàng không nộp.",
                "Unhide them (or clear the filter) and look; delete rows that are not meant.")
        case .columnsHidden:
            RejectText(
                "trang tính có cột bị ẩn, vẫn được đọc", "the sheet has hidden columns, which were read all the same",
                do: "Bỏ ẩn để kiểm tra; xóa hẳn các cột không nộp.",
                "Unhide them and look; delete columns that are not meant.")
        case .cellsMerged:
            RejectText(
                "ô gộp theo chiều dọc: chỉ hàng đầu có giá trị, ô ở các hàng sau coi như trống",
                "cells are merged over several rows: only the first row has the value, the others count as empty",
                do: "Bỏ gộp ô (Merge & Center > Unmerge Cells), điền giá trị vào từng hàng rồi nộp lại.",
                "Unmerge the cells, fill the value into each row and give the file again.")
        case .nameEnding:
            RejectText(
                "tên tệp kết thúc bằng {found} nhưng nội dung là {expected}; đã đọc theo nội dung",
                "the file's name ends in {found} and its content is {expected}, as which it was read",
                do: "Đổi lại đuôi tên tệp cho đúng.", "Give the file the right ending.")
        case .sheetIgnored:
            RejectText(
                "tệp {expected} không có trang tính nào, --sheet không có tác dụng",
                "a file of {expected} has no sheets, --sheet says nothing of it",
                do: "Bỏ --sheet; nếu cần đúng trang đó, nộp sổ tính gốc.",
                "Leave --sheet out; where that sheet is meant, give the workbook itself.")
        default: preconditionFailure("no code of workbooks: \(rawValue)")
        }
    }
}
