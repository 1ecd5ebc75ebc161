//! The picture of a trend: the phases of a subject stacked over time, what was wanted, and where it leads.

mod axis;
mod legend;
mod side;

use ratatui::layout::Rect;

use crate::analysis::forecast::Arrival;
use crate::analysis::outlook::Outlook;
use crate::analysis::tally::{Share, Tally};
use crate::analysis::trend::{Point, Subject};
use crate::app::language::Weighting;
use crate::app::lens::Lens;
use crate::app::model::Model;
use crate::app::screen::{Row, Screen};
use crate::domain::date::{self, Date};
use crate::texts::Words;
use crate::ui::bar;
use crate::ui::charset::Charset;
use crate::ui::context::{Context, words};
use crate::ui::keys;
use crate::ui::pen::{Cut, Pen};
use crate::ui::phase::{BAR_ORDER, look};
use crate::ui::theme::Role;
use axis::Time;
use legend::Signs;

/// Cells left of the picture: the percent, and the axis.
const MARGIN: u16 = 5;

const SELECTED: char = '◆';
const SHOWN: char = '▲';
const COMPARED: char = '▼';
const LATER: char = '╌';
const TARGET: char = '─';
const PACE: char = '•';
const CURVE: char = '+';

/// Paints the picture, its legend, and where there is room a column of numbers.
pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, context: Context, area: Rect) {
    let stop = model.trail.now();
    let Screen::Trend { subject, .. } = stop.screen else {
        return;
    };
    let lens = model.lens();
    if let Some(why) = why_empty(&lens, subject) {
        let why = keys::filled(words(lens.language), lens.keymap, why);
        pen.write((2, area.y), u16::MAX, &why, Role::Plain, Cut::End);
        return;
    }
    let selected = match stop.list.selected {
        Some(Row::Snapshot(id)) => Some(id.index()),
        _ => None,
    };
    let beside = side::width(area.width);
    let narrow = Rect {
        width: area.width - beside,
        ..area
    };
    if let Some(chart) = Chart::new(&lens, context, subject, selected, narrow) {
        chart.paint(pen);
    }
    if beside > 0 {
        let place = Rect {
            x: area.right() - beside,
            width: beside,
            ..area
        };
        side::paint(pen, model, context, place);
    }
}

/// Why there is nothing to see.
fn why_empty(lens: &Lens<'_>, subject: Subject) -> Option<&'static str> {
    let w = words(lens.language);
    let points = lens.trends.of(subject);
    if lens.trends.dates().is_empty() {
        return Some(w.empty_rollout);
    }
    if points.iter().all(|point| point.bodies.total() == 0) {
        return Some(w.trend_nothing);
    }
    let counted = points.iter().any(|point| weighed(lens, point).total() > 0);
    (!counted).then_some(w.trend_no_inhabitants)
}

fn weighed<'a>(lens: &Lens<'_>, point: &'a Point) -> &'a Tally {
    match lens.weighting {
        Weighting::Bodies => &point.bodies,
        Weighting::Inhabitants => &point.inhabitants,
    }
}

/// A sign in its role.
type Sign = (char, Role);

/// Everything that is needed to paint the columns.
struct Chart<'a> {
    lens: &'a Lens<'a>,
    words: &'static Words,
    charset: Charset,
    subject: Subject,
    selected: Option<usize>,
    time: Time,
    /// What is written below the axis.
    ticks: Vec<(u16, String)>,
    signs: Signs,
    area: Rect,
    /// Lines of the legend.
    legend: Vec<Vec<Sign>>,
}

impl<'a> Chart<'a> {
    fn new(
        lens: &'a Lens<'a>,
        context: Context,
        subject: Subject,
        selected: Option<usize>,
        area: Rect,
    ) -> Option<Self> {
        let dates = lens.trends.dates();
        let (first, last) = (*dates.first()?, *dates.last()?);
        let by_bodies = lens.weighting == Weighting::Bodies;
        let outlook = lens.digest.outlooks.of(subject).filter(|_| by_bodies);
        let signs = signs(lens, outlook, by_bodies);
        let end = end(first, last, outlook);
        let entries = legend::entries(lens, context.charset, signs);
        let mut legend: Vec<Vec<Sign>> = vec![Vec::new()];
        for entry in entries {
            let entry: Vec<Sign> = entry
                .iter()
                .flat_map(|(text, role)| {
                    let text = context.charset.text(text);
                    let signs = text.chars().map(|c| (c, *role));
                    signs.collect::<Vec<_>>()
                })
                .collect();
            let Some(line) = legend.last_mut() else {
                continue;
            };
            if !line.is_empty() && line.len() + 2 + entry.len() > usize::from(area.width) {
                legend.push(entry);
            } else {
                if !line.is_empty() {
                    line.extend([(' ', Role::Plain); 2]);
                }
                line.extend(entry);
            }
        }
        let time = Time::new(first, end, area.width.saturating_sub(MARGIN));
        legend.truncate(usize::from(area.height.saturating_sub(6)));
        Some(Self {
            lens,
            words: words(lens.language),
            charset: context.charset,
            subject,
            selected,
            time,
            ticks: time.ticks(lens.language),
            signs,
            area,
            legend,
        })
    }

