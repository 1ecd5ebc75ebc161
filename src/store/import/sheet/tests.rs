//! Files of several writers, and files that mean harm.

mod harm;

use std::io::Write;
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::store::import::origin;

/// Rows as `number: field|field`; days as `<2026-10-05>`, numbers as `(3)`, faults as `!#REF!`.
fn shown(bytes: &[u8], sheet: Option<&str>) -> Result<(Facts, Vec<String>), Stop> {
    let original = Original {
        bytes: bytes.to_vec(),
        origin: origin("list", bytes, None),
    };
    let mut rows = Vec::new();
    let facts = read(&original, sheet, &mut (), &mut |row| {
        let fields: Vec<_> = (0..row.len())
            .map(|column| match (row.kind(column), row.text(column)) {
                (Kind::Text, text) => text.replace('\n', "/"),
                (Kind::Number, text) => format!("({text})"),
                (Kind::Date(day), text) if text == day.to_string() => format!("<{day}>"),
                (Kind::Date(day), text) => format!("<{day} {text}>"),
                (Kind::Error, text) => format!("!{text}"),
            })
            .collect();
        rows.push(format!("{}: {}", row.number(), fields.join("|")));
        ControlFlow::Continue(())
    })?;
    assert_eq!(facts.rows as usize, rows.len());
    Ok((facts, rows))
}

fn rows(bytes: &[u8]) -> Vec<String> {
    shown(bytes, None).unwrap().1
}

