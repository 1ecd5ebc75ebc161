//! A terminal for tests: the program in a pseudo-terminal, every byte it writes, and the screen that they make.

#![expect(
    clippy::disallowed_methods,
    reason = "what is tested is another process: tests wait for it by the clock"
)]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_ozgtop");
/// Far longer than anything takes; machines can be busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running program and its terminal. What is still running when this is dropped is killed.
pub(crate) struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    slave: Option<Box<dyn SlavePty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<JoinHandle<()>>,
    output: Arc<Mutex<Vec<u8>>>,
    letting_go: Arc<AtomicBool>,
    stalled: Arc<AtomicBool>,
    parser: vt100::Parser,
    fed: usize,
    mode: String,
}

/// What a program left behind.
pub(crate) struct Ended {
    /// Its exit code; 1 where a signal killed it.
    pub(crate) code: u32,
    /// The signal that killed it.
    pub(crate) signal: Option<String>,
    /// All that it wrote.
    pub(crate) output: Vec<u8>,
    screen: vt100::Parser,
    /// The mode of the terminal line before and after.
    modes: (String, String),
}

/// Says on stderr that a test was left out, and why.
pub(crate) fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// Starts a watch; what is returned reads it.
pub(crate) fn stopwatch() -> impl Fn() -> Duration {
    let start = Instant::now();
    move || start.elapsed()
}

fn size(columns: u16, lines: u16) -> PtySize {
    PtySize {
        rows: lines,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// A folder with the bundled register, catalogue and newest snapshot: a debug build starts with it at once.
pub(crate) fn small_data() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let files = ozgtop::store::BUNDLED_FILES;
        let is_rollout = |file: &&(&str, &[u8])| file.0.starts_with("rollout/");
        let (newest, _) = files.iter().rfind(is_rollout).unwrap();
        let files = files
            .iter()
            .copied()
            .filter(|(path, _)| !path.starts_with("rollout/") || path == newest);
        let files: Vec<_> = files.collect();
        let mut hasher = DefaultHasher::new();
        files.hash(&mut hasher);
        let name = format!("terminal-{:x}", hasher.finish());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if !folder.exists() {
            ozgtop::store::write::new_folder(&folder, files).unwrap();
        }
        folder
    })
}

/// The program on the small data at a fixed day; `variables` come on top of TERM and LANG of a German operator.
pub(crate) fn ozgtop(variables: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(["--today", "2026-11-05"]);
    prepare(&mut command, variables);
    command
}

/// Gives a command the variables of [`ozgtop`] and no others.
pub(crate) fn prepare(command: &mut CommandBuilder, variables: &[(&str, &str)]) {
    command.env_clear();
    command.cwd(env!("CARGO_TARGET_TMPDIR"));
    command.env("PATH", "/usr/bin:/bin");
    command.env("HOME", "/nonexistent");
    command.env("TERM", "xterm-256color");
    command.env("LANG", "de_DE.UTF-8");
    command.env("OZGTOP_DATA", small_data());
    for (name, value) in variables {
        command.env(name, value);
    }
}

