//! Live reload: the session stays where it is while its data changes, and the last good data stays while something is wrong.

#![expect(
    clippy::disallowed_methods,
    reason = "tests change files and wait by the clock"
)]

mod ways;

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ozgtop::app::counted::Brief;
use ozgtop::app::effect::Effect;
use ozgtop::app::live::{Follow, News, Since, Trouble, What};
use ozgtop::app::message::Message;
use ozgtop::app::prompt::Notice;
use ozgtop::app::update::update;
use ozgtop::domain::date;
use ozgtop::domain::text::CleanText;
use ozgtop::runtime::live::{Feed, Plan, Watcher};
use ozgtop::store::still::{Held, Look};
use ozgtop::store::{Limits, Source, load};

use crate::pty::{Terminal, ozgtop};
use crate::scene::{NEWEST, Scene};
use crate::session::Session;

/// Far longer than anything takes; machines can be busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// A session that follows a copy of the hamlet.
pub(crate) struct Live {
    pub(crate) scene: Scene,
    pub(crate) session: Session,
    watcher: Watcher,
    pub(crate) feed: Feed,
}

fn clock() -> Since {
    Since {
        day: date::parse("2026-11-23").unwrap(),
        hour: 14,
        minute: 3,
    }
}

/// A plan to follow a folder as it is now, and its data.
pub(crate) fn plan(scene: &Scene) -> Plan {
    let source = Source::Folder(scene.root());
    Plan {
        root: scene.root(),
        limits: Limits::default(),
        seen: Look::at(&scene.root()),
        data: Arc::new(load(&source, Limits::default())),
        rest: None,
        brief: Brief::default(),
        follow: Follow::Watched,
        load: Box::new(Held::load),
        clock,
    }
}

impl Live {
    pub(crate) fn new() -> Self {
        Self::with(Scene::hamlet(), |plan| plan)
    }

    pub(crate) fn with(scene: Scene, change: impl FnOnce(Plan) -> Plan) -> Self {
        let plan = change(plan(&scene));
        let mut session = Session::with(Arc::clone(&plan.data), (80, 24));
        let watcher = Watcher::begin(plan).unwrap();
        let feed = watcher.subscribe(|| {});
        update(&mut session.model, Message::Following(feed.follow()));
        Self {
            scene,
            session,
            watcher,
            feed,
        }
    }

