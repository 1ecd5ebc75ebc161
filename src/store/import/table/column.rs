//! What a column can be, and the heads that say so.

use serde::Deserialize;

use super::words::folded;

/// What a column is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Name of the body.
    Body,
    /// ARS or AGS of the body.
    Ars,
    /// Kind of the body.
    Kind,
    /// District of the body.
    District,
    /// The service.
    Service,
    /// The phase, or the time at which it is to go live.
    Phase,
    /// Since when.
    Since,
    /// When it is to go live.
    Planned,
    /// IT provider.
    Provider,
    /// Fachverfahren.
    Procedure,
    /// `efa` or `own`.
    Solution,
    /// Words for deferred, disturbed, own solution.
    Marks,
    /// Whether it is paused: yes or no.
    Deferred,
    /// Whether its link is broken: yes or no.
    Disturbed,
    /// Whether the solution is one of their own: yes or no.
    OwnSolution,
    /// What holds it back.
    Blocker,
    /// Where it is found.
    Url,
    /// Whom to ask.
    Contact,
    /// Anything else.
    Note,
    /// When it was reported.
    Updated,
    /// Nothing that is read.
    Ignore,
}

/// Heads that mean a column, as they are compared, with the words of mapping files.
const HEADS: [(Column, &str, &[&str]); 21] = [
    (
        Column::Body,
        "body",
        &[
            "kommune",
            "gemeinde",
            "behörde",
            "stelle",
            "name",
            "kommunenname",
            "gebietskörperschaft",
            "zuständige stelle",
            "body",
            "municipality",
            "authority",
        ],
    ),
    (
        Column::Ars,
        "ars",
        &[
            "ars",
            "ags",
            "regionalschlüssel",
            "amtlicher regionalschlüssel",
            "gemeindeschlüssel",
            "amtlicher gemeindeschlüssel",
            "schlüssel",
        ],
    ),
    (
        Column::Kind,
        "kind",
        &["art", "typ", "kommunenart", "gemeindeart", "kind", "type"],
    ),
    (
        Column::District,
        "district",
        &["kreis", "landkreis", "lk", "district", "county"],
    ),
    (
        Column::Service,
        "service",
        &[
            "leistung",
            "ozg leistung",
            "ozg id",
            "ozgid",
            "leika",
            "leika schlüssel",
            "dienst",
            "onlinedienst",
            "verwaltungsleistung",
            "service",
        ],
    ),
    (
        Column::Phase,
        "phase",
        &[
            "status",
            "phase",
            "stand",
            "umsetzungsstand",
            "umsetzungsstatus",
            "rollout status",
            "roll out status",
            "state",
        ],
    ),
    (
        Column::Since,
        "since",
        &[
            "seit",
            "status seit",
            "phase seit",
            "live seit",
            "online seit",
            "live datum",
            "online datum",
            "datum live",
            "since",
        ],
    ),
    (
        Column::Planned,
        "planned",
        &[
            "geplant",
            "go live",
            "golive",
            "go live geplant",
            "geplanter go live",
            "geplanter live gang",
            "live gang geplant",
            "golive geplant",
            "geplanter golive",
            "geplanter termin",
            "geplant zum",
            "geplant für",
            "termin",
            "planned",
            "zieltermin",
        ],
    ),
    (
        Column::Provider,
        "provider",
        &[
            "dienstleister",
            "it dienstleister",
            "anbieter",
            "provider",
            "it provider",
            "rechenzentrum",
        ],
    ),
    (
        Column::Procedure,
        "procedure",
        &["fachverfahren", "verfahren", "software", "procedure"],
    ),
    (Column::Solution, "solution", &["lösung", "efa", "solution"]),
    (Column::Marks, "marks", &["merkmale", "vermerk", "marks"]),
    (
        Column::Deferred,
        "deferred",
        &["zurückgestellt", "pausiert", "deferred"],
    ),
    (
        Column::Disturbed,
        "disturbed",
        &["störung", "gestört", "link gestört", "disturbed"],
    ),
    (
        Column::OwnSolution,
        "own_solution",
        &["eigenlösung", "eigene lösung", "own solution"],
    ),
    (
        Column::Blocker,
        "blocker",
        &["hindernis", "hinderungsgrund", "hemmnis", "blocker"],
    ),
    (
        Column::Url,
        "url",
        &["url", "link", "adresse", "internetadresse"],
    ),
    (
        Column::Contact,
        "contact",
        &[
            "kontakt",
            "ansprechpartner",
            "ansprechpartnerin",
            "ansprechperson",
            "contact",
        ],
    ),
    (
        Column::Note,
        "note",
        &[
            "bemerkung",
            "bemerkungen",
            "anmerkung",
            "anmerkungen",
            "hinweis",
            "kommentar",
            "notiz",
            "note",
            "comment",
        ],
    ),
    (
        Column::Updated,
        "updated",
        &[
            "aktualisiert",
            "gemeldet am",
            "stand vom",
            "letzte änderung",
            "letzte aktualisierung",
            "aktualisiert am",
            "zuletzt aktualisiert",
            "meldung vom",
            "updated",
        ],
    ),
    (Column::Ignore, "ignore", &["nr", "lfd nr", "id", "#"]),
];

impl Column {
    /// The word of mapping files.
    pub(super) fn key(self) -> &'static str {
        let known = HEADS.iter().find(|(column, ..)| *column == self);
        known.map_or("", |(_, key, _)| key)
    }

    /// What a head says, in German or English.
    pub(super) fn of_head(head: &str) -> Option<Self> {
        let wanted = folded(head);
        let known = HEADS
            .iter()
            .find(|(_, _, names)| names.iter().any(|name| folded(name) == wanted));
        known.map(|(column, ..)| *column)
    }
}
