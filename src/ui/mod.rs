//! The picture: a model becomes cells of a buffer. This room knows no files and no clock, and changes nothing.
//!
//! A screen is a table with facts above it, so one table painter serves them all; what a field says comes from
//! [`field`], where lists and exports take it too.

pub mod appearance;
pub mod bar;
mod cell;
mod change;
pub mod charset;
mod chrome;
mod columns;
pub mod context;
mod copying;
pub mod export;
pub mod field;
pub mod format;
pub mod help;
mod hints;
mod import_fault;
pub mod keys;
pub mod label;
pub mod linear;
mod live;
mod outlook;
mod palette;
mod pen;
pub mod phase;
pub mod problem;
pub mod prompt;
pub mod question;
pub mod saying;
mod screen;
pub mod shade;
mod table;
pub mod theme;
pub mod title;
mod view;

pub use chrome::wrap;
pub use view::view;
