//! What is on screen, and what a report says, as files for others: bytes, never written here. Knows no files, no
//! terminal and no clock.

pub mod markup;
pub mod report;
