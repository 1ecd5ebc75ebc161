//! Damaged data: every fault is told once, with its place and what to do; the rest is read; nothing is written; the
//! exit code is 3.

use crate::scene::{NEWEST, NEWEST_JSON, Scene};

/// One test a line: the name, and what is done to a copy of the hamlet. The messages are in `snapshots/`.
macro_rules! broken {
    ($($name:ident: $damage:expr;)*) => {
        $(#[test]
        fn $name() {
            let scene = Scene::hamlet();
            let damage: fn(&Scene) = $damage;
            damage(&scene);
            insta::assert_snapshot!(stringify!($name), scene.check(3));
        })*
    };
}
pub(crate) use broken;

broken! {
    // Syntax.
    ron_without_comma: |s| s.edit(NEWEST, "\"complete\",", "\"complete\"");
    ron_without_comma_in_a_row: |s| s.edit_row(NEWEST, "\"onboarding\",", "\"onboarding\"");
    ron_without_quotation_mark: |s| s.edit(NEWEST, "\"complete\"", "\"complete");
    ron_cut_off: |s| cut(s, NEWEST);
    ron_with_more_after_its_end: |s| s.edit(NEWEST, "    ],\n)\n", "    ],\n)\n)\n");
    ron_empty: |s| s.write(NEWEST, "");
    ron_only_a_list: |s| s.write(NEWEST, "[1, 2]");
    ron_only_a_text: |s| s.write("land.ron", "\"Niedersachsen\"");
    services_without_bracket: |s| s.edit("services.ron", "responsible: [\"LK\", \"RH\", \"KS\"]", "responsible: [\"LK\", \"RH\", \"KS\"");
    bodies_without_comma: |s| s.edit("bodies.ron", "class: \"LK\",", "class: \"LK\"");
    json_without_comma: |s| json(s, "\"kind\": \"complete\",", "\"kind\": \"complete\"");
    json_without_comma_in_a_row: |s| json(s, "\"phase\":\"pilot\",", "\"phase\":\"pilot\"");
    json_with_a_comma_too_many: |s| json(s, "\"2026-05-04\"}", "\"2026-05-04\"},");
    json_with_a_comment: |s| json(s, "\"cells\"", "// Felder\n\"cells\"");
    json_cut_off: |s| { json(s, "", ""); cut(s, NEWEST_JSON); };
    json_only_a_list: |s| { json(s, "", ""); s.write(NEWEST_JSON, "[]"); };
    json_with_more_after_its_end: |s| json(s, "]\n}", "]\n}}");
    ron_ten_thousand_brackets: |s| s.write(NEWEST, "[".repeat(10_000));
    ron_ten_thousand_brackets_in_a_row: |s| s.edit_row(NEWEST, "\"Schulung fehlt\"", &"[".repeat(10_000));
    ron_ten_thousand_closed_brackets_in_a_row: |s| s.edit_row(NEWEST, "\"Schulung fehlt\"", &nested());
    ron_ten_thousand_brackets_in_an_unknown_field: |s| s.edit(NEWEST, "rows: 7", &format!("mehr: {}", nested()));
    json_ten_thousand_brackets: |s| { json(s, "", ""); s.write(NEWEST_JSON, "[".repeat(10_000)); };
    json_ten_thousand_closed_brackets_in_a_row: |s| json(s, "\"Schulung fehlt\"", &nested());
    json_ten_thousand_brackets_in_an_unknown_field: |s| json(s, "\"rows\": 7", &format!("\"mehr\": {}", nested()));

    // Types and fields of a file.
    schema_of_the_future: |s| s.edit(NEWEST, "schema: 1", "schema: 2");
    schema_of_the_future_with_other_fields: |s| s.edit(NEWEST, "schema: 1,", "schema: 2, cells: {\"a\": 1}, more: [],");
    schema_of_the_future_in_json: |s| json(s, "\"schema\": 1", "\"schema\": 2");
    schema_of_the_future_in_bodies: |s| s.edit("bodies.ron", "schema: 1", "schema: 9");
    schema_of_the_future_in_services: |s| s.edit("services.ron", "schema: 1", "schema: 9");
    schema_as_a_text: |s| s.edit(NEWEST, "schema: 1", "schema: \"1\"");
    schema_missing: |s| s.edit(NEWEST, "schema: 1,", "");
    date_missing: |s| s.edit(NEWEST, "date: \"2026-10-31\",", "");
    date_not_in_the_calendar: |s| s.edit(NEWEST, "date: \"2026-10-31\"", "date: \"2026-02-30\"");
    unknown_field_of_a_file: |s| s.edit(NEWEST, "rows: 7", "zeilen: 7");
    unknown_field_of_a_json_file: |s| json(s, "\"rows\": 7", "\"zeilen\": 7");
    unknown_kind: |s| s.edit(NEWEST, "\"complete\"", "\"voll\"");
    rows_do_not_match: |s| s.edit(NEWEST, "rows: 7", "rows: 9");
    rows_do_not_match_in_json: |s| json(s, "\"rows\": 7", "\"rows\": 6");
    file_name_with_another_date: |s| s.edit(NEWEST, "date: \"2026-10-31\"", "date: \"2026-10-30\"");
    file_name_without_a_date: |s| rename(s, NEWEST, "rollout/oktober.ron");
    first_snapshot_only_changes: |s| s.edit("rollout/2026-08-31.ron", "\"complete\"", "\"changes\"");
    no_snapshot: |s| for date in ["2026-08-31", "2026-09-30", "2026-10-31"] { s.remove(&format!("rollout/{date}.ron")); };
    cell_twice_in_a_file: |s| s.edit(NEWEST, "body: \"039010005005\", phase: \"open\"", "body: \"039010000000\", phase: \"open\"");
    cell_twice_in_two_files: |s| s.write("rollout/2026-10-31b.ron", s.text("rollout/2026-09-30.ron").replace("2026-09-30", "2026-10-31"));

    // The register and the catalogue.
    land_missing: |s| s.remove("land.ron");
    bodies_missing: |s| s.remove("bodies.ron");
    services_missing: |s| s.remove("services.ron");
    bodies_without_rows: |s| s.write("bodies.ron", "(schema: 1, source: \"erfunden\")");
    services_without_rows: |s| s.write("services.ron", "(schema: 1, source: \"erfunden\", services: [])");
    headline_with_a_wrong_date: |s| s.edit("land.ron", "\"2026-06-30\"", "\"2026-06-31\"");
    service_twice: |s| s.edit("services.ron", "key: \"anmeldung\"", "key: \"zulassung\"");
    service_without_a_name: |s| s.edit("services.ron", "name: (de: \"Zulassung\", en: \"Vehicle registration\"),", "");
    service_with_a_name_in_one_language: |s| s.edit("services.ron", ", en: \"Vehicle registration\"", "");
    service_with_a_negative_number: |s| s.edit("services.ron", "90001", "-1");
    service_with_a_field_too_many: |s| s.edit("services.ron", "law: \"FZV\"", "gesetz: \"FZV\"");
    rule_with_an_unknown_class: |s| s.edit("services.ron", "\"RH\", \"KS\"]", "\"RH\", \"XY\"]");
    exception_adds_an_unknown_body: |s| s.edit("services.ron", "body: \"039010005005\"", "body: \"039010005006\"");
    exception_removes_an_unknown_body: |s| s.edit("services.ron", "(body: \"039010005005\", change: \"add\"", "(body: \"039010005006\", change: \"remove\"");
    exception_delegates_from_an_unknown_body: |s| s.edit("services.ron", "body: \"039020000000\"", "body: \"039030000000\"");
    exception_delegates_to_an_unknown_body: |s| s.edit("services.ron", "to: \"039010000000\"", "to: \"039030000000\"");
    exception_delegates_to_nobody: |s| s.edit("services.ron", " to: \"039010000000\",", "");
    exception_delegates_to_a_body_that_is_not_responsible: |s| s.edit("services.ron", "to: \"039010000000\"", "to: \"039015401000\"");
    exception_adds_with_a_delegate: |s| s.edit("services.ron", "change: \"delegate\"", "change: \"add\"");
    exception_with_an_unknown_change: |s| s.edit("services.ron", "change: \"add\"", "change: \"dazu\"");
    body_twice: |s| s.edit("bodies.ron", "\"039015401002\"", "\"039015401001\"");
    body_with_a_short_key: |s| s.edit("bodies.ron", "\"039015401002\"", "\"03901002\"");
    body_with_an_unknown_class: |s| s.edit("bodies.ron", "class: \"LK\"", "class: \"Landkreis\"");
    body_with_an_unknown_designation: |s| s.edit("bodies.ron", "\"Flecken\"", "\"Dorf\"");
    body_without_its_district: |s| s.edit("bodies.ron", "\"039010005005\"", "\"039090005005\"");
    body_without_its_samtgemeinde: |s| s.edit("bodies.ron", "\"039015401002\"", "\"039015402002\"");
    body_with_an_unknown_source: |s| s.edit("bodies.ron", "\"guessed\"),\n", "\"geraten\"),\n");
    body_without_a_source: |s| s.edit("bodies.ron", "population: 1000, population_source: \"guessed\"", "population: 1000");
    body_with_negative_population: |s| s.edit("bodies.ron", "population: 1000", "population: -1000");
    body_with_too_large_a_population: |s| s.edit("bodies.ron", "population: 1000", "population: 5000000000");
    body_with_a_broken_population: |s| s.edit("bodies.ron", "population: 1000", "population: 1000.5");
    body_with_area_nan: |s| s.edit("bodies.ron", "120.5", "NaN");
    body_with_area_inf: |s| s.edit("bodies.ron", "120.5", "inf");
    body_with_a_latitude_beyond_the_pole: |s| s.edit("bodies.ron", "area_km2: 120.5", "lat: 95.1, lon: 9.5");
    body_with_negative_area: |s| s.edit("bodies.ron", "120.5", "-120.5");
    authority_of_an_unknown_kind: |s| s.edit("bodies.ron", "\"hwk:heide\"", "\"ihk:heide\"");
    authority_with_a_wrong_key: |s| s.edit("bodies.ron", "\"hwk:heide\"", "\"HWK Heide\"");
    authority_of_an_unknown_district: |s| s.edit("bodies.ron", "name: \"Heide\"", "name: \"Heide\", district: \"039030000000\"");

    // Characters.
    bytes_that_are_no_utf_8: |s| s.write(NEWEST, replaced(s, NEWEST, "Schulung", b"Sch\xfclung"));
    utf_16: |s| s.write(NEWEST, as_utf_16(&s.text(NEWEST)));
    name_with_an_escape_sequence: |s| s.edit("bodies.ron", "\"Torfhude\"", "\"Torf\u{1b}[31mhude\"");
    name_with_a_written_escape: |s| s.edit("bodies.ron", "\"Torfhude\"", "\"Torf\\u{1b}]0;x\\u{7}hude\"");
    name_with_a_bidi_override: |s| s.edit("bodies.ron", "\"Torfhude\"", "\"Torf\u{202e}hude\"");
    name_with_zero_width: |s| s.edit("bodies.ron", "\"Torfhude\"", "\"Torf\u{200b}hude\"");
    name_with_three_hundred_marks: |s| s.edit("bodies.ron", "Torfhude", &format!("Torfhude{}", "\u{308}".repeat(300)));
    name_with_ten_thousand_letters: |s| s.edit("bodies.ron", "Torfhude", &"Torfhude".repeat(1250));
    service_key_with_an_escape_sequence: |s| s.edit_row(NEWEST, "\"anmeldung\"", "\"anmeldung\u{1b}[2J\"");
    field_name_with_an_escape_sequence: |s| json(s, "\"note\"", "\"no\\u001b[2Jte\"");
    file_name_with_an_escape_sequence: |s| s.write("\u{1b}[31mrot.ron", "()");
}

