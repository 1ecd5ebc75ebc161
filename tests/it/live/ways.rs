//! Live reload without a watch, for several sessions, and on a terminal.

use super::*;

#[test]
fn without_a_watch_only_asking_helps_and_bundled_data_has_nothing_to_load() {
    let unwatched = |plan| Plan {
        follow: Follow::WhenAsked,
        ..plan
    };
    let mut live = Live::with(Scene::hamlet(), unwatched);
    live.edit("land.ron", "Weilerland", "Wildland");
    assert!(live.is_silent());
    live.session.press("p");
    assert!(live.line(23).contains("nicht beobachtet"));
    assert_eq!(live.session.press("<c-r>"), [Effect::Reload]);
    live.feed.ask();
    assert!(live.hear().asked);
    assert_eq!(live.session.model.data.land.name.as_str(), "Wildland");

    let mut bundled = Session::bundled((80, 24));
    assert_eq!(bundled.model.live.follow, Follow::Nothing);
    assert_eq!(bundled.press("<f5>"), []);
    assert!(matches!(bundled.model.notice, Some(Notice::Live(_))));
}

#[test]
fn asking_shows_what_waits_even_while_paused() {
    let mut live = Live::new();
    live.session.press("p");
    live.edit("land.ron", "Weilerland", "Wildland");
    live.hear();
    assert_eq!(live.session.model.data.land.name.as_str(), "Weilerland");
    live.feed.ask();
    live.hear();
    assert_eq!(live.session.model.data.land.name.as_str(), "Wildland");
    assert!(live.session.model.live.paused);
}

#[test]
fn one_watcher_serves_several_sessions_and_one_that_comes_late() {
    let mut live = Live::new();
    let other = live.watcher.subscribe(|| {});
    live.edit("land.ron", "Weilerland", "Wildland");
    let first = live.hear().data.unwrap();
    let second = other.take().unwrap().data.unwrap();
    assert!(Arc::ptr_eq(&first, &second), "loaded once");
    let late = live.watcher.subscribe(|| {}).take().unwrap();
    assert!(Arc::ptr_eq(&first, &late.data.unwrap()));
}

/// The whole way: the program, its folder and its screen.
#[test]
fn on_a_terminal_a_change_is_seen_within_a_second_and_rest_costs_nothing() {
    let scene = Scene::hamlet();
    let root = scene.root();
    let folder = root.to_str().unwrap();
    let mut terminal = Terminal::start(ozgtop(&[("OZGTOP_DATA", folder)]));
    terminal.wait_for("Weilerland");
    terminal.press("4");
    terminal.settle();
    let start = Instant::now();
    let land = fs::read_to_string(scene.path("land.ron")).unwrap();
    scene.write("land.ron", land.replace("Weilerland", "Wildland"));
    terminal.wait_for("Wildland");
    let taken = start.elapsed();
    eprintln!("a change is on screen after {} ms", taken.as_millis());
    terminal.press("j");
    terminal.settle();
    let written = terminal.written();
    std::thread::sleep(Duration::from_millis(5500));
    assert_eq!(terminal.written(), written, "an idle session is silent");
    scene.write("services.ron", "(schema: 1,");
    terminal.wait_for("Fehler in services.ron seit");
    scene.remove("services.ron");
    terminal.press("Q");
    assert_eq!(terminal.end().code, 0);
}