/// The key of what is wrong, and its row.
fn fault(bytes: &[u8], sheet: Option<&str>) -> String {
    match shown(bytes, sheet) {
        Err(Stop::Fault(problem)) => problem.fault.key().to_owned(),
        other => panic!("{other:?}"),
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    Original::read(&folder.join(name), super::super::MAX_BYTES)
        .unwrap()
        .bytes
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELS: &str = r#"<Relationships><Relationship Id="a" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<Relationships><Relationship Id="b" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>"#;

fn xlsx_of(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/s.xml", sheet.as_bytes()),
    ];
    parts.extend(more);
    packed(&parts)
}

fn ods_of(content: &str) -> Vec<u8> {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
    packed(&[
        ("mimetype", kind),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn text_is_cut_as_excel_cuts_it() {
    let list = "\u{feff}Kommune;Status;Anteil\r\n\r\n\"Ahlden; SG\";\"zwei\r\nZeilen\";0,5\r\n;;\r\nCelle;\"sagt \"\"ja\"\"\"\r\n";
    let (facts, shown) = shown(list.as_bytes(), None).unwrap();
    assert_eq!(
        shown,
        [
            "1: Kommune|Status|Anteil",
            "3: Ahlden; SG|zwei\r/Zeilen|0,5",
            "6: Celle|sagt \"ja\""
        ]
    );
    assert_eq!(
        (facts.format, facts.encoding_assumed),
        (Format::Csv(';'), false)
    );
    for (text, expected) in [
        ("sep=,\na,b;c\n1,2\n", ["2: a|b;c", "3: 1|2"]),
        ("a\tb, c\n1\t2\n", ["1: a|b, c", "2: 1|2"]),
        ("a,b\r1,2\r", ["1: a|b", "2: 1|2"]),
        ("Stand, heute\na;b\n1;2\n", ["", ""]),
    ] {
        if !expected[0].is_empty() {
            assert_eq!(rows(text.as_bytes()), expected, "{text:?}");
        }
    }
    assert_eq!(rows(b"Stand, heute\na;b\n1;2\n")[1..], ["2: a|b", "3: 1|2"]);
    assert_eq!(rows(b"a;\0b\0\n"), ["1: a|b"]);
}

#[test]
fn encodings_are_told_apart() {
    let (facts, rows) = shown(b"Kommune;x\nL\xfcneburg \x80;1\n", None).unwrap();
    assert!(facts.encoding_assumed);
    assert_eq!(rows[1], "2: Lüneburg €|1");
    for mark in [true, false] {
        let mut bytes = if mark { vec![0xff, 0xfe] } else { Vec::new() };
        bytes.extend(
            "Kommune\tStatus\r\nLüneburg\tlive\r\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        let (facts, rows) = shown(&bytes, None).unwrap();
        assert_eq!(rows, ["1: Kommune|Status", "2: Lüneburg|live"]);
        assert_eq!(
            (facts.format, facts.encoding_assumed),
            (Format::Csv('\t'), false)
        );
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_one_row() {
    let (facts, rows) = shown(b"a;b\n\"Alte M;1\nx;2\ny;3\n", None).unwrap();
    assert_eq!(rows, ["1: a|b", "3: x|2", "4: y|3"]);
    assert_eq!(facts.problems.len(), 1);
    assert_eq!(
        facts.problems[0].place.as_ref().unwrap().position,
        Some((2, 1))
    );
}

/// Serial numbers as Excel shows them: 46,300 is 5 October 2026, and 1,462 days less since 1904.
#[test]
fn days_times_and_lengths_of_time_are_told_apart() {
    let styles = br#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="[h]:mm"/><numFmt numFmtId="201" formatCode="dd.mm.yyyy"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="200"/><xf numFmtId="201"/></cellXfs></styleSheet>"#;
    let cell = |style: u32, value: &str| format!(r#"<c s="{style}"><v>{value}</v></c>"#);
    let of = |cells: &[String]| {
        let cells = cells.concat();
        let sheet = format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>");
        xlsx_of(&sheet, &[("xl/styles.xml", styles)])
    };
    let since_1900 = [
        cell(1, "46300"),
        cell(4, "46300.999999999"),
        cell(4, "46300.75"),
        cell(2, "0.5"),
        cell(3, "46300"),
        cell(1, "-1"),
        cell(1, "2958466"),
        cell(0, "46300"),
        cell(9, "46300"),
    ];
    assert_eq!(
        rows(&of(&since_1900)),
        [
            "1: <2026-10-05>|<2026-10-06>|<2026-10-05 2026-10-05T18:00:00>|(0.5)|(46300)|(-1)|(2958466)|(46300)|(46300)"
        ]
    );
    let mac = BOOK.replace("<sheets>", r#"<workbookPr date1904="1"/><sheets>"#);
    let sheet = format!(
        "<worksheet><sheetData><row>{}</row></sheetData></worksheet>",
        cell(4, "44838")
    );
    let since_1904 = packed(&[
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", mac.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/s.xml", sheet.as_bytes()),
        ("xl/styles.xml", styles),
    ]);
    assert_eq!(rows(&since_1904), ["1: <2026-10-05>"]);
}

#[test]
fn what_only_open_document_says_is_read() {
    let content = r#"<office:document-content><office:automatic-styles><style:style style:name="h"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
        <table:table table:name="Hidden" table:style-name="h"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>
        <table:table table:name="S"><table:table-row><table:table-cell office:value-type="string" table:formula="of:=1/0" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>#1</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT14H30M00S"><text:p>14:30</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-10-05T00:00:00"/></table:table-row></table:table></office:document-content>"#;
    let content = content.replace(
        ">
        <",
        "><",
    );
    assert_eq!(
        rows(&ods_of(&content)),
        ["1: !#DIV/0!|#1|14:30:00|<2026-10-05>"]
    );
    let hidden = shown(&ods_of(&content), Some("hidden")).unwrap();
    assert_eq!(hidden.1, ["1: (1)"]);
}

/// Made with `openpyxl` 3, `XlsxWriter` 3 and `odfpy` 1.4: five columns with a day, a day with its time, a truth value, a text
/// of two lines, a number with noise, and at the end formulas with and without a kept value.
#[test]
fn workbooks_of_other_writers_are_read() {
    let common = [
        "1: Kommune|Leistung|Status|seit|Bemerkung",
        "2: SG Ahlden|Ummeldung|live|<2026-10-05>|Beispiel, erfunden",
        "3: Weyhausen|Ummeldung|Q3/2026||zwei/Zeilen",
        "4: Stadt Goslar|Wohngeld|in Umsetzung|<2026-09-30 2026-09-30T14:30:00>|(0.3)",
    ];
    let tail = |name, sheet: &str| {
        let (facts, rows) = shown(&fixture(name), None).unwrap();
        assert_eq!(rows[..4], common, "{name}");
        assert_eq!(facts.sheet.unwrap().as_str(), sheet);
        rows[4..].to_vec()
    };
    assert_eq!(
        tail("openpyxl.xlsx", "Übersicht"),
        [
            "5: LK Gifhorn|Führerschein|true",
            "7: |nach einer Leerzeile"
        ]
    );
    assert_eq!(
        tail("xlsxwriter.xlsx", "Liste"),
        [
            "5: LK Gifhorn|Führerschein|true||#REF!",
            "6: (2)|Formel|||!#REF!"
        ]
    );
    assert_eq!(
        tail("odfpy.ods", "Liste"),
        ["5: LK Gifhorn|Führerschein|true||#REF!"]
    );
    let hidden = shown(&fixture("openpyxl.xlsx"), Some("versteckt")).unwrap();
    assert_eq!(hidden.1, ["1: geheim"]);
    assert_eq!(fault(&fixture("odfpy.ods"), Some("Nein")), "no_sheet");
    assert_eq!(fault(&fixture("openpyxl.xlsx"), Some("Nein")), "no_sheet");
}

#[test]
fn what_a_sheet_may_leave_out_or_write_otherwise() {
    let sheet = r#"<x:worksheet xmlns:x="u"><x:dimension ref="C9:A1"/><x:sheetData>
        <x:row><x:c t="inlineStr"><x:is><x:r><x:t>Lü</x:t></x:r><x:r><x:t>chow &amp; &#68;</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c>
        <x:c t="n"><x:v>3.1000000000000001E1</x:v></x:c></x:row>
        <x:row r="5"><x:c r="C5" t="str"><x:f>1</x:f><x:v>x_x000D_y</x:v></x:c><x:c t="d"><x:v>2026-10-31</x:v></x:c></x:row>
        <x:row r="7"><x:c r="XFD7" s="3"/><x:c t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
    // The last field would stand beyond the last column.
    assert_eq!(fault(xlsx_of(sheet, &[]).as_slice(), None), "too_much");
    let sheet = sheet.replace("<x:c t=\"e\"", "<x:c r=\"A7\" t=\"e\"");
    assert_eq!(
        rows(&xlsx_of(&sheet, &[])),
        ["1: Lüchow & D|(31)", "5: ||x\r/y|<2026-10-31>", "7: !#N/A"]
            .map(|row| row.replace("\r/", "\r"))
    );
}

#[test]
fn what_means_harm_is_told_and_costs_little() {
    let far = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row></sheetData></worksheet>"#;
    assert_eq!(rows(&xlsx_of(far, &[])), ["1: (1)", "1048576: |(2)"]);
    let far = far.replace("B1048576", "XFD1048576");
    assert_eq!(fault(&xlsx_of(&far, &[]), None), "too_much");
    let strings = br#"<sst uniqueCount="4999999"><si><t>a</t></si></sst>"#.as_slice();
    let cell = r#"<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    assert_eq!(
        rows(&xlsx_of(cell, &[("xl/sharedStrings.xml", strings)])),
        ["1: a"]
    );
    let cell = cell.replace(">0<", ">7<");
    assert_eq!(
        fault(&xlsx_of(&cell, &[("xl/sharedStrings.xml", strings)]), None),
        "damaged"
    );
    for row in ["99999999999", "0", "x"] {
        let sheet = format!(
            r#"<worksheet><sheetData><row r="{row}"><c><v>1</v></c></row></sheetData></worksheet>"#
        );
        assert_eq!(fault(&xlsx_of(&sheet, &[]), None), "damaged", "{row}");
    }
    let long = format!("<worksheet><sheetData><row><c><v>{}", "7".repeat(3 << 20));
    assert_eq!(fault(&xlsx_of(&long, &[]), None), "too_much");
    let long = format!("<worksheet><!--{}", ">".repeat(3 << 20));
    assert_eq!(fault(&xlsx_of(&long, &[]), None), "too_much");
    assert_eq!(fault(&xlsx_of(&"<a>".repeat(10_000), &[]), None), "damaged");
    let bomb = vec![b' '; 10 << 20];
    let names: Vec<_> = (0..40).map(|n| format!("xl/media/{n}")).collect();
    let more: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), bomb.as_slice()))
        .collect();
    let good = r"<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(
        rows(&xlsx_of(good, &more)),
        ["1: (1)"],
        "parts that nobody needs stay packed"
    );
}

#[test]
fn repeated_cells_of_open_document_are_followed_only_where_they_say_something() {
    let cell = r#"<table:table-cell table:number-columns-repeated="16384"/>"#;
    let of = |rows: &str| {
        ods_of(&format!(
            r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="S">{rows}</table:table></office:document-content>"#
        ))
    };
    let filled = r#"<table:table-cell table:number-columns-repeated="2" office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell>"#;
    let empty = format!(
        r#"<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>"#
    );
    let row = |inner: &str| format!("<table:table-row>{inner}</table:table-row>");
    assert_eq!(
        rows(&of(&format!(
            "{empty}{}{empty}",
            row(&format!("{filled}{cell}"))
        ))),
        ["1000001: a  b|a  b"]
    );
    let wide = filled.replace("\"2\" o", "\"16384\" o");
    assert_eq!(fault(&of(&row(&wide)), None), "too_much");
    let tall = format!(
        r#"<table:table-row table:number-rows-repeated="4000000000">{filled}</table:table-row>"#
    );
    assert_eq!(fault(&of(&tall), None), "too_much");
    assert_eq!(fault(&of(&empty), None), "no_content");
}

#[test]
fn other_files_are_told() {
    assert_eq!(fault(b"", None), "no_content");
    assert_eq!(fault(b"\n;;\n", None), "no_content");
    assert_eq!(fault(b"%PDF-1.7\n", None), "not_a_table");
    assert_eq!(fault(b"<html><table>", None), "not_a_table");
    assert_eq!(
        fault(&[0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0], None),
        "old_or_locked"
    );
    assert_eq!(fault(&packed(&[("a.txt", b"x")]), None), "not_a_table");
    assert_eq!(fault(b"a;b\n1;2\n", Some("S")), "no_sheet");
}

#[test]
fn a_file_that_breaks_off_or_is_altered_never_panics() {
    for name in ["openpyxl.xlsx", "xlsxwriter.xlsx", "odfpy.ods"] {
        let whole = fixture(name);
        for at in (0..whole.len()).step_by(50) {
            assert!(shown(&whole[..at], None).is_err(), "{name} {at}");
            let mut altered = whole.clone();
            altered[at] ^= 0x55;
            let _ = shown(&altered, None);
        }
    }
}
