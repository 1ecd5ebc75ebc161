//! ozgtop
pub mod analysis;
pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod runtime;
pub mod store;
pub mod texts;
pub mod ui;
