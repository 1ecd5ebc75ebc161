//! The world: terminal, keyboard, signals, a data folder that changes. This room does not know what a screen means.

pub mod asking;
pub mod clipboard;
pub mod guard;
pub mod input;
pub mod inquiry;
pub mod keyboard;
pub mod linear;
pub mod live;
pub mod outbox;
pub mod screen;
pub mod session;
pub mod shelf;
pub mod signals;
pub mod terminal;
pub mod trial;
pub mod wire;
