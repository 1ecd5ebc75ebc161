//! Rows of tracking lists and exports: 200,000 of them as CSV, as XLSX and as ODS, made at run time.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use ozgtop::domain::date;
use ozgtop::store::import::sheet::{self, Row};
use ozgtop::store::import::table::{self, Mapping};
use ozgtop::store::import::{Original, origin};
use rust_xlsxwriter::{Format, Workbook};

use super::bundled;

const ROWS: u32 = 200_000;

/// Ten columns as an export has them: keys, names, an address, words.
fn fields(row: u32) -> [String; 10] {
    let body = row % 403;
    [
        format!("{:014}", 99_115_005_104_000 + u64::from(row % 200)),
        format!("Leistung Nummer {}", row % 200),
        format!("{:012}", 31_510_025_025 + u64::from(body)),
        format!("Gemeinde {body}"),
        "Niedersachsen".to_owned(),
        format!("https://beispiel.invalid/{row}/antrag"),
        "ok".to_owned(),
        "ja".to_owned(),
        "in mind. einer Kommune verfügbar".to_owned(),
        "2026-10-31".to_owned(),
    ]
}

fn original(bytes: Vec<u8>) -> Original {
    let origin = origin("liste", &bytes, None);
    Original { bytes, origin }
}

fn csv() -> &'static Original {
    static FILE: OnceLock<Original> = OnceLock::new();
    FILE.get_or_init(|| {
        let mut text = String::new();
        for row in 0..ROWS {
            text.push_str(&fields(row).join(";"));
            text.push('\n');
        }
        original(text.into_bytes())
    })
}

fn xlsx() -> &'static Original {
    static FILE: OnceLock<Original> = OnceLock::new();
    FILE.get_or_init(|| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("dd.mm.yyyy");
        for row in 0..ROWS {
            for (column, text) in (0..).zip(fields(row)) {
                if column == 9 {
                    sheet
                        .write_number_with_format(row, column, 46_326, &day)
                        .unwrap();
                } else {
                    sheet.write_string(row, column, text).unwrap();
                }
            }
        }
        original(book.save_to_buffer().unwrap())
    })
}

fn ods() -> &'static Original {
    static FILE: OnceLock<Original> = OnceLock::new();
    FILE.get_or_init(|| {
        let mut text = String::from("<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><table:table table:name=\"S\">");
        for row in 0..ROWS {
            text.push_str("<table:table-row>");
            for field in fields(row) {
                let _ = write!(text, "<table:table-cell office:value-type=\"string\"><text:p>{field}</text:p></table:table-cell>");
            }
            text.push_str("</table:table-row>");
        }
        text.push_str("</table:table></office:document-content>");
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        let kind = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
        let list = b"<manifest:manifest/>".as_slice();
        for (name, content) in [
            ("mimetype", kind),
            ("META-INF/manifest.xml", list),
            ("content.xml", text.as_bytes()),
        ] {
            zip.start_file(name, options).unwrap();
            zip.write_all(content).unwrap();
        }
        original(zip.finish().unwrap().into_inner())
    })
}

fn read(bencher: Bencher<'_, '_>, file: &'static Original) {
    bencher
        .counter(ItemsCount::new(ROWS))
        .counter(BytesCount::of_slice(&file.bytes))
        .bench(|| {
            let mut letters = 0;
            let facts = sheet::read(file, None, &mut (), &mut |row: &Row| {
                letters += row.text(5).len();
                ControlFlow::Continue(())
            });
            assert_eq!(facts.unwrap().rows, ROWS);
            letters
        });
}

#[divan::bench(sample_count = 5)]
fn rows_of_csv(bencher: Bencher<'_, '_>) {
    read(bencher, csv());
}

#[divan::bench(sample_count = 5)]
fn rows_of_xlsx(bencher: Bencher<'_, '_>) {
    read(bencher, xlsx());
}

#[divan::bench(sample_count = 5)]
fn rows_of_ods(bencher: Bencher<'_, '_>) {
    read(bencher, ods());
}

/// A tracking list of every municipality, again and again: names, phases, contradictions.
#[divan::bench(sample_count = 5)]
fn a_tracking_list(bencher: Bencher<'_, '_>) {
    let data = bundled();
    let register = &data.register;
    let mut text = String::from("Kommune;ARS;Leistung;Status;Dienstleister\n");
    let units: Vec<_> = register.units().collect();
    for unit in units.iter().cycle().take(ROWS as usize) {
        let body = register.body(*unit);
        let _ = writeln!(
            text,
            "{};{};UMM;in Umsetzung;KDO",
            body.name,
            body.key.as_str()
        );
    }
    let file = original(text.into_bytes());
    let date = date::parse("2026-11-20").unwrap();
    let base = table::in_force(&data, date, false);
    bencher.counter(ItemsCount::new(ROWS)).bench(|| {
        let outcome = table::read(
            &file,
            None,
            &Mapping::default(),
            (&data, base, date),
            &mut (),
        );
        assert_eq!(outcome.unwrap().rows, u64::from(ROWS));
    });
}
