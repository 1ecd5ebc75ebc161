//! The thread that blocks in reading stdin and hands the bytes on. Does not know what they mean.

use super::signals::gone;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::thread;
use std::time::Duration;

/// Starts the thread that reads stdin until `send`, given each chunk as it comes, returns false; a closed or lost
/// terminal ends the process with 129.
pub fn read_input(send: impl Fn(Vec<u8>) -> bool + Send + 'static) -> io::Result<()> {
    // A descriptor of its own: the standard library's buffer and lock would be in the way.
    let mut tty = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let listen = move || {
        let mut buffer = [0; 4096];
        loop {
            match tty.read(&mut buffer) {
                Ok(0) => gone(),
                Ok(count) => {
                    let chunk = buffer.get(..count).unwrap_or_default().to_vec();
                    if !send(chunk) {
                        return;
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                // Somebody who shares the terminal has switched it to non-blocking.
                Err(error) if error.kind() == ErrorKind::WouldBlock => block(&tty),
                Err(_) => gone(),
            }
        }
    };
    thread::Builder::new()
        .name("keyboard".into())
        .spawn(listen)?;
    Ok(())
}

/// Lets reads block again, so that the thread does not spin.
fn block(tty: &File) {
    if let Ok(flags) = rustix::fs::fcntl_getfl(tty) {
        let _ = rustix::fs::fcntl_setfl(tty, flags - rustix::fs::OFlags::NONBLOCK);
    }
    thread::sleep(Duration::from_millis(20));
}
