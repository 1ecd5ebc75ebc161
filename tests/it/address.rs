//! Addresses on the bundled data: every screen is found again, by whichever name, and what leads nowhere says why.

use ozgtop::app::address::{Address, parse};
use ozgtop::app::language::Language;
use ozgtop::app::message::Message;
use ozgtop::app::screen::{Row, Screen};
use ozgtop::app::update::update;
use ozgtop::ui::saying::mistake_text;
use proptest::prelude::*;

use crate::keys::{body, screen};
use crate::session::Session;

fn session() -> Session {
    Session::bundled((80, 24))
}

/// Goes to an address; what is wrong with it in the words of a language.
fn visit(session: &mut Session, address: &str) -> Result<(), String> {
    let read = parse(address).and_then(|read| read.bind(&session.model));
    let to = read.map_err(|mistake| mistake_text(session.model.language, &mistake))?;
    update(&mut session.model, Message::Visited(Box::new(to)));
    Ok(())
}

fn opened(address: &str) -> Session {
    let mut session = session();
    visit(&mut session, address).unwrap_or_else(|why| panic!("{address}: {why}"));
    session
}

fn address(session: &Session) -> String {
    Address::of(&session.model).to_string()
}

/// What an address must bring back.
fn facts(session: &Session) -> String {
    let (model, stop) = (&session.model, session.model.trail.now());
    let filter = model.filter.as_ref().map(|filter| filter.text().to_owned());
    let order = stop.list.sort;
    format!(
        "{:?} {:?} {order:?} {filter:?} {:?} {:?} {:?} {:?}",
        stop.screen,
        stop.screen.columns(&model.lens()),
        stop.list.selected,
        model.standing.at,
        model.compared,
        model.weighting
    )
}

/// Keys that lead somewhere; each place is told and found again.
const WAYS: &[&str] = &[
    "",
    "0j",
    "0jjjjjj<enter>",
    "1",
    "1jj",
    "1jjs",
    "1llls",
    "1<enter>",
    "1<enter>jj",
    "1<enter><enter>",
    "1<enter>a",
    "1<enter>aj<enter>",
    "1<enter><enter>j",
    "2",
    "2jjls",
    "2<enter>",
    "2<enter>jlll",
    "3",
    "3a",
    "3ajjj",
    "3<enter>",
    "3jj<enter>jj",
    "4",
    "4<enter>",
    "4<enter>j",
    "4G",
    "4G<enter>",
    "5",
    "5a",
    "5aa",
    "5aajj",
    "5aaaaa",
    "5aaaaaa",
    "6",
    "6a",
    "6s",
    "6ss",
    "6ssa",
    "6ssaj",
    "6jj",
    "6jjllll",
    "6lllls",
    "6sjj",
    "7",
    "7a",
    "7+",
    "7jj",
    "1m",
    "8",
    "8a",
    "8+",
    "8k",
    "1jt",
    "2jt",
    "4jt",
    "4Gt",
    "8aj",
    "9",
    "9a",
    "9aj",
    "d",
    "?",
    "?jj",
    "v",
    "w1",
    "<lt><lt>1",
    "<lt><lt>djj<enter>2",
    "1djj<enter>6",
    "<lt>d<enter>9",
    "2<enter>l<lt><lt><lt>w",
    "fphase<lt>live und kreis=03454<enter>1",
    "f\"a'b & c?\"<enter>3",
    "0jjjjjjjjjj<enter>j",
    "2cj<enter>j<enter><esc>",
    "6cjj<enter>jj+<esc>",
    "2c",
];

#[test]
fn every_screen_is_found_again() {
    for keys in WAYS {
        let mut first = session();
        first.press(keys);
        let told = address(&first);
        let again = opened(&told);
        assert_eq!(facts(&first), facts(&again), "{keys}: {told}");
        assert_eq!(address(&again), told, "{keys}");
        assert_eq!(again.model.notice, None, "{keys}: {told}");
    }
}

#[test]
fn every_cell_and_every_body_has_an_address() {
    let mut session = session();
    let data = session.model.data.clone();
    let cells = data.responsibility.ids().map(Screen::Cell);
    let bodies = data.register.ids().map(Screen::Municipality);
    for wanted in cells.step_by(7).chain(bodies) {
        update(&mut session.model, Message::Opened(wanted));
        let told = address(&session);
        let read = parse(&told).unwrap().bind(&session.model).unwrap();
        assert_eq!(read.screen, wanted, "{told}");
    }
}

