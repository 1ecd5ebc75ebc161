//! `ozgtop doctor`: the terminal tried out, and the settings that suit it. Asks nobody but the terminal that it is started
//! on; from a pipe it tells what the environment says.

mod judge;

use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use self::judge::{Advice, Present, Why, advise};
use super::{Desk, Failure, abilities, copying, environment};
use crate::app::language::Language;
use crate::config::{Outcome, Setting};
use crate::runtime::clipboard::{self, Clipboard};
use crate::runtime::trial::{self, Heard};
use crate::runtime::{inquiry, terminal, wire};
use crate::texts::{Words, fill};
use crate::ui::charset::Charset;
use crate::ui::theme::Palette;
use crate::ui::wrap;

/// Names in front, where lines have room for them.
const NAMES: usize = 22;
/// Lines of fewer cells have none.
const NARROW: usize = 60;
/// Cells of a strip of colours.
const STRIP: u8 = 32;

/// Text that is tried: its name, and whether the program draws with it, so that its width must be right.
struct Sample {
    name: fn(&Words) -> &'static str,
    text: &'static str,
    is_drawn: bool,
}

const fn sample(name: fn(&Words) -> &'static str, text: &'static str, is_drawn: bool) -> Sample {
    Sample {
        name,
        text,
        is_drawn,
    }
}

/// The first one is ASCII.
const SAMPLES: [Sample; 9] = [
    sample(|w| w.doc_letters, "Aa1+-#?!", true),
    sample(|w| w.doc_umlauts, "ÄÖÜäöüß", true),
    sample(|w| w.doc_signs, "●○◆▸›≈·–…→▲▼", true),
    sample(|w| w.doc_shades, "░▒▓█▀▄▁▃▅", true),
    sample(|w| w.doc_lines, "│─┌┐└┘┴╌", true),
    sample(|w| w.doc_rare, "✓⠿⣿", false),
    sample(|w| w.doc_accents, "e\u{301}u\u{308}", false),
    sample(|w| w.doc_wide, "東京", false),
    sample(|w| w.doc_emoji, "🙂", false),
];

pub(super) fn run(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let term = desk.environment.terminal();
    let is_here = environment::is_interactive();
    if !is_here {
        desk.err.line(desk.words.doc_no_terminal)?;
        desk.err.flush()?;
    }
    let is_asked = is_here && trial::can_be_asked(&term);
    let tried = match desk.context.charset {
        Charset::Unicode => SAMPLES.len(),
        Charset::Ascii => 1,
    };
    let samples: Vec<_> = SAMPLES.iter().take(tried).collect();
    let mut heard = Heard::default();
    if is_asked {
        let texts: Vec<_> = samples.iter().map(|sample| sample.text).collect();
        heard = trial::try_out(&term, &texts)?.map_err(|signal| Failure::Ended(128 + signal))?;
    }
    let width = if is_here {
        usize::from(terminal::size().0)
    } else {
        80
    };
    let present = present(desk, is_asked, is_askew(&samples, &heard));
    let mut page = Page { desk, width };
    page.answers(&heard, is_asked)?;
    if is_here {
        page.widths(&samples, &heard)?;
    }
    page.colours(&heard, is_here && wire::is_known(&term))?;
    page.ways(&heard, &present)?;
    page.copies(&heard, &present)?;
    if !is_asked {
        page.desk.out.line("")?;
        return page.row(page.desk.words.doc_advised, page.desk.words.doc_unknown);
    }
    page.advice(&heard, &advise(&heard, &present))
}

fn is_askew(samples: &[&Sample], heard: &Heard) -> bool {
    let mut measured = samples.iter().zip(&heard.widths);
    measured.any(|(sample, width)| sample.is_drawn && sample.text.width() != usize::from(*width))
}

/// What holds now.
fn present(desk: &Desk<'_>, is_asked: bool, is_askew: bool) -> Present {
    let appearance = desk.looks.appearance;
    let decided = [Setting::Theme, Setting::Sync, Setting::Copy].into_iter();
    let decided = decided.filter(|setting| {
        let word = desk.settings.in_force.word(*setting);
        word.is_some_and(|word| word != "auto")
    });
    Present {
        is_asked,
        is_askew,
        abilities: abilities::of(desk),
        decided: decided.collect(),
        colours: appearance.palette.unwrap_or(appearance.offered),
        is_slow: desk.settings.slow,
        is_multiplexed: copying::is_multiplexed(desk),
        clipboard: copying::clipboard(desk),
        tmux_copies: (copying::clipboard(desk) == Clipboard::Tmux).then(clipboard::tmux_copies),
    }
}

/// What is printed, on lines of so many cells.
struct Page<'a, 'b> {
    desk: &'a mut Desk<'b>,
    width: usize,
}

