//! Pure figures over the data: tallies, reach, status, the map, and the rules that find problems in a roll-out.
//!
//! This room knows no files, no screen and no state; the date it counts on is an argument.

pub mod change;
pub mod checks;
pub mod choice;
pub mod comparison;
pub mod condition;
pub mod digest;
pub mod figures;
pub mod forecast;
pub mod group;
pub mod map;
pub mod measure;
pub mod outlook;
pub mod range;
pub mod select;
pub mod simulate;
pub mod tally;
pub mod trend;
