//! How fast: loading, counting, updating, painting. `cargo bench`; compare within one run only.
#![allow(clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

mod imports;

use std::hint::black_box;
use std::io::{Sink, sink};
use std::sync::{Arc, OnceLock};

use divan::Bencher;
use ozgtop::analysis::checks;
use ozgtop::analysis::figures::{Standing, Thresholds};
use ozgtop::analysis::forecast::{Goal, curve, pace};
use ozgtop::analysis::map::labels::labels;
use ozgtop::analysis::map::raster::Raster;
use ozgtop::analysis::trend::{Subject, Trends};
use ozgtop::app::counted::Counted;
use ozgtop::app::key::Key;
use ozgtop::app::keymap::Keymap;
use ozgtop::app::language::{Language, Weighting};
use ozgtop::app::live::News;
use ozgtop::app::message::{Message, Moment};
use ozgtop::app::model::{Model, Start};
use ozgtop::app::screen::Screen;
use ozgtop::app::update::update;
use ozgtop::domain::body::BodyId;
use ozgtop::domain::cell::{Cell, CellId, ProviderId};
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::date;
use ozgtop::domain::phase::Phase;
use ozgtop::domain::register::Register;
use ozgtop::domain::rollout::{Builder, Rollout, Snapshot, Values};
use ozgtop::domain::service::Catalogue;
use ozgtop::runtime::screen::Screen as Drawing;
use ozgtop::runtime::wire::{Abilities, Wire};
use ozgtop::store::{Limits, Source, load, load_newest};
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::Palette;
use ozgtop::ui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

fn main() {
    divan::main();
}

fn bundled() -> Arc<Dataset> {
    static DATA: OnceLock<Arc<Dataset>> = OnceLock::new();
    Arc::clone(DATA.get_or_init(|| Arc::new(load(&Source::Bundled, Limits::default()))))
}

fn model(size: (u16, u16), keys: &str) -> Model {
    model_of(bundled(), size, keys)
}

fn model_of(data: Arc<Dataset>, size: (u16, u16), keys: &str) -> Model {
    let mut model = Model::new(Start {
        language: Language::De,
        weighting: Weighting::Bodies,
        thresholds: Thresholds::default(),
        target: None,
        keymap: Keymap::default(),
        screen: Screen::Overview,
        size,
        today: date::parse("2026-11-23").unwrap(),
    });
    update(&mut model, Message::Loaded(data));
    for key in Key::parse_all(keys).unwrap() {
        update(&mut model, Message::Pressed(key, Moment(0)));
    }
    model
}

/// Goal: ≤ 10 ms.
#[divan::bench]
fn load_newest_and_count(bencher: Bencher) {
    bencher.bench_local(|| {
        let (data, _) = load_newest(&Source::Bundled, Limits::default());
        let standing = Standing::new(&data, data.rollout.newest(), None, Thresholds::default());
        let problems = checks::run(&standing, Thresholds::default());
        black_box((standing.everywhere, problems.len()))
    });
}

/// Goal: ≤ 80 ms.
#[divan::bench]
fn load_all_snapshots(bencher: Bencher) {
    bencher.bench(|| load(&Source::Bundled, Limits::default()).rollout.len());
}

#[divan::bench]
fn count_one_snapshot(bencher: Bencher) {
    let data = bundled();
    bencher.bench(|| {
        Standing::new(&data, data.rollout.newest(), None, Thresholds::default()).everywhere
    });
}

/// All 34 dates of all subjects; goal: ≤ 2 ms.
#[divan::bench]
fn count_all_snapshots(bencher: Bencher) {
    let data = bundled();
    bencher.bench(|| Trends::new(&data).total().len());
}

/// Twenty-four times the services: 52,416 cells on 60 dates, one in seventeen changed each month; goal: ≤ 100 ms.
#[divan::bench]
fn count_all_snapshots_of_a_large_land(bencher: Bencher) {
    let data = load(&Source::Bundled, Limits::default());
    let services = (0..24).flat_map(|_| data.catalogue.ids());
    let services = services.map(|id| data.catalogue.service(id).clone());
    let catalogue = Catalogue::new(services.collect());
    let mut large = Dataset::new(data.land, catalogue, data.register, Rollout::default());
    let mut builder = Builder::new(large.responsibility.len());
    for at in 0..60_u16 {
        let snapshot = Snapshot {
            date: date::month_end(date::parse("2024-01-31").unwrap(), u32::from(at)),
            complete: false,
            sources: Vec::new(),
            synthetic: true,
            origins: Vec::new(),
        };
        let now = |id: &CellId| Cell {
            phase: Phase::ALL.get((id.index() + usize::from(at)) % 6).copied(),
            provider: Some(ProviderId(at % 7)),
            ..Cell::UNKNOWN
        };
        let ids = large.responsibility.ids();
        let changed = ids.filter(|id| (id.index() + usize::from(at)).is_multiple_of(17));
        builder.push(snapshot, changed.map(|id| (id, now(&id))));
    }
    large.rollout = builder.finish(Values::default());
    bencher.bench(|| Trends::new(&large).total().len());
}

