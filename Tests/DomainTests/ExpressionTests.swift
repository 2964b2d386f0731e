import Domain
import Testing

@Suite("Expressions")
struct ExpressionTests {
    static let schema = ExpressionSchema(
        kind: "ho_so",
        columns: [
            .init("trang_thai", .code), .init("ngay_tiep_nhan", .day), .init("ngay_hen_tra", .day),
            .init("phi", .number),
            .init("co", .flag), .init("linh_vuc", .word), .init("ma_tthc", .word), .init("khoa", .opaque),
        ],
        lists: [.init("bo_sung", [.init("ngay", .day), .init("trang_thai", .code), .init("ten", .word)])],
        references: [.init("thu_tuc", column: "ma_tthc", key: "ma_tthc", columns: [.init("muc_do", .code)])],
        words: [NamedWord(name: "received", expression: "trang_thai NOT IN (1, 3) AND ngay_tiep_nhan IS NOT NULL")])

    @Test(
        "an expression is rendered as SQL, its words expanded",
        arguments: [
            ("co = 1", "(ho_so.co = 1)"),
            ("trang_thai!=2 or not co", "((ho_so.trang_thai <> 2) OR (NOT ho_so.co))"),
            ("co or co and co", "(ho_so.co OR (ho_so.co AND ho_so.co))"),
            ("not co = 1 and co", "((NOT (ho_so.co = 1)) AND ho_so.co)"),
            ("phi - 1 - 2 * 3 > -4", "(((ho_so.phi - 1) - (2 * 3)) > (-4))"),
            ("received", "((NOT (ho_so.trang_thai IN (1, 3))) AND (NOT (ho_so.ngay_tiep_nhan IS NULL)))"),
            ("linh_vuc in ('a','b''c')", "(ho_so.linh_vuc IN ('a', 'b''c'))"),
            ("phi not between 1 and 2", "(NOT ((ho_so.phi >= 1) AND (ho_so.phi <= 2)))"),
            ("ngay_hen_tra < date '1970-01-11'", "(ho_so.ngay_hen_tra < 10)"),
            ("ngay_hen_tra + 5 >= :end - 1", "((ho_so.ngay_hen_tra + 5) >= (:end - 1))"),
            ("case when co then 1 end = 1", "((CASE WHEN ho_so.co THEN 1 ELSE NULL END) = 1)"),
            (
                "exists(bo_sung where trang_thai = ho_so.trang_thai)",
                "EXISTS (SELECT 1 FROM bo_sung WHERE bo_sung.parent = ho_so.record AND (bo_sung.trang_thai = ho_so.trang_thai))"
            ),
            (
                "max(bo_sung.ngay where ngay < :start) is null",
                "((SELECT MAX(bo_sung.ngay) FROM bo_sung WHERE bo_sung.parent = ho_so.record AND (bo_sung.ngay < :start)) IS NULL)"
            ),
            ("count(bo_sung) > 1", "((SELECT COUNT(*) FROM bo_sung WHERE bo_sung.parent = ho_so.record) > 1)"),
            (
                "thu_tuc.muc_do = 4",
                "((SELECT thu_tuc.muc_do FROM thu_tuc WHERE thu_tuc.ma_tthc = ho_so.ma_tthc) = 4)"
            ),
            (
                "working_days(ngay_tiep_nhan, ngay_hen_tra) > 3",
                "(working_days(ho_so.ngay_tiep_nhan, ho_so.ngay_hen_tra) > 3)"
            ),
            (
                "exists(bo_sung where received)",
                "EXISTS (SELECT 1 FROM bo_sung WHERE bo_sung.parent = ho_so.record AND ((NOT (ho_so.trang_thai IN (1, 3))) AND (NOT (ho_so.ngay_tiep_nhan IS NULL))))"
            ),
            ("known(khoa) and known(bo_sung)", "(known(ho_so.khoa) AND known(bo_sung))"),
        ])
    func rendered(text: String, sql: String) throws {
        #expect(try ExpressionChecker(Self.schema).check(text, gives: .condition).term.sql(Self.schema) == sql)
    }