#[test]
fn addresses_are_as_short_as_they_can_be() {
    for (keys, told) in [
        ("", "overview"),
        ("6s", "matrix/provider"),
        ("6sa", "matrix/provider?folded"),
        ("5aaaa", "problems/unlinked"),
        ("9a", "changes/backward"),
        ("7", "map/tiles"),
        ("1<enter>t", "trend/service/anlagengenehmigung"),
        ("w<lt>1", "services?date=2026-09-30&weighting=inhabitants"),
    ] {
        let mut session = session();
        session.press(keys);
        assert_eq!(address(&session), told, "{keys}");
    }
    let session = opened("municipality/03459024");
    assert_eq!(address(&session), "municipality/03459024");
}

#[test]
fn bodies_and_services_answer_to_all_their_names() {
    let osnabrueck = body(&session(), "034590000000");
    for name in [
        "03459",
        "03459000",
        "034590000000",
        "LK OS",
        "LK Osnabrück",
        "Landkreis osnabrueck",
        "lk%20os",
    ] {
        let found = screen(&opened(&format!("district/{name}")));
        assert_eq!(found, Screen::District(osnabrueck), "{name}");
    }
    for name in ["ummeldung", "UMM", "10124", "Ummeldung"] {
        let found = opened(&format!("service/{name}"));
        assert_eq!(address(&found), "service/ummeldung", "{name}");
    }
    assert_eq!(
        address(&opened("municipality/hwk:hannover")),
        "municipality/hwk:hannover"
    );
}

#[test]
fn everything_about_a_screen_is_brought_along() {
    let told = "district/03454?service=wohngeld&filter=phase<live&date=2026-09-30&compare=2026-06-30&sort=-name";
    let session = opened(told);
    assert_eq!(address(&session), told);
    // A day without a snapshot means the one before.
    assert_eq!(
        address(&opened("services?date=2026-10-30")),
        "services?date=2026-09-30"
    );
    // Back leads to where the operator came from.
    let mut session = opened("provider/Rechenzentrum%20Wacholder");
    session.press("<esc>");
    assert_eq!(screen(&session), Screen::Overview);
}

#[test]
fn columns_are_carried_for_whoever_chooses_them() {
    let read = parse("services?columns=name,phases").unwrap();
    let bound = read.bind(&session().model).unwrap();
    assert_eq!(bound.columns, ["name", "phases"]);
}

#[test]
fn a_row_that_is_gone_is_told_and_the_rest_stands() {
    let session = opened("services?select=nothing");
    assert_eq!(screen(&session), Screen::Services);
    assert!(matches!(
        session.model.trail.now().list.selected,
        Some(Row::Service(_))
    ));
    assert!(
        session
            .text()
            .contains("die Zeile „nothing“ gibt es hier nicht")
    );
}

#[test]
fn what_leads_nowhere_says_where_and_what_was_expected() {
    let mut told = Vec::new();
    for language in [Language::De, Language::En] {
        let mut session = session();
        if language == Language::En {
            session.press("L");
        }
        let before = facts(&session);
        for wrong in [
            "",
            "dstrict/03454",
            "services/x",
            "district",
            "district/Osnabrik",
            "district/034590024024",
            "service/wohngelt",
            "cell/wohngeld",
            "cell/wohngeld/Nirgendwo",
            "cell/anlagen/hwk:hannover",
            "municipality/Osnabrück",
            "municipality/Neuenkirchen",
            "provider/Rechenzentrum Wachholder",
            "matrix/sise",
            "problems/late",
            "changes/up",
            "map/globe",
            "trend/gemeinde",
            "trend/service",
            "services?folded",
            "services?sort=reach",
            "services?date=30.9.2026",
            "services?date=1999-12-31",
            "help?service=wohngeld",
            "map?weighting=heads",
            "services?filter=phase<live und kreis=Xyzstadt",
            "services?filter=%27a%27 phse=1",
            "matrix?service=",
            "map?servise=x",
            "map?sort=name&sort=name",
            "services?filter=%zz",
        ] {
            let why = visit(&mut session, wrong).expect_err(wrong);
            told.push(format!("{wrong}\n    {why}"));
            assert_eq!(facts(&session), before, "{wrong}");
        }
    }
    insta::assert_snapshot!(told.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_address_panics(
        text in "(services|matrix|map|trend|cell|district|provider)(/[a-zäß0-9%?: ]{0,8}){0,3}(\\?(filter|sort|date|select|service|compare)=\\PC{0,10}&?){0,2}",
    ) {
        let mut session = session();
        let _ = visit(&mut session, &text);
        session.text();
    }
}
