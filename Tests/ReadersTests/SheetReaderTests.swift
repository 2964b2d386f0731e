import Records
import Testing

@testable import Readers

@Suite("A sheet becomes rows of a table")
struct SheetReaderTests {
    @Test(
        "cells stand where their addresses say; empty ends are left out, empty rows are none, rows keep their numbers")
    func addresses() {
        let reading = Reading.sheet(
            """
            <sheetData><row r='2'><c r='B2'><v>1</v></c><c r='C2' s='3'/><c r='E2'><v>2</v></c><c r='F2'/></row>
            <row r='3'><c r='A3'/></row><row r='4'/><row r='7'><c r='AA7'><v>3</v></c></row></sheetData>
            """)
        #expect(reading.failure == nil)
        #expect(reading.cells.map { $0.joined(separator: "|") } == ["|1|||2", String(repeating: "|", count: 26) + "3"])
        #expect(reading.lines == [2, 7])
        #expect(reading.records.map(\.row) == [2, 7])
    }

    @Test("rows and cells without addresses follow each other")
    func noAddresses() {
        let reading = Reading.sheet(
            "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='B5'><v>3</v></c><c><v>4</v></c></row>"
                + "<row><c><v>5</v></c></row></sheetData>")
        #expect(reading.cells == [["1", "2"], ["", "3", "4"], ["5"]])
        #expect(reading.lines == [1, 5, 6])
    }

    @Test("inline text of one or several runs, values of formulas, booleans, errors, dates as text, escapes")
    func types() {
        let reading = Reading.sheet(
            """
            <sheetData><row r='1'><c t='inlineStr'><is><t xml:space='preserve"'> a </t></is></c></row></sheetData>
            """.replacing("'preserve\"'", with: "'preserve'"))
        #expect(reading.cells == [[" a "]])
        let rich = Reading.sheet(
            "<sheetData><row><c t='inlineStr'><is><r><rPr><b/></rPr><t>Hồ</t></r><r><t> sơ</t></r>"
                + "<rPh sb='0' eb='1'><t>x</t></rPh></is></c><c t='str'><f>A1&amp;\"z\"</f><v>y &lt;z</v></c>"
                + "<c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#N/A</v></c>"
                + "<c t='d'><v>2026-04-05T00:00:00Z</v></c><c t='d'><v>2026-04-05T07:30:00</v></c>"
                + "<c t='str'><v>a_x000A_b_x0000__x005F_x</v></c><c><f>1+1</f></c></row></sheetData>")
        #expect(
            rich.cells == [
                [
                    "Hồ sơ", "y <z", "TRUE", "FALSE", "#N/A", "2026-04-05", "2026-04-05 07:30:00",
                    "a\nb_x0000__x", "#CALC!",
                ]
            ])
    }

    @Test("hidden rows and columns are read and counted where something stands in them")
    func hidden() {
        let reading = Reading.sheet(
            "<cols><col min='2' max='3' hidden='1'/><col min='5' max='16384' hidden='true'/></cols><sheetData>"
                + "<row r='1'><c r='A1'><v>1</v></c></row><row r='2' hidden='1'><c r='C2'><v>2</v></c></row>"
                + "<row r='3' hidden='1'/><row r='4' hidden='0'><c r='C4'><v>3</v></c><c r='F4'><v>3</v></c></row>"
                + "</sheetData>")
        #expect(reading.cells == [["1"], ["", "", "2"], ["", "", "3", "", "", "3"]])
        #expect(
            reading.warnings == [
                ReadWarning(cause: .hiddenRows, line: 2, count: 1),
                ReadWarning(cause: .hiddenColumns, line: 0, count: 2),
            ])
    }

    @Test("rows and cells that are not in order, and strings that are not there, refuse the sheet")
    func disorder() {
        for rows in [
            "<row r='2'/><row r='2'/>", "<row r='0'/>", "<row r='x'/>", "<row r='1048577'/>", "<row r='99999999999'/>",
            "<row><c r='B1'/><c r='A1'/></row>", "<row><c r='XFE1'/></row>", "<row><c r='1'/></row>",
            "<row><c r='ZZZZZZ1'/></row>", "<row><c t='s'><v>0</v></c></row>", "<row><c t='s'><v>-1</v></c></row>",
        ] {
            #expect(Reading.sheet("<sheetData>\(rows)</sheetData>").failure?.cause == .damagedSheet, "\(rows)")
        }
        #expect(Reading.sheet("<sheetData><row>").failure?.cause == .notWellFormed)
        #expect(Reading.sheet("<!DOCTYPE a>").failure != nil)
    }

    @Test("a row over the limits is a fault, and the rows behind it are read")
    func limits() {
        var limits = ReadLimits()
        limits.cells = 2
        limits.stringText = 4
        limits.recordBytes = 6
        let reading = Reading.sheet(
            "<sheetData><row><c r='C1'><v>1</v></c></row><row><c t='str'><v>abcde</v></c></row>"
                + "<row><c t='str'><v>abcd</v></c><c t='str'><v>abc</v></c></row><row><c><v>1</v></c></row></sheetData>",
            limits: limits)
        #expect(reading.faults.map(\.cause) == [.tooManyCells, .recordTooLong, .recordTooLong])
        #expect(reading.lines == [1, 2, 3, 4])
        #expect(reading.cells == [["1"]])
    }
}
