//! `ozgtop import gv100ad`: the official register into the data folder, with what changes by it.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Progress, folder, not_after_today, tell};
use crate::app::language::Language;
use crate::cli::arguments::parse_date;
use crate::cli::{Desk, Failure, init};
use crate::domain::body::{BodyId, Class};
use crate::domain::date::Date;
use crate::domain::key::{BodyKey, Level};
use crate::domain::register::Register;
use crate::store::import::gv100ad::{self, Change, Options, Plan};
use crate::store::import::{MAX_BYTES, Original};
use crate::store::{Source, write};
use crate::texts::fill;
use crate::ui::format::{day, number};

/// What the command line asks for.
#[derive(Debug, Args)]
pub(in crate::cli) struct Gv100ad {
    pub(in crate::cli) file: PathBuf,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) mapping: Option<PathBuf>,
    #[arg(long, value_parser = parse_date, value_name = "DATE")]
    pub(in crate::cli) population_date: Option<Date>,
    #[arg(long)]
    pub(in crate::cli) all: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, arguments: &Gv100ad) -> Result<(), Failure> {
    let folder = folder(desk)?;
    if let Some(date) = arguments.population_date {
        not_after_today(desk, date)?;
    }
    let source = Source::Folder(folder.clone());
    let mut progress = Progress::new(desk.words);
    let original = match Original::read(&arguments.file, MAX_BYTES) {
        Ok(original) => original,
        Err(problem) => {
            let model = desk.model(desk.load(), (80, 24));
            tell(desk, &model, &[*problem])?;
            return Err(Failure::Failed(desk.words.import_refused.to_owned()));
        }
    };
    let options = Options {
        mapping: arguments.mapping.as_deref(),
        counted: arguments.population_date,
    };
    let limits = desk.limits();
    let plan = match gv100ad::plan(&source, limits, &original, options, &mut progress) {
        Ok(Some(plan)) => plan,
        Ok(None) => return Err(Failure::Failed(desk.words.gv_stopped.to_owned())),
        Err(refused) => {
            let model = desk.model(refused.before, (80, 24));
            tell(desk, &model, &refused.problems)?;
            desk.err.line(desk.words.import_refused)?;
            desk.err.flush()?;
            return Err(Failure::Data);
        }
    };
    let told = Told { desk, plan: &plan };
    let lines = told.lines(original.origin.name.as_str(), arguments.all);
    for line in &lines {
        desk.out.line(line)?;
    }
    desk.out.flush()?;
    if progress.is_stopped() {
        return Err(Failure::Failed(desk.words.gv_stopped.to_owned()));
    }
    let path = folder.join(&plan.file);
    let pattern = if !plan.is_safe {
        desk.words.import_refused
    } else if arguments.dry_run {
        desk.words.gv_dry
    } else if plan.unchanged {
        desk.words.gv_unchanged
    } else {
        write::replace_file(&path, plan.content.as_bytes())
            .map_err(|error| init::failed(desk, &path, &error))?;
        desk.words.gv_written
    };
    let path = path.display().to_string();
    desk.out.line(&fill(pattern, &[("path", &path)]))?;
    desk.out.flush()?;
    let left_out = !plan.lost.is_empty();
    let model = desk.model(plan.before, (80, 24));
    if tell(desk, &model, &plan.problems)? || left_out {
        return Err(Failure::Data);
    }
    Ok(())
}

/// A plan in words.
struct Told<'a, 'd> {
    desk: &'a Desk<'d>,
    plan: &'a Plan,
}

impl Told<'_, '_> {
    fn lines(&self, name: &str, all: bool) -> Vec<String> {
        let (w, language) = (self.desk.words, self.desk.language);
        let land = &self.plan.before.land;
        let rows = number(language, self.plan.rows as u64);
        let mut lines = vec![fill(
            w.gv_head,
            &[
                ("name", name),
                ("date", &day(language, self.plan.territory)),
                ("m", &rows),
                ("land", land.name.as_str()),
            ],
        )];
        lines.extend(self.plan.assumed.then(|| w.gv_assumed.to_owned()));
        lines.push(self.counts());
        if self.plan.changes.is_empty() {
            lines.push(w.gv_no_change.to_owned());
        }
        for change in &self.plan.changes {
            self.change(*change, &mut lines);
        }
        let people = self.people(all);
        if !people.is_empty() {
            lines.push(w.gv_by_district.to_owned());
            lines.extend(people);
        }
        lines.push(self.total());
        if self.plan.loses_comments && !self.plan.unchanged {
            lines.push(fill(w.gv_comments, &[("path", &self.plan.file)]));
        }
        lines
    }

