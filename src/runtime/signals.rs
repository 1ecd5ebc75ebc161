//! Signals: those that end the process are dealt with here and at once, the others are handed on. Does not know what is
//! drawn, nor who listens.

use super::guard::{in_foreground, restore_now};
use nix::unistd::{Pid, getpgid, getpgrp, getppid, getsid};
use rustix::process::kill_current_process_group;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGWINCH};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::thread;
use std::time::Duration;

/// Exit code of a process whose terminal is gone.
const HUNG_UP: i32 = 129;

/// What the screen thread has to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The terminal has another size: ask for it, it may be 0 × 0.
    Resized,
    /// Stop was asked for: give the terminal back, call [`stop_self`], take it again.
    Suspend,
    /// The process runs again: take the terminal and draw in full, even if nobody asked to stop.
    Continued,
}

impl Signal {
    /// In the order in which they are answered: a stop before what follows from going on.
    const ALL: [Self; 3] = [Self::Suspend, Self::Continued, Self::Resized];

    fn bit(self) -> u8 {
        match self {
            Self::Suspend => 1,
            Self::Continued => 2,
            Self::Resized => 4,
        }
    }
}

/// What was heard and not answered yet. Switches, no queue: a storm of signals is one, and whoever hears them never waits
/// for whoever answers.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    unanswered: Arc<AtomicU8>,
    /// Whether the next CONT ends a stop of our own, after which the terminal is taken back anyway.
    own_stop: Arc<AtomicBool>,
}

impl Heard {
    /// What is to be answered now, each at most once.
    pub fn take(&self) -> impl Iterator<Item = Signal> + use<> {
        let bits = self.unanswered.swap(0, Ordering::SeqCst);
        let all = Signal::ALL.into_iter();
        all.filter(move |signal| bits & signal.bit() != 0)
    }

    fn note(&self, signal: Signal) {
        if signal == Signal::Continued && self.own_stop.swap(false, Ordering::SeqCst) {
            return;
        }
        self.unanswered.fetch_or(signal.bit(), Ordering::SeqCst);
    }
}

/// Starts the thread that hears signals: TERM, INT, QUIT and HUP restore the terminal and end the process with 143,
/// 130, 131 and 129, even while another thread waits for a terminal that takes no bytes (if it writes through a
/// [`Tty`](super::guard::Tty)). Of the others `call` says that there is something to [take](Heard::take); it must not block,
/// or those four would go unheard.
///
/// TTIN is caught because of `kill %1` on a stopped job: the shell sends TERM and CONT, the thread that reads the keyboard
/// goes on reading in the background, and the stop that the kernel has for this would win against the TERM. So the stop
/// is done here, after TERM had its turn.
pub fn watch(call: impl Fn() + Send + 'static) -> io::Result<Heard> {
    let caught = [
        SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT, SIGTTIN,
    ];
    let mut signals = Signals::new(caught)?;
    let unanswered = Heard::default();
    let noted = unanswered.clone();
    let hear = move || {
        loop {
            let mut heard: Vec<i32> = signals.wait().collect();
            if heard.contains(&SIGTTIN) {
                thread::sleep(Duration::from_millis(2));
                heard.extend(signals.pending());
            }
            // These first, as what follows may stop the process.
            if let Some(code) = heard.iter().find_map(|signal| exit_code(*signal)) {
                end(code);
            }
            for signal in heard.iter().filter_map(|signal| told(*signal)) {
                noted.note(signal);
                call();
            }
            if heard.contains(&SIGTTIN) && !in_foreground() {
                let _ = kill_current_process_group(rustix::process::Signal::STOP);
            }
        }
    };
    thread::Builder::new().name("signals".into()).spawn(hear)?;
    Ok(unanswered)
}

fn exit_code(signal: i32) -> Option<i32> {
    match signal {
        SIGTERM => Some(143),
        SIGINT => Some(130),
        SIGQUIT => Some(131),
        SIGHUP => Some(HUNG_UP),
        _ => None,
    }
}

fn told(signal: i32) -> Option<Signal> {
    match signal {
        SIGWINCH => Some(Signal::Resized),
        SIGTSTP => Some(Signal::Suspend),
        SIGCONT => Some(Signal::Continued),
        _ => None,
    }
}

/// Stops the process and returns once it has been continued; returns at once where nobody could continue it.
///
/// The whole process group is stopped, as Ctrl-Z in cooked mode would: a shell only takes the terminal back when all of
/// a job has stopped, and a wrapper script or sudo is part of the job. With STOP, because TSTP is caught by us and would
/// only come back as [`Signal::Suspend`]. But the kernel drops TSTP in a group without a shell behind it (a forced
/// command of sshd, a pane of tmux), where a stopped program would stay stopped for ever, and does not drop STOP: that
/// case is ours to find.
pub fn stop_self(heard: &Heard) -> io::Result<()> {
    if !has_job_control() {
        return Ok(());
    }
    let continued = Arc::new(AtomicBool::new(false));
    let hook = signal_hook::flag::register(SIGCONT, Arc::clone(&continued))?;
    heard.own_stop.store(true, Ordering::SeqCst);
    let stopped = kill_current_process_group(rustix::process::Signal::STOP);
    // The signal may reach another thread first, and this one must not take the terminal back before the stop. The steps
    // count only while the process runs, so a second is far more than the kernel needs.
    for _ in 0..200 {
        if stopped.is_err() || continued.load(Ordering::SeqCst) {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    signal_hook::low_level::unregister(hook);
    if !continued.load(Ordering::SeqCst) {
        heard.own_stop.store(false, Ordering::SeqCst);
    }
    // Continued in the background: taking the terminal will stop the process again, but a TERM comes first.
    for _ in 0..20 {
        if in_foreground() {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(stopped?)
}

/// Restores the terminal and ends the process with 129: nobody is at the other end any more.
pub fn gone() -> ! {
    end(HUNG_UP)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the process ends even while the main thread waits for the terminal"
)]
fn end(code: i32) -> ! {
    restore_now();
    std::process::exit(code)
}

/// Whether a shell in our session made this group and can continue it. The group of the session's leader has no shell
/// behind it, nor has one whose parent is in another session.
///
/// In a container the number of a parent, group or session outside of it is 0: nothing that we could be continued by.
/// (Asked through nix because rustix takes these numbers as never 0.)
fn has_job_control() -> bool {
    let (group, Ok(session)) = (getpgrp(), getsid(None)) else {
        return false;
    };
    let parent = getppid();
    let near = getpgid(Some(parent)) == Ok(group) || getsid(Some(parent)) == Ok(session);
    group != session && parent != Pid::from_raw(0) && near
}
