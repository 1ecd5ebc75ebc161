//! Names of columns, facts and screens in the words of a language.

use super::context::words;
use super::field::full_name;
use super::format;
use super::format::day;
use super::phase;
use crate::analysis::change::Way;
use crate::analysis::checks::Topic;
use crate::analysis::digest::AHEAD_DAYS;
use crate::analysis::group::{Group, Grouping};
use crate::analysis::trend::Subject;
use crate::app::column::Column;
use crate::app::language::Weighting;
use crate::app::lens::Lens;
use crate::app::screen::{Label, OfEvidence, Screen, Word};
use crate::domain::body::{Class, Designation};
use crate::domain::evidence::Coverage;
use crate::texts::{Words, fill};

/// The head of a column.
pub fn head(lens: &Lens<'_>, column: Column) -> String {
    let w = words(lens.language);
    let text = match column {
        Column::Name => w.head_name,
        Column::Service => w.head_service,
        Column::Body => w.head_body,
        Column::Kind => w.head_kind,
        Column::District => w.head_district,
        Column::Key => w.head_key,
        Column::Population => w.head_population,
        Column::Status if lens.standing.choice.is_filtered() => w.head_status_land,
        Column::Status => w.head_status,
        Column::Bar => w.head_bar,
        Column::Online | Column::Sum => w.head_online,
        Column::Own => w.head_own,
        Column::ByBodies => w.head_by_bodies,
        Column::ByInhabitants => w.head_by_inhabitants,
        Column::Change => w.head_change,
        Column::PlannedEnd => w.head_planned_end,
        Column::Missing => w.head_missing,
        Column::Overdue => w.head_overdue,
        Column::Stalled => w.head_stalled,
        Column::Unknown => w.head_unknown,
        Column::Phase => w.head_phase,
        Column::Marks => w.head_marks,
        Column::Since => w.head_since,
        Column::Planned => w.head_planned,
        Column::Next => w.head_next,
        Column::Provider => w.head_provider,
        Column::Procedure => w.head_procedure,
        Column::Updated => w.head_updated,
        Column::Problem => w.head_problem,
        Column::Subject => w.head_subject,
        Column::What => w.head_what,
        Column::Advice => w.head_advice,
        Column::Label => w.head_label,
        Column::Value => w.head_value,
        Column::Term => w.head_term,
        Column::Meaning => w.head_meaning,
        Column::Forward => "▲",
        Column::Backward => "▼",
        Column::Moved => w.head_moved,
        Column::Transition => w.head_transition,
        Column::Seen => w.head_seen,
        Column::IsNew => w.head_new,
        Column::Shown => w.head_shown,
        Column::Question => w.head_question,
        Column::Number => w.head_number,
        Column::Worst => w.head_worst,
        Column::Stand => w.snapshot,
        Column::Interval => w.head_interval,
        Column::Source => w.source,
        Column::Address => w.head_address,
        Column::Index => w.head_index,
        Column::Url => w.head_url,
        Column::Spark => w.head_spark,
        Column::InPhase(phase) => return phase::look(w, phase).letter.to_string(),
        Column::Matrix(id) => return lens.data.catalogue.service(id).short.to_string(),
    };
    text.to_owned()
}

/// The name of a fact.
pub fn fact(lens: &Lens<'_>, label: Label) -> String {
    let w = words(lens.language);
    let text = match label {
        Label::Headline(at) => return headline(lens, at),
        Label::Ags => w.fact_ags,
        Label::Area => w.fact_area,
        Label::Blocker => w.fact_blocker,
        Label::Body => w.fact_body,
        Label::Bare => "",
        Label::Own => w.figure_own,
        Label::ByCurve => w.fact_by_curve,
        Label::ByPace => by_pace(lens),
        Label::Target => w.fact_target,
        Label::Between => w.fact_between,
        Label::Change => match lens.standing.base_date.filter(|_| lens.comparing) {
            Some(date) => return fill(w.fact_since_date, &[("date", &day(lens.language, date))]),
            None => w.fact_change,
        },
        Label::NoDistrict => w.fact_no_district,
        Label::MoreOnline => w.fact_more_online,
        Label::Topic(of) => topic(w, of),
        Label::Way(of) => way(w, of),
        Label::Contact => w.fact_contact,
        Label::District => w.fact_district,
        Label::Everywhere => w.fact_everywhere,
        Label::Exceptions => w.fact_exceptions,
        Label::Key => w.fact_key,
        Label::Law => w.fact_law,
        Label::Lead => w.fact_lead,
        Label::Leika => w.fact_leika,
        Label::Marks => w.fact_marks,
        Label::Maturity => w.fact_maturity,
        Label::Note => w.fact_note,
        Label::Overdue => w.fact_overdue,
        Label::OwnSolution => w.fact_own_solution,
        Label::OzgId => w.fact_ozg_id,
        Label::Phase => w.fact_phase,
        Label::Planned => w.fact_planned,
        Label::Population => w.fact_population,
        Label::Problems => w.fact_problems,
        Label::Procedure => w.fact_procedure,
        Label::Provider => w.fact_provider,
        Label::Reach => w.fact_reach,
        Label::ReachInhabitants => w.fact_reach_inhabitants,
        Label::Reason => w.fact_reason,
        Label::Rule => w.fact_rule,
        Label::Samtgemeinde => w.fact_samtgemeinde,
        Label::Service => w.fact_service,
        Label::ServiceNote => w.fact_service_note,
        Label::Since => w.fact_since,
        Label::Solution => w.fact_solution,
        Label::Source => w.fact_source,
        Label::Stalled => w.fact_stalled,
        Label::Status => w.fact_status,
        Label::ThemeField => w.fact_theme_field,
        Label::Unknown => w.fact_unknown,
        Label::Updated => w.fact_updated,
        Label::Url => w.fact_url,
        Label::Evidence(of) => of_evidence(w, of),
    };
    text.to_owned()
}

