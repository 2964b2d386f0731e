extension RejectCode {
    /// The catalogue's entry.
    package var text: RejectText {
        switch self {
        case .fileEmpty:
            RejectText(
                "tệp rỗng, không có dữ liệu", "the file is empty", do: "Xuất lại tệp từ hệ thống rồi nộp lại.",
                "Export the file again.")
        case .notWellFormed:
            RejectText(
                "XML không đúng cú pháp: {found}", "the XML is not well-formed: {found}",
                do: "Xuất lại tệp từ hệ thống; không sửa tệp XML bằng tay.",
                "Export the file again; do not edit XML by hand.")
        case .fileTruncated:
            RejectText(
                "tệp bị cắt ngang, thiếu phần cuối", "the file ends too early: its last part is missing",
                do: "Chép lại hoặc xuất lại trọn tệp.", "Copy or export the whole file again.")
        case .doctypeRefused:
            RejectText(
                "tệp có khai báo DOCTYPE, không được phép vì lý do an toàn",
                "the file has a DOCTYPE, which is refused for safety", do: "Xuất lại tệp không có dòng <!DOCTYPE …>.",
                "Export the file without <!DOCTYPE …>.")
        case .depthExceeded:
            RejectText(
                "các phần tử XML lồng nhau quá sâu (tối đa {expected})",
                "XML elements are nested too deep (at most {expected})",
                do: "Kiểm tra lại tệp: đây không phải tệp xuất thông thường.",
                "Check the file: this is no ordinary export.")
        case .textExceeded:
            RejectText(
                "một phần tử XML chứa quá nhiều chữ (tối đa {expected} byte)",
                "the text of an XML element is too long (at most {expected} bytes)",
                do: "Kiểm tra lại tệp; nội dung đính kèm phải nằm trong phần tử Base64.",
                "Check the file; attachments belong in a Base64 element.")
        case .attributesExceeded:
            RejectText(
                "một phần tử XML có quá nhiều hoặc quá dài thuộc tính (tối đa {expected})",
                "an XML element has too many or too long attributes (at most {expected})",
                do: "Kiểm tra lại tệp: đây không phải tệp xuất thông thường.",
                "Check the file: this is no ordinary export.")
        case .recordExceeded:
            RejectText(
                "một bản ghi XML quá lớn (tối đa {expected})", "an XML record is too large (at most {expected})",
                do: "Kiểm tra lại tệp: một hồ sơ không thể lớn như vậy.", "Check the file: no dossier is that large.")
        case .inputOutput:
            RejectText(
                "lỗi đọc tệp: {found}", "the file could not be read: {found}", do: "Kiểm tra ổ đĩa rồi chạy lại.",
                "Check the disk and run again.")
        case .notRegularFile:
            RejectText(
                "không phải là tệp thường", "not a regular file", do: "Chỉ nộp tệp CSV, XLSX hoặc XML.",
                "Give a CSV, XLSX or XML file.")
        case .cannotOpen:
            RejectText(
                "không mở được tệp: {found}", "the file cannot be opened: {found}",
                do: "Kiểm tra tên tệp và quyền đọc.", "Check the name and the right to read it.")
        case .changedWhileRead:
            RejectText(
                "tệp thay đổi trong lúc đang đọc", "the file changed while it was read",
                do: "Đợi chép xong tệp rồi chạy lại.", "Wait until the file is copied and run again.")
        case .sheetDamaged, .workbookEncrypted, .workbookOld, .noWorkbook, .foreignDocument, .foreignArchive, .webPage,
            .archiveDamaged, .entriesExceeded, .entryExceeded,
            .ratioExceeded, .stringsExceeded, .inputExceeded, .sheetMissing, .sheetUnknown, .sheetAmbiguous,
            .tableSplit,
            .rowsHidden, .columnsHidden, .cellsMerged, .nameEnding, .sheetIgnored, .copyOfOther:
            workbookText
        case .archiveTruncated, .archiveExceeded, .archiveNested, .archiveEmpty, .entryEncrypted, .trailingBytes,
            .entriesPassedOver:
            archiveText
        case .sourceElsewhere, .unitForeign, .listShorter, .listRetires, .flagConstant, .daysOutside:
            folderText
        case .closedPeriod, .personForgotten: rightsText
        case .fileEncodingInvalid, .encodingUnknown, .encodingAmbiguous, .encodingsMixed, .encodingDoubled,
            .encodingTold,
            .encodingInvalid:
            encodingText
        case .sourceUnknown:
            RejectText(
                "không nhận ra mẫu của tệp; mẫu gần nhất (và cột còn thiếu): {expected}",
                "no source fits the file; nearest (and the headings it misses): {expected}",
                do: "Kiểm tra dòng tiêu đề; nếu là mẫu mới, thêm một tệp vào Mappings/sources/ hoặc chỉ rõ --source.",
                "Check the heading row; for a new layout add a file to Mappings/sources/ or name one with --source.")
        case .fileBinary:
            RejectText(
                "tệp không phải là văn bản: có nhiều byte NUL hoặc byte điều khiển",
                "the file is no text: many of its bytes are NUL or control characters",
                do: "Xuất lại tệp từ hệ thống; tệp có thể bị hỏng khi chép hoặc không phải tệp xuất.",
                "Export the file again; it was damaged when it was copied, or is no export.")
        case .sourceAmbiguous:
            RejectText(
                "tệp khớp với nhiều mẫu: {found}", "several sources fit the file: {found}",
                do: "Chỉ rõ mẫu bằng --source.", "Name the source with --source.")
        case .headingTwice:
            RejectText(
                "hai cột cùng ứng với một trường: {found}", "two columns would fill one field: {found}",
                do: "Xóa hoặc đổi tên một trong hai cột rồi nộp lại.", "Remove or rename one of the two columns.")
        case .asOfMissing:
            RejectText(
                "không biết tệp phản ánh số liệu đến ngày nào", "the file does not say up to which day it speaks",
                do:
                    "Chạy lại với --as-of NĂM-THÁNG-NGÀY (hoặc today, modified), hoặc thêm dòng \"Ngày xuất: …\" phía trên bảng.",
                "Run again with --as-of DATE (or today, modified), or add the date of export above the table.")
        case .asOfFuture:
            RejectText(
                "tệp ghi số liệu đến ngày {found}, sau hôm nay ({expected})",
                "the file says that it speaks of {found}, which is after today ({expected})",
                do: "Kiểm tra ngày xuất trong tệp hoặc tên tệp; nếu chắc chắn, chạy lại với --as-of NGÀY.",
                "Check the date of export in the file or its name; run again with --as-of DATE to say otherwise.")
        case .tooManyRejects:
            RejectText(
                "quá nhiều bản ghi không nhận được: {found} (cho phép {expected})",
                "too many records were rejected: {found} (allowed {expected})",
                do: "Sửa các lỗi được liệt kê rồi nộp lại cả tệp.",
                "Mend the listed faults and give the whole file again.")
        case .quoteUnclosed:
            RejectText(
                "dấu nháy kép mở mà không đóng", "a quote is opened and never closed",
                do: "Thêm dấu \" còn thiếu ở cuối ô, hoặc xóa dấu \" ở đầu ô.",
                "Add the missing \" at the end of the cell or remove the one at its start.")
        case .textAfterQuote:
            RejectText(
                "có chữ sau dấu nháy kép đóng", "there is text behind a closing quote",
                do: "Viết dấu nháy kép bên trong ô thành hai dấu \"\".",
                "Write a quote inside the cell as two quotes \"\".")
        case .recordTooLong:
            RejectText(
                "dòng quá dài (tối đa {expected} byte)", "the record is too long (at most {expected} bytes)",
                do: "Kiểm tra lại dòng này: có thể thiếu dấu nháy hoặc dấu xuống dòng.",
                "Check this row: a quote or a line feed may be missing.")
        case .tooManyCells:
            RejectText(
                "dòng có quá nhiều ô (tối đa {expected})", "the record has too many cells (at most {expected})",
                do: "Kiểm tra lại dòng này.", "Check this row.")
        case .nulByte:
            RejectText(
                "có ký tự NUL trong dòng", "there is a NUL byte in the record",
                do: "Xuất lại tệp; tệp có thể bị hỏng khi chép.", "Export the file again; it may be damaged.")
        case .widthDiffers:
            RejectText(
                "dòng có {found} ô, tiêu đề có {expected} ô", "the record has {found} cells, the header {expected}",
                do: "Thêm hoặc bớt ô cho khớp với dòng tiêu đề; ô có dấu phân cách phải đặt trong dấu nháy kép.",
                "Make the number of cells equal to the header's; quote a cell that holds the delimiter.")
        case .valueMissing:
            RejectText(
                "ô trống, cần có giá trị", "the cell is empty and needs a value", do: "Điền {expected}.",
                "Fill in {expected}.")
        case .cellError:
            RejectText(
                "công thức trong ô bị lỗi ({found})", "the formula of the cell failed ({found})",
                do: "Sửa công thức trong bảng tính, hoặc gõ giá trị vào ô.",
                "Mend the formula in the spreadsheet, or type the value.")
        case .textLost:
            RejectText(
                "ô có ký tự \u{FFFD}: chữ đã bị mất trước khi tệp được ghi",
                "the cell has \u{FFFD}: text was lost before the file was written",
                do: "Xuất lại tệp từ hệ thống với bảng mã UTF-8, hoặc gõ lại ô này.",
                "Export the file again as UTF-8, or type the cell.")
        case .keyShape:
            RejectText(
                "{found} không phải là mã đúng dạng", "{found} has not the shape of a code",
                do: "Gõ mã theo dạng {expected}.", "Type the code as {expected}.")
        case .dateUnreadable:
            RejectText(
                "{found} không đọc được là ngày", "{found} cannot be read as a date",
                do: "Gõ ngày theo dạng {expected}.", "Type the date as {expected}.")
        case .dateNotInCalendar:
            RejectText(
                "{found} không phải là ngày có thật", "{found} is not a day of the calendar",
                do: "Sửa lại ngày, theo dạng {expected}.", "Correct the day, as {expected}.")
        case .periodUnreadable:
            RejectText(
                "{found} không đọc được là kỳ", "{found} cannot be read as a period",
                do: "Gõ kỳ theo một trong các dạng {expected}.", "Type the period as one of {expected}.")
        case .codeUnknown:
            RejectText(
                "{found} không có trong danh mục", "{found} is not in the list",
                do: "Dùng một trong: {expected}; nếu là cách viết mới, thêm một dòng vào Mappings/codes/.",
                "Use one of: {expected}; for a new spelling add a line in Mappings/codes/.")
        case .numberUnreadable:
            RejectText(
                "{found} không đọc được là số", "{found} cannot be read as a number", do: "Gõ số theo dạng {expected}.",
                "Type the number as {expected}.")
        case .timeUnreadable:
            RejectText(
                "{found} không đọc được là thời hạn giải quyết", "{found} cannot be read as a time limit",
                do: "Gõ số kèm đơn vị, mỗi thời hạn một lần: 5 ngày làm việc; 30 ngày; 4 giờ.",
                "Type the number with its unit, as 5 ngày làm việc (working days), 30 ngày (days), 4 giờ (hours).")
        case .identityShape:
            RejectText(
                "số định danh không đúng dạng ({found})", "the identity number has not the right shape ({found})",
                do: "Gõ đủ 12 chữ số CCCD hoặc 9 chữ số CMND; định dạng cột là văn bản.",
                "Type all 12 digits (CCCD) or 9 (CMND), in a text column.")
        case .identityLost:
            RejectText(
                "số định danh đã bị Excel làm mất chữ số ({found})",
                "the spreadsheet lost digits of the identity number ({found})",
                do: "Định dạng cột là văn bản rồi gõ lại đủ 12 chữ số.",
                "Make the column text and type all 12 digits again.")
        case .identityPlaceholder:
            RejectText(
                "số định danh chỉ là số điền cho có, coi như ô trống",
                "the identity number only fills the cell and counts as none",
                do: "Gõ số định danh thật, hoặc để trống ô này nếu chưa có.",
                "Type the real number, or leave the cell empty where there is none.")
        case .procedureCodeShape:
            RejectText(
                "{found} không phải là mã thủ tục hành chính", "{found} is not a procedure code",
                do: "Gõ mã theo dạng {expected}.", "Type the code as {expected}.")
        case .markSeveral:
            RejectText(
                "đánh dấu X ở nhiều cột: {found}", "an X in several columns: {found}",
                do: "Chỉ để một dấu X trong các cột: {expected}.", "Leave one X among the columns: {expected}.")
        case .markMissing:
            RejectText(
                "không có dấu X ở cột nào", "no X in any of the columns",
                do: "Đánh một dấu X vào một trong các cột: {expected}.", "Put one X in one of the columns: {expected}.")
        case .markUnknown:
            RejectText(
                "{found} không phải là dấu X", "{found} is not an X", do: "Gõ X hoặc để trống.",
                "Type X or leave the cell empty.")
        case .unitUnknown:
            RejectText(
                "không biết bản ghi thuộc đơn vị nào", "it is not known which unit the record belongs to",
                do: "Chạy lại với --unit MÃ, hoặc thêm tên đơn vị vào Mappings/codes/don_vi.csv ({expected}).",
                "Run again with --unit CODE, or add the unit to Mappings/codes/don_vi.csv ({expected}).")
        case .valueTwice:
            RejectText(
                "phần tử xuất hiện hai lần với giá trị khác nhau trong một bản ghi",
                "an element comes twice in one record with different values",
                do: "Xuất lại tệp; mỗi hồ sơ chỉ có một giá trị cho mỗi phần tử.",
                "Export the file again; a record has one value of each element.")
        case .procedureCodePadded:
            RejectText(
                "mã thủ tục bị mất số 0 ở cuối, đã bổ sung", "a procedure code lost its last zeros and was padded",
                do: "Định dạng cột mã thủ tục là văn bản.", "Make the column of procedure codes text.")
        case .identityPadded:
            RejectText(
                "số định danh bị mất số 0 ở đầu, đã bổ sung", "an identity number lost its first zeros and was padded",
                do: "Định dạng cột số định danh là văn bản.", "Make the column of identity numbers text.")
        case .quoteInCell:
            RejectText(
                "dấu nháy kép nằm trong ô không đặt trong nháy, giữ nguyên là chữ",
                "a quote inside an unquoted cell, kept as text", do: "Không cần làm gì nếu nội dung đúng như vậy.",
                "Nothing to do if the text is meant so.")
        case .contentSkipped:
            RejectText(
                "bỏ qua nội dung đính kèm", "attached content was skipped", do: "Không cần làm gì.", "Nothing to do.")
        case .joinedDiffers:
            RejectText(
                "các dòng của cùng một hồ sơ ghi khác nhau; lấy dòng cuối",
                "rows of one dossier differ; the last one stands", do: "Kiểm tra lại các dòng của hồ sơ này.",
                "Check the rows of this dossier.")
        case .unitUnlisted:
            RejectText(
                "đơn vị {found} chưa có trong danh mục đơn vị", "the unit {found} is not in the list of units",
                do: "Thêm một dòng vào Mappings/codes/don_vi.csv.", "Add a line to Mappings/codes/don_vi.csv.")
        case .keyUnreadable:
            RejectText(
                "bản ghi không đọc được mã, coi như không có trong danh sách",
                "records whose key cannot be read count as absent from the list",
                do: "Sửa mã rồi nộp lại cả danh sách.", "Mend the keys and give the whole list again.")
        case .listEmpty:
            RejectText(
                "danh sách trọn vẹn không có bản ghi nào: mọi bản ghi trước đây của đơn vị bị rút",
                "a whole list without a record: all earlier records of the unit are retired",
                do: "Nếu tệp bị xuất thiếu, xuất lại và nộp lại với cùng ngày.",
                "If the export was cut, export it again and give it with the same day.")
        case .calendarMissing:
            RejectText(
                "không có lịch làm việc năm {found}", "there is no working calendar for {found}",
                do: "Thêm tệp Mappings/calendars/{found}.yaml.", "Add Mappings/calendars/{found}.yaml.")
        case .formUnequal:
            RejectText(
                "biểu {found}: các tổng không bằng nhau", "the form {found}: its sums are not equal",
                do:
                    "Xem lại \"identities\" và các cột trong Mappings/forms/{found}.yaml; chưa dùng biểu này để báo cáo.",
                "Look at \"identities\" and the columns in Mappings/forms/{found}.yaml; do not report from this form yet."
            )
        case .definitionEdited:
            RejectText(
                "định nghĩa {found} được sửa tại chỗ; các giá trị cũ có thể thay đổi",
                "the definition {found} was edited in place; old values may move",
                do: "Nếu là quy định mới, thêm phiên bản với ngày hiệu lực thay vì sửa.",
                "For a new rule add a version with its valid date instead.")
        }
    }
}
