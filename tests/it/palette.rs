//! Search everything: who is meant stands first, however he is spelt, and Enter goes there.

use ozgtop::app::command::Command;
use ozgtop::app::effect::Effect;
use ozgtop::app::message::Message;
use ozgtop::app::palette::Target;
use ozgtop::app::prompt::{Notice, Purpose};
use ozgtop::app::screen::Screen;
use ozgtop::app::update::update;
use ozgtop::domain::body::Class;

use crate::keys::screen;
use crate::session::Session;

fn session() -> Session {
    Session::bundled((80, 24))
}

/// What the first match is, in words that no program made.
fn first(session: &Session, text: &str) -> String {
    let data = &session.model.data;
    match session.model.index.find(text).first() {
        Some(Target::Command(command)) => format!(":{}", command.name()),
        Some(Target::Service(id)) => data.catalogue.service(*id).key.to_string(),
        Some(Target::District(id) | Target::Body(id)) => {
            let body = data.register.body(*id);
            let class = match body.class {
                Class::Authority(_) => "",
                class => class.code().unwrap(),
            };
            format!("{class} {}", body.name).trim().to_owned()
        }
        Some(Target::Provider(id)) => data.rollout.values.provider(*id).unwrap().to_string(),
        None => "nothing".to_owned(),
    }
}

#[test]
fn who_is_meant_stands_first() {
    let session = session();
    for (text, meant) in [
        ("Melle", "EG Melle"),
        ("melle", "EG Melle"),
        ("LK OS", "LK Osnabrück"),
        ("OS", "LK Osnabrück"),
        ("landkreis osna", "LK Osnabrück"),
        ("i-Kfz", "kfz-zulassung"),
        ("kfz", "kfz-zulassung"),
        ("wohn", "wohngeld"),
        ("10124", "ummeldung"),
        ("UMM", "ummeldung"),
        ("stadt göttingen", "HG Göttingen"),
        ("goettingen", "LK Göttingen"),
        ("GOTTINGEN", "LK Göttingen"),
        ("go\u{308}ttingen", "LK Göttingen"),
        ("groß berßen", "MG Groß Berßen"),
        ("gross berssen", "MG Groß Berßen"),
        ("034590024024", "EG Melle"),
        ("03459024", "EG Melle"),
        ("hwk hannover", "Hannover"),
        ("kranich", "Zweckverband Kranich"),
        ("compare", ":compare"),
        ("vergleichen", ":compare"),
        ("karte", ":map"),
        ("matrix", ":matrix"),
        ("hilfe", ":help"),
        ("help", ":help"),
        ("xyzzy", "nothing"),
    ] {
        assert_eq!(first(&session, text), meant, "{text}");
    }
}

#[test]
fn names_that_many_bear_are_all_there() {
    let session = session();
    let found = session.model.index.find("neuenkirchen");
    let is_one = |target: &&Target| match target {
        Target::District(id) | Target::Body(id) => {
            session.model.data.register.body(*id).name.as_str() == "Neuenkirchen"
        }
        _ => false,
    };
    // Five Gemeinden (Diepholz, Cuxhaven, Heidekreis, Stade, Osnabrück) and a Samtgemeinde bear it.
    assert_eq!(found.iter().take(6).filter(is_one).count(), 6);
}

#[test]
fn enter_goes_there_and_the_keys_choose() {
    let mut session = session();
    session.press(":melle<enter>");
    assert!(matches!(screen(&session), Screen::Municipality(_)));
    session.press("<c-p>wohngeld<enter>");
    assert!(matches!(
        screen(&session),
        Screen::Service { within: None, .. }
    ));
    session.press(":matrix<enter>");
    assert!(matches!(screen(&session), Screen::Matrix { .. }));
    session.press(":<down><down><up>");
    let Purpose::Palette(finder) = &session.model.prompt.as_ref().unwrap().purpose else {
        panic!("the palette is open");
    };
    assert_eq!(finder.selected, 1);
    assert_eq!(finder.hits.first(), Some(&Target::Command(Command::Open)));
    session.press("<up><up>");
    let Purpose::Palette(finder) = &session.model.prompt.as_ref().unwrap().purpose else {
        panic!("the palette is open");
    };
    assert_eq!(
        finder.selected,
        finder.hits.len() - 1,
        "up from the first is the last"
    );
    session.press("<esc>");
    assert!(session.model.prompt.is_none());
    session.press(":xyzzy<enter>");
    assert_eq!(
        session.model.notice,
        Some(Notice::NoSuchCommand("xyzzy".to_owned()))
    );
    assert_eq!(session.press(":q<enter>"), [Effect::Quit]);
}

#[test]
fn matches_show_key_and_command_line() {
    let mut session = session();
    session.press(":lk os");
    let text = session.text();
    assert!(text.contains("▸ Landkreis Osnabrück"), "{text}");
    assert!(text.lines().any(|line| line.contains("Landkreis Osnabrück")
        && line.trim_end().ends_with("ozgtop open district/03459")));
    session.press("<esc>:vergleich");
    let text = session.text();
    assert!(
        text.lines()
            .any(|line| line.contains(":compare") && line.trim_end().ends_with(" d")),
        "{text}"
    );
}

#[test]
fn an_address_that_was_sent_is_pasted_and_opened() {
    for pasted in [
        "district/03459",
        "ozgtop open district/03459",
        "ozgtop open 'district/03459?service=wohngeld'",
    ] {
        let mut session = session();
        session.press(":");
        update(&mut session.model, Message::Pasted(pasted.to_owned()));
        assert!(
            session.text().contains("Enter öffnet diese Adresse"),
            "{pasted}"
        );
        session.press("<enter>");
        assert!(matches!(screen(&session), Screen::District(_)), "{pasted}");
    }
}
