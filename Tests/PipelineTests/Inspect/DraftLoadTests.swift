import Domain
import Foundation
import Goldens
import Testing

/// A draft is a source: `check` accepts it as it is, and `import` loads the file with it.
struct DraftLoadTests {
    /// A folder with a copy of the rules and an export, and the drafted source among the rules.
    private func drafted(_ file: String, _ text: String) throws -> (folder: String, draft: String) {
        try drafted(file, Data(text.utf8))
    }

    private func drafted(_ file: String, _ bytes: Data, without source: String? = nil) throws -> (
        folder: String, draft: String
    ) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("draft")).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: House.top + "/Mappings", toPath: folder + "/Mappings")
        if let source { try FileManager.default.removeItem(atPath: "\(folder)/Mappings/sources/\(source).yaml") }
        try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
        // As a shell does where the draft is sent to a file.
        try Data().write(to: URL(fileURLWithPath: "\(folder)/Mappings/sources/mau-moi.yaml"))
        let run = try ProgramRun(House.executable, ["inspect", "--draft", file], folder: folder)
        #expect(run.code == 0, "\(run.error)")
        try Data(run.output.utf8).write(to: URL(fileURLWithPath: "\(folder)/Mappings/sources/mau-moi.yaml"))
        return (folder, run.output)
    }

    private func load(_ folder: String, _ file: String, _ options: [String] = []) throws -> ProgramRun {
        let arguments = ["import", file, "--warehouse", "kho.db", "--unit", "H55.242", "--lang", "en"]
        return try ProgramRun(House.executable, arguments + options, folder: folder)
    }

    private func remove(_ folder: String) {
        do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
    }

    @Test("the draft of a list never seen passes check beside all other sources, and loads the list")
    func table() throws {
        let rows = (1...20).map { number in
            "\(number);H55.242-260401-00\(number + 10);\(number < 5 ? "Đang xử lý" : "Đã trả kết quả");0\(number % 9 + 1)/04/2026 08:00;Nguyễn Văn Chín;Tốt"
        }
        let text =
            "Ngày xuất: 05/05/2026;;;;;\nSố TT;Số hồ sơ;Tình trạng HS;Ngày tiếp nhận hồ sơ;Tên dân;Cảm nhận\n"
            + rows.joined(separator: "\n") + "\n"
        let (folder, draft) = try drafted("la.csv", text)
        defer { remove(folder) }
        let lines = DraftLines(draft).fields
        #expect(lines.contains { $0.field == "ma_ho_so" && $0.heading == "Số hồ sơ" && $0.confidence == "cao" })
        #expect(lines.contains { $0.field == "trang_thai" && $0.heading == "Tình trạng HS" && $0.isActive })
        #expect(!draft.contains("Chín"))
        let check = try ProgramRun(
            House.executable, ["check", "--fixtures", House.top + "/Fixtures", "--lang", "en"], folder: folder)
        #expect(check.code == 0, "\(check.error)")
        let run = try load(folder, "la.csv")
        #expect(run.code == 0, "\(run.output)\(run.error)")
        #expect(run.output.contains("read 20 = new 20"), "\(run.output)")
    }

    @Test(
        "days that could have the month first are not sure, and those that have it are no fields",
        arguments: [
            (["15/04/2026", "01/04/2026"], "cao", true), (["04/05/2026", "03/04/2026"], "vừa", true),
            (["04/15/2026", "04/05/2026"], "thấp", false),
        ])
    func order(_ days: [String], _ confidence: String, _ isActive: Bool) throws {
        let rows = (1...8).map { "H55.242-260401-000\($0),Đang xử lý,\(days[$0 % days.count]),2026-04-20 08:00:00" }
        let header = "Ngày xuất: 2026-05-05,,,\nSố hồ sơ,Tình trạng hồ sơ,Ngày tiếp nhận,Lúc nào đó\n"
        let (folder, draft) = try drafted("la.csv", header + rows.joined(separator: "\n") + "\n")
        defer { remove(folder) }
        let line = DraftLines(draft).fields.first { $0.heading == "Ngày tiếp nhận" }
        #expect(line?.confidence == confidence, "\(draft)")
        #expect(line?.isActive == isActive)
        // Also the form of a column that is not placed.
        #expect(draft.contains("yyyy-MM-dd"), "\(draft)")
    }

    @Test("the draft of a file that a source reads says so at its top")
    func readAlready() throws {
        let text =
            "Ngày xuất: 05/05/2026,,\nMã hồ sơ,Trạng thái,Ngày tiếp nhận\nH55.242-260401-0001,Đang xử lý,15/04/2026\n"
        let (folder, draft) = try drafted("ho-so.csv", text)
        defer { remove(folder) }
        #expect(draft.split(separator: "\n")[1].hasPrefix("# CHÚ Ý: mẫu danh-sach-ho-so đã đọc được tệp này"))
    }

    @Test("the draft of an XML layout has its lists of children, and loads the document")
    func xml() throws {
        let text = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: House.top + "/Fixtures/dong-bo-ho-so/input.xml")),
            as: UTF8.self
        ).replacing("DanhSachHoSo>", with: "Lo>").replacing("<HoSo>", with: "<BanGhi>").replacing(
            "</HoSo>", with: "</BanGhi>")
        let (folder, draft) = try drafted("la.xml", text)
        defer { remove(folder) }
        let lines = DraftLines(draft).fields
        #expect(draft.contains("record: \"Lo/BanGhi\""))
        #expect(lines.contains { $0.field == "thanh_phan_ho_so.so_hoa" && $0.confidence == "cao" }, "\(draft)")
        let run = try load(folder, "la.xml", ["--as-of", "2026-05-05", "--max-rejects", "100"])
        #expect(run.code == 1, "\(run.output)\(run.error)")
        #expect(run.output.contains("[mau-moi]"), "\(run.output)")
    }

    @Test("the draft of a workbook is of the sheet that has a header, and loads it")
    func workbook() throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: House.top + "/Fixtures/cli/workbook/ho-so.xlsx"))
        let (folder, draft) = try drafted("la.xlsx", bytes, without: "danh-sach-ho-so")
        defer { remove(folder) }
        #expect(DraftLines(draft).fields.contains { $0.field == "ngay_hen_tra" && $0.confidence == "cao" }, "\(draft)")
        let run = try load(folder, "la.xlsx", ["--max-rejects", "100"])
        #expect(run.code == 1, "\(run.output)\(run.error)")
        #expect(run.output.contains("[mau-moi]") && run.output.contains("read 16 = new 5 "), "\(run.output)")
    }

    @Test("a file without the key of any kind gives no whole draft")
    func nothing() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("draft")).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { remove(folder) }
        try Data("Màu,Cỡ\nXanh,To\nĐỏ,Nhỏ\n".utf8).write(to: URL(fileURLWithPath: folder + "/la.csv"))
        let run = try ProgramRun(
            House.executable, ["inspect", "--draft", "la.csv", "--mappings", House.top + "/Mappings"], folder: folder)
        #expect(run.code == 2)
        #expect(!run.error.isEmpty)
    }
}
