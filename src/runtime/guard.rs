//! The mode of the controlling terminal: enters raw mode and the alternate screen, and leaves them on every way out.
//! Does not know what is drawn, nor which signals arrive.

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::QueueSelector;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Alternate screen, cursor hidden, bracketed paste. No mouse: operators select text with it.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";

/// Mouse off in all its encodings, paste off, synchronised update off, no scroll region, attributes reset, cursor shown, alternate screen
/// left. The leading ESC of each also ends whatever sequence a half-written frame was in the middle of.
const LEAVE: &[u8] = b"\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?2026l\x1b[r\x1b[0m\x1b[?25h\x1b[?1049l";

/// An empty screen, for terminals without an alternate one (a VT100, GNU screen as it comes): there the shell would go on in
/// the middle of the last frame. Once only, before [`LEAVE`]: a second time it might be the shell's screen.
const WIPE: &[u8] = b"\x1b[r\x1b[0m\x1b[H\x1b[J";

/// How often, every 5 ms, a terminal that takes no bytes is asked again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Patience {
    /// For 200 ms, and what others have not got rid of is thrown away: the process ends.
    Hurry,
    /// For two seconds: a slow link may still be busy with the last frame.
    Orderly,
}

const STEP: Duration = Duration::from_millis(5);

impl Patience {
    fn steps(self) -> u32 {
        match self {
            Self::Hurry => 40,
            Self::Orderly => 400,
        }
    }
}

/// How far the terminal is in our mode: [`OUT`], [`IN`] or [`LEAVING`]. A static, because there is one controlling terminal
/// per process, and because the signal thread and the panic hook have to know without being handed anything.
static INSIDE: AtomicU8 = AtomicU8::new(OUT);
const OUT: u8 = 0;
const IN: u8 = 1;
/// Somebody is giving it back.
const LEAVING: u8 = 2;
/// Whether the process is on its way out, so that nothing may be written after [`LEAVE`]. Static for the same reasons, as
/// is the next.
static ENDING: AtomicBool = AtomicBool::new(false);
/// Whether a [`Tty`] is in a write, or the terminal is being taken.
static WRITING: AtomicBool = AtomicBool::new(false);

/// Holds the terminal in the program's mode until it is dropped, whichever way the function that owns it ends.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal over; on an error it is left as it was found.
    pub fn enter() -> io::Result<Self> {
        // With NO_COLOR crossterm replaces every colour by a bare reset, which also ends bold, underline and reverse: the
        // selected row would disappear. A theme without colours serves those who want none.
        crossterm::style::force_color_output(true);
        take()?;
        Ok(Self(()))
    }

    /// Gives the terminal back for as long as the process is stopped.
    pub fn suspend(&self) {
        restore(Patience::Orderly);
    }

    /// Takes the terminal over again, also when the process was stopped from outside and [`Guard::suspend`] had no chance.
    /// The screen is empty or another's afterwards: it has to be drawn in full.
    pub fn resume(&self) -> io::Result<()> {
        take()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore(Patience::Orderly);
    }
}

/// Gives the terminal back because the process ends, from any thread and as often as one likes: harmless where it was
/// never taken. Takes no lock of the drawing thread, silences every [`Tty`] for good, and gives up after 200 ms on a
/// terminal that accepts no bytes.
pub fn restore_now() {
    ENDING.store(true, Ordering::SeqCst);
    // A write that has begun takes microseconds, as it does not block.
    for _ in 0..20 {
        if !WRITING.load(Ordering::SeqCst) {
            break;
        }
        thread::sleep(Duration::from_millis(1));
    }
    restore(Patience::Hurry);
}

/// Makes a panic in any thread but the one that loads data anew give the terminal back, report as the hook installed before would, and end the process
/// with 101: a lost input thread must not leave a screen that hears nothing.
#[expect(
    clippy::disallowed_methods,
    reason = "a panicking thread ends the process, after the terminal is restored"
)]
pub fn install_panic_hook() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // The one thread whose loss a session outlives: the screen says so and keeps its data.
        if thread::current().name() == Some(super::live::THREAD) {
            return;
        }
        restore_now();
        report(info);
        std::process::exit(101);
    }));
}

fn take() -> io::Result<()> {
    WRITING.store(true, Ordering::SeqCst);
    // As in `Tty::write`: the thread that ends the process sees that the terminal is being taken, or is seen here.
    while ENDING.load(Ordering::SeqCst) {
        WRITING.store(false, Ordering::SeqCst);
        thread::sleep(STEP);
    }
    let taken = take_over();
    WRITING.store(false, Ordering::SeqCst);
    taken
}

fn take_over() -> io::Result<()> {
    if INSIDE.swap(IN, Ordering::SeqCst) != OUT {
        // Stopped and continued from outside: the shell has changed the mode since, and crossterm does nothing while it
        // believes that raw mode is on.
        crossterm::terminal::disable_raw_mode()?;
    }
    let taken = crossterm::terminal::enable_raw_mode().and_then(|()| Tty::open()?.write_all(ENTER));
    if taken.is_err() {
        restore(Patience::Orderly);
    }
    taken
}