    fn counts(&self) -> String {
        let register = &self.plan.after.register;
        let count = |wanted: fn(Class) -> bool| {
            let classes = register.ids().map(|id| register.body(id).class);
            let count = classes.filter(|class| wanted(*class)).count();
            number(self.desk.language, count as u64)
        };
        let counts = [
            ("districts", count(Class::is_district)),
            (
                "gemeinden",
                count(|class| class.is_register_row() && class != Class::Gemeindefrei),
            ),
            ("free", count(|class| class == Class::Gemeindefrei)),
            ("unions", count(|class| class == Class::Samtgemeinde)),
        ];
        let counts = counts.each_ref().map(|(name, n)| (*name, n.as_str()));
        fill(self.desk.words.gv_counts, &counts)
    }

    fn change(&self, change: Change, lines: &mut Vec<String>) {
        let w = self.desk.words;
        let (old, new) = (&self.plan.before.register, &self.plan.after.register);
        let title = |register: &Register, id: BodyId| {
            let title = register.body(id).designation;
            title.map_or(w.gv_untitled, |title| title.code())
        };
        let (pattern, before, after) = match change {
            Change::New { after } => (w.gv_new, None, Some(after)),
            Change::Dissolved { before } => (w.gv_dissolved, Some(before), None),
            Change::Moved { before, after } => (w.gv_moved, Some(before), Some(after)),
            Change::Merged { before, after } => (w.gv_merged, Some(before), Some(after)),
            Change::Renamed { before, after } => (w.gv_renamed, Some(before), Some(after)),
            // The two names say class and key already.
            Change::Class { before, after } => (w.gv_class, Some(before), Some(after)),
            Change::Titled { before, after } => (w.gv_titled, Some(before), Some(after)),
        };
        let was = match change {
            Change::Titled { before, .. } => title(old, before).to_owned(),
            Change::Class { before, .. } => {
                let class = old.body(before).class;
                class.code().unwrap_or_default().to_owned()
            }
            _ => before.map_or_else(String::new, |id| named(old, id)),
        };
        let what = after.map_or_else(String::new, |id| named(new, id));
        let now = after.map_or("", |id| title(new, id));
        lines.push(fill(
            pattern,
            &[("what", &what), ("before", &was), ("after", now)],
        ));
        let goes = matches!(
            change,
            Change::Dissolved { .. } | Change::Merged { .. } | Change::Moved { .. }
        );
        let stays = matches!(change, Change::Class { .. });
        let Some(before) = before.filter(|_| goes || stays) else {
            return;
        };
        // A body that has another key too was told of above.
        let key = &old.body(before).key;
        if goes || new.find(key.as_str()).is_some() {
            self.lost(key, lines);
        }
        if matches!(change, Change::Dissolved { .. }) {
            self.same_name(before, lines);
        }
    }

    /// How many reported cells lose their body.
    fn lost(&self, key: &BodyKey, lines: &mut Vec<String>) {
        let rollout = &self.plan.before.rollout;
        let newest = rollout.newest().and_then(|id| rollout.snapshot(id));
        if let (Some(count), Some(newest)) = (self.plan.lost.get(key), newest) {
            let n = number(self.desk.language, *count as u64);
            let date = day(self.desk.language, newest.date);
            let text = fill(self.desk.words.gv_lost, &[("n", &n), ("date", &date)]);
            lines.push(format!("    {text}"));
        }
    }

