//! Keys in, facts and pictures out: a session on the bundled data or a folder, without a terminal.

use std::sync::{Arc, OnceLock};

use ozgtop::analysis::figures::Thresholds;
use ozgtop::app::effect::Effect;
use ozgtop::app::key::Key;
use ozgtop::app::keymap::Keymap;
use ozgtop::app::language::{Language, Weighting};
use ozgtop::app::message::{Message, Moment};
use ozgtop::app::model::{Model, Start};
use ozgtop::app::screen::Screen;
use ozgtop::app::update::update;
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::date;
use ozgtop::domain::target::Target;
use ozgtop::store::{Limits, Source, load};
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::linear::called;
use ozgtop::ui::theme::Palette;
use ozgtop::ui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The bundled data, loaded once for all tests.
pub(crate) fn bundled() -> Arc<Dataset> {
    static DATA: OnceLock<Arc<Dataset>> = OnceLock::new();
    Arc::clone(DATA.get_or_init(|| Arc::new(load(&Source::Bundled, Limits::default()))))
}

/// A session and the time that passes in it.
pub(crate) struct Session {
    pub(crate) model: Model,
    now: u64,
}

impl Session {
    pub(crate) fn bundled(size: (u16, u16)) -> Self {
        Self::with(bundled(), size)
    }

    pub(crate) fn with(data: Arc<Dataset>, size: (u16, u16)) -> Self {
        Self::with_target(data, size, None)
    }

    /// A session whose settings name a target.
    pub(crate) fn with_target(
        data: Arc<Dataset>,
        size: (u16, u16),
        target: Option<Target>,
    ) -> Self {
        let mut model = Model::new(Start {
            language: Language::De,
            weighting: Weighting::Bodies,
            thresholds: Thresholds::default(),
            target,
            keymap: Keymap::default(),
            screen: Screen::Overview,
            size,
            today: date::parse("2026-11-23").unwrap(),
        });
        update(&mut model, Message::Called(called()));
        update(&mut model, Message::Loaded(data));
        Self { model, now: 0 }
    }

    /// Presses keys two seconds apart; tells the effects of all.
    pub(crate) fn press(&mut self, keys: &str) -> Vec<Effect> {
        let keys = Key::parse_all(keys).unwrap();
        keys.into_iter()
            .flat_map(|key| self.press_after(key, 2000))
            .collect()
    }

    /// Presses one key some milliseconds later.
    pub(crate) fn press_after(&mut self, key: Key, milliseconds: u64) -> Vec<Effect> {
        self.now += milliseconds;
        update(&mut self.model, Message::Pressed(key, Moment(self.now)))
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        update(&mut self.model, Message::Resized(width, height));
    }

    pub(crate) fn buffer(&self, context: Context) -> Buffer {
        let (width, height) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view(&self.model, &context, &mut buffer);
        buffer
    }

    /// The picture in Unicode and colours: the text, then its styled runs.
    pub(crate) fn picture(&self) -> String {
        picture(&self.buffer(Context::new(Charset::Unicode, Palette::Sixteen)))
    }

    /// The text alone.
    pub(crate) fn text(&self) -> String {
        text(&self.buffer(Context::new(Charset::Unicode, Palette::Sixteen)))
    }
}

pub(crate) fn text(buffer: &Buffer) -> String {
    let area = buffer.area;
    let line = |y| {
        (0..area.width)
            .map(|x| buffer[(x, y)].symbol())
            .collect::<String>()
            .trim_end()
            .to_owned()
    };
    (0..area.height).map(line).collect::<Vec<_>>().join("\n")
}

/// Text, then every run of cells whose style is not the plain one, as `line:from-to style`.
pub(crate) fn picture(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut runs = Vec::new();
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let style = buffer[(x, y)].style();
            let end = (x..area.width)
                .find(|x| buffer[(*x, y)].style() != style)
                .unwrap_or(area.width);
            let (colour, modifier) = (style.fg.unwrap_or_default(), style.add_modifier);
            if style != Buffer::empty(area)[(0, 0)].style() {
                runs.push(format!("{}:{}-{} {colour} {modifier:?}", y + 1, x + 1, end));
            }
            x = end;
        }
    }
    format!("{}\n--\n{}", text(buffer), runs.join("\n"))
}
