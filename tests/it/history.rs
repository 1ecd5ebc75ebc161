//! The newest snapshot first, the older ones later: until they are there nothing wrong is said of them, and then the
//! session stands as if everything had been there from the start.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use ozgtop::app::counted::Counted;
use ozgtop::app::live::{Follow, News, What};
use ozgtop::app::message::Message;
use ozgtop::app::prompt::Notice;
use ozgtop::app::update::update;
use ozgtop::runtime::live::{Plan, Watcher};
use ozgtop::store::{Limits, Rest, Source, load, load_newest};

use crate::live::Live;
use crate::pty::{Terminal, ozgtop};
use crate::scene::{NEWEST, Scene};
use crate::session::Session;

const WAITS: &str = "ältere Stände werden noch gelesen";
const OLDEST: &str = "rollout/2026-08-31.ron";

/// A session that has the newest snapshot alone.
fn early(source: &Source, size: (u16, u16)) -> (Session, Rest) {
    let (data, rest) = load_newest(source, Limits::default());
    (Session::with(Arc::new(data), size), rest.unwrap())
}

fn complete(session: &mut Session, rest: Rest) {
    let counted = Counted::new(Arc::new(rest.load()), &session.model.brief());
    let data = Some(Arc::new(counted));
    let news = News {
        data,
        count: 1,
        ..News::default()
    };
    update(&mut session.model, Message::Heard(news));
}

/// A live session on a folder of which the older snapshots were not read yet.
fn waiting(scene: Scene, follow: Follow) -> Live {
    let (data, rest) = load_newest(&Source::Folder(scene.root()), Limits::default());
    assert!(data.awaits_history && rest.is_some());
    Live::with(scene, |plan| Plan {
        data: Arc::new(data),
        rest,
        follow,
        ..plan
    })
}

#[test]
fn until_then_every_field_is_right_or_says_that_it_waits() {
    let screens = [
        "0",
        "1",
        "2",
        "4",
        "6",
        "1<enter>",
        "3<enter>",
        "1<enter><enter>",
    ];
    for keys in screens {
        let (mut session, _) = early(&Source::Bundled, (200, 50));
        let mut whole = Session::bundled((200, 50));
        session.press(keys);
        whole.press(keys);
        let (now, then) = (session.text(), whole.text());
        assert!(now.lines().next().unwrap().contains(WAITS), "{now}");
        // The top line leaves out what has no room beside it; a cell has no dates to count yet.
        for (now, then) in now.lines().zip(then.lines()).skip(2) {
            let known: Vec<_> = then.split_whitespace().collect();
            let now = now.replace(WAITS, "…");
            let wrong = now
                .split_whitespace()
                .find(|word| *word != "…" && !known.contains(word));
            assert_eq!(wrong, None, "{keys}:\n{now}\n{then}");
        }
    }
}

#[test]
fn what_is_of_the_past_waits() {
    for keys in ["5", "t", "d", "!", "<lt>", "e", ":", "1t"] {
        let (mut session, rest) = early(&Source::Bundled, (80, 24));
        session.press(keys);
        let text = session.text();
        let below_the_title = text.lines().skip(1).any(|line| line.contains(WAITS));
        assert!(below_the_title, "{keys}:\n{text}");
        assert!(session.model.prompt.is_none());
        complete(&mut session, rest);
        assert!(!session.text().lines().next().unwrap().contains(WAITS));
    }
}

#[test]
fn afterwards_it_stands_as_if_all_had_been_there_from_the_start() {
    let walks = [
        "",
        "jjjj",
        "3jjjjjjjj",
        "2<enter>G",
        "5",
        "1<enter>jj",
        "t",
        "1jt",
        "6",
        "0",
        "w3sjj",
    ];
    for keys in walks {
        for size in [(80, 24), (120, 40)] {
            let (mut session, rest) = early(&Source::Bundled, size);
            let mut whole = Session::bundled(size);
            session.press(keys);
            whole.press(keys);
            complete(&mut session, rest);
            assert_eq!(session.picture(), whole.picture(), "{keys}");
            assert!(session.model.live.marked.is_empty() && session.model.notice.is_none());
        }
    }
}

#[test]
fn a_pause_does_not_keep_the_history_away_and_a_filter_stays() {
    let mut live = waiting(Scene::hamlet(), Follow::Watched);
    live.session.press("pfgestört<enter>");
    assert!(live.session.model.live.paused && live.session.model.filter.is_some());
    live.feed.begin();
    live.hear();
    assert!(!live.session.model.data.awaits_history);
    assert!(live.session.model.filter.is_some());
    let all = load(&Source::Folder(live.scene.root()), Limits::default());
    let mut whole = Session::with(Arc::new(all), (80, 24));
    whole.press("fgestört<enter>");
    let table = |session: &Session| {
        let text = session.text();
        let lines: Vec<_> = text.lines().skip(1).take(20).map(str::to_owned).collect();
        lines
    };
    assert_eq!(table(&live.session), table(&whole));
}

