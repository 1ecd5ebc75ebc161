//! Saved views and addresses by keys: what is asked for, what the world is to do, what is said about it.

use ozgtop::app::effect::Effect;
use ozgtop::app::message::Message;
use ozgtop::app::prompt::Notice;
use ozgtop::app::screen::Screen;
use ozgtop::app::update::update;
use ozgtop::app::views::{Done, SavedView, Saying};
use ozgtop::domain::text::CleanText;

use crate::keys::screen;
use crate::session::Session;

fn view(name: &str, address: &str) -> SavedView {
    SavedView {
        name: CleanText::new(name),
        address: address.to_owned(),
    }
}

/// A session whose shelf holds these views.
fn session() -> Session {
    let mut session = Session::bundled((80, 24));
    let views = vec![
        view("Wohngeld im Emsland", "district/03454?service=wohngeld"),
        view("alt", "service/gibt-es-nicht"),
        view("Rückstand", "services?sort=reach_bodies&filter=phase<live"),
    ];
    keep(&mut session, Ok(views), Done::Read);
    session
}

fn keep(session: &mut Session, views: Result<Vec<SavedView>, String>, done: Done) {
    update(&mut session.model, Message::Kept(views, done));
}

fn saying(session: &Session) -> &Saying {
    match &session.model.notice {
        Some(Notice::Address(saying)) => saying,
        other => panic!("{other:?}"),
    }
}

#[test]
fn saved_views_are_listed_and_opened() {
    let mut session = session();
    assert_eq!(session.press("v"), [Effect::ReadViews]);
    assert_eq!(screen(&session), Screen::Views);
    insta::assert_snapshot!(session.picture());
    session.press("jj<enter>");
    assert!(matches!(screen(&session), Screen::District(_)));
    session.press("<esc>");
    assert_eq!(screen(&session), Screen::Views);
    session.press("gj<enter>");
    assert_eq!(screen(&session), Screen::Services);
    assert!(session.model.filter.is_some());
}

#[test]
fn a_view_that_leads_nowhere_any_more_says_why() {
    let mut session = session();
    session.press("v<enter>");
    assert_eq!(screen(&session), Screen::Views);
    assert!(session.text().contains("führt nirgendwohin: Spalte 9"));
    session.press("L<enter>");
    assert!(session.text().contains("leads nowhere: column 9"));
}

#[test]
fn what_is_on_screen_is_saved_under_a_name() {
    let mut session = session();
    assert_eq!(session.press("6aV"), [Effect::ReadViews]);
    session.press("Mein Blick");
    insta::assert_snapshot!(session.text());
    let saved = Effect::SaveView {
        name: CleanText::new("Mein Blick"),
        address: "matrix?folded".to_owned(),
    };
    assert_eq!(session.press("<enter>"), [saved]);
    assert!(session.model.prompt.is_none());
    let name = CleanText::new("Mein Blick");
    keep(&mut session, Ok(Vec::new()), Done::Saved(name));
    assert!(
        session
            .text()
            .contains("gespeichert: Mein Blick; v zeigt alle")
    );
    assert_eq!(session.press("V  <enter>"), [Effect::ReadViews]);
    assert_eq!(session.press("Vx<esc>"), [Effect::ReadViews]);
}

#[test]
fn a_name_that_is_taken_is_asked_about_and_an_address_is_none() {
    let mut session = session();
    session.press("2Valt<enter>");
    assert!(session.model.prompt.is_some());
    assert!(
        session
            .text()
            .contains("dasselbe noch einmal ersetzt service/gibt-es-nicht")
    );
    let effects = session.press("<enter>");
    assert!(
        matches!(effects.as_slice(), [Effect::SaveView { .. }]),
        "{effects:?}"
    );
    // Another name in between, or another command, asks again.
    session.press("Valt<enter>er<enter>Valt<enter>");
    assert!(matches!(
        session.press("<enter>").as_slice(),
        [Effect::SaveView { .. }]
    ));
    session.press("Valt<enter><esc>jV");
    assert_eq!(session.press("alt<enter>"), []);
    session.press("<esc>Vservices<enter>");
    assert!(session.text().contains("so beginnt eine Adresse"));
}

#[test]
fn a_view_is_forgotten_when_asked_for_twice() {
    let mut session = session();
    session.press("v");
    assert_eq!(session.press("x"), []);
    assert!(session.text().contains("alt vergessen? noch einmal x"));
    assert_eq!(session.press("jx"), [], "another row is another question");
    let name = CleanText::new("Rückstand");
    assert_eq!(session.press("x"), [Effect::ForgetView(name.clone())]);
    keep(
        &mut session,
        Ok(vec![view("alt", "map")]),
        Done::Forgotten(name.clone()),
    );
    assert_eq!(saying(&session), &Saying::Forgotten(name));
    assert_eq!(session.model.trail.now().list.rows.len(), 1);
    session.press("1x");
    assert_eq!(saying(&session), &Saying::NothingToForget);
}

#[test]
fn views_that_cannot_be_read_are_told_and_not_replaced() {
    let mut session = session();
    session.press("v");
    let why = "/x/views.ron:2:5: Expected string".to_owned();
    keep(&mut session, Err(why.clone()), Done::Read);
    assert_eq!(saying(&session), &Saying::Refused(why));
    assert!(session.text().contains("/x/views.ron:2:5"));
    assert!(session.text().contains("Noch keine Ansicht gespeichert"));
}

#[test]
fn the_address_is_told_and_a_long_one_on_several_lines() {
    let mut session = session();
    session.press("2<enter>A");
    assert!(
        session.text().ends_with("Adresse: district/03451"),
        "{}",
        session.text()
    );
    let long = "text~aaaaaaaaaaaaaaaaaaaaaaaaaaa oder text~bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb oder kreis=03454";
    session.press(&format!("1f{long}<enter>A"));
    let shown = session.text();
    let lines: Vec<_> = shown.lines().rev().take(2).collect();
    let told = format!("{}{}", lines[1], lines[0]);
    assert_eq!(told, format!("Adresse: services?filter={long}"));
    session.press("j");
    assert!(!session.text().contains("Adresse:"));
    session.resize(12, 2);
    session.press("A");
    session.text();
}

#[test]
fn the_last_session_goes_on_and_says_so() {
    let mut session = session();
    let restore = |session: &mut Session, last| {
        update(&mut session.model, Message::Restored(last));
    };
    restore(
        &mut session,
        Ok("district/03454?service=wohngeld".to_owned()),
    );
    assert!(matches!(screen(&session), Screen::District(_)));
    let shown = session.text();
    let said = "Letzte Sitzung wiederhergestellt: district/03454?service=wohngeld; 0 geht";
    assert!(shown.contains(said), "{shown}");
    session.press("0");
    restore(&mut session, Ok("district/99999".to_owned()));
    assert_eq!(screen(&session), Screen::Overview);
    assert!(
        session
            .text()
            .contains("Letzte Sitzung nicht wiederhergestellt: Spalte 10")
    );
    restore(&mut session, Err("session.ron:1:1: x".to_owned()));
    assert!(
        session
            .text()
            .contains("Letzte Sitzung nicht lesbar: session.ron:1:1: x")
    );
}
