//! The nouns of the field: keys, bodies, services, responsibility, phases, cells, snapshots, outlines,
//! problems.
//!
//! Every value here is valid by construction. This room knows no files, no serde, no clock, no screen and no language.

pub mod body;
pub mod cell;
pub mod collate;
pub mod dataset;
pub mod date;
pub mod evidence;
pub mod import_fault;
pub mod key;
pub mod lookup;
pub mod nearest;
pub mod origin;
pub mod outline;
pub mod outline_fault;
pub mod phase;
pub mod problem;
pub mod register;
pub mod responsibility;
pub mod rollout;
pub mod service;
pub mod sheet_fault;
pub mod target;
pub mod text;