impl Page<'_, '_> {
    /// A name and what is said of it; on narrow lines below it.
    fn row(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        let charset = self.desk.context.charset;
        let (name, value) = (charset.text(name), charset.text(value));
        let (front, indent) = match self.width {
            NARROW.. => (format!("{name:<NAMES$}"), NAMES),
            _ if name.width() + 2 + value.width() <= self.width => (format!("{name}: "), 0),
            _ => {
                self.desk.out.line(&name)?;
                ("  ".to_owned(), 2)
            }
        };
        let room = self.width.saturating_sub(front.width()).max(8);
        let rest = " ".repeat(indent);
        let fronts = [front.as_str()]
            .into_iter()
            .chain(std::iter::repeat(rest.as_str()));
        for (front, part) in fronts.zip(wrap(&value, room)) {
            self.desk.out.line(&format!("{front}{part}"))?;
        }
        Ok(())
    }

    /// Which terminal it is, and how soon it answers.
    fn answers(&mut self, heard: &Heard, is_asked: bool) -> Result<(), Failure> {
        let w = self.desk.words;
        let tmux = if self.desk.environment.is_in_tmux() {
            w.doc_in_tmux
        } else {
            w.doc_no_tmux
        };
        let term = self.desk.environment.terminal();
        self.row(w.info_terminal, &format!("TERM={term}; {tmux}"))?;
        let answer = match (heard.usual_trip(), is_asked) {
            (Some(usual), _) => self.trips(heard, usual),
            (None, true) => milliseconds(w.doc_silent, trial::FIRST),
            (None, false) => w.doc_unasked.to_owned(),
        };
        self.row(w.doc_answer, &answer)
    }

    fn trips(&self, heard: &Heard, usual: Duration) -> String {
        let language = self.desk.language;
        let told = |trip: Duration| {
            let text = format!("{:.1}", trip.as_secs_f64() * 1000.0);
            match language {
                Language::De => text.replace('.', ","),
                Language::En => text,
            }
        };
        let ends = [heard.trips.iter().min(), heard.trips.iter().max()];
        let [least, most] = ends.map(|trip| told(trip.copied().unwrap_or_default()));
        let (usual, n) = (told(usual), heard.trips.len().to_string());
        let parts = [
            ("least", &least),
            ("most", &most),
            ("usual", &usual),
            ("n", &n),
        ];
        let parts = parts.map(|(name, text)| (name, text.as_str()));
        fill(self.desk.words.doc_trips, &parts)
    }

    /// The texts themselves, for the eye, and the cells that they took.
    fn widths(&mut self, samples: &[&Sample], heard: &Heard) -> Result<(), Failure> {
        let w = self.desk.words;
        self.row(w.doc_widths, w.doc_widths_how)?;
        for (at, sample) in samples.iter().enumerate() {
            let measured = heard.widths.get(at).map_or("?".to_owned(), u16::to_string);
            let text = sample.text;
            let value = format!("{measured}/{}  {text}", text.width());
            self.row(&format!("  {}", (sample.name)(w)), &value)?;
        }
        if self.desk.context.charset == Charset::Ascii {
            self.row("", w.doc_ascii)?;
        }
        Ok(())
    }

    /// What is used, what the terminal says, and strips to look at.
    fn colours(&mut self, heard: &Heard, is_known: bool) -> Result<(), Failure> {
        let w = self.desk.words;
        let mut looks = self.desk.looks.clone();
        if heard
            .usual_trip()
            .is_some_and(|trip| trip < inquiry::HEEDED)
        {
            // As the screen will have it, once it has heard the same.
            let appearance = &mut looks.appearance;
            appearance.background = heard.background;
            appearance.offered = appearance.offered.max(heard.colours.unwrap_or_default());
        }
        let used = looks.palette(w);
        self.row(w.info_colours, &used)?;
        let palette = self.desk.looks.appearance.palette;
        let says = heard.colours.map_or(w.doc_nothing, Palette::key);
        let background = heard.background.map_or(w.doc_nothing.to_owned(), |it| {
            let [red, green, blue] = it.rgb;
            let shade = if it.is_light() {
                w.doc_light
            } else {
                w.doc_dark
            };
            format!("#{red:02x}{green:02x}{blue:02x} ({shade})")
        });
        if is_known {
            self.row(w.doc_says, says)?;
            self.row(w.doc_background, &background)?;
        }
        if !heard.trips.is_empty() && palette != Some(Palette::None) {
            let all = [
                ("  16", Palette::Sixteen),
                ("  256", Palette::Indexed),
                ("  true", Palette::True),
            ];
            for (name, palette) in all.into_iter().take(if is_known { 3 } else { 1 }) {
                let name = match self.width {
                    NARROW.. => format!("{name:<NAMES$}"),
                    _ => format!("{name:<7}"),
                };
                let line = format!("{name}{}\x1b[m\n", strip(palette));
                self.desk.out.bytes(line.as_bytes())?;
            }
        }
        Ok(())
    }

