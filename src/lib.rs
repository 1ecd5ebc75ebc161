//! ozgtop: what the program is, and how it is built.
//!
#![doc = include_str!("../ARCHITECTURE.md")]

pub mod analysis;
pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod export;
pub mod runtime;
pub mod store;
pub mod texts;
pub mod ui;
