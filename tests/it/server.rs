//! A real sshd on loopback with what `ozgtop serve-config` prints, and clients of it. As an ordinary user it can let in
//! that user alone, which is whoever runs the tests; as root it lets in root.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::pty::{PROGRAM, prepare, skip, small_data, stopwatch};

/// What everybody else may do here: as much as can be. So it is the block that refuses.
const LAX: &str = "\
ListenAddress 127.0.0.1
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PermitUserEnvironment yes
AcceptEnv *
AllowTcpForwarding yes
AllowAgentForwarding yes
X11Forwarding yes
PermitTunnel yes
GatewayPorts yes
Subsystem sftp /usr/lib/openssh/sftp-server
";

/// A running sshd; it is ended when this is dropped.
pub(crate) struct Server {
    dir: TempDir,
    child: Child,
    port: u16,
}

/// sshd, where it is installed; it insists on being called by its whole path.
pub(crate) fn sshd() -> Option<PathBuf> {
    let places = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"];
    let found = places.map(PathBuf::from).into_iter().find(|it| it.exists());
    if found.is_none() {
        skip("no sshd here (Debian: openssh-server)");
    } else if is_root() {
        // Where no init has made it; sshd asks for it when it is root.
        fs::create_dir_all("/run/sshd").unwrap();
    }
    found
}

pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Whoever runs the tests.
pub(crate) fn user() -> String {
    let told = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

/// What `serve-config` prints for this user and folder.
pub(crate) fn block(user: &str, data: &Path) -> String {
    let printed = Command::new(PROGRAM)
        .env_clear()
        .arg("--data")
        .arg(data)
        .args(["serve-config", "--user", user])
        .output()
        .unwrap();
    assert_eq!(printed.status.code(), Some(0), "{printed:?}");
    String::from_utf8(printed.stdout).unwrap()
}

/// A folder with keys of host and client, and data in a folder whose name needs quoting.
pub(crate) fn place() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for name in ["host", "client"] {
        let made = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-f"])
            .arg(dir.path().join(name))
            .status();
        assert!(made.unwrap().success());
    }
    let copied = Command::new("cp")
        .arg("-r")
        .arg(small_data())
        .arg(dir.path().join("Daten; des Landes"))
        .status();
    assert!(copied.unwrap().success());
    let client = fs::read_to_string(dir.path().join("client.pub")).unwrap();
    // As lax as a key can be.
    let key = format!("environment=\"OZGTOP_DATA=/etc\" {client}");
    fs::write(dir.path().join("authorized_keys"), key).unwrap();
    dir
}

impl Server {
    /// sshd with the block at the end of its settings; `None` where there is no sshd.
    pub(crate) fn start() -> Option<Self> {
        let dir = place();
        let block = block(&user(), &dir.path().join("Daten; des Landes"));
        Self::with(dir, &block)
    }

    /// sshd with this at the end of its settings.
    pub(crate) fn with(mut dir: TempDir, end: &str) -> Option<Self> {
        let sshd = sshd()?;
        // Somebody else may take the port in between; then another one is tried.
        for _ in 0..5 {
            let port = free_port();
            let config = dir.path().join("sshd_config");
            fs::write(&config, settings(dir.path(), port, end)).unwrap();
            let child = Command::new(&sshd)
                .args(["-D", "-f"])
                .arg(&config)
                .arg("-E")
                .arg(dir.path().join("log"))
                .stdin(Stdio::null())
                .spawn()
                .unwrap();
            let mut server = Self { dir, child, port };
            if server.answers() {
                return Some(server);
            }
            let log = server.log();
            assert!(log.contains("Address already in use"), "{log}");
            dir = server.give_up();
        }
        panic!("no port is free");
    }

    fn answers(&mut self) -> bool {
        let elapsed = stopwatch();
        while elapsed() < Duration::from_secs(20) {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return false;
            }
            if let Ok(mut to) = TcpStream::connect(("127.0.0.1", self.port)) {
                to.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                let mut hello = [0; 4];
                return to.read_exact(&mut hello).is_ok() && &hello == b"SSH-";
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.dir.path().join("Daten; des Landes")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    /// The switches of every client: nothing of whoever runs the tests is read.
    pub(crate) fn switches(&self) -> Vec<String> {
        let known = self.path("known").display().to_string();
        let mut all = vec!["-F".to_owned(), "none".to_owned(), "-i".to_owned()];
        all.push(self.path("client").display().to_string());
        for option in [
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            "StrictHostKeyChecking=no",
            "LogLevel=ERROR",
            "SendEnv=LANG",
            &format!("UserKnownHostsFile={known}"),
            &format!("Port={}", self.port),
        ] {
            all.extend(["-o".to_owned(), option.to_owned()]);
        }
        all
    }

    /// A client of this server with these switches; the command follows.
    pub(crate) fn ssh(&self, switches: &[&str]) -> Command {
        let mut ssh = Command::new("ssh");
        ssh.env_clear().env("PATH", "/usr/bin:/bin");
        ssh.env("LANG", "de_DE.UTF-8").env("TERM", "xterm");
        // What follows is the command, even where it looks like a switch.
        ssh.args(self.switches())
            .args(switches)
            .args([host().as_str(), "--"]);
        ssh.stdin(Stdio::null());
        ssh
    }

    /// What a client gets for a command.
    pub(crate) fn asked(&self, command: &str) -> Output {
        self.ssh(&[]).arg(command).output().unwrap()
    }

    /// A client at a terminal.
    pub(crate) fn at_terminal(&self) -> CommandBuilder {
        let mut ssh = CommandBuilder::new("ssh");
        ssh.args(self.switches());
        ssh.args(["-tt", &host()]);
        prepare(&mut ssh, &[]);
        ssh
    }

    /// Whether a program of ours runs for a client of this server.
    pub(crate) fn is_served(&self) -> bool {
        let data = self.data().display().to_string();
        let all = fs::read_dir("/proc").unwrap().flatten();
        let lines = all.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
        lines.into_iter().any(|line| {
            let line = String::from_utf8_lossy(&line).into_owned();
            let parts: Vec<_> = line.split('\0').collect();
            parts.first() == Some(&PROGRAM) && parts.contains(&data.as_str())
        })
    }

    fn give_up(mut self) -> TempDir {
        self.end();
        let other = tempfile::tempdir().unwrap();
        std::mem::replace(&mut self.dir, other)
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

fn host() -> String {
    format!("{}@127.0.0.1", user())
}

/// The whole file of settings.
pub(crate) fn settings(dir: &Path, port: u16, end: &str) -> String {
    let (host, keys) = (dir.join("host"), dir.join("authorized_keys"));
    let (host, keys) = (host.display(), keys.display());
    format!("{LAX}Port {port}\nHostKey {host}\nAuthorizedKeysFile {keys}\n{end}")
}

/// A port that nobody listens on now.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// What comes out of a port of ours within a second after this was said.
pub(crate) fn heard_from(port: u16, said: &[u8]) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    let _ = stream.write_all(said);
    let mut heard = [0; 64];
    let mut count = 0;
    while let Ok(more @ 1..) = stream.read(&mut heard[count..]) {
        count += more;
    }
    Ok(String::from_utf8_lossy(&heard[..count]).into_owned())
}
