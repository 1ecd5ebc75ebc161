//! How far a cell is, and how far a service is in the whole Land.

/// How far a cell is, in order. "Keine Angabe" is not a phase: it is `None` where an `Option<Phase>` stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// The body is responsible, nothing is agreed.
    Open,
    /// Interest declared, contract signed or a date set; no technical work.
    Planned,
    /// The roll-in runs: Fachverfahren, payment, entry in the service catalogue, training.
    Onboarding,
    /// A limited group uses it; not published.
    Pilot,
    /// Public, linked in the portal, applications arrive.
    Live,
}

impl Phase {
    /// All phases, lowest first.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Planned,
        Self::Onboarding,
        Self::Pilot,
        Self::Live,
    ];

    /// The key that files and exports use.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Planned => "planned",
            Self::Onboarding => "onboarding",
            Self::Pilot => "pilot",
            Self::Live => "live",
        }
    }

    /// Position in the order, 0 to 4.
    pub fn rank(self) -> usize {
        self as usize
    }
}

/// The key of "keine Angabe" in files and exports.
pub const UNKNOWN: &str = "unknown";

/// Every word that may stand for a phase, with what it means.
pub const WORDS: [(Option<Phase>, &str); 6] = [
    (Some(Phase::Open), Phase::Open.key()),
    (Some(Phase::Planned), Phase::Planned.key()),
    (Some(Phase::Onboarding), Phase::Onboarding.key()),
    (Some(Phase::Pilot), Phase::Pilot.key()),
    (Some(Phase::Live), Phase::Live.key()),
    (None, UNKNOWN),
];

/// The key of a reported or unreported phase.
pub fn key(phase: Option<Phase>) -> &'static str {
    phase.map_or(UNKNOWN, Phase::key)
}

/// How far a service is in the whole Land, or in any other set of bodies; always derived from their cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// No cell above `open`.
    NotStarted,
    /// Some planned or onboarding, none in pilot or live.
    Preparing,
    /// Some in pilot, none live.
    Piloting,
    /// Some live, not all.
    RollingOut,
    /// All responsible bodies live. 99 % is not flächendeckend.
    Everywhere,
}

impl Status {
    /// Every status, the least far first.
    pub const ALL: [Self; 5] = [
        Self::NotStarted,
        Self::Preparing,
        Self::Piloting,
        Self::RollingOut,
        Self::Everywhere,
    ];

    /// The key that exports use.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::Preparing => "preparing",
            Self::Piloting => "piloting",
            Self::RollingOut => "rolling_out",
            Self::Everywhere => "everywhere",
        }
    }
}