/// Both forecasts of every service and of the Land; goal: ≤ 1 ms.
#[divan::bench]
fn forecast_everything(bencher: Bencher) {
    let data = bundled();
    let (trends, newest) = (Trends::new(&data), data.rollout.newest().unwrap());
    let services = data.catalogue.ids().map(Subject::Service);
    let subjects: Vec<_> = services.chain([Subject::Land]).collect();
    bencher.bench(|| {
        for subject in &subjects {
            let series = trends.reach(*subject, newest, |point| &point.bodies);
            black_box((pace(&series, Goal::ALL), curve(&series, Goal::ALL)));
        }
    });
}

/// A session as far as its bytes, which go nowhere.
struct Drawn {
    model: Model,
    context: Context,
    screen: Drawing<Wire<Sink>>,
}

impl Drawn {
    fn open((width, height): (u16, u16), keys: &str) -> Self {
        let line = Wire::new(
            sink(),
            Size::new(width, height),
            Abilities::of("xterm-256color"),
        );
        let mut drawn = Self {
            model: model((width, height), keys),
            context: Context::new(Charset::Unicode, Palette::Sixteen),
            screen: Drawing::new(line, width, height),
        };
        drawn.frame();
        drawn
    }

    fn frame(&mut self) {
        let (model, context) = (&self.model, &self.context);
        let drawn = self.screen.draw(|buffer| view(model, context, buffer));
        drawn.unwrap();
    }

    fn press(&mut self, key: Key) {
        update(&mut self.model, Message::Pressed(key, Moment(0)));
        self.frame();
    }
}

/// Building a frame and finding that it is the one that is shown; goal: ≤ 500 µs.
#[divan::bench(args = ["", "1", "2<enter>", "3", "3a", "5", "6", "6a", "7", "7a", "8", "8a", "9"])]
fn frame_at_120x40(bencher: Bencher, keys: &str) {
    let mut drawn = Drawn::open((120, 40), keys);
    bencher.bench_local(|| drawn.frame());
}

/// From a key to the bytes, and the same back: a row, a row at the edge, a page, another view.
#[divan::bench(args = [("3", "jk"), ("3<pgdn><pgdn>", "jk"), ("3", "<pgdn><pgup>"), ("6", "jk"), ("6", "<pgdn><pgup>"), ("3", "13")])]
fn from_key_to_bytes_at_120x40(bencher: Bencher, (view, keys): (&str, &str)) {
    let mut drawn = Drawn::open((120, 40), view);
    let mut keys = Key::parse_all(keys).unwrap().into_iter().cycle();
    bencher.bench_local(|| {
        drawn.press(keys.next().unwrap());
    });
}

/// One key; goal: ≤ 50 µs.
#[divan::bench(args = ["j", "<pgdn>", "l", "s", "w", "/", "<enter><esc>", "a", "2<esc>"])]
fn update_for_a_key(bencher: Bencher, keys: &str) {
    let mut model = model((120, 40), "3");
    let keys = Key::parse_all(keys).unwrap();
    bencher.bench_local(|| {
        for key in &keys {
            update(&mut model, Message::Pressed(*key, Moment(0)));
        }
    });
}

/// The older snapshots arrive, read and counted elsewhere: no key may have to wait longer than 2 ms for that and the frame.
#[divan::bench(args = ["", "2", "3", "4", "7"], sample_count = 20, sample_size = 1)]
fn take_in_the_history(bencher: Bencher, keys: &str) {
    let area = Rect::new(0, 0, 120, 40);
    let context = Context::new(Charset::Unicode, Palette::Sixteen);
    let early = || {
        let (data, rest) = load_newest(&Source::Bundled, Limits::default());
        let model = model_of(Arc::new(data), (120, 40), keys);
        let counted = Counted::new(Arc::new(rest.unwrap().load()), &model.brief());
        let news = News {
            data: Some(Arc::new(counted)),
            count: 1,
            ..News::default()
        };
        (model, news, Buffer::empty(area))
    };
    let take_in = |(mut model, news, mut buffer): (Model, News, Buffer)| {
        update(&mut model, Message::Heard(news));
        view(&model, &context, &mut buffer);
        (model, buffer)
    };
    bencher.with_inputs(early).bench_local_values(take_in);
}