    /// A new body of the same name and level may be the same one: the operator decides.
    fn same_name(&self, before: BodyId, lines: &mut Vec<String>) {
        let (old, new) = (&self.plan.before.register, &self.plan.after.register);
        let body = old.body(before);
        let upper = |key: &BodyKey| {
            let level = key.ars().map(|ars| ars.level());
            matches!(level, Some(Level::District | Level::Verband))
        };
        for change in &self.plan.changes {
            let Change::New { after } = *change else {
                continue;
            };
            let other = new.body(after);
            if other.name == body.name && upper(&other.key) == upper(&body.key) {
                let (from, to) = (body.key.as_str(), other.key.as_str());
                let line = format!("(from: \"{from}\", to: \"{to}\")");
                let values = [("what", named(new, after)), ("line", line)];
                let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
                let text = fill(self.desk.words.gv_same_name, &values);
                lines.push(format!("    {text}"));
            }
        }
    }

    /// Inhabitants that changed: of the districts, or of all Gemeinden too.
    fn people(&self, all: bool) -> Vec<String> {
        let (old, new) = (&self.plan.before.register, &self.plan.after.register);
        let mut lines = Vec::new();
        for id in new.ids() {
            let body = new.body(id);
            let Some(ars) = body.key.ars() else { continue };
            let is_district = body.class.is_district();
            let own = is_district || all && ars.level() != Level::Verband;
            let (before, after) = (old.find(body.key.as_str()), new.inhabitants(id));
            let moved = |change: &Change| match change {
                Change::Moved { before, after } if *after == id => Some(*before),
                _ => None,
            };
            let before = before.or_else(|| self.plan.changes.iter().find_map(moved));
            let before = before.and_then(|id| old.inhabitants(id));
            if own && before != after {
                let people = |of| people(self.desk.language, of, self.desk.words.gv_nobody);
                let values = [
                    ("what", named(new, id)),
                    ("before", people(before)),
                    ("after", people(after)),
                ];
                let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
                lines.push(format!("  {}", fill(self.desk.words.gv_people, &values)));
            }
        }
        lines
    }

    /// Inhabitants of the Land before and after, with their sources.
    fn total(&self) -> String {
        let w = self.desk.words;
        let (language, plan) = (self.desk.language, self.plan);
        let of = |register: &Register| {
            let rows: Vec<_> = register
                .ids()
                .filter(|id| register.body(*id).class.is_register_row())
                .collect();
            let counted = rows.iter().filter_map(|id| register.inhabitants(*id));
            let sum = counted.fold((0_u32, true), |(sum, official), (count, of)| {
                (sum.saturating_add(count), official && (of || count == 0))
            });
            let mut used: Vec<_> = rows
                .iter()
                .filter_map(|id| Some(register.body(*id).population?.source))
                .collect();
            used.sort_unstable();
            used.dedup();
            let mut names = String::new();
            for source in used.iter().filter_map(|at| register.sources().get(*at)) {
                let name = match language {
                    Language::De => &source.name.de,
                    Language::En => &source.name.en,
                };
                let lead = if names.is_empty() { "" } else { "; " };
                // Writing to a `String` cannot fail.
                let _ = write!(names, "{lead}{name}");
            }
            let known = (!used.is_empty()).then_some(sum);
            (people(language, known, w.gv_nobody), names)
        };
        let (before, source) = of(&plan.before.register);
        let (after, now) = of(&plan.after.register);
        fill(
            w.gv_total,
            &[
                ("what", plan.before.land.name.as_str()),
                ("before", &before),
                ("source", &source),
                ("after", &after),
                ("now", &now),
            ],
        )
    }
}

/// A body by name, class and key: names alone are not unique.
fn named(register: &Register, id: BodyId) -> String {
    let body = register.body(id);
    let code = body.class.code().unwrap_or_default();
    format!("{} ({code} {})", body.name, body.key.as_str())
}

/// A number of inhabitants; an estimate says so.
fn people(language: Language, of: Option<(u32, bool)>, nobody: &str) -> String {
    of.map_or_else(
        || nobody.to_owned(),
        |(count, official)| {
            let sign = if official { "" } else { "≈" };
            format!("{sign}{}", number(language, u64::from(count)))
        },
    )
}
