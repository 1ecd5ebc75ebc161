//! `ozgtop open`: addresses and saved views from the command line, and where they are kept.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look at files that the program wrote"
)]

use std::fs;
use std::path::{Path, PathBuf};

use ozgtop::app::effect::Effect;
use ozgtop::app::message::Message;
use ozgtop::app::views::Done;
use ozgtop::domain::text::CleanText;
use ozgtop::runtime::shelf::Shelf;

use crate::program::{self, Ran};
use crate::session::Session;

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join(".local/state/ozgtop")
    }

    fn write(&self, text: &str) {
        fs::create_dir_all(self.folder()).unwrap();
        fs::write(self.folder().join("views.ron"), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        program::finish(
            program::command(self.0.path())
                .env("TERM", "xterm")
                .args(arguments),
        )
    }

    fn told(&self, arguments: &[&str]) -> String {
        self.run(arguments).told(self.0.path(), "HOME")
    }
}

const VIEWS: &str = r#"(schema: 1, views: [
    (name: "Mein Kreis", address: "district/03454?service=wohngeld"),
    (name: "alt", address: "service/gibt-es-nicht"),
    (name: "=kurz", address: "upcoming"),
])"#;

#[test]
fn without_a_terminal_the_table_is_printed() {
    let home = Home::new();
    let ran = home.run(&["open", "services?sort=-reach_bodies"]);
    assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
    let listed = home.run(&["list", "services"]).stdout;
    let sorted = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_ne!(ran.stdout, listed);
    assert_eq!(sorted(&ran.stdout), sorted(&listed));
    let json = home
        .run(&["open", "district/LK OS", "--format", "json"])
        .stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["kind"], "district");
    let shown = home.run(&["show", "district", "034590000000"]).stdout;
    assert_eq!(home.run(&["open", "district/03459"]).stdout, shown);
    let filtered = home.run(&[
        "--filter",
        "phase<live",
        "open",
        "services?filter=phase=live",
    ]);
    assert!(filtered.stdout.contains("phase<live"));
}

#[test]
fn saved_views_are_listed_and_opened_by_name() {
    let home = Home::new();
    insta::assert_snapshot!("no_views", home.told(&["open"]));
    home.write(VIEWS);
    insta::assert_snapshot!("views", home.told(&["open"]));
    insta::assert_snapshot!("views_csv", home.told(&["open", "--format", "csv"]));
    let json: serde_json::Value =
        serde_json::from_str(&home.run(&["open", "--format", "json"]).stdout).unwrap();
    assert_eq!(
        json["rows"][0]["address"],
        "district/03454?service=wohngeld"
    );
    let by_name = home.run(&["open", "Mein Kreis"]);
    assert_eq!(
        by_name.stdout,
        home.run(&["open", "district/03454?service=wohngeld"])
            .stdout
    );
    let frame = home.run(&["frame", "--open", "Mein Kreis"]);
    assert!(
        frame.stdout.contains("Landkreis Emsland"),
        "{}",
        frame.stdout
    );
    let frame = home.run(&["frame", "--open", "map/tiles", "--keys", "v"]);
    assert!(frame.stdout.contains("Mein Kreis"), "{}", frame.stdout);
}

#[test]
fn what_cannot_be_opened_is_told_with_an_exit_code() {
    let home = Home::new();
    home.write(VIEWS);
    let wrong = ["services?sort=reach", "Mein kreiss", "alt"].map(|it| home.told(&["open", it]));
    insta::assert_snapshot!(wrong.join("\n"));
    assert_eq!(home.run(&["frame", "--open", "dstrict"]).code, Some(2));
    home.write("(schema: 1,\n views: [(name: 3)])");
    insta::assert_snapshot!("broken_views", home.told(&["open"]));
    assert_eq!(home.run(&["open", "Mein Kreis"]).code, Some(1));
    assert_eq!(
        home.run(&["open", "services"]).code,
        Some(0),
        "an address needs no views"
    );
}

#[test]
fn the_folder_is_where_the_environment_says() {
    let home = Home::new();
    home.write(VIEWS);
    let state = home.folder();
    let state = state.parent().unwrap();
    let elsewhere = |value: &Path| {
        let mut command = program::command(Path::new("/nowhere"));
        program::finish(command.env("XDG_STATE_HOME", value).arg("open"))
    };
    assert!(elsewhere(state).stdout.contains("Mein Kreis"));
    assert_eq!(elsewhere(Path::new("state")).stdout, "");
}

#[test]
fn a_shelf_keeps_what_it_is_given_and_never_replaces_what_it_cannot_read() {
    let home = Home::new();
    let shelf = Shelf::new(Some(home.folder()), &[]);
    let save = |shelf: &Shelf, name: &str, address: &str| {
        let effect = Effect::SaveView {
            name: CleanText::new(name),
            address: address.to_owned(),
        };
        match shelf.carry_out(effect) {
            Some(Message::Kept(views, done)) => (views, done),
            other => panic!("{other:?}"),
        }
    };
    let (views, done) = save(&shelf, "a", "map");
    assert_eq!(
        (views.unwrap().len(), done),
        (1, Done::Saved(CleanText::new("a")))
    );
    assert_eq!(save(&shelf, "a", "trend").0.unwrap()[0].address, "trend");
    assert_eq!(save(&shelf, "b", "map").0.unwrap().len(), 2);
    let forgotten = shelf.carry_out(Effect::ForgetView(CleanText::new("a")));
    assert!(matches!(forgotten, Some(Message::Kept(Ok(views), _)) if views.len() == 1));
    let broken = "(schema: 1, views: oh";
    home.write(broken);
    let (views, done) = save(&shelf, "c", "map");
    assert!(views.unwrap_err().contains("views.ron:1:"));
    assert!(matches!(done, Done::Refused(why) if why.contains("views.ron:1:")));
    let file = home.folder().join("views.ron");
    assert_eq!(fs::read_to_string(file).unwrap(), broken);
    assert!(matches!(
        save(&Shelf::default(), "a", "map").1,
        Done::Refused(_)
    ));
    assert!(shelf.carry_out(Effect::Quit).is_none());
}

#[test]
fn the_end_of_a_session_is_remembered() {
    let home = Home::new();
    let shelf = Shelf::new(Some(home.folder()), &[]);
    assert_eq!(shelf.last(), None);
    let mut session = Session::bundled((80, 24));
    session.press("6a");
    shelf.remember(&session.model).unwrap();
    assert_eq!(shelf.last(), Some(Ok("matrix?folded".to_owned())));
    fs::write(home.folder().join("session.ron"), "oh").unwrap();
    assert!(matches!(shelf.last(), Some(Err(why)) if why.contains("session.ron:1:1")));
}