/// One key on the map; goal: ≤ 50 µs.
#[divan::bench(args = [("7", "hjkl"), ("7a", "hjkl"), ("7", "w"), ("7", "+")])]
fn update_for_a_key_on_the_map(bencher: Bencher, (way, keys): (&str, &str)) {
    let mut model = model((120, 40), way);
    let keys = Key::parse_all(keys).unwrap();
    bencher.bench_local(|| {
        for key in &keys {
            update(&mut model, Message::Pressed(*key, Moment(0)));
        }
    });
}

/// A letter of a search that looks at all 1,078 rows; goal: ≤ 50 µs.
#[divan::bench]
fn search_letter(bencher: Bencher) {
    let mut model = model((120, 40), "3a/wol");
    bencher.bench_local(|| {
        update(&mut model, Message::Pressed(Key::Char('x'), Moment(0)));
        update(&mut model, Message::Pressed(Key::Backspace, Moment(0)));
    });
}

/// A letter in the search of everything, and its backspace: 1,200 names.
#[divan::bench]
fn palette_letter(bencher: Bencher) {
    let mut model = model((120, 40), ":landkreis os");
    bencher.bench_local(|| {
        update(&mut model, Message::Pressed(Key::Char('n'), Moment(0)));
        update(&mut model, Message::Pressed(Key::Backspace, Moment(0)));
    });
}

/// The same among 11,000 names; goal: a frame, 16 ms, for the two keys and the picture.
#[divan::bench]
fn palette_letter_among_11000_names(bencher: Bencher) {
    let data = load(&Source::Bundled, Limits::default());
    let bodies = &data.register;
    let ten = |id: BodyId| std::iter::repeat_n(bodies.body(id).clone(), 11);
    let many: Vec<_> = bodies.ids().flat_map(ten).collect();
    let register = Register::new(many, bodies.kinds().to_vec(), bodies.sources().to_vec());
    let large = Dataset::new(data.land, data.catalogue, register, Rollout::default());
    let mut model = model((120, 40), "");
    update(&mut model, Message::Loaded(Arc::new(large)));
    for key in Key::parse_all(":landkreis os").unwrap() {
        update(&mut model, Message::Pressed(key, Moment(0)));
    }
    let context = Context::new(Charset::Unicode, Palette::Sixteen);
    bencher.bench_local(|| {
        update(&mut model, Message::Pressed(Key::Char('n'), Moment(0)));
        update(&mut model, Message::Pressed(Key::Backspace, Moment(0)));
        let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
        view(&model, &context, &mut buffer);
        buffer
    });
}

/// A letter of a filter and its backspace, each with all figures anew; goal: a frame, 16 ms.
#[divan::bench]
fn filter_letter(bencher: Bencher) {
    let mut model = model((120, 40), "1fphase<live and provider~Zweckverband");
    bencher.bench_local(|| {
        update(&mut model, Message::Pressed(Key::Char(' '), Moment(0)));
        update(&mut model, Message::Pressed(Key::Backspace, Moment(0)));
    });
}

/// Goal: ≤ 3 ms; computed once for each size of the screen.
#[divan::bench]
fn draw_the_map(bencher: Bencher) {
    let data = bundled();
    bencher.bench_local(|| {
        let raster = Raster::new(black_box(&data.outlines), 200, 50);
        let placed = labels(&raster, 3);
        (raster, placed)
    });
}

/// Goal: ≤ 5 ms a step through the snapshots, figures, findings, lists and the table anew; here on the matrix.
#[divan::bench(args = ["0", "3", "6", "7", "8", "9"])]
fn step_through_the_snapshots(bencher: Bencher, keys: &str) {
    let mut model = model((120, 40), keys);
    let mut earlier = true;
    bencher.bench_local(|| {
        let key = if earlier { '<' } else { '>' };
        earlier = !earlier;
        update(&mut model, Message::Pressed(Key::Char(key), Moment(0)))
    });
}

/// The same while two dates are compared.
#[divan::bench]
fn step_while_comparing(bencher: Bencher) {
    let mut model = model((120, 40), "djjj<enter>6");
    let mut earlier = true;
    bencher.bench_local(|| {
        let key = if earlier { '<' } else { '>' };
        earlier = !earlier;
        update(&mut model, Message::Pressed(Key::Char(key), Moment(0)))
    });
}
