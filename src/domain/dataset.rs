//! Everything that was loaded together, ready to be asked.

use std::sync::Arc;

use super::date::Date;
use super::evidence::{self, Evidence};
use super::origin::Origin;
use super::outline::Outlines;
use super::problem::Problem;
use super::register::Register;
use super::responsibility::Responsibility;
use super::rollout::{Rollout, SnapshotId};
use super::service::Catalogue;
use super::target::Target;
use super::text::{Bilingual, CleanText};

/// A figure about the whole Land that somebody published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// What was counted.
    pub name: Bilingual,
    /// The number.
    pub value: u64,
    /// The day it was true, or the end of the month in which it was published.
    pub date: Date,
    /// Who published it.
    pub source: CleanText,
}

/// The Land whose roll-out this is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Land {
    /// Its name.
    pub name: CleanText,
    /// Two letters for narrow screens.
    pub short: CleanText,
    /// Its key: an ARS.
    pub key: CleanText,
    /// Published figures.
    pub headlines: Vec<Headline>,
    /// What somebody has decided for the roll-out, where a file says so.
    pub target: Option<Target>,
}

/// A complete set of data. Shared between threads behind an `Arc`; replaced whole, never changed. What does not follow the
/// snapshots is shared with the set that replaces it.
#[derive(Debug)]
pub struct Dataset {
    /// The Land.
    pub land: Land,
    /// The services.
    pub catalogue: Arc<Catalogue>,
    /// The bodies.
    pub register: Arc<Register>,
    /// Source of the register.
    pub register_source: CleanText,
    /// The file that the register was imported from, where it was.
    pub register_origin: Option<Origin>,
    /// Who is responsible for what.
    pub responsibility: Arc<Responsibility>,
    /// The outlines of the districts; empty where nobody gave any.
    pub outlines: Arc<Outlines>,
    /// What was reported, date by date.
    pub rollout: Rollout,
    /// What the public index showed, by date.
    pub evidence: Arc<[Evidence]>,
    /// What is wrong with the files.
    pub problems: Vec<Problem>,
    /// Whether only the newest snapshot is there and the older ones are still being read: then nothing can be said of the past.
    pub awaits_history: bool,
}

impl Dataset {
    /// Builds the data set from its parts.
    pub fn new(
        land: Land,
        catalogue: impl Into<Arc<Catalogue>>,
        register: impl Into<Arc<Register>>,
        rollout: Rollout,
    ) -> Self {
        let (catalogue, register) = (catalogue.into(), register.into());
        let responsibility = Arc::new(Responsibility::new(&register, &catalogue));
        Self {
            land,
            catalogue,
            register,
            register_source: CleanText::default(),
            register_origin: None,
            responsibility,
            outlines: Arc::default(),
            rollout,
            evidence: Arc::default(),
            problems: Vec::new(),
            awaits_history: false,
        }
    }

    /// The evidence in force on a snapshot; see [`evidence::in_force`].
    pub fn evidence_on(&self, at: SnapshotId) -> Option<&Evidence> {
        let next = at.0.checked_add(1).map(SnapshotId);
        let next = next.and_then(|next| self.rollout.snapshot(next));
        evidence::in_force(&self.evidence, next.map(|next| next.date))
    }

    /// Whether any snapshot was made up for training, or any evidence.
    pub fn is_synthetic(&self) -> bool {
        let evidence = self.evidence.iter().any(|evidence| evidence.synthetic);
        evidence
            || self.rollout.ids().any(|id| {
                self.rollout
                    .snapshot(id)
                    .is_some_and(|snapshot| snapshot.synthetic)
            })
    }
}
