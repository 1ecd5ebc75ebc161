//! A small server on this machine that answers as it is told: well, late, half, or not at all.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does with one question.
#[derive(Clone)]
pub(crate) enum Act {
    /// Sends these bytes and closes.
    Send(Vec<u8>),
    /// Sends these bytes, then nothing, for so long.
    Stall(Vec<u8>, Duration),
    /// Sends without end until nobody listens.
    Flood,
}

/// A whole answer with further lines of the head.
pub(crate) fn answer(status: &str, head: &str, body: impl AsRef<[u8]>) -> Act {
    let body = body.as_ref();
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\n{head}Connection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    Act::Send(bytes)
}

/// A whole answer of JSON.
pub(crate) fn json(body: &str) -> Act {
    answer("200 OK", "Content-Type: application/json\r\n", body)
}

/// The answer without its last bytes.
pub(crate) fn cut(act: Act, missing: usize) -> Act {
    match act {
        Act::Send(mut bytes) => {
            bytes.truncate(bytes.len() - missing);
            Act::Send(bytes)
        }
        other => other,
    }
}

/// A page with these rows.
pub(crate) fn page(rows: &str, number: usize, of: usize) -> String {
    let last = number + 1 == of;
    format!(
        r#"{{"content":[{rows}],"totalPages":{of},"number":{number},"last":{last},"size":2,"empty":false}}"#
    )
}

/// The server; it lives as long as the test.
pub(crate) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts one; `act` is told which question this is, from 0, and what was asked: path and query.
    pub(crate) fn start(act: impl Fn(usize, &str) -> Act + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, act) = (Arc::clone(&asked), Arc::new(act));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (log, act) = (Arc::clone(&log), Arc::clone(&act));
                thread::spawn(move || serve(&stream.unwrap(), &log, &*act));
            }
        });
        Self { port, asked }
    }

    /// An address of it.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What was asked so far: path, query, and the authorisation where there was one.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(stream: &TcpStream, log: &Mutex<Vec<String>>, act: &dyn Fn(usize, &str) -> Act) {
    let mut asked = String::new();
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if let Some(rest) = line.strip_prefix("GET ") {
            rest.split(' ').next().unwrap().clone_into(&mut asked);
        }
        if line.to_ascii_lowercase().starts_with("authorization:") {
            asked += " authorised";
        }
        if line.is_empty() {
            break;
        }
    }
    let count = {
        let mut log = log.lock().unwrap();
        log.push(asked.clone());
        log.len() - 1
    };
    let mut out = stream;
    match act(count, &asked) {
        Act::Send(bytes) => drop(out.write_all(&bytes)),
        Act::Stall(bytes, time) => {
            drop(out.write_all(&bytes));
            thread::sleep(time);
        }
        Act::Flood => {
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nConnection: close\r\n\r\n";
            drop(out.write_all(head.as_bytes()));
            while out.write_all(&[b'x'; 4096]).is_ok() {}
        }
    }
}