/// The name of something that the public index shows.
fn of_evidence(w: &'static Words, of: OfEvidence) -> &'static str {
    match of {
        OfEvidence::Agreeing => w.fact_agreeing,
        OfEvidence::BrokenLinks => w.fact_broken_links,
        OfEvidence::Coverage => w.fact_coverage,
        OfEvidence::Evidence => w.fact_evidence,
        OfEvidence::Found => w.fact_found,
        OfEvidence::Index => w.fact_index,
        OfEvidence::IndexUrl => w.fact_index_url,
    }
}

/// The name of a published figure.
fn headline(lens: &Lens<'_>, at: usize) -> String {
    let headline = lens.data.land.headlines.get(at);
    headline
        .map(|it| lens.language.of(&it.name).to_string())
        .unwrap_or_default()
}

/// What the forecast by pace is about: bodies, also where the rest of the screen counts inhabitants.
fn by_pace(lens: &Lens<'_>) -> &'static str {
    let w = words(lens.language);
    match lens.weighting {
        Weighting::Bodies => w.fact_by_pace,
        Weighting::Inhabitants => w.fact_by_pace_bodies,
    }
}

/// What a group of a matrix is called.
pub fn group(lens: &Lens<'_>, group: Group) -> String {
    let w = words(lens.language);
    let number = |number: u32| format::number(lens.language, u64::from(number));
    match group {
        Group::District(id) => full_name(lens, id),
        Group::Provider(id) => screen(lens, &Screen::Provider(id)),
        Group::NoDistrict => w.no_district.to_owned(),
        Group::NoUnit => w.no_unit.to_owned(),
        Group::Size(size) => match size.bounds() {
            (0, Some(below)) => fill(w.size_below, &[("n", &number(below))]),
            (from, None) => fill(w.size_from, &[("n", &number(from))]),
            (from, Some(below)) => fill(
                w.size_between,
                &[
                    ("n", &number(from)),
                    ("m", &number(below.saturating_sub(1))),
                ],
            ),
        },
    }
}

/// What a problem is about.
pub fn topic(w: &'static Words, topic: Topic) -> &'static str {
    match topic {
        Topic::Data => w.about_data,
        Topic::SteppedBack => w.about_stepped_back,
        Topic::Disturbed => w.about_disturbed,
        Topic::Unlinked => w.about_unlinked,
        Topic::Untracked => w.about_untracked,
        Topic::Overdue => w.about_overdue,
        Topic::Stalled => w.about_stalled,
        Topic::NotReported => w.about_not_reported,
    }
}

/// Which way cells went.
pub fn way(w: &'static Words, way: Way) -> &'static str {
    match way {
        Way::Backward => w.way_backward,
        Way::Forward => w.way_forward,
        Way::Reported => w.way_reported,
        Way::Silent => w.way_silent,
    }
}

/// A word of the program's own.
pub fn word(w: &'static Words, word: Word) -> &'static str {
    match word {
        Word::ByRule => w.by_rule,
        Word::ByException => w.by_exception,
        Word::ExceptionsMissing => w.exceptions_missing,
        Word::SharedSolution => w.shared_solution,
        Word::OwnSolution => w.own_solution,
        Word::LeftOut => w.legend_left_out,
        Word::NotResponsible => w.legend_not_responsible,
        Word::MoreOrFewer => w.legend_more_or_fewer,
        Word::Elsewhere => w.legend_elsewhere,
        Word::Unchanged => w.unchanged,
        Word::WithoutProvider => w.without_provider,
        Word::ByIndex => w.by_index,
        Word::NoEvidence => w.no_evidence,
        Word::Awaited => "…",
        Word::HistoryAwaited => w.history_awaited,
        Word::Coverage(of) => match of {
            Coverage::Municipality => w.coverage_municipality,
            Coverage::District => w.coverage_district,
            Coverage::Land => w.coverage_land,
            Coverage::Federal => w.coverage_federal,
        },
    }
}

/// The name of a class of bodies.
pub fn class(lens: &Lens<'_>, class: Class) -> String {
    let w = words(lens.language);
    let text = match class {
        Class::Landkreis => w.class_lk,
        Class::Region => w.class_rh,
        Class::KreisfreieStadt => w.class_ks,
        Class::GrosseSelbstaendigeStadt => w.class_gs,
        Class::SpecialStatus => w.class_hg,
        Class::Samtgemeinde => w.class_sg,
        Class::Einheitsgemeinde => w.class_eg,
        Class::Mitgliedsgemeinde => w.class_mg,
        Class::Gemeindefrei => w.class_gf,
        Class::Authority(kind) => {
            let kind = lens.data.register.kinds().get(usize::from(kind.0));
            return kind
                .map(|kind| lens.language.of(&kind.name).to_string())
                .unwrap_or_default();
        }
    };
    text.to_owned()
}

/// The title of a Gemeinde.
pub fn designation(w: &'static Words, designation: Designation) -> &'static str {
    match designation {
        Designation::Stadt => w.kind_city,
        Designation::Flecken => w.kind_town,
        Designation::Markt => w.kind_market,
        Designation::Gemeinde => w.kind_municipality,
    }
}

/// The map of a service, or of all.
fn map(w: &Words, service: Option<String>) -> String {
    match service {
        Some(service) => fill(w.map_of, &[("service", &service)]),
        None => w.map.to_owned(),
    }
}

/// What a trend is called.
fn trend(lens: &Lens<'_>, subject: Subject) -> String {
    let w = words(lens.language);
    let name = match subject {
        Subject::Land => return w.trend.to_owned(),
        Subject::Service(id) => lens
            .language
            .of(&lens.data.catalogue.service(id).name)
            .to_string(),
        Subject::District(id) => full_name(lens, id),
        Subject::Provider(id) => screen(lens, &Screen::Provider(id)),
    };
    fill(w.trend_of, &[("name", &name)])
}

/// What a screen is called in the breadcrumbs.
pub fn screen(lens: &Lens<'_>, screen: &Screen) -> String {
    let w = words(lens.language);
    let service = |id| {
        lens.language
            .of(&lens.data.catalogue.service(id).name)
            .to_string()
    };
    match screen {
        Screen::Services => w.services.to_owned(),
        Screen::Service {
            service: id,
            within,
        } => match within {
            None => service(*id),
            Some(district) => {
                let short = &lens.data.catalogue.service(*id).short;
                format!("{short}: {}", full_name(lens, *district))
            }
        },
        Screen::ServiceDistricts(id) => format!("{}: {}", service(*id), w.districts_of),
        Screen::Districts => w.districts.to_owned(),
        Screen::District(id) | Screen::Municipality(id) => full_name(lens, *id),
        Screen::Municipalities { all: false } => w.municipalities.to_owned(),
        Screen::Municipalities { all: true } => w.municipalities_all.to_owned(),
        Screen::Providers => w.providers.to_owned(),
        Screen::Provider(id) => {
            let name = id.and_then(|id| lens.data.rollout.values.provider(id));
            name.map_or_else(|| w.without_provider.to_owned(), ToString::to_string)
        }
        Screen::Cell(id) => match lens.data.responsibility.slot(*id) {
            Some(slot) => {
                let short = &lens.data.catalogue.service(slot.service).short;
                format!("{short} {}", lens.data.register.body(slot.body).name)
            }
            None => String::new(),
        },
        Screen::Problems(None) => w.problems.to_owned(),
        Screen::Problems(Some(of)) => format!("{}: {}", w.problems, topic(w, *of)),
        Screen::Matrix { grouping, .. } => {
            let by = match grouping {
                Grouping::District => w.matrix_by_district,
                Grouping::Provider => w.matrix_by_provider,
                Grouping::Size => w.matrix_by_size,
            };
            by.to_owned()
        }
        Screen::Overview => w.overview.to_owned(),
        Screen::Changes(None) => w.changes.to_owned(),
        Screen::Changes(Some(of)) => format!("{}: {}", w.changes, way(w, *of)),
        Screen::Map { service: of, .. } => map(w, of.map(service)),
        Screen::Evidence => w.evidence.to_owned(),
        Screen::Upcoming => fill(w.upcoming, &[("n", &AHEAD_DAYS.to_string())]),
        Screen::Snapshots => w.snapshots.to_owned(),
        Screen::Columns(_) => w.columns.to_owned(),
        Screen::Trend { subject, .. } => trend(lens, *subject),
        Screen::Views => w.views.to_owned(),
        Screen::Help => w.help_title.to_owned(),
        Screen::Cells => w.cells.to_owned(),
        Screen::Bodies => w.bodies.to_owned(),
    }
}
