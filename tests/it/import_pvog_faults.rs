//! The export of Open-PVOG, broken: what cannot be read, what of it is told, and how long much of it takes.

use std::ops::ControlFlow;

use ozgtop::domain::import_fault::ImportFault;
use ozgtop::domain::problem::Fault;
use ozgtop::domain::text::CleanText;
use ozgtop::store::import::Watch;
use ozgtop::store::import::open_pvog::{self, Stop};
use rust_xlsxwriter::Workbook;

use crate::import_pvog::{EXPORT, csv, fields, ground, input, json, json_rows, read, xlsx};

#[test]
fn what_is_no_export_stops_the_import() {
    let data = ground();
    let fault =
        |bytes: &[u8]| match open_pvog::read(&data, vec![input("x", bytes.to_vec())], &mut ()) {
            Err(Stop::Fault(problem)) => problem.fault,
            other => panic!("{other:?}"),
        };
    let missing = Fault::Import(ImportFault::MissingColumn {
        column: CleanText::new("ars"),
    });
    assert_eq!(fault(b"leika_key;online_status\n1;ok\n"), missing);
    let whole = json();
    assert_eq!(fault(&whole[..whole.len() / 2]), Fault::CutOff);
    assert!(matches!(fault(b"{\"rows\":[]}"), Fault::Syntax { .. }));
    assert!(matches!(fault(b"{\"content\":{}}"), Fault::Syntax { .. }));
    let book = xlsx();
    for length in [10, book.len() / 2, book.len() - 10] {
        assert!(!format!("{:?}", fault(&book[..length])).is_empty());
    }
    fault(b"");
    fault(b"\x00\x01\x02");
}

#[test]
fn a_table_that_is_cut_off_loses_its_last_row_alone() {
    let data = ground();
    let whole = csv(";");
    // The first three lines, the third without its last fields.
    let at = whole
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .nth(2)
        .unwrap()
        .0;
    let reading = read(&data, whole[..at - 35].to_vec());
    assert_eq!(
        (reading.counts.rows, reading.counts.used, reading.counts.bad),
        (2, 1, 1),
        "{:?}",
        reading.problems
    );
}

#[test]
fn rows_of_json_that_are_none_are_told_and_the_others_count() {
    let data = ground();
    let good = &json_rows()[0];
    let text = format!("[7,{good},null,{{}}]");
    let reading = read(&data, text.into());
    assert_eq!(
        (reading.counts.rows, reading.counts.used, reading.counts.bad),
        (4, 1, 3)
    );
}

#[test]
fn very_many_bad_rows_are_told_up_to_a_number() {
    let data = ground();
    let text = "leika_key;ars;online_status\n".to_owned() + &"X;1;ok\n".repeat(1_000);
    let reading = read(&data, text.into());
    assert_eq!((reading.counts.bad, reading.problems.len()), (1_000, 101));
    let last = reading.problems.last().unwrap();
    assert_eq!(last.fault, Fault::ManyMore { count: 900 });
}

#[test]
fn a_wish_to_stop_ends_the_reading() {
    struct Stops;
    impl Watch for Stops {
        fn goes_on(&mut self, _: u64, _: u64) -> ControlFlow<()> {
            ControlFlow::Break(())
        }
    }
    let data = ground();
    let rows = "99036008007000;039010000000;ok\n".repeat(5_000);
    let table = format!("leika_key;ars;online_status\n{rows}");
    for bytes in [table.into_bytes(), json()] {
        let outcome = open_pvog::read(&data, vec![input("x", bytes)], &mut Stops);
        assert!(matches!(outcome, Err(Stop::Asked)), "{outcome:?}");
    }
}

/// A load of `rows` rows, and the seconds it takes; run it with `--release -- --ignored --nocapture sizes`.
#[test]
#[ignore = "measures"]
fn sizes_of_an_import() {
    let data = ground();
    let lines: Vec<_> = EXPORT.lines().collect();
    let rows = 200_000;
    let body: Vec<_> = (0..rows)
        .map(|at| lines[1 + at % 15].replace('|', ";"))
        .collect();
    let table = format!("{}\n{}\n", lines[0].replace('|', ";"), body.join("\n")).into_bytes();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..=rows {
        let line = if row == 0 {
            lines[0]
        } else {
            lines[1 + row % 15]
        };
        for (column, text) in (0..).zip(fields(line)) {
            sheet
                .write_string(u32::try_from(row).unwrap(), column, text)
                .unwrap();
        }
    }
    for (name, bytes) in [("CSV", table), ("XLSX", book.save_to_buffer().unwrap())] {
        let (size, begun) = (bytes.len(), std::time::Instant::now());
        let reading = read(&data, bytes);
        eprintln!(
            "{name}: {} rows, {size} bytes: {:?}",
            reading.counts.rows,
            begun.elapsed()
        );
        assert_eq!(reading.counts.rows, rows as u64);
    }
}

#[test]
fn pages_that_are_not_all_there_are_told() {
    let data = ground();
    let rows = json_rows();
    let saved = |number: usize| {
        let text = crate::loopback::page(&rows[number], number, 2);
        input(&format!("{number}.json"), text.into())
    };
    let one = open_pvog::read(&data, vec![saved(0)], &mut ()).unwrap();
    let fault = ImportFault::MissingPages { found: 1, whole: 2 };
    assert_eq!(one.problems[0].fault, Fault::Import(fault));
    assert_eq!(one.counts.used, 1);
    let both = open_pvog::read(&data, vec![saved(0), saved(1)], &mut ()).unwrap();
    assert_eq!((both.problems.len(), both.counts.used), (0, 2));
}
