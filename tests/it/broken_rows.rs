//! A damaged row: it is told once with its place; every other row of the file is shown as ever.

use crate::scene::{NEWEST, NEWEST_JSON, Scene, only_one_row_is_hurt};

/// One test a line: the name, and what is replaced by what in the row of the Samtgemeinde, as RON and as JSON.
macro_rules! rows {
    ($($name:ident: $ron:expr, $json:expr;)*) => {
        $(#[test]
        fn $name() {
            let (ron, json) = (Scene::hamlet(), Scene::with_json());
            let ((from, to), (json_from, json_to)) = ($ron, $json);
            ron.edit_row(NEWEST, from, to);
            json.edit_row(NEWEST_JSON, json_from, json_to);
            let told = format!("{}\n\n{}", ron.check(3), json.check(3));
            insta::assert_snapshot!(stringify!($name), told);
            only_one_row_is_hurt(&ron.load());
            only_one_row_is_hurt(&json.load());
        })*
    };
}

/// The same words in both formats.
const fn both<'a>(from: &'a str, to: &'a str) -> (&'a str, &'a str) {
    (from, to)
}

rows! {
    row_with_a_number_for_a_date: ("since: \"2026-03-01\"", "since: 20260301"), ("\"since\":\"2026-03-01\"", "\"since\":20260301");
    row_with_a_text_for_a_switch: ("note: \"Schulung fehlt\"", "disturbed: \"ja\""), ("\"note\":\"Schulung fehlt\"", "\"disturbed\":\"ja\"");
    row_without_a_phase: (" phase: \"onboarding\",", ""), ("\"phase\":\"onboarding\",", "");
    row_without_a_service: ("service: \"anmeldung\", ", ""), ("\"service\":\"anmeldung\",", "");
    row_with_an_unknown_field: ("note:", "bemerkung:"), ("\"note\"", "\"bemerkung\"");
    row_with_a_field_twice: ("note:", "phase: \"live\", note:"), ("\"note\"", "\"phase\":\"live\",\"note\"");
    row_of_an_unknown_service: both("\"anmeldung\"", "\"abmeldung\""), both("\"anmeldung\"", "\"abmeldung\"");
    row_of_an_unknown_body: both("039015401000", "039015403000"), both("039015401000", "039015403000");
    row_with_a_name_for_a_body: both("\"039015401000\"", "\"Moorrand\""), both("\"039015401000\"", "\"Moorrand\"");
    row_with_a_body_as_a_number: both("\"039015401000\"", "39015401000"), both("\"039015401000\"", "39015401000");
    row_of_a_body_that_is_not_responsible: both("\"anmeldung\"", "\"zulassung\""), both("\"anmeldung\"", "\"zulassung\"");
    row_of_a_member_instead_of_its_samtgemeinde: both("039015401000", "039015401001"), both("039015401000", "039015401001");
    row_with_an_unknown_phase: both("\"onboarding\"", "\"fast fertig\""), both("\"onboarding\"", "\"fast fertig\"");
    row_with_a_phase_in_capitals: both("\"onboarding\"", "\"Live\""), both("\"onboarding\"", "\"Live\"");
    row_with_an_unknown_solution: ("note: \"Schulung fehlt\"", "solution: \"sap\""), ("\"note\":\"Schulung fehlt\"", "\"solution\":\"sap\"");
    row_with_a_day_that_does_not_exist: both("2026-03-01", "2026-02-30"), both("2026-03-01", "2026-02-30");
    row_with_a_german_date: both("2026-10-15", "15.10.2026"), both("2026-10-15", "15.10.2026");
    row_with_a_quarter_for_a_date: both("2026-10-15", "Q3/2026"), both("2026-10-15", "Q3/2026");
    row_since_after_the_snapshot: both("2026-03-01", "2026-11-01"), both("2026-03-01", "2026-11-01");
    row_updated_after_the_snapshot: both("2026-10-28", "2026-11-02"), both("2026-10-28", "2026-11-02");
    row_disturbed_but_not_live: ("note: \"Schulung fehlt\"", "disturbed: true"), ("\"note\":\"Schulung fehlt\"", "\"disturbed\":true");
    row_with_maturity_without_model: ("note:", "maturity: (level: 2), note:"), ("\"note\"", "\"maturity\":{\"level\":2},\"note\"");
    row_with_maturity_out_of_range: ("note:", "maturity: (level: 5, model: \"1.1\"), note:"), ("\"note\"", "\"maturity\":{\"level\":5,\"model\":\"1.1\"},\"note\"");
    row_with_maturity_beyond_numbers: ("note:", "maturity: (level: 300, model: \"2.0\"), note:"), ("\"note\"", "\"maturity\":{\"level\":300,\"model\":\"2.0\"},\"note\"");
    row_with_a_bare_number_for_maturity: ("note:", "maturity: 3, note:"), ("\"note\"", "\"maturity\":3,\"note\"");
    row_with_a_hostile_note: both("Schulung", "Schu\u{202e}lung"), both("Schulung", "Schu\u{202e}lung");
    row_with_a_hostile_provider: both("Südnetz", "Süd\u{9b}31mnetz"), both("Südnetz", "Süd\\u009b31mnetz");
}

#[test]
fn a_row_that_is_no_row() {
    let scene = Scene::hamlet();
    let text = scene.text(NEWEST);
    let row = text
        .lines()
        .find(|line| line.contains("039015401000"))
        .unwrap();
    scene.write(NEWEST, text.replace(row, "        \"Moorrand\","));
    insta::assert_snapshot!(scene.check(3));
    only_one_row_is_hurt(&scene.load());
}

#[test]
fn every_fault_of_a_file_is_told_and_the_other_rows_are_read() {
    let scene = Scene::hamlet();
    scene.edit(NEWEST, "\"2026-10-12\"", "\"12.10.2026\"");
    scene.edit(
        NEWEST,
        "phase: \"pilot\", since: \"2026-10-20\"",
        "phase: \"Pilot\", since: \"gestern\"",
    );
    scene.edit(
        NEWEST,
        "service: \"gewerbe\", body: \"039010005005\"",
        "service: \"gewerbe\"",
    );
    insta::assert_snapshot!(scene.check(3));
    let data = scene.load();
    let newest = data.rollout.newest().unwrap();
    let read = data
        .rollout
        .cells(newest)
        .iter()
        .filter(|cell| cell.phase.is_some())
        .count();
    assert_eq!(read, 5); // seven rows, one with an unknown phase, one without a body
}
