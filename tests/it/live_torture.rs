//! A writer who knows no mercy: whatever it does to the folder, every set of data that reaches a session is of one piece.

#![expect(
    clippy::disallowed_methods,
    reason = "tests change files and wait by the clock"
)]

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use ozgtop::app::message::Message;
use ozgtop::app::update::update;
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::rollout::SnapshotId;
use ozgtop::runtime::live::Watcher;

use crate::hamlet;
use crate::live::plan;
use crate::scene::{Scene, files};
use crate::session::Session;

/// Fifty times a second.
const STEP: Duration = Duration::from_millis(20);

/// Every file of the hamlet with the number of its generation; the rows that it has are stated.
fn generation(number: u32) -> Vec<(String, String)> {
    let evidence = "evidence/2026-11-02.ron";
    let bytes = fs::read(hamlet::folder().join(evidence)).unwrap();
    let all = files().into_iter().chain([(evidence.to_owned(), bytes)]);
    let text = all.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()));
    text.filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "ron"))
        .map(|(path, text)| {
            let sign = format!("erfunden G{number:06}");
            let text = text.replace(
                "(de: \"Zulassung\"",
                &format!("(de: \"Zulassung G{number:06}\""),
            );
            (path, text.replace("erfunden\"", &format!("{sign}\"")))
        })
        .collect()
}

/// The generations of all files that a data set was read from.
fn generations(data: &Dataset) -> Vec<String> {
    let rollout = &data.rollout;
    let snapshots = rollout.ids().filter_map(|id| rollout.snapshot(id));
    let mut sources: Vec<String> = snapshots
        .flat_map(|it| it.sources.iter().map(ToString::to_string))
        .collect();
    assert_eq!(sources.len(), 3, "a snapshot is missing");
    sources.push(data.register_source.to_string());
    sources.push(data.land.headlines[0].source.to_string());
    sources.push(data.evidence[0].source.to_string());
    let service = data.catalogue.find("zulassung").unwrap();
    sources.push(data.catalogue.service(service).name.de.to_string());
    let number = |source: &String| {
        source
            .rsplit_once(" G")
            .map(|(_, number)| number.to_owned())
    };
    sources.iter().filter_map(number).collect()
}

/// What a writer does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// One file after the other is replaced.
    Rename,
    /// One after the other is emptied and written piece by piece.
    Slowly,
    /// One after the other is overwritten, as long as before.
    InPlace,
    /// All are deleted and written again.
    Delete,
    /// The folder is replaced.
    Folder,
}

const WAYS: [Way; 5] = [
    Way::Rename,
    Way::Slowly,
    Way::InPlace,
    Way::Delete,
    Way::Folder,
];

struct Writer {
    root: PathBuf,
    number: u32,
    steps: u32,
}

impl Writer {
    /// Writes one generation; a step every 20 ms.
    fn write(&mut self, way: Way) {
        self.number += 1;
        let files = generation(self.number);
        match way {
            Way::Folder => {
                let new = self.root.with_extension("new");
                fill(&new, &files);
                let old = self.root.with_extension("old");
                fs::rename(&self.root, &old).unwrap();
                fs::rename(&new, &self.root).unwrap();
                fs::remove_dir_all(&old).unwrap();
                return self.step(1);
            }
            Way::Delete => {
                for (path, _) in &files {
                    fs::remove_file(self.root.join(path)).unwrap();
                    self.step(1);
                }
            }
            _ => {}
        }
        for (path, text) in &files {
            let path = self.root.join(path);
            match way {
                Way::Rename => {
                    let new = path.with_extension("new");
                    fs::write(&new, text).unwrap();
                    fs::rename(&new, &path).unwrap();
                }
                Way::InPlace => {
                    let mut file = File::options().write(true).open(&path).unwrap();
                    self.pieces(&mut file, text);
                }
                _ => self.pieces(&mut File::create(&path).unwrap(), text),
            }
            self.step(1);
        }
    }

    fn pieces(&mut self, file: &mut File, text: &str) {
        let (first, rest) = text.as_bytes().split_at(text.len() / 2);
        file.seek(SeekFrom::Start(0)).unwrap();
        file.write_all(first).unwrap();
        self.step(1);
        file.write_all(rest).unwrap();
    }

    /// Now and then a writer takes his time in the middle of it.
    fn step(&mut self, count: u32) {
        self.steps += count;
        let long = if self.steps.is_multiple_of(23) { 6 } else { 1 };
        thread::sleep(STEP * count * long);
    }
}

