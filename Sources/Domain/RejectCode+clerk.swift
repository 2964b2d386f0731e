extension RejectCode {
    /// The entry as a clerk needs it, who has a spreadsheet and a folder but neither the command nor the rules; nil where the catalogue's
    /// own does.
    package var clerkText: RejectText? {
        switch self {
        case .notWellFormed:
            RejectText(
                "tệp XML bị hỏng hoặc đã bị sửa bằng tay", "the XML file is damaged or was edited by hand",
                do: "Xuất lại tệp từ phần mềm rồi thả vào thư mục này; không sửa tệp XML bằng tay.",
                "Export the file again and drop it here; do not edit XML by hand.")
        case .fileEncodingInvalid:
            RejectText(
                "tệp có chữ bị lỗi phông, không đọc được", "the file has letters that cannot be read",
                do: "Xuất lại tệp; hoặc mở bằng Excel, sửa các chữ bị lỗi, lưu thành dạng Excel (*.xlsx) rồi thả lại.",
                "Export it again, or open it in Excel, mend the letters and save it as *.xlsx.")
        case .encodingInvalid:
            RejectText(
                "có chữ bị lỗi phông, không đọc được", "there are letters that cannot be read",
                do: "Gõ lại ô này.", "Type the cell again.")
        case .encodingUnknown, .encodingAmbiguous:
            RejectText(
                "không rõ chữ trong tệp dùng bảng mã (phông) nào", "it is not clear in which encoding the text is",
                do: "Mở tệp bằng Excel, xem chữ tiếng Việt có đúng không, lưu thành dạng Excel (*.xlsx) rồi thả lại.",
                "Open the file in Excel, see that the letters are right, save it as *.xlsx and drop that.")
        case .encodingTold:
            RejectText(
                "tệp được đọc theo một bảng mã (phông) khác với bảng mã của nó",
                "the file was read in another encoding than its own",
                do: "Báo cho người phụ trách nạp lại; người nộp tệp không cần làm gì.",
                "Tell the person in charge to load it again; who dropped the file need do nothing.")
        case .sheetIgnored:
            RejectText(
                "tệp không có trang tính nào để chọn, vẫn được đọc",
                "the file has no sheets to choose from, and was read all the same",
                do: "Người nộp tệp không cần làm gì.", "Who dropped the file need do nothing.")
        case .inputOutput, .cannotOpen, .changedWhileRead, .notRegularFile:
            RejectText(
                "không đọc được tệp, có thể tệp chưa chép xong",
                "the file cannot be read; perhaps it was not yet whole",
                do: "Chép lại trọn tệp vào thư mục này.", "Copy the whole file into this folder again.")
        case .inputExceeded:
            RejectText(
                "sổ tính trong tệp nén quá lớn", "the workbook inside the archive is too large",
                do: "Giải nén rồi thả từng tệp.", "Unpack it and drop the files one by one.")
        case .sourceUnknown, .sheetUnknown:
            RejectText(
                "không nhận ra đây là loại tệp nào: tiêu đề các cột không giống mẫu nào đã biết{expected}",
                "it is not clear what file this is: its headings are those of no known layout{expected}",
                do:
                    "Xem lại dòng tiêu đề: không xóa, không đổi tên cột của tệp xuất. Nếu phần mềm vừa đổi mẫu, báo cho người phụ trách.",
                "Look at the heading row: no column may be removed or renamed. If the system has a new layout, tell the person in charge."
            )
        case .sourceAmbiguous:
            RejectText(
                "tệp giống nhiều loại cùng lúc: {found}", "the file could be several things: {found}",
                do: "Nộp nguyên tệp do phần mềm xuất ra; nếu vẫn vậy, báo cho người phụ trách.",
                "Drop the file as it was exported; if that does not help, tell the person in charge.")
        case .sheetAmbiguous, .sheetMissing, .tableSplit:
            RejectText(
                "tệp có nhiều trang hoặc nhiều bảng, không rõ lấy bảng nào: {found}",
                "the file has several sheets or tables: {found}",
                do: "Mở bằng Excel, chỉ để lại một bảng cần nộp trên một trang, lưu thành *.xlsx rồi thả lại.",
                "Open it in Excel, leave the one table that is meant, save it as *.xlsx and drop that.")
        case .asOfMissing:
            RejectText(
                "không biết số liệu trong tệp tính đến ngày nào", "the file does not say up to which day it speaks",
                do:
                    "Thêm một dòng phía trên bảng, ví dụ: Ngày xuất: 30/04/2026; hoặc ghi ngày vào tên tệp, ví dụ: danh-sach-2026-04-30.xlsx.",
                "Add a line above the table, as Ngày xuất: 30/04/2026, or put the day into the file's name, as list-2026-04-30.xlsx."
            )
        case .asOfFuture:
            RejectText(
                "tệp ghi số liệu đến ngày {found}, sau hôm nay ({expected})",
                "the file says that it speaks of {found}, which is after today ({expected})",
                do: "Sửa ngày xuất trong tệp hoặc trong tên tệp.", "Correct the date of export in the file or its name."
            )
        case .tooManyRejects:
            RejectText(
                "quá nhiều dòng có lỗi: {found} (cho phép {expected})",
                "too many rows have faults: {found} (allowed {expected})",
                do: "Sửa các lỗi ở phần CẦN SỬA rồi thả lại cả tệp.",
                "Mend the faults under TO CORRECT and drop the whole file again.")
        case .textAfterQuote, .quoteUnclosed:
            RejectText(
                "dấu nháy kép đặt sai chỗ, không tách được các ô của dòng",
                "a quote stands in the wrong place, so that the row has no clear cells",
                do: "Sắp lại các ô của dòng này cho đúng cột; xóa dấu nháy kép thừa.",
                "Put the cells of the row into their columns and remove the quote.")
        case .widthDiffers:
            RejectText(
                "dòng có {found} ô, trong khi bảng có {expected} cột",
                "the row has {found} cells, the table {expected} columns",
                do: "Sắp lại các ô của dòng này cho đúng cột.", "Put the cells of the row into their columns.")
        case .codeUnknown:
            RejectText(
                "{found} không có trong danh mục", "{found} is not in the list",
                do: "Chọn một trong: {expected}. Nếu phần mềm dùng cách viết mới, báo cho người phụ trách.",
                "Choose one of: {expected}. For a new spelling of the system tell the person in charge.")
        case .unitUnknown:
            RejectText(
                "không biết dòng này thuộc đơn vị nào", "it is not known which unit this belongs to",
                do: "Ghi tên hoặc mã đơn vị như phần mềm vẫn xuất; nếu tệp vốn không có, báo cho người phụ trách.",
                "Give the unit's name or code as the system does; if the file never has it, tell the person in charge.")
        case .cellError:
            RejectText(
                "công thức trong ô bị lỗi ({found})", "the formula of the cell failed ({found})",
                do: "Gõ giá trị vào ô, thay cho công thức.", "Type the value instead of the formula.")
        case .unitUnlisted, .calendarMissing, .formUnequal, .definitionEdited:
            RejectText(
                text.vi, text.en, do: "Báo cho người phụ trách; người nộp tệp không cần làm gì.",
                "Tell the person in charge; who dropped the file need do nothing.")
        default: nil
        }
    }
}