#[test]
fn a_fault_in_an_older_file_is_told_once_it_was_read() {
    let scene = Scene::hamlet();
    scene.write(OLDEST, "(schema: 1, date:");
    let mut live = waiting(scene, Follow::Watched);
    let files = |live: &Live| live.session.model.data.problems.len();
    assert_eq!(files(&live), 0);
    live.feed.begin();
    let news = live.hear();
    assert!(news.trouble.is_none(), "it was so from the start");
    let whole = load(&Source::Folder(live.scene.root()), Limits::default());
    let data = &live.session.model.data;
    assert_eq!(data.problems, whole.problems);
    let place = data.problems.first().and_then(|it| it.place.as_ref());
    assert_eq!(place.unwrap().file.as_str(), OLDEST);
    assert!(!data.awaits_history && data.rollout.len() == 2);
}

#[test]
fn of_two_states_of_the_folder_only_the_later_one_is_shown() {
    for follow in [Follow::Watched, Follow::WhenAsked] {
        let mut live = waiting(Scene::hamlet(), follow);
        let edit = |file: &str, from: &str, to: &str| {
            let text = fs::read_to_string(live.scene.path(file)).unwrap();
            assert!(text.contains(from));
            live.scene.write(file, text.replace(from, to));
        };
        // The name of the Land was read already, the oldest file was not.
        edit("land.ron", "Weilerland", "Wildland");
        edit(OLDEST, "Meldungen, erfunden", "andere Meldungen");
        live.feed.begin();
        let news = live.hear();
        assert_eq!(news.count, 1, "nothing came before");
        let data = &live.session.model.data;
        let oldest = data
            .rollout
            .ids()
            .next()
            .and_then(|id| data.rollout.snapshot(id));
        assert_eq!(data.land.name.as_str(), "Wildland");
        assert_eq!(oldest.unwrap().sources[0].as_str(), "andere Meldungen");
        assert!(!data.awaits_history);
    }
}

#[test]
fn without_its_folder_a_session_goes_on_waiting_and_says_why() {
    let mut live = waiting(Scene::hamlet(), Follow::Watched);
    let away = live.scene.root().with_extension("away");
    fs::rename(live.scene.root(), &away).unwrap();
    live.feed.begin();
    let news = live.hear();
    assert_eq!(news.trouble.map(|it| it.what), Some(What::Gone));
    assert!(live.session.model.data.awaits_history);
    fs::rename(&away, live.scene.root()).unwrap();
    live.hear();
    assert!(!live.session.model.data.awaits_history);
    assert!(!matches!(
        live.session.model.notice,
        Some(Notice::HistoryAwaited)
    ));
}

#[test]
fn who_leaves_before_leaves_as_always() {
    let scene = Scene::hamlet();
    let (data, rest) = load_newest(&Source::Folder(scene.root()), Limits::default());
    let plan = Plan {
        data: Arc::new(data),
        rest,
        ..crate::live::plan(&scene)
    };
    let watcher = Watcher::begin(plan).unwrap();
    let feed = watcher.subscribe(|| {});
    drop(watcher);
    feed.begin();
    std::thread::sleep(Duration::from_millis(100));
    assert!(feed.take().is_none());

    let mut terminal = Terminal::start(ozgtop(&[]));
    terminal.press("Q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored("with Q at once");
}

#[test]
fn where_one_file_does_not_tell_the_newest_snapshot_all_are_read() {
    let whole = |change: fn(&Scene)| {
        let scene = Scene::hamlet();
        change(&scene);
        let (data, rest) = load_newest(&Source::Folder(scene.root()), Limits::default());
        (data.awaits_history, rest.is_some(), data.rollout.len())
    };
    assert_eq!(whole(|_| ()), (true, true, 1));
    // A file whose name tells no date may hold the newest one.
    assert_eq!(
        whole(|scene| fs::rename(scene.path(OLDEST), scene.path("rollout/alt.ron")).unwrap()),
        (false, false, 3)
    );
    // What is not listed stands in the files before: all three are needed.
    let edit = |scene: &Scene| scene.edit(NEWEST, "\"complete\"", "\"changes\"");
    assert_eq!(whole(edit), (false, false, 3));
}

/// An address may lead into the past, or to what only an older snapshot names.
#[test]
fn addresses_lead_where_they_lead_with_all_snapshots() {
    let scene = Scene::hamlet();
    scene.edit(OLDEST, "provider: \"Südnetz\"", "provider: \"Altnetz\"");
    let folder = scene.root().to_str().unwrap().to_owned();
    let opened = |address: &str| {
        let mut command = ozgtop(&[("OZGTOP_DATA", &folder)]);
        command.args(["open", address]);
        let mut terminal = Terminal::start(command);
        terminal.wait(address, |screen| {
            let text = screen.contents();
            text.contains("ozgtop") && !text.contains(WAITS)
        });
        terminal.settle();
        let text = terminal.screen().contents();
        terminal.press("Q");
        terminal.end().assert_restored(address);
        text
    };
    let all = Arc::new(load(&Source::Folder(scene.root()), Limits::default()));
    for (address, keys) in [
        ("municipalities", "3"),
        ("matrix", "6"),
        ("trend", "t"),
        ("services?date=2026-08-31", "1<lt><lt>"),
        ("providers", "4"),
    ] {
        let mut whole = Session::with(Arc::clone(&all), (80, 24));
        whole.press(keys);
        let (opened, whole) = (opened(address), whole.text());
        // The first line has the path that was walked, the last one what the walk was for.
        let body = |text: &str| {
            let lines: Vec<_> = text.lines().skip(1).map(str::trim_end).collect();
            lines.into_iter().take(21).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(body(&opened), body(&whole), "{address}");
    }
    assert!(opened("provider/Altnetz").contains("Altnetz"));
}
