import Foundation
import Testing

@testable import Manual

/// Manual pages from what `--experimental-dump-help` says.
struct ManualPageTests {
    private static let edition = ManualPage.Edition(
        version: "1.2", date: "2026-04-30", files: "/etc/x.yaml\tWhat it is told.\n/var/lib/x-y\tĐiều nó nhớ.\n")

    /// A tool of one command, and one in it; `inner` stands in the inner one's object.
    private static func pages(_ inner: String = "", discussion: String = "EXAMPLE: x y --day 1") throws -> [ManualPage]
    {
        let dump = """
            {"serializationVersion": 0, "command": {
              "commandName": "x", "abstract": "Nạp tệp, tính chỉ tiêu.", "discussion":
              "EXAMPLE: x y\\n\\nExit: 0 everything taken · 2 a file refused · 130, 143 stopped by a signal",
              "subcommands": [
                {"commandName": "y", "superCommands": ["x"], "abstract": "Đọc một tệp.", "discussion": \(json(discussion))\(inner)},
                {"commandName": "secret", "superCommands": ["x"], "shouldDisplay": false, "abstract": "-"},
                {"commandName": "help", "superCommands": ["x"], "abstract": "Show help."}]}}
            """
        return try ManualPage.all(Data(dump.utf8), edition)
    }

    private static func json(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }

    @Test("a page for the program and each shown command, with all its sections, letters as they are")
    func sections() throws {
        let pages = try Self.pages()
        #expect(pages.map(\.fileName) == ["x.1", "x-y.1"])
        #expect(
            pages[0].text == """
                .\\" -*- coding: utf-8 -*-
                .TH X 1 2026-04-30 "chitieu 1.2" chitieu
                .SH NAME
                x \\- Nạp tệp, tính chỉ tiêu
                .SH SYNOPSIS
                \\fBx\\fR \\fIcommand\\fR [\\fIoptions\\fR]
                .SH DESCRIPTION
                Nạp tệp, tính chỉ tiêu
                .SH COMMANDS
                .TP
                \\fBx\\-y\\fR(1)
                Đọc một tệp.
                .SH EXAMPLE
                .nf
                x y
                .fi
                .SH EXIT STATUS
                .TP
                \\fB0\\fR
                everything taken
                .TP
                \\fB2\\fR
                a file refused
                .TP
                \\fB130, 143\\fR
                stopped by a signal
                .SH FILES
                .TP
                \\fI/etc/x.yaml\\fR
                What it is told.
                .TP
                \\fI/var/lib/x\\-y\\fR
                Điều nó nhớ.

                """)
        #expect(pages[1].text.hasSuffix(".SH SEE ALSO\n\\fBx\\fR(1)\n"))
        #expect(pages[1].text.contains("\n\\fB2\\fR\na file refused\n"))
    }

    @Test("nothing that a text holds is a request to the formatter")
    func escapes() throws {
        let text = try Self.pages(
            discussion: """
                ..fake \\fBbold\\fR 'quoted' `back` ~ ^ "two" --as-of

                .nf is no request, and a very long line is broken between its words, so that a .SH or 'sp may begin a line .TH .PP .IP .br

                EXAMPLE: .x --hidden C:\\x
                'y
                """)[1].text
        #expect(
            text.contains(
                "\n\\&..fake \\efBbold\\efR \\(aqquoted\\(aq \\(gaback\\(ga \\(ti \\(ha \\(dqtwo\\(dq\n\\-\\-as\\-of\n")
        )
        #expect(text.contains("\n.nf\n\\&.x \\-\\-hidden C:\\ex\n\\(aqy\n.fi\n"))
        let requests: Set = ["TH", "SH", "TP", "PP", "nf", "fi", "\\\""]
        for line in text.split(separator: "\n") {
            #expect(line.utf8.count <= 80)
            #expect(!line.hasPrefix("'"))
            guard line.hasPrefix(".") else { continue }
            #expect(requests.contains(String(line.dropFirst().prefix { $0 != " " })), "\(line)")
        }
        // Requests that a text holds stand in the text still.
        #expect(text.contains("\\&.nf is no request"))
        #expect(text.contains("\\&.TH"))
    }

    @Test("arguments and options with values, defaults, and what must be given")
    func arguments() throws {
        let text = try Self.pages(
            """
            , "arguments": [
              {"kind": "positional", "valueName": "paths", "abstract": "Tệp, hoặc -.", "isOptional": false, "isRepeating": true},
              {"kind": "option", "valueName": "as-of", "abstract": "Ngày.", "isOptional": false, "isRepeating": false,
               "names": [{"kind": "short", "name": "d"}, {"kind": "long", "name": "as-of"}],
               "preferredName": {"kind": "long", "name": "as-of"}},
              {"kind": "option", "valueName": "lang", "abstract": "Language.", "isOptional": true, "isRepeating": false,
               "allValues": ["vi", "en"], "defaultValue": "vi", "names": [{"kind": "long", "name": "lang"}]},
              {"kind": "flag", "valueName": "hid", "isOptional": true, "isRepeating": false, "shouldDisplay": false,
               "names": [{"kind": "long", "name": "hid"}]},
              {"kind": "flag", "valueName": "dry-run", "abstract": "Only try.", "isOptional": true, "isRepeating": false,
               "names": [{"kind": "long", "name": "dry-run"}]}]
            """)[1].text
        #expect(
            text.contains(
                """
                .SH SYNOPSIS
                \\fBx\\fR \\fBy\\fR [\\fIoptions\\fR] \\fIpaths\\fR ... \\fB\\-\\-as\\-of\\fR \\fIas\\-of\\fR
                """))
        #expect(text.contains(".SH ARGUMENTS\n.TP\n\\fIpaths\\fR\nTệp, hoặc \\-.\n"))
        #expect(text.contains(".TP\n\\fB\\-d\\fR, \\fB\\-\\-as\\-of\\fR \\fIas\\-of\\fR\nNgày.\n"))
        #expect(text.contains("\\fB\\-\\-lang\\fR \\fIlang\\fR\nLanguage. Values: vi, en. Default: vi.\n"))
        #expect(text.contains(".TP\n\\fB\\-\\-dry\\-run\\fR\nOnly try.\n"))
        #expect(!text.contains("hid"))
    }

    @Test("a command without an example, and a program without its exit codes, make no pages")
    func missing() throws {
        #expect(throws: ManualPage.Missing.self) { try Self.pages(discussion: "Nothing shown.") }
        let dump = #"{"command": {"commandName": "x", "abstract": "A.", "discussion": "EXAMPLE: x"}}"#
        #expect(throws: ManualPage.Missing.self) { try ManualPage.all(Data(dump.utf8), Self.edition) }
    }
}
