//! The words that stand for the values of a filter, in both languages, however they are spelt.

use super::super::checks::Topic;
use crate::domain::body::{Class, Designation};
use crate::domain::collate::Folded;
use crate::domain::phase::{Phase, Status};

/// A value with its words: English first, then German, then others that are understood.
pub(super) type Words<T> = (T, &'static [&'static str]);

/// The phases; `None` is "keine Angabe".
pub(super) const PHASES: [Words<Option<Phase>>; 6] = [
    (Some(Phase::Open), &["open", "offen"]),
    (Some(Phase::Planned), &["planned", "Planung", "in Planung"]),
    (
        Some(Phase::Onboarding),
        &["onboarding", "Umsetzung", "in Umsetzung"],
    ),
    (Some(Phase::Pilot), &["pilot", "Pilotierung"]),
    (Some(Phase::Live), &["live", "online"]),
    (
        None,
        &[
            "unknown",
            "keine Angabe",
            "not reported",
            "none",
            "keine",
            "?",
        ],
    ),
];

/// The statuses of services.
pub(super) const STATUSES: [Words<Status>; 5] = [
    (
        Status::NotStarted,
        &["not_started", "nicht gestartet", "not started"],
    ),
    (
        Status::Preparing,
        &[
            "preparing",
            "Vorbereitung",
            "in Vorbereitung",
            "in preparation",
        ],
    ),
    (Status::Piloting, &["piloting", "Pilotierung"]),
    (
        Status::RollingOut,
        &["rolling_out", "Roll-out", "Roll-out-Phase", "rolling out"],
    ),
    (Status::Everywhere, &["everywhere", "flächendeckend"]),
];

/// What a cell can have beside its phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// A finding of a rule.
    Finding(Topic),
    /// It is paused.
    Deferred,
    /// Any finding.
    Any,
    /// No finding.
    None,
}

/// Findings and marks.
pub(super) const TROUBLES: [Words<Trouble>; 10] = [
    (Trouble::Finding(Topic::Overdue), &["overdue", "überfällig"]),
    (Trouble::Finding(Topic::Stalled), &["stalled", "steht"]),
    (
        Trouble::Finding(Topic::Disturbed),
        &["disturbed", "gestört"],
    ),
    (
        Trouble::Finding(Topic::Unlinked),
        &["unlinked", "ohne Link", "no link"],
    ),
    (
        Trouble::Finding(Topic::Untracked),
        &["untracked", "nur im Index", "index only"],
    ),
    (
        Trouble::Finding(Topic::NotReported),
        &["not_reported", "keine Angabe", "not reported"],
    ),
    (
        Trouble::Finding(Topic::SteppedBack),
        &["stepped_back", "Rückschritt", "step back"],
    ),
    (Trouble::Deferred, &["deferred", "zurückgestellt"]),
    (Trouble::Any, &["any", "irgendein", "alle"]),
    (Trouble::None, &["none", "keiner", "kein", "ohne"]),
];

/// Which product a body uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    Shared,
    Own,
    Unsaid,
}

/// Products.
pub(super) const PRODUCTS: [Words<Product>; 3] = [
    (
        Product::Shared,
        &["shared", "EfA", "gemeinsame Lösung", "shared solution"],
    ),
    (
        Product::Own,
        &["own", "Eigenlösung", "eigen", "own solution"],
    ),
    (Product::Unsaid, &["none", "keine", "ohne"]),
];

/// What kind of body, beside the codes of the classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Class(Class),
    Designation(Designation),
}

/// Kinds of bodies; the kinds of special authorities stand in the register.
pub(super) const KINDS: [Words<Kind>; 13] = [
    (Kind::Class(Class::Landkreis), &["LK", "Landkreis"]),
    (Kind::Class(Class::Region), &["RH", "Region"]),
    (
        Kind::Class(Class::KreisfreieStadt),
        &["KS", "kreisfreie Stadt"],
    ),
    (
        Kind::Class(Class::GrosseSelbstaendigeStadt),
        &["GS", "große selbständige Stadt"],
    ),
    (
        Kind::Class(Class::SpecialStatus),
        &["HG", "Stadt mit Sonderstatus", "city with special status"],
    ),
    (Kind::Class(Class::Samtgemeinde), &["SG", "Samtgemeinde"]),
    (
        Kind::Class(Class::Einheitsgemeinde),
        &["EG", "Einheitsgemeinde"],
    ),
    (
        Kind::Class(Class::Mitgliedsgemeinde),
        &["MG", "Mitgliedsgemeinde"],
    ),
    (
        Kind::Class(Class::Gemeindefrei),
        &["GF", "gemeindefreies Gebiet", "unincorporated area"],
    ),
    (Kind::Designation(Designation::Stadt), &["Stadt", "Stadt"]),
    (
        Kind::Designation(Designation::Flecken),
        &["Flecken", "Flecken"],
    ),
    (Kind::Designation(Designation::Markt), &["Markt", "Markt"]),
    (
        Kind::Designation(Designation::Gemeinde),
        &["Gemeinde", "Gemeinde"],
    ),
];

/// The words for "has none", where a field can be empty.
pub(super) const NONE: [&str; 5] = ["none", "keine", "keiner", "kein", "ohne"];

/// A word without spaces, hyphens and underscores, in which umlauts are all the same.
fn spelt(word: &str) -> Folded {
    let kept = word
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'));
    Folded::new(&kept.collect::<String>())
}

/// The value of a word.
pub(super) fn meaning<T: Copy>(table: &[Words<T>], word: &str) -> Option<T> {
    let word = spelt(word);
    let is_meant = |words: &[&str]| words.iter().any(|known| spelt(known).is_same(&word));
    let mut all = table.iter();
    all.find(|(_, words)| is_meant(words))
        .map(|(value, _)| *value)
}

/// Whether a word says "has none".
pub(super) fn is_none(word: &str) -> bool {
    NONE.iter().any(|none| none.eq_ignore_ascii_case(word))
}