    fn width(&self) -> u16 {
        self.area.width.saturating_sub(MARGIN)
    }

    /// Lines of the bars.
    fn height(&self) -> u16 {
        let legend = u16::try_from(self.legend.len()).unwrap_or(u16::MAX);
        self.area.height.saturating_sub(2).saturating_sub(legend)
    }

    fn paint(&self, pen: &mut Pen<'_>) {
        let (height, x0) = (self.height(), self.area.x);
        let columns: Vec<Vec<Sign>> = (0..self.width()).map(|x| self.column(x)).collect();
        for row in 0..height {
            let y = self.area.y + height - 1 - row;
            self.scale(pen, y, row + 1);
            let blank = (' ', Role::Plain);
            let line = columns
                .iter()
                .map(|column| column.get(usize::from(row)).copied().unwrap_or(blank));
            runs(pen, (x0 + MARGIN, y), line);
        }
        let y = self.area.y + height;
        self.scale(pen, y, 0);
        let marks = (0..self.width()).map(|x| self.mark(i64::from(x)));
        runs(pen, (x0 + MARGIN, y), marks);
        for (x, label) in &self.ticks {
            // A word that does not fit is left out: a part of a year misleads.
            if usize::from(*x) + label.len() <= usize::from(self.width()) {
                let at = (x0 + MARGIN + x, y + 1);
                pen.write(at, u16::MAX, label, Role::Plain, Cut::End);
            }
        }
        for (y, line) in (y + 2..).zip(&self.legend) {
            runs(pen, (x0, y), line.iter().copied());
        }
    }

    /// The percent at the left of a line, where its upper edge is a quarter, and the axis.
    fn scale(&self, pen: &mut Pen<'_>, y: u16, level: u16) {
        let height = u64::from(self.height());
        let quarter = (0..=4_u64).find(|it| (it * height).div_ceil(4) == u64::from(level));
        if let Some(quarter) = quarter {
            let label = format!("{:>4}", format!("{}%", quarter * 25));
            pen.write((self.area.x, y), 4, &label, Role::Plain, Cut::End);
        }
        let axis = if level == 0 { "└" } else { "│" };
        pen.write((self.area.x + 4, y), 1, axis, Role::Plain, Cut::End);
    }

    /// The snapshot whose figures hold in a column; `None` before the first, after the last, and where one is missing.
    fn snapshot(&self, x: i64) -> Option<usize> {
        let dates = self.lens.trends.dates();
        let last = self.time.column(*dates.last()?);
        if x > last {
            return None;
        }
        let until = dates.partition_point(|on| self.time.column(*on) <= x);
        let at = until.checked_sub(1)?;
        // Where several share a column, the selected one is shown.
        let here = |at: &usize| dates.get(*at).is_some_and(|on| self.time.column(*on) == x);
        let at = self.selected.filter(here).unwrap_or(at);
        let (on, next) = (*dates.get(at)?, dates.get(at + 1));
        if let Some(gap) = next.and_then(|next| self.lens.trends.gap_before(*next)) {
            let usual = date::plus_days(on, u32::try_from(gap.usual).unwrap_or(0));
            if x > self.time.column(on) && x >= self.time.column(usual) {
                return None;
            }
        }
        Some(at)
    }

    /// The signs of a column from the bottom to the top.
    fn column(&self, x: u16) -> Vec<Sign> {
        let x = i64::from(x);
        let height = usize::from(self.height());
        let mut column: Vec<Sign> = Vec::with_capacity(height);
        if let Some(at) = self.snapshot(x) {
            let points = self.lens.trends.of(self.subject);
            let tally = points.get(at).map(|point| weighed(self.lens, point));
            let cells = tally
                .map(|tally| bar::cells(tally, height))
                .unwrap_or_default();
            let later = self
                .lens
                .standing
                .at
                .is_some_and(|shown| at > shown.index());
            for (count, phase) in cells.into_iter().zip(BAR_ORDER) {
                let look = look(self.words, phase);
                let role = if later { Role::Dim } else { look.role };
                column.extend(std::iter::repeat_n((look.fill(self.charset), role), count));
            }
        }
        column.resize(height, (' ', Role::Plain));
        self.overlay(x, &mut column);
        column
    }

