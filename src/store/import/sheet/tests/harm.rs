//! Files that would cost the library too much: each is refused before the library sees it, or costs nothing.

use super::*;

const ONE_CELL: &str =
    r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;

fn strings(start: &str) -> Vec<u8> {
    let strings = format!("{start}<si><t>a</t></si></sst>");
    xlsx_of(ONE_CELL, &[("xl/sharedStrings.xml", strings.as_bytes())])
}

fn sheet_of(rows: &str) -> Vec<u8> {
    ods_of(&format!(
        r#"<office:document-content><table:table table:name="S">{rows}</table:table></office:document-content>"#
    ))
}

fn ods_row(times: u32, cells: &str) -> String {
    format!(r#"<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>"#)
}

fn ods_cell(times: u32, text: &str) -> String {
    let kind = if text.is_empty() {
        ""
    } else {
        "office:value-type=\"string\""
    };
    format!(
        r#"<table:table-cell table:number-columns-repeated="{times}" {kind}><text:p>{text}</text:p></table:table-cell>"#
    )
}

/// A workbook with a sheet of so many MiB, made piece by piece.
fn bomb(head: &str, piece: &[u8], tail: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    let parts = [
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
    ];
    for (name, content) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/s.xml", options).unwrap();
    zip.write_all(head.as_bytes()).unwrap();
    for _ in 0..(1100 << 20) / piece.len() {
        zip.write_all(piece).unwrap();
    }
    zip.write_all(tail.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// The directory says that the largest part is one byte long.
fn lying(mut file: Vec<u8>) -> Vec<u8> {
    for (mark, at) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        for start in 0..file.len().saturating_sub(60) {
            if file[start..].starts_with(mark) {
                file[start + at..start + at + 4].copy_from_slice(&1_u32.to_le_bytes());
            }
        }
    }
    file
}

#[test]
fn what_unpacks_to_a_gigabyte_is_refused() {
    let zeros = bomb("", &vec![0; 1 << 20], "");
    assert!(zeros.len() < 16 << 20);
    assert_eq!(fault(&zeros, None), "too_much");
    let mut row = vec![b' '; 1 << 19];
    row.splice(..0, *b"<row/>");
    let rows = bomb("<worksheet><sheetData>", &row, "</sheetData></worksheet>");
    assert_eq!(fault(&rows, None), "too_much");
    // What unpacks to more than its directory says is told by `zip` itself.
    assert_eq!(fault(&lying(rows), None), "damaged");
    let good = xlsx_of(ONE_CELL, &[]);
    assert!(shown(&lying(good), None).is_err());
}

#[test]
fn what_a_workbook_states_of_its_size_is_not_believed() {
    for count in ["99999999999999", "+5000001", "99999999999999999999999999"] {
        let start = format!("<sst uniqueCount=\"{count}\">");
        assert_eq!(fault(&strings(&start), None), "too_much", "{count}");
    }
    assert_eq!(rows(&strings("<sst uniqueCount='x'>")), ["1: (1)"]);
    for extent in ["A1:XFD1048576", "C9:A1", "A1"] {
        let wide = ONE_CELL.replace(
            "<sheetData>",
            &format!("<dimension ref=\"{extent}\"/><sheetData>"),
        );
        assert_eq!(rows(&xlsx_of(&wide, &[])), ["1: (1)"], "{extent}");
    }
    for (place, expected) in [
        ("XFD1048576", "too_much"),
        ("A99999999", "damaged"),
        ("FXSHRXX1", "damaged"),
        ("A4294967297", "damaged"),
    ] {
        let far = ONE_CELL.replace("\"A1\"", &format!("\"{place}\""));
        assert_eq!(fault(&xlsx_of(&far, &[]), None), expected, "{place}");
    }
    let formats = format!(
        "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='{}'/></numFmts><cellXfs>{}</cellXfs></styleSheet>",
        "0".repeat(1 << 19),
        "<xf numFmtId='200'/>".repeat(50_000)
    );
    let styles = [("xl/styles.xml", formats.as_bytes())];
    assert_eq!(fault(&xlsx_of(ONE_CELL, &styles), None), "too_much");
    let long = format!(
        "<worksheet><sheetData><row><c t='inlineStr'><is><t>{}</t></is></c></row></sheetData></worksheet>",
        "a&amp;<!-- -->".repeat(200_000)
    );
    assert_eq!(fault(&xlsx_of(&long, &[]), None), "too_much");
}

#[test]
fn markup_that_grows_or_hides_is_refused() {
    let grows = "<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>";
    let sheet = format!("{grows}{}", ONE_CELL.replace(">1<", " t=\"str\">&b;<"));
    assert_eq!(fault(&xlsx_of(&sheet, &[]), None), "damaged");
    let unknown = ONE_CELL.replace("<v>1<", "<v><![CDATA[1]]>&b;<");
    assert_eq!(rows_or_fault(&xlsx_of(&unknown, &[])), "no_content");
    let wide: Vec<u8> = ONE_CELL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [b"\xff\xfe".as_slice(), &wide].concat();
    let parts = [("xl/sharedStrings.xml", wide.as_slice())];
    assert_eq!(fault(&xlsx_of(ONE_CELL, &parts), None), "damaged");
    for hidden in [
        "<!--><sst uniqueCount='99999999999999'>-->",
        "<a b='<sst>'/>",
        "<a b=c/>",
        "<a",
        "<!-- <a>",
        "<a></b>",
    ] {
        let parts = [("xl/sharedStrings.xml", hidden.as_bytes())];
        let told = fault(&xlsx_of(ONE_CELL, &parts), None);
        assert_eq!(told, "damaged", "{hidden}");
    }
    let seen = "<!-- it's > 1 --><a b='>'/><![CDATA[<x>]]><sst uniqueCount = '99999999'>";
    assert_eq!(fault(&strings(seen), None), "too_much");
}

fn rows_or_fault(bytes: &[u8]) -> String {
    match shown(bytes, None) {
        Ok((_, rows)) => rows.join("/"),
        Err(_) => fault(bytes, None),
    }
}

#[test]
fn repeats_with_content_are_bounded_and_empty_ones_are_free() {
    let everywhere = ods_row(1_048_576, &ods_cell(16_384, "a"));
    assert_eq!(fault(&sheet_of(&everywhere), None), "too_much");
    let corners = [
        ods_row(1, &ods_cell(1, "a")),
        ods_row(1_048_574, &ods_cell(1, "")),
        ods_row(1, &(ods_cell(900, "") + &ods_cell(1, "b"))),
    ];
    assert_eq!(fault(&sheet_of(&corners.concat()), None), "too_much");
    let split = ods_row(1, &(ods_cell(16_000, "") + &ods_cell(384, ""))).repeat(500);
    assert_eq!(fault(&sheet_of(&split), None), "too_much");
    let long = ods_row(1_000, &ods_cell(900, &"a".repeat(10_000)));
    assert_eq!(fault(&sheet_of(&long), None), "too_much");
    let blanks = ods_row(1, &ods_cell(1, r#"<text:s text:c="99999999999"/>"#));
    assert_eq!(fault(&sheet_of(&blanks), None), "too_much");
    for number in ["&#49;", "-1", "99999999999999999999"] {
        let odd = everywhere.replace("1048576", number);
        assert_eq!(fault(&sheet_of(&odd), None), "damaged", "{number}");
    }
    let usual = [
        ods_row(1, &(ods_cell(2, "a") + &ods_cell(16_382, ""))),
        ods_row(3, &ods_cell(16_384, "")),
        ods_row(2, &(ods_cell(1, "") + &ods_cell(1, "b"))),
        ods_row(1_048_570, &ods_cell(16_384, "")),
    ];
    assert_eq!(
        rows(&sheet_of(&usual.concat())),
        ["1: a|a", "5: |b", "6: |b"]
    );
}

#[test]
fn a_sheet_that_ends_in_the_middle_keeps_nobody_waiting() {
    for content in [
        "<office:document-content><table:table table:name=\"S\"><table:table-row/>",
        "<table:table table:name=\"S\"><table:table-row><table:table-cell office:value-type=\"string\"><office:annotation>",
        "<table:table table:name=\"S\"></office:document-content>",
    ] {
        assert_eq!(fault(&ods_of(content), None), "damaged", "{content}");
    }
}

#[test]
fn locked_files_are_told() {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
    let list = br"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let parts = [
        ("mimetype", kind),
        ("META-INF/manifest.xml", list.as_slice()),
        ("content.xml", b"\x01\x02\x03"),
    ];
    assert_eq!(fault(&packed(&parts), None), "old_or_locked");
    let mut file = xlsx_of(ONE_CELL, &[]);
    for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        for start in 0..file.len() - 20 {
            if file[start..].starts_with(mark) {
                file[start + at] |= 1;
            }
        }
    }
    assert_eq!(fault(&file, None), "old_or_locked");
}

#[test]
fn whoever_watches_can_stop_the_look_and_the_reading() {
    struct Stops(u32);
    impl Watch for Stops {
        fn goes_on(&mut self, done: u64, whole: u64) -> ControlFlow<()> {
            assert!(done <= whole, "{done} of {whole}");
            self.0 = self.0.saturating_sub(1);
            match self.0 {
                0 => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        }
    }
    for name in ["openpyxl.xlsx", "odfpy.ods"] {
        let bytes = fixture(name);
        let original = Original {
            origin: origin("list", &bytes, None),
            bytes,
        };
        let mut asked = 0;
        for limit in 1.. {
            let mut rows = |_: &Row| ControlFlow::Continue(());
            match read(&original, None, &mut Stops(limit), &mut rows) {
                Err(Stop::Asked) => asked = limit,
                Ok(_) => break,
                Err(other) => panic!("{name} {limit}: {other:?}"),
            }
        }
        assert!(asked > 10, "{name}: {asked}");
    }
}
