//! The model: what the operator looks at, what a key means, and what follows from it.
//!
//! Keys and loaded data come in as messages, wishes to the world leave as effects. This room knows no files, no
//! terminal, no clock, and nothing of how a screen is painted.

pub mod address;
mod choosing;
pub mod column;
pub mod command;
pub mod copying;
pub mod counted;
mod counting;
pub mod effect;
pub mod export;
pub mod focus;
mod jump;
pub mod key;
pub mod keymap;
pub mod language;
pub mod layout;
pub mod lens;
pub mod list;
pub mod live;
mod lock;
pub mod map;
pub mod message;
pub mod model;
pub mod order;
pub mod palette;
mod passage;
pub mod prompt;
mod reload;
pub mod screen;
pub mod search;
pub mod sift;
pub mod table;
mod times;
pub mod trail;
mod typing;
pub mod update;
pub mod value;
pub mod views;