    /// Replaces a text in a file, as careful writers do.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.scene.path(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        self.scene.write(".new", text.replace(from, to));
        fs::rename(self.scene.path(".new"), self.scene.path(file)).unwrap();
    }

    /// Waits for news and takes them in.
    pub(crate) fn hear(&mut self) -> News {
        let start = Instant::now();
        loop {
            if let Some(news) = self.feed.take() {
                update(&mut self.session.model, Message::Heard(news.clone()));
                return news;
            }
            assert!(start.elapsed() < PATIENCE, "nothing comes");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Nothing comes for a while.
    fn is_silent(&self) -> bool {
        std::thread::sleep(Duration::from_millis(700));
        self.feed.take().is_none()
    }

    pub(crate) fn line(&self, at: usize) -> String {
        let text = self.session.text();
        text.lines().nth(at).unwrap_or_default().to_owned()
    }

    /// The lines that are marked as different, without their marks.
    fn marked(&self) -> Vec<String> {
        let text = self.session.text();
        let lines = text.lines().filter(|line| line.chars().nth(1) == Some('*'));
        lines
            .map(|line| line.chars().skip(2).collect::<String>())
            .collect()
    }

    /// The line of the selected row, and which line it is.
    fn selected(&self) -> (usize, String) {
        let text = self.session.text();
        let mut lines = text.lines().enumerate();
        let (at, line) = lines.find(|(_, line)| line.starts_with('▸')).unwrap();
        (at, line.chars().skip(2).collect())
    }
}

/// `anmeldung` of Grünfelde goes from pilot to live.
pub(crate) fn goes_live(live: &Live) {
    live.edit(NEWEST, r#"phase: "pilot""#, r#"phase: "live""#);
}

#[test]
fn the_selection_stays_on_its_thing_and_what_changed_is_marked_until_the_next_key() {
    let mut live = Live::new();
    live.session.press("3Gk");
    let (line, before) = live.selected();
    assert!(live.marked().is_empty());
    goes_live(&live);
    let news = live.hear();
    assert_eq!((news.count, news.asked), (1, false));
    let (after_line, after) = live.selected();
    assert_eq!(line, after_line);
    assert_eq!(before[..8], after[..8], "the same municipality");
    let marked = live.marked();
    assert_eq!(marked.len(), 1, "{marked:?}");
    assert!(marked[0].contains("Grünfelde"), "{marked:?}");
    assert!(live.line(23).contains("1 Zeile ist hier anders"));
    live.session.press("k");
    assert!(live.marked().is_empty());
    assert!(!live.line(23).contains("neu geladen"));
}

#[test]
fn bodies_that_come_before_it_move_neither_selection_nor_screen() {
    let mut live = Live::new();
    // The services of Birkenmoor, from the list of all municipalities, sorted by key.
    live.session.press("3al");
    live.session.press("g/Torfhude<enter><enter>");
    assert!(live.line(1).contains("Torfhude"), "{}", live.line(1));
    live.session.press("j");
    let selected = live.selected().1;
    // Ids are positions: every body behind this one gets another id.
    let row = r#"(ars: "039010005005", name: "Grünfelde""#;
    let new = format!(
        r#"(ars: "039010004004", name: "Altfelde", designation: "Gemeinde", population: 9, population_source: "counted"),
        {row}"#
    );
    live.edit("bodies.ron", row, &new);
    live.hear();
    assert!(live.line(1).contains("Torfhude"), "{}", live.line(1));
    assert_eq!(live.selected().1, selected);
    live.session.press("<esc>");
    assert!(live.selected().1.contains("Torfhude"));
}

#[test]
fn who_is_on_the_newest_snapshot_stays_on_the_newest_and_another_date_stays() {
    let mut live = Live::new();
    let text = fs::read_to_string(live.scene.path(NEWEST)).unwrap();
    live.session.press("4");
    live.scene.write(
        "rollout/2026-11-15.ron",
        text.replace("2026-10-31", "2026-11-15"),
    );
    live.hear();
    assert!(live.line(0).contains("Stand 15.11.2026"));
    assert!(live.line(23).contains("jetzt gilt der Stand 15.11.2026"));
    live.session.press("<lt>d");
    // Compared with the first one; the date itself is taken away.
    live.session.press("G<enter>");
    assert!(live.line(0).contains("31.10.2026"), "{}", live.line(0));
    assert!(live.line(0).contains("31.08.26"), "{}", live.line(0));
    goes_live(&live);
    live.hear();
    assert!(live.line(0).contains("31.10.2026"), "{}", live.line(0));
    assert!(live.line(0).contains("31.08.26"), "{}", live.line(0));
    live.scene.remove(NEWEST);
    live.hear();
    // 15.11. is 15 days away, 30.09. 31 days.
    assert!(
        live.line(0).contains("Stand 15.11.2026"),
        "{}",
        live.line(0)
    );
    let said = live.line(23);
    assert!(
        said.contains("den Stand 31.10.2026 gibt es nicht mehr"),
        "{said}"
    );
}

#[test]
fn filter_order_and_columns_stay_and_a_screen_that_is_gone_gives_way() {
    let mut live = Live::new();
    live.session.press("3lllssfservice=gewerbe<enter>");
    let crumbs = live.line(1);
    let head = live.session.text().lines().nth(4).unwrap().to_owned();
    goes_live(&live);
    live.hear();
    assert_eq!(live.line(1), crumbs);
    assert_eq!(live.session.text().lines().nth(4).unwrap(), head);
    live.session.press("F1/gewerbe<enter><enter>");
    assert!(live.line(1).contains("Gewerbe"), "{}", live.line(1));
    let services = fs::read_to_string(live.scene.path("services.ron")).unwrap();
    live.scene.write(
        "services.ron",
        services.replace("\"gewerbe\"", "\"handel\""),
    );
    live.hear();
    assert!(!live.line(1).contains("Gewerbe"), "{}", live.line(1));
    assert!(live.line(23).contains("gibt es nicht mehr"));
}

#[test]
fn a_file_that_breaks_keeps_the_last_good_data_and_says_since_when() {
    let mut live = Live::new();
    live.session.press("4");
    let before = live.session.text();
    live.edit(NEWEST, "cells: [", "cells: [[[");
    let news = live.hear();
    let what = What::File(CleanText::new(NEWEST));
    let trouble = Trouble {
        what,
        since: clock(),
    };
    assert_eq!(news.trouble.as_ref(), Some(&trouble));
    assert!(news.data.is_none());
    let top = live.line(0);
    assert!(
        top.contains("Fehler in rollout/2026-10-31.ron seit 14:03"),
        "{top}"
    );
    assert!(
        top.contains("31.10.2026"),
        "the date is always there: {top}"
    );
    let rest = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rest(&live.session.text()), rest(&before));
    live.session.resize(40, 12);
    let top = live.line(0);
    assert!(
        top.contains("Fehler") && top.contains("14:03") && top.contains("31.10.2026"),
        "{top}"
    );
    live.session.resize(80, 24);
    // Another change does not help, and is not told twice.
    live.edit("land.ron", "Weilerland", "Wildland");
    assert!(live.is_silent());
    live.edit(NEWEST, "cells: [[[", "cells: [");
    let news = live.hear();
    assert!(news.trouble.is_none());
    let top = live.line(0);
    assert!(!top.contains("Fehler"), "{top}");
    assert_eq!(live.session.model.data.land.name.as_str(), "Wildland");
}

#[test]
fn one_bad_row_is_a_problem_as_at_the_start_and_a_new_bad_file_hides_nothing() {
    let mut live = Live::new();
    live.edit(NEWEST, r#"phase: "pilot""#, r#"phase: "pilto""#);
    assert!(live.hear().trouble.is_none());
    assert_eq!(live.session.model.data.problems.len(), 1);
    live.scene.write("rollout/2026-11-15.ron", "(schema: 1, ");
    assert!(live.hear().trouble.is_none());
    assert_eq!(live.session.model.data.problems.len(), 2);
    // It never was sound: nothing is lost when it changes.
    live.scene
        .write("rollout/2026-11-15.ron", "(schema: 1, date");
    assert!(live.hear().trouble.is_none());
    // A file that has fewer rows than it says is torn, though each row is sound.
    live.edit(NEWEST, "rows: 7", "rows: 9");
    assert!(live.hear().trouble.is_some());
}

#[test]
fn paused_counts_what_waits_and_goes_on_with_the_newest() {
    let mut live = Live::new();
    live.session.press("4p");
    assert!(live.line(0).contains("angehalten"), "{}", live.line(0));
    for (count, name) in [(1, "Eins"), (2, "Zwei"), (3, "Drei")] {
        let old = live.session.model.data.land.name.to_string();
        let text = fs::read_to_string(live.scene.path("land.ron")).unwrap();
        let now = text.replace("name: \"", &format!("name: \"{name} "));
        live.scene.write("land.ron", now);
        live.hear();
        let top = live.line(0);
        assert!(top.contains(&format!("angehalten, {count} neu")), "{top}");
        assert_eq!(live.session.model.data.land.name.as_str(), old);
    }
    live.session.resize(40, 12);
    assert!(
        live.line(0).contains("angehalten, 3 neu"),
        "{}",
        live.line(0)
    );
    live.session.resize(80, 24);
    live.session.press("p");
    assert!(!live.line(0).contains("angehalten"));
    assert_eq!(
        live.session.model.data.land.name.as_str(),
        "Drei Zwei Eins Weilerland"
    );
}

#[test]
fn nothing_moves_while_somebody_types() {
    let mut live = Live::new();
    live.session.press("3/grü");
    live.edit("land.ron", "Weilerland", "Wildland");
    live.hear();
    assert_eq!(live.session.model.data.land.name.as_str(), "Weilerland");
    assert!(live.line(0).contains("1 neu"), "{}", live.line(0));
    live.session.press("<enter>");
    assert_eq!(live.session.model.data.land.name.as_str(), "Wildland");
    assert!(live.selected().1.contains("Grünfelde"));
}

#[test]
fn the_folder_may_go_and_come_back_as_another_one() {
    let mut live = Live::new();
    let away = live.scene.root().with_extension("away");
    fs::rename(live.scene.root(), &away).unwrap();
    let news = live.hear();
    assert_eq!(news.trouble.map(|it| it.what), Some(What::Gone));
    let top = live.line(0);
    assert!(top.contains("Datenordner fehlt seit 14:03"), "{top}");
    fs::rename(&away, live.scene.root()).unwrap();
    assert!(live.hear().trouble.is_none(), "the same one is back");
    // Another one in its place.
    let other = Scene::hamlet();
    let land = fs::read_to_string(other.path("land.ron")).unwrap();
    other.write("land.ron", land.replace("Weilerland", "Wildland"));
    fs::rename(live.scene.root(), &away).unwrap();
    fs::rename(other.root(), live.scene.root()).unwrap();
    live.hear();
    assert_eq!(live.session.model.data.land.name.as_str(), "Wildland");
    // The new folder is listened to.
    let start = Instant::now();
    live.edit("land.ron", "Wildland", "Neuland");
    live.hear();
    assert!(start.elapsed() < Duration::from_secs(10));
    // Emptied is as good as gone.
    fs::remove_dir_all(live.scene.root()).unwrap();
    fs::create_dir(live.scene.root()).unwrap();
    let news = live.hear();
    assert_eq!(news.trouble.map(|it| it.what), Some(What::Gone));
    assert_eq!(live.session.model.data.land.name.as_str(), "Neuland");
}

#[test]
fn a_reload_that_crashes_is_told_and_the_next_one_counts() {
    let mut live = Live::with(Scene::hamlet(), |plan| Plan {
        load: Box::new(|held| {
            let data = held.load();
            assert_ne!(data.land.name.as_str(), "Crash");
            data
        }),
        ..plan
    });
    live.edit("land.ron", "Weilerland", "Crash");
    let news = live.hear();
    assert_eq!(news.trouble.map(|it| it.what), Some(What::Crashed));
    assert!(live.line(0).contains("14:03"), "{}", live.line(0));
    assert_eq!(live.session.model.data.land.name.as_str(), "Weilerland");
    live.edit("land.ron", "Crash", "Wildland");
    assert!(live.hear().trouble.is_none());
    assert_eq!(live.session.model.data.land.name.as_str(), "Wildland");
}