    /// The target and the forecasts over a column.
    fn overlay(&self, x: i64, column: &mut [Sign]) {
        let mut set = |share: f64, sign: char| {
            let level = (share.clamp(0.0, 1.0) * column.len() as f64)
                .ceil()
                .max(1.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 1 to the height"
            )]
            if let Some(cell) = column.get_mut(level as usize - 1) {
                *cell = (sign, Role::Title);
            }
        };
        if let Some((percent, on)) = self.signs.target {
            let past = self.snapshot(x).is_some();
            let shows = x % 3 == 0 || !past;
            if shows && x <= self.time.column(on) {
                set(f64::from(percent) / 100.0, TARGET);
            }
        }
        let Some(shown) = self.lens.standing.date else {
            return;
        };
        let ahead = x - self.time.column(shown);
        if ahead <= 0 {
            return;
        }
        let on = self.time.day(x);
        let outlook = self.lens.digest.outlooks.of(self.subject);
        if self.signs.curve && ahead % 2 == 0 {
            let fit = outlook.and_then(|outlook| outlook.curve.fit);
            if let Some(fit) = fit {
                set(fit.share(on), CURVE);
            }
        }
        let share = outlook.and_then(|outlook| outlook.at_pace(self.now()?, on));
        if let Some(share) = share.filter(|_| self.signs.pace && ahead % 2 == 1) {
            set(share, PACE);
        }
    }

    /// The share on the date on screen.
    fn now(&self) -> Option<Share> {
        let points = self.lens.trends.of(self.subject);
        let point = points.get(self.lens.standing.at?.index())?;
        Some(point.bodies.reach())
    }

    /// The sign of a column on the axis.
    fn mark(&self, x: i64) -> Sign {
        let dates = self.lens.trends.dates();
        let standing = self.lens.standing;
        let column = |on: Option<Date>| on.map(|on| self.time.column(on));
        let selected = self.selected.and_then(|at| dates.get(at).copied());
        let compared = standing.base_date.filter(|_| self.lens.comparing);
        let shown = column(standing.date);
        let sign = match x {
            x if column(selected) == Some(x) => SELECTED,
            x if shown == Some(x) => SHOWN,
            x if column(compared) == Some(x) => COMPARED,
            x if shown.is_some_and(|shown| x > shown) => return (LATER, Role::Plain),
            _ => {
                let is_tick = self.ticks.iter().any(|(at, _)| i64::from(*at) == x);
                return (if is_tick { '┴' } else { '─' }, Role::Plain);
            }
        };
        (sign, Role::Plain)
    }
}

fn signs(lens: &Lens<'_>, outlook: Option<&Outlook>, by_bodies: bool) -> Signs {
    let reached = |outlook: &Outlook| matches!(outlook.pace.arrival, Arrival::Reached { .. });
    let open = outlook.filter(|outlook| !reached(outlook));
    let fit = open.is_some_and(|outlook| {
        outlook.curve.fit.is_some() && matches!(outlook.curve.arrival, Ok(Arrival::Expected { .. }))
    });
    Signs {
        pace: open.is_some_and(|outlook| outlook.pace.window.is_ok()),
        curve: fit,
        later: lens.standing.date.as_ref() < lens.trends.dates().last(),
        target: lens
            .target
            .filter(|_| by_bodies)
            .map(|target| (target.percent(), target.date())),
    }
}

/// The last day of the picture: that of the target and of the forecasts, but at most as much future as past.
fn end(first: Date, last: Date, outlook: Option<&Outlook>) -> Date {
    let expected = |arrival| match arrival {
        Arrival::Expected { date, .. } => Some(date),
        _ => None,
    };
    let past = date::days_between(first, last).max(30);
    let Some(outlook) = outlook else {
        return last;
    };
    let never = matches!(
        outlook.pace.arrival,
        Arrival::NotAtThisPace | Arrival::TooFar
    );
    let days = u32::try_from(past).unwrap_or(u32::MAX);
    let goals = [
        outlook.target.map(|prospect| prospect.target.date()),
        expected(outlook.pace.arrival),
        outlook.curve.arrival.ok().and_then(expected),
        // A line that arrives nowhere is drawn for a while.
        never.then(|| date::plus_days(last, days / 4)),
    ];
    let wanted = goals.into_iter().flatten().max().unwrap_or(last);
    wanted.clamp(last, date::plus_days(last, days))
}

/// Writes signs in a line, those of one role at once.
fn runs(pen: &mut Pen<'_>, (mut x, y): (u16, u16), signs: impl Iterator<Item = Sign>) {
    let mut text = String::new();
    let mut role = Role::Plain;
    for (sign, next) in signs {
        if next != role && !text.is_empty() {
            x += pen.write((x, y), u16::MAX, &text, role, Cut::End);
            text.clear();
        }
        role = next;
        text.push(sign);
    }
    pen.write((x, y), u16::MAX, &text, role, Cut::End);
}