/// Turns the newest snapshot into JSON with one change.
fn json(scene: &Scene, from: &str, to: &str) {
    scene.remove(NEWEST);
    scene.write(
        NEWEST_JSON,
        include_bytes!("../fixtures/hamlet.2026-10-31.json"),
    );
    scene.edit(NEWEST_JSON, from, to);
}

fn cut(scene: &Scene, file: &str) {
    let text = scene.text(file);
    let at = text.find("\"pilot\"").unwrap();
    scene.write(file, text.get(..at).unwrap());
}

fn rename(scene: &Scene, from: &str, to: &str) {
    scene.write(to, scene.text(from));
    scene.remove(from);
}

fn nested() -> String {
    format!("{}{}", "[".repeat(10_000), "]".repeat(10_000))
}

fn replaced(scene: &Scene, file: &str, from: &str, to: &[u8]) -> Vec<u8> {
    let text = scene.text(file);
    let (before, after) = text.split_once(from).unwrap();
    [before.as_bytes(), to, after.as_bytes()].concat()
}

fn as_utf_16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// What looks odd but is fine: no problem at all.
#[test]
fn a_byte_order_mark_windows_lines_and_other_files_do_no_harm() {
    let scene = Scene::hamlet();
    scene.write(NEWEST, format!("\u{feff}{}", scene.text(NEWEST)));
    let windows = scene.text("bodies.ron").replace('\n', "\r\n");
    scene.write("bodies.ron", windows);
    scene.write("FORMAT.md", "# Format");
    scene.write("rollout/.2026-11-30.ron.swp", "?");
    scene.write("rollout/2026-11-30.ron~", "?");
    insta::assert_snapshot!(scene.check(0));
    assert_eq!(scene.load().problems, []);
}

#[test]
fn json_and_ron_tell_the_same() {
    let (ron, json) = (Scene::hamlet().load(), Scene::with_json().load());
    assert_eq!(json.problems, []);
    for at in ron.rollout.ids() {
        assert_eq!(ron.rollout.cells(at), json.rollout.cells(at));
    }
    assert_eq!(ron.rollout.values.details, json.rollout.values.details);
}