    @Test(
        "a mistake is told where it stands, with what was found and what is nearest",
        arguments: [
            ("", "0: found the end, expected a column, a word, a number, a 'text' or ("),
            ("co = ", "5: found the end, expected a column, a word, a number, a 'text' or ("),
            ("co = 1 1", "7: found 1, expected the end or an operator"),
            ("(co = 1", "7: found the end, expected )"),
            ("co = 'a", "5: 'a cannot be read"),
            ("co ; 1", "3: ; cannot be read"),
            ("phi > 12a", "6: 12a cannot be read"),
            ("phi > 99999999999999999999", "6: 99999999999999999999 cannot be read"),
            ("co IN ()", "7: found ), expected a column, a word, a number, a 'text' or ("),
            ("co IN (1", "8: found the end, expected ) or ,"),
            ("co IS 1", "6: found 1, expected NULL"),
            ("CASE co WHEN 1 THEN 1 END", "5: found co, expected WHEN"),
            ("CASE WHEN co THEN 1", "19: found the end, expected WHEN, ELSE or END"),
            ("ngay_hen_tra < DATE '2026-02-29'", "20: found '2026-02-29', expected a day as 'yyyy-mm-dd'"),
            ("SELECT 1", "7: found 1, expected the end or an operator"),
            ("COUNT(bo_sung.ngay) > 1", "13: found ., expected WHERE or )"),
            ("SUM(bo_sung) > 1", "11: found ), expected a dot and a column of bo_sung"),
            ("ngay_hen_tra < :now", "15: :now must be :start or :end"),
            ("trang_thi = 1", "0: ho_so has no column or word trang_thi; did you mean trang_thai?"),
            ("recieved", "0: ho_so has no column or word recieved; did you mean received?"),
            ("EXISTS(bosung)", "0: there is no list of children bosung; did you mean bo_sung?"),
            ("EXISTS(bo_sung WHERE nga = :end)", "21: bo_sung has no column or word nga; did you mean ngay?"),
            ("thutuc.muc_do = 4", "0: there is no reference or list thutuc; did you mean thu_tuc?"),
            ("thu_tuc.mucdo = 4", "0: thu_tuc has no column or word mucdo; did you mean muc_do?"),
            (
                "workingdays(ngay_tiep_nhan, ngay_hen_tra) > 1",
                "0: there is no function workingdays; did you mean working_days?"
            ),
            ("random() > 1", "7: found ), expected a column, a word, a number, a 'text' or ("),
            ("later(phi) > 1", "0: later takes 2 argument(s)"),
            ("bo_sung = 1", "0: bo_sung is a list: it needs EXISTS, COUNT, SUM, MAX or MIN around it"),
            ("bo_sung.ngay = :end", "0: bo_sung is a list: it needs EXISTS, COUNT, SUM, MAX or MIN around it"),
            ("ngay_hen_tra <= '2026-01-01'", "13: <=: day does not go with word"),
            ("ngay_hen_tra > 5", "13: >: day does not go with number"),
            ("linh_vuc < 'b'", "9: <: word has no order"),
            ("linh_vuc = 3", "9: =: word does not go with number"),
            ("khoa = 3", "5: =: opaque does not go with number"),
            ("phi = NULL", "4: = NULL is never true: write IS NULL"),
            ("phi", "0: phi: this is number, not condition"),
            ("phi + 1 AND co", "4: +: this is number, not condition"),
            ("ngay_hen_tra + ngay_tiep_nhan = :end", "13: +: day does not go with day"),
            ("ngay_hen_tra * 2 = :end", "13: *: day does not go with number"),
            ("MAX(bo_sung.ten) IS NULL", "12: ten: word has no order"),
            ("SUM(bo_sung.ngay) > 1", "12: ngay: this is day, not number"),
            ("COALESCE(ngay_hen_tra, 0) = :end", "23: 0: day does not go with number"),
            ("year_start(phi) = :start", "11: phi: this is number, not day"),
        ])
    func faults(text: String, said: String) throws {
        let error = try #require(throws: ExpressionFaults.self) {
            try ExpressionChecker(Self.schema).check(text, gives: .condition)
        }
        #expect(error.list.map { "\($0.offset): \($0.text(.en))" } == [said])
        #expect(!error.list[0].text(.vi).isEmpty)
    }

    @Test("all mistakes of a text are told at once")
    func allAtOnce() throws {
        let error = try #require(throws: ExpressionFaults.self) {
            try ExpressionChecker(Self.schema).check(
                "trang_thi = 1 AND linh_vuc < 'a' AND EXISTS(bosung WHERE x = 1) AND phi", gives: .condition)
        }
        #expect(error.list.map(\.offset) == [0, 27, 37, 68])
    }

    @Test("the day of a flow must be a day")
    func dayNeeded() {
        let checker = ExpressionChecker(Self.schema)
        #expect(throws: ExpressionFaults.self) { try checker.check("phi", gives: .day) }
        #expect(throws: Never.self) { try checker.check("COALESCE(ngay_hen_tra, ngay_tiep_nhan)", gives: .day) }
    }

    @Test("words that need each other are told, and a mistake in a word is told once where it stands")
    func words() throws {
        var schema = Self.schema
        schema.words += [
            NamedWord(name: "a", expression: "b AND co"), NamedWord(name: "b", expression: "NOT c"),
            NamedWord(name: "c", expression: "a"), NamedWord(name: "broken", expression: "phii > 1"),
            NamedWord(name: "uses", expression: "broken AND co"), NamedWord(name: "cut", expression: "co AND"),
        ]
        let checker = ExpressionChecker(schema)
        let said = checker.wordFaults.map { "\($0.word): \($0.faults.map { $0.text(.en) }.joined(separator: " | "))" }
        #expect(
            said == [
                "a: words need each other: a -> b -> c -> a",
                "b: the word c has a mistake", "c: the word a has a mistake",
                "broken: ho_so has no column or word phii; did you mean phi?", "uses: the word broken has a mistake",
                "cut: found the end, expected a column, a word, a number, a 'text' or (",
            ])
        #expect(throws: Never.self) { try checker.check("received", gives: .condition) }
        #expect(throws: ExpressionFaults.self) { try checker.check("uses", gives: .condition) }
    }

    @Test("nothing that is written can make the parser or the checker fall")
    func bounded() {
        let checker = ExpressionChecker(Self.schema)
        let texts = [
            String(repeating: "(", count: 15_000), String(repeating: "NOT ", count: 4_000) + "co",
            String(repeating: "- ", count: 5_000) + "1 = 1", "co" + String(repeating: " AND co", count: 2_000),
            String(repeating: "x", count: 30_000), "co = 1" + String(repeating: " + 1", count: 3_000),
            String(repeating: "CASE WHEN co THEN ", count: 900), "\u{0}", "co = 'é'", "đơn = 1",
        ]
        for text in texts {
            do {
                let checked = try checker.check(text, gives: .condition)
                #expect(checked.type.isCondition)
            } catch {
                #expect(!error.list.isEmpty)
            }
        }
        var schema = Self.schema
        schema.words = [NamedWord(name: "w0", expression: "co")]
        for index in 1...60 {
            schema.words.append(NamedWord(name: "w\(index)", expression: "w\(index - 1) AND w\(index - 1)"))
        }
        #expect(throws: ExpressionFaults.self) { try ExpressionChecker(schema).check("w60", gives: .condition) }
    }
}
