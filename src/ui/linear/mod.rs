//! The model as plain lines, for readers that speak or feel: no positions, no colours, no signs that need eyes.
//!
//! Every line says the important thing first and stands for itself. Names of things come from [`label`](super::label),
//! sentences from where the picture has them; what the picture says by a sign is said here by a word.

mod change;
mod head;
pub use head::head;
mod names;
mod place;
mod row;
mod spoken;
mod terms;
mod value;

pub use change::{Landmark, selected};
pub use names::{Named, Own, called, find};
pub use place::{
    dates, facts, filter, first_facts, heading, is_legend, notice, page, short_heading, trouble,
    whereabouts,
};
pub use row::{brief, full, numbered, sort_column, sort_names};
pub use terms::{command, commands, terms};
pub use value::value;
