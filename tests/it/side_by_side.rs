//! Many sessions in one process: one copy of the data, and everything else of each its own.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use ozgtop::analysis::figures::Thresholds;
use ozgtop::app::keymap::Keymap;
use ozgtop::app::language::{Language, Weighting};
use ozgtop::app::message::{Message, Moment};
use ozgtop::app::model::{Model, Start};
use ozgtop::app::screen::Screen;
use ozgtop::app::update::update;
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::date::{self, Date};
use ozgtop::runtime::session::{Event, Session, World};
use ozgtop::runtime::wire::{Abilities, Wire};
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::Palette;
use ratatui::layout::Size;

use crate::session::bundled;

/// The other end of a line: all that was written to it.
#[derive(Clone, Default)]
struct Far(Arc<Mutex<Vec<u8>>>);

impl Write for Far {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A channel of this size, on which time stands still.
struct Channel(u16, u16);

impl World for Channel {
    fn size(&self) -> (u16, u16) {
        (self.0, self.1)
    }
    fn today(&self) -> Option<Date> {
        None
    }
    fn moment(&self) -> Moment {
        Moment(0)
    }
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn resume(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn ask(&mut self, _question: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// One operator: a language, a size, and keys. Gives the last screen and the data that was shown.
fn operate(
    data: Arc<Dataset>,
    language: Language,
    (width, height): (u16, u16),
    keys: &[&str],
) -> (String, Arc<Dataset>) {
    let mut model = Model::new(Start {
        language,
        weighting: Weighting::Bodies,
        thresholds: Thresholds::default(),
        target: None,
        keymap: Keymap::default(),
        screen: Screen::Overview,
        size: (width, height),
        today: date::parse("2026-11-05").unwrap(),
    });
    update(&mut model, Message::Loaded(data));
    let far = Far::default();
    let line = Wire::new(
        far.clone(),
        Size::new(width, height),
        Abilities::of("vt100"),
    );
    let context = Context::new(Charset::Unicode, Palette::Sixteen);
    let mut session = Session::new(model, context, line, Channel(width, height));
    let (send, events) = mpsc::sync_channel(0);
    let typist = {
        let keys: Vec<_> = keys.iter().map(|keys| keys.as_bytes().to_vec()).collect();
        thread::spawn(move || {
            for bytes in keys {
                send.send(Event::Typed(bytes)).unwrap();
            }
        })
    };
    session.run(&events).unwrap();
    drop(events);
    typist.join().unwrap();
    let mut parser = vt100::Parser::new(height, width, 0);
    parser.process(&far.0.lock().unwrap());
    (parser.screen().contents(), session.into_model().data)
}

#[test]
fn two_sessions_in_one_process_share_the_data_and_nothing_else() {
    let data = bundled();
    let german = || {
        let keys = ["3", "f", "reach>50", "\r", "j", "j"];
        operate(Arc::clone(&data), Language::De, (80, 24), &keys)
    };
    let english = || {
        let keys = ["2", "f", "phase=live", "\r"];
        operate(Arc::clone(&data), Language::En, (120, 40), &keys)
    };
    let (one, other) = thread::scope(|scope| {
        let (one, other) = (scope.spawn(german), scope.spawn(english));
        (one.join().unwrap(), other.join().unwrap())
    });
    assert!(Arc::ptr_eq(&one.1, &data) && Arc::ptr_eq(&other.1, &data));
    let says = |screen: &str, words: &[&str], others: &[&str]| {
        assert!(words.iter().all(|word| screen.contains(word)), "{screen}");
        assert!(!others.iter().any(|word| screen.contains(word)), "{screen}");
    };
    let (first, second) = (["Übersicht", "reach>50"], ["Overview", "phase=live"]);
    says(&one.0, &first, &second);
    says(&other.0, &second, &first);
    // Each is as it is alone.
    assert_eq!((one.0, other.0), (german().0, english().0));
}