    /// What it may be sent, and what came of trying.
    fn ways(&mut self, heard: &Heard, present: &Present) -> Result<(), Failure> {
        let w = self.desk.words;
        let tried = [None, present.repeats(heard), None, heard.synchronises];
        for ((name, value), tried) in abilities::rows(self.desk).into_iter().zip(tried) {
            let value = match tried {
                Some(does) => format!("{value}; {}", said(w, does)),
                None => value,
            };
            self.row(name, &value)?;
        }
        if let Some(does) = heard.has_regions {
            self.row(w.doc_regions, said(w, does))?;
        }
        Ok(())
    }

    fn copies(&mut self, heard: &Heard, present: &Present) -> Result<(), Failure> {
        let w = self.desk.words;
        let way = match present.clipboard {
            Clipboard::Tmux => w.doc_copy_tmux,
            Clipboard::Terminal => w.doc_copy_terminal,
            Clipboard::FarTmux => w.doc_copy_far,
            Clipboard::Sheet => w.doc_copy_sheet,
            Clipboard::Off => w.doc_copy_off,
        };
        let told = match (present.tmux_copies, heard.is_complete, heard.takes_copies) {
            (Some(does), ..) => format!("; {}", said(w, does)),
            (None, false, _) => String::new(),
            (None, true, true) => w.doc_names_copies.to_owned(),
            (None, true, false) => w.doc_names_no_copies.to_owned(),
        };
        self.row(w.doc_copy, &format!("{way}{told}"))
    }

    /// Lines for the operator's file of settings, each below its reason.
    fn advice(&mut self, heard: &Heard, advice: &[Advice]) -> Result<(), Failure> {
        let w = self.desk.words;
        self.desk.out.line("")?;
        if advice.is_empty() {
            return self.row(w.doc_advised, w.doc_nothing_advised);
        }
        let (path, outcome) = match self.desk.settings.files.last() {
            Some((path, outcome)) => (path.display().to_string(), *outcome),
            None => ("config.ron".to_owned(), Outcome::Absent),
        };
        let (open, close) = match outcome {
            Outcome::Absent => (Some("("), Some(")")),
            Outcome::Read | Outcome::Refused => (None, None),
        };
        let where_to = match outcome {
            Outcome::Absent => w.doc_into_new,
            Outcome::Read | Outcome::Refused => w.doc_into,
        };
        self.row(w.doc_advised, &fill(where_to, &[("path", &path)]))?;
        let mut lines: Vec<String> = open.into_iter().map(str::to_owned).collect();
        let usual = heard.usual_trip().unwrap_or_default();
        for (setting, value, why) in advice {
            let reason = match why {
                Why::Silent => milliseconds(w.doc_why_silent, trial::FIRST),
                Why::Tried(true) => w.doc_why_works.to_owned(),
                Why::Tried(false) => w.doc_why_fails.to_owned(),
                Why::Told(true) => w.doc_why_told.to_owned(),
                Why::Told(false) => w.doc_why_denied.to_owned(),
                Why::Askew => w.doc_why_askew.to_owned(),
                Why::Fewer => w.doc_why_fewer.to_owned(),
                Why::Late => milliseconds(w.doc_why_late, inquiry::HEEDED),
                Why::Thin => milliseconds(w.doc_why_thin, usual),
            };
            let room = self.width.saturating_sub(7).max(8);
            let reason = self.desk.context.charset.text(&reason).into_owned();
            lines.extend(
                wrap(&reason, room)
                    .iter()
                    .map(|part| format!("    // {part}")),
            );
            lines.push(format!("    {}: {value},", setting.key()));
        }
        lines.extend(close.map(str::to_owned));
        for line in lines {
            self.desk.out.line(&line)?;
        }
        Ok(())
    }
}

fn milliseconds(pattern: &str, span: Duration) -> String {
    fill(pattern, &[("ms", &span.as_millis().to_string())])
}

fn said(w: &Words, does: bool) -> &'static str {
    if does { w.doc_works } else { w.doc_fails }
}

/// All colours of a kind, or as many as are told apart at a glance.
fn strip(palette: Palette) -> String {
    let cell = |at: u8| match palette {
        Palette::None => " ".to_owned(),
        Palette::Sixteen if at < STRIP / 2 => format!("\x1b[{}m ", 40 + at / 2),
        Palette::Sixteen => format!("\x1b[{}m ", 100 + (at - STRIP / 2) / 2),
        // The six steps of each colour, without the last ones.
        Palette::Indexed => format!("\x1b[48;5;{}m ", 16 + at * 6),
        Palette::True => format!("\x1b[48;2;{};{};{}m ", 255 - at * 8, 64 + at * 4, at * 8),
    };
    (0..STRIP).map(cell).collect()
}