fn restore(patience: Patience) {
    match INSIDE.compare_exchange(IN, LEAVING, Ordering::SeqCst, Ordering::SeqCst) {
        Ok(_) => say_goodbye(&[WIPE, LEAVE].concat(), patience),
        Err(LEAVING) => say_goodbye(LEAVE, patience),
        Err(_) => return,
    }
    if in_foreground() {
        // Sets the mode at once (TCSANOW), so it does not wait for the output to drain. Nothing is left to do on failure.
        let _ = crossterm::terminal::disable_raw_mode();
    }
    // Last, so that a second thread on its way out repeats the work rather than ending the process in the middle of it.
    INSIDE.store(OUT, Ordering::SeqCst);
}

/// Whether the mode may be set: a process in the background would be stopped for it, and its shell has set its own.
pub(super) fn in_foreground() -> bool {
    match nix::unistd::tcgetpgrp(rustix::stdio::stdin()) {
        Ok(group) => group == nix::unistd::getpgrp(),
        Err(_) => true, // Not our controlling terminal: no job control either.
    }
}

/// The terminal as frames are written to it: a write waits for room without blocking in the kernel.
///
/// A write to stdout that blocks keeps the kernel's lock on the terminal, and then no other thread can restore it; and
/// stdout cannot be made non-blocking, as the shell shares it. Once [`restore_now`] was called a write never returns, so
/// that no frame follows it and the exit code is the signal's.
#[derive(Debug)]
pub struct Tty(File);

impl Tty {
    /// Opens the terminal behind stdout anew; where that is not possible, writes to stdout itself.
    pub fn open() -> io::Result<Self> {
        let tty = open_terminal().or_else(|_| io::stdout().as_fd().try_clone_to_owned())?;
        Ok(Self(File::from(tty)))
    }
}

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut pause = Duration::from_millis(1);
        loop {
            WRITING.store(true, Ordering::SeqCst);
            // Looked at after `WRITING` is set, as `restore_now` does it the other way round: one sees the other.
            let ending = ENDING.load(Ordering::SeqCst);
            let result = if ending {
                Err(ErrorKind::WouldBlock.into())
            } else {
                self.0.write(bytes)
            };
            WRITING.store(false, Ordering::SeqCst);
            match result {
                Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(pause),
                result => return result,
            }
            pause = (pause * 2).min(Duration::from_millis(16));
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes to the terminal, opened anew so that not to block is not imposed on others who share our stdout.
fn say_goodbye(words: &[u8], patience: Patience) {
    match open_terminal() {
        Ok(tty) => write_within(tty.as_fd(), words, patience),
        Err(_) => write_to_stdout(words.to_vec(), patience),
    }
}

/// The terminal behind stdout, or where that is not ours to open (after `su`) the controlling one.
fn open_terminal() -> io::Result<OwnedFd> {
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    if !rustix::termios::isatty(rustix::stdio::stdout()) {
        return Err(ErrorKind::NotFound.into());
    }
    let open = |path: &str| rustix::fs::open(path, flags, Mode::empty());
    Ok(open("/dev/fd/1").or_else(|_| open("/dev/tty"))?)
}

fn write_within(tty: BorrowedFd<'_>, words: &[u8], patience: Patience) {
    let (mut left, mut steps) = (words, 0);
    while !left.is_empty() {
        match rustix::io::write(tty, left) {
            Ok(count) => left = left.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) if steps < patience.steps() => {
                if patience == Patience::Hurry {
                    // The terminal is full: what it has not taken yet is worth less than its mode.
                    let _ = rustix::termios::tcflush(tty, QueueSelector::OFlush);
                }
                thread::sleep(STEP);
                steps += 1;
            }
            Err(_) => return,
        }
    }
}

/// The last resort may block, so another thread does it, on a descriptor that no lock of the standard library guards.
fn write_to_stdout(words: Vec<u8>, patience: Patience) {
    let Ok(stdout) = io::stdout().as_fd().try_clone_to_owned() else {
        return;
    };
    let (done, wait) = mpsc::channel();
    let writer = move || {
        let _ = File::from(stdout).write_all(&words);
        let _ = done.send(());
    };
    if thread::Builder::new().spawn(writer).is_ok() {
        let _ = wait.recv_timeout(STEP * patience.steps());
    }
}

#[cfg(test)]
mod tests {
    use super::{INSIDE, LEAVE, OUT, restore_now};
    use std::sync::atomic::Ordering;

    #[test]
    fn leaving_what_was_never_entered_does_nothing() {
        restore_now();
        restore_now();
        assert_eq!(INSIDE.load(Ordering::SeqCst), OUT);
    }

    #[test]
    fn the_way_out_keeps_its_order() {
        let text = String::from_utf8(LEAVE.to_vec()).unwrap();
        let places = ["?1000l", "?2004l", "?2026l", "[0m", "?25h", "?1049l"]
            .map(|part| text.find(part).unwrap());
        assert!(places.is_sorted());
        assert!(text.ends_with("\x1b[?1049l"));
    }
}