impl Terminal {
    /// Starts a command at 80 × 24.
    pub(crate) fn start(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let mode = mode(&*pair.master);
        let output = Arc::new(Mutex::new(Vec::new()));
        let letting_go = Arc::new(AtomicBool::new(false));
        let stalled = Arc::new(AtomicBool::new(false));
        let waits = Arc::clone(&stalled);
        let mut from = pair.master.try_clone_reader().unwrap();
        let (to, enough) = (Arc::clone(&output), Arc::clone(&letting_go));
        let reader = thread::spawn(move || {
            let mut buffer = [0; 16384];
            while let Ok(count @ 1..) = from.read(&mut buffer) {
                while waits.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(5));
                }
                to.lock().unwrap().extend_from_slice(&buffer[..count]);
                if enough.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        Self {
            writer: Some(pair.master.take_writer().unwrap()),
            child: pair.slave.spawn_command(command).unwrap(),
            master: Some(pair.master),
            slave: Some(pair.slave),
            reader: Some(reader),
            output,
            letting_go,
            stalled,
            parser: vt100::Parser::new(24, 80, 0),
            fed: 0,
            mode,
        }
    }

    /// Starts the program and waits for its first frame.
    pub(crate) fn open(variables: &[(&str, &str)]) -> Self {
        let mut terminal = Self::start(ozgtop(variables));
        terminal.wait_for("1 von 15");
        // The end of a synchronised update is the end of the frame.
        let start = Instant::now();
        while !terminal.text_from(0).contains("\x1b[?2026l") {
            assert!(start.elapsed() < PATIENCE, "the first frame never ends");
            thread::sleep(Duration::from_millis(2));
        }
        terminal
    }

    /// Presses keys: one write.
    pub(crate) fn press(&mut self, bytes: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// How many bytes the program has written so far.
    pub(crate) fn written(&self) -> usize {
        self.output.lock().unwrap().len()
    }

    /// What the program has written since the first `from` bytes.
    pub(crate) fn output_from(&self, from: usize) -> Vec<u8> {
        self.output.lock().unwrap()[from..].to_vec()
    }

    /// The same as text.
    pub(crate) fn text_from(&self, from: usize) -> String {
        String::from_utf8_lossy(&self.output_from(from)).into_owned()
    }

    /// The screen now.
    pub(crate) fn screen(&mut self) -> &vt100::Screen {
        let news = self.output_from(self.fed);
        self.fed += news.len();
        self.parser.process(&news);
        self.parser.screen()
    }

    /// Wipes our picture of the screen, as others who write to the terminal would.
    pub(crate) fn wipe(&mut self) {
        self.screen();
        self.parser.process(b"\x1b[2J");
    }

    /// Waits until the screen is as it should be.
    pub(crate) fn wait(&mut self, what: &str, mut done: impl FnMut(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !done(self.screen()) {
            assert!(
                start.elapsed() < PATIENCE,
                "{what} did not come:\n{}",
                self.screen().contents()
            );
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until a text is on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until nothing has been written for 150 ms.
    pub(crate) fn settle(&mut self) {
        let start = Instant::now();
        let (mut seen, mut since) = (self.written(), Instant::now());
        while since.elapsed() < Duration::from_millis(150) {
            thread::sleep(Duration::from_millis(5));
            if self.written() != seen {
                (seen, since) = (self.written(), Instant::now());
            }
            assert!(start.elapsed() < PATIENCE, "it never stops writing");
        }
    }

    /// Gives the terminal another size; our picture of it never gets smaller than its parser can bear.
    pub(crate) fn resize(&mut self, columns: u16, lines: u16) {
        self.screen();
        let screen = self.parser.screen_mut();
        screen.set_size(lines.max(4), columns.max(8));
        let master = self.master.as_ref().unwrap();
        master.resize(size(columns, lines)).unwrap();
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    fn pid(&self) -> Pid {
        let id = self.child.process_id().unwrap();
        Pid::from_raw(i32::try_from(id).unwrap()).unwrap()
    }

    /// Waits until the program is stopped.
    pub(crate) fn wait_stopped(&self) {
        let path = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        let start = Instant::now();
        let is_stopped = || std::fs::read_to_string(&path).unwrap().contains(") T ");
        while !is_stopped() {
            assert!(start.elapsed() < PATIENCE, "it does not stop");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// From now on nobody reads what the program writes, or somebody does again.
    pub(crate) fn stall(&self, stalled: bool) {
        self.stalled.store(stalled, Ordering::SeqCst);
    }

    /// Whether the mode of the line is what it was before the program came.
    pub(crate) fn has_mode_of_before(&self) -> bool {
        mode(self.master.as_deref().unwrap()) == self.mode
    }

    /// Waits for the end.
    pub(crate) fn wait_end(&mut self) -> portable_pty::ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "it does not end:\n{}",
                self.screen().contents()
            );
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the end and tells what is left.
    pub(crate) fn end(mut self) -> Ended {
        let status = self.wait_end();
        let after = mode(self.master.as_deref().unwrap());
        // Once nobody has the other end open, the reader comes to the end of what was written.
        self.slave = None;
        self.reader.take().unwrap().join().unwrap();
        self.screen();
        let output = self.output_from(0);
        Ended {
            code: status.exit_code(),
            signal: status.signal().map(str::to_owned),
            output,
            screen: std::mem::take(&mut self.parser),
            modes: (std::mem::take(&mut self.mode), after),
        }
    }

    /// Closes our end of the terminal, as a lost connection does, and tells how long the program lived on, and its code.
    pub(crate) fn hang_up(mut self) -> (Duration, u32) {
        // The thread that reads holds our end open until something comes.
        self.letting_go.store(true, Ordering::SeqCst);
        self.press("\x0c");
        self.reader.take().unwrap().join().unwrap();
        self.writer = None;
        self.master = None;
        let start = Instant::now();
        let status = self.wait_end();
        (start.elapsed(), status.exit_code())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            let _ = kill_process(self.pid(), Signal::KILL);
            let _ = self.child.wait();
        }
    }
}

/// The mode of the terminal line.
fn mode(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Modes that a program can set: the sequences that set and reset each.
const MODES: [(&str, &str); 9] = [
    ("\x1b[?1049h", "\x1b[?1049l"),
    ("\x1b[?25l", "\x1b[?25h"),
    ("\x1b[?2004h", "\x1b[?2004l"),
    ("\x1b[?2026h", "\x1b[?2026l"),
    ("\x1b[?1000h", "\x1b[?1000l"),
    ("\x1b[?1002h", "\x1b[?1002l"),
    ("\x1b[?1003h", "\x1b[?1003l"),
    ("\x1b[?1006h", "\x1b[?1006l"),
    ("\x1b[?1015h", "\x1b[?1015l"),
];

impl Ended {
    /// What was written, as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.output).into_owned()
    }

    /// What the screen shows at the end.
    pub(crate) fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// Fails unless the terminal is as it was before.
    pub(crate) fn assert_restored(&self, how: &str) {
        let text = self.text();
        for (set, reset) in MODES {
            if let Some(at) = text.rfind(set) {
                let after = text.rfind(reset).is_some_and(|reset| reset > at);
                assert!(after, "{how}: {set:?} is not taken back: {text:?}");
            }
        }
        let screen = self.screen.screen();
        let left = (
            screen.alternate_screen(),
            screen.hide_cursor(),
            screen.bracketed_paste(),
        );
        assert_eq!(left, (false, false, false), "{how}");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "{how}"
        );
        assert!(
            !screen.bold() && !screen.inverse() && !screen.underline(),
            "{how}: attributes are left"
        );
        assert_eq!(self.modes.0, self.modes.1, "{how}: mode of the line");
    }
}