fn fill(folder: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// What a session saw of a writer.
#[derive(Default)]
struct Seen {
    loads: usize,
    newest: u32,
    troubles: usize,
}

/// A session that looks at every set of data and every frame, until `until` is shown; tells how long that took after the
/// last write.
fn watch(session: &mut Session, seen: &mut Seen, feed: &ozgtop::runtime::live::Feed) {
    let Some(news) = feed.take() else {
        thread::sleep(Duration::from_millis(1));
        return;
    };
    if let Some(data) = news.data.as_ref().map(|counted| &counted.data) {
        let numbers = generations(data);
        assert_eq!(numbers.len(), 7, "{numbers:?}");
        let same = numbers.iter().all(|number| *number == numbers[0]);
        assert!(same, "a mixture: {numbers:?}");
        assert!(data.problems.is_empty(), "{:?}", data.problems);
        let number = numbers[0].parse().unwrap();
        assert!(number >= seen.newest, "back in time");
        seen.newest = number;
        seen.loads += 1;
    }
    seen.troubles += usize::from(news.trouble.is_some());
    update(&mut session.model, Message::Heard(news));
    let text = session.text();
    let shown = text.split(" G0").nth(1).map(|rest| rest[..5].to_owned());
    let of_data = format!("{:05}", seen.newest);
    assert!(shown.is_none_or(|shown| shown == of_data), "{text}");
}

/// Each way for itself, then one after the other in a strange order; a pause that is no rest, and one that is.
fn plans() -> Vec<Vec<Way>> {
    let mut plans: Vec<Vec<Way>> = WAYS.iter().map(|way| vec![*way; 4]).collect();
    plans.push(vec![Way::Folder; 100]);
    let strange = (0..12_usize).map(|at| WAYS[(at * at + 3 * at) % WAYS.len()]);
    plans.push(strange.collect());
    plans
}

impl Writer {
    /// Writes a generation in each of these ways.
    fn write_all(&mut self, ways: Vec<Way>) {
        for (at, way) in ways.into_iter().enumerate() {
            self.write(way);
            if at % 3 == 2 {
                // Long enough to be read in the middle of, not long enough to be rest.
                thread::sleep(Duration::from_millis(150));
            }
        }
    }
}

#[test]
fn no_view_mixes_two_states_and_the_last_one_comes() {
    let scene = Scene::hamlet();
    fill(&scene.root(), &generation(0));
    let plan = plan(&scene);
    assert_eq!(generations(&plan.data).len(), 7);
    let mut session = Session::with(Arc::clone(&plan.data), (120, 40));
    session.press("4");
    let watcher = Watcher::begin(plan).unwrap();
    let feed = watcher.subscribe(|| {});
    let mut seen = Seen::default();
    let mut writer = Writer {
        root: scene.root(),
        number: 0,
        steps: 0,
    };
    for ways in plans() {
        let over = Arc::new(AtomicBool::new(false));
        let target = Arc::new(AtomicU32::new(0));
        let loads = seen.loads;
        let (is_over, number, name) = (
            Arc::clone(&over),
            Arc::clone(&target),
            format!("{:?}×{}", ways[0], ways.len()),
        );
        let busy = thread::spawn(move || {
            writer.write_all(ways);
            number.store(writer.number, Ordering::SeqCst);
            is_over.store(true, Ordering::SeqCst);
            writer
        });
        while !over.load(Ordering::SeqCst) {
            watch(&mut session, &mut seen, &feed);
        }
        let start = Instant::now();
        while seen.newest < target.load(Ordering::SeqCst) {
            watch(&mut session, &mut seen, &feed);
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{name}: the last state never comes"
            );
        }
        assert!(session.model.live.trouble.is_none());
        writer = busy.join().unwrap();
        let _ = writeln!(
            std::io::stderr(),
            "{name}: {} loads, the last state after {} ms",
            seen.loads - loads,
            start.elapsed().as_millis()
        );
    }
}

/// A feed that never rests must not starve the screen: one file, replaced fifty times a second.
#[test]
fn a_file_that_is_replaced_without_a_pause_is_shown_all_the_same() {
    let scene = Scene::hamlet();
    let plan = plan(&scene);
    let watcher = Watcher::begin(plan).unwrap();
    let feed = watcher.subscribe(|| {});
    let (_, text) = files()
        .into_iter()
        .find(|(path, _)| path == "land.ron")
        .unwrap();
    let text = String::from_utf8(text).unwrap();
    let (mut loads, mut last) = (0, 0);
    let start = Instant::now();
    for number in 1..=200 {
        let new = text.replace("Weilerland", &format!("Land {number}"));
        fs::write(scene.path(".new"), new).unwrap();
        fs::rename(scene.path(".new"), scene.path("land.ron")).unwrap();
        if let Some(counted) = feed.take().and_then(|news| news.data) {
            let data = &counted.data;
            let name = data.land.name.to_string();
            let shown: u32 = name["Land ".len()..].parse().unwrap();
            assert!(shown > last, "{shown} after {last}");
            (loads, last) = (loads + 1, shown);
            assert_eq!(
                data.rollout.snapshot(SnapshotId(2)).map(|it| it.complete),
                Some(true)
            );
        }
        thread::sleep(STEP);
    }
    let _ = writeln!(
        std::io::stderr(),
        "{loads} loads in {} ms",
        start.elapsed().as_millis()
    );
    assert!(loads >= 1, "nothing was shown in four seconds");
}
