//! Pages from a server that behaves, and from servers that do not.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use ozgtop::store::import::Watch;
use ozgtop::store::import::fetch::{
    Address, Content, Download, FetchFault, Patience, World, fetch,
};

use crate::loopback::{Act, Server, answer, cut, json, page};

/// Everything short, so that a test of waiting takes less than two seconds.
fn hasty() -> Patience {
    Patience {
        connect: Duration::from_millis(300),
        silence: Duration::from_millis(200),
        answer: Duration::from_millis(600),
        whole: Duration::from_secs(10),
        tries: 3,
        pause: Duration::from_millis(10),
        longest_pause: Duration::from_secs(1),
        bytes: 100_000,
        pages: 20,
        size: 8,
    }
}

fn get_with(server: &Server, path: &str, patience: &Patience) -> Result<Download, FetchFault> {
    let begun = Instant::now();
    let address = Address::parse(&server.address(path)).unwrap();
    let outcome = fetch(
        &address,
        patience,
        &mut World::new(&mut (), &|| begun.elapsed()),
    );
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    outcome
}

fn get(server: &Server, path: &str) -> Result<Download, FetchFault> {
    get_with(server, path, &hasty())
}

fn fault(server: &Server) -> FetchFault {
    get(server, "/rows").unwrap_err()
}

/// The number that stands behind `name=` in a question.
fn asked_for(asked: &str, name: &str) -> usize {
    let after = asked.split(&format!("{name}=")).nth(1).unwrap();
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// `of` pages, each with one row that tells its number.
fn pages(of: usize) -> impl Fn(usize, &str) -> Act {
    move |_, asked| {
        let number = asked_for(asked, "page");
        json(&page(&format!(r#"{{"n":{number}}}"#), number, of))
    }
}

fn count(download: &Download) -> usize {
    match &download.content {
        Content::Pages(pages) => pages.len(),
        Content::Table(_) => panic!("a table"),
    }
}

#[test]
fn all_pages_are_asked_for_in_order_and_the_query_is_kept() {
    let server = Server::start(pages(3));
    let download = get(&server, "/rows?bundesland=NI").unwrap();
    assert_eq!((count(&download), download.begun_anew), (3, false));
    let asked = |page| format!("/rows?bundesland=NI&page={page}&size=8");
    assert_eq!(server.asked(), [asked(0), asked(1), asked(2)]);
    assert_eq!(
        download.origin.name.as_str(),
        server.address("/rows?bundesland=NI")
    );
    assert_eq!(download.origin.sha256.as_str().len(), 64);
}

#[test]
fn one_page_or_a_bare_list_is_all() {
    for body in [
        r#"{"content":[]}"#,
        "[]",
        r#"{"content":[{}],"totalPages":0}"#,
    ] {
        let server = Server::start(move |_, _| json(body));
        assert_eq!(count(&get(&server, "/rows").unwrap()), 1, "{body}");
        assert_eq!(server.asked().len(), 1, "{body}");
    }
}

#[test]
fn a_table_is_taken_whole() {
    let server = Server::start(|_, _| answer("200 OK", "Content-Type: text/csv\r\n", "a;b\n1;2\n"));
    for path in ["/export", "/export.csv"] {
        match get(&server, path).unwrap().content {
            Content::Table(bytes) => assert_eq!(bytes, b"a;b\n1;2\n"),
            Content::Pages(_) => panic!("pages"),
        }
    }
    assert_eq!(server.asked(), ["/export?page=0&size=8", "/export.csv"]);
}

/// `{"content":[{"n":1}]}` as gzip packs it.
const PACKED: [u8; 41] = [
    0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0x02, 0x03, 0xab, 0x56, 0x4a, 0xce, 0xcf, 0x2b, 0x49, 0xcd,
    0x2b, 0x51, 0xb2, 0x8a, 0xae, 0x56, 0xca, 0x53, 0xb2, 0x32, 0xac, 0x8d, 0xad, 0x05, 0, 0xba,
    0x6f, 0xa0, 0xb2, 0x15, 0, 0, 0,
];

#[test]
fn what_is_packed_is_unpacked_and_half_of_it_is_cut() {
    let send = |length: usize| {
        let head = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
        Server::start(move |_, _| answer("200 OK", head, &PACKED[..length]))
    };
    assert_eq!(get(&send(41), "/rows").map(|it| count(&it)), Ok(1));
    assert_eq!(fault(&send(25)), FetchFault::Cut);
}

#[test]
fn a_name_and_a_password_are_sent_and_never_shown() {
    let server = Server::start(pages(1));
    let address = server.address("/rows").replace("//", "//ada:geheim@");
    let address = Address::parse(&address).unwrap();
    let elapsed = || Duration::ZERO;
    let download = fetch(&address, &hasty(), &mut World::new(&mut (), &elapsed)).unwrap();
    assert_eq!(server.asked(), ["/rows?page=0&size=8 authorised"]);
    assert!(!format!("{download:?} {address:?}").contains("geheim"));
}

#[test]
fn what_fails_once_is_asked_again() {
    type First = fn() -> Act;
    let cases: [(&str, First); 7] = [
        ("500", || answer("500 Internal Server Error", "", "")),
        ("503", || answer("503 Service Unavailable", "", "")),
        ("429", || {
            answer("429 Too Many Requests", "Retry-After: 0\r\n", "")
        }),
        ("a length that is too large", || {
            cut(pages(1)(0, "page=0"), 5)
        }),
        ("JSON that is cut", || json(r#"{"content":[{"n":"#)),
        ("nothing", || Act::Send(Vec::new())),
        ("silence", || {
            Act::Stall(Vec::new(), Duration::from_millis(500))
        }),
    ];
    for (name, first) in cases {
        let server = Server::start(move |at, asked| match at {
            0 => first(),
            _ => pages(1)(at, asked),
        });
        assert_eq!(get(&server, "/rows").map(|it| count(&it)), Ok(1), "{name}");
        assert_eq!(server.asked().len(), 2, "{name}");
    }
}

#[test]
fn what_fails_at_every_try_is_told() {
    let always = |act: fn() -> Act| {
        let server = Server::start(move |_, _| act());
        let fault = fault(&server);
        (fault, server.asked().len())
    };
    let failing = |status| FetchFault::Failing { status };
    assert_eq!(
        always(|| answer("502 Bad Gateway", "", "")),
        (failing(502), 3)
    );
    let rows = || cut(json(r#"{"content":[{"n":1}]}"#), 3);
    assert_eq!(always(rows), (FetchFault::Cut, 3));
    let stall = || Act::Stall(b"HTTP/1.1 200 OK\r\n".to_vec(), Duration::from_secs(1));
    assert_eq!(always(stall), (FetchFault::Silent, 3));
}

#[test]
fn what_is_refused_is_not_asked_again() {
    for (status, line) in [
        (401, "401 Unauthorized"),
        (404, "404 Not Found"),
        (501, "501 No"),
    ] {
        let server = Server::start(move |_, _| answer(line, "", ""));
        assert_eq!(fault(&server), FetchFault::Refused { status });
        assert_eq!(server.asked().len(), 1);
    }
}

#[test]
fn a_pause_that_the_server_names_is_kept_up_to_a_limit() {
    let server = Server::start(|at, asked| match at {
        0 => answer("429 Too Many Requests", "Retry-After: 1\r\n", ""),
        _ => pages(1)(at, asked),
    });
    let begun = Instant::now();
    assert!(get(&server, "/rows").is_ok());
    assert!(begun.elapsed() >= Duration::from_secs(1));
    let server = Server::start(|_, _| answer("429 Too Many Requests", "Retry-After: 2\r\n", ""));
    assert_eq!(fault(&server), FetchFault::Busy { seconds: 2 });
}

#[test]
fn pages_that_are_too_large_are_asked_for_smaller_from_the_first_on() {
    let server = Server::start(|_, asked| match asked_for(asked, "size") {
        0..=2 => pages(2)(0, asked),
        _ => answer("413 Content Too Large", "", ""),
    });
    assert_eq!(get(&server, "/rows?size=5").map(|it| count(&it)), Ok(2));
    let asked = server.asked();
    let sizes: Vec<_> = asked.iter().map(|asked| asked_for(asked, "size")).collect();
    assert_eq!(sizes, [5, 2, 2]);
    let server = Server::start(|_, _| answer("413 Content Too Large", "", ""));
    assert_eq!(fault(&server), FetchFault::Refused { status: 413 });
    assert_eq!(server.asked().len(), 4); // 8, 4, 2, 1
}

#[test]
fn a_server_that_repeats_itself_is_left() {
    let same_rows =
        Server::start(|_, asked| json(&page(r#"{"n":7}"#, asked_for(asked, "page"), 9)));
    assert_eq!(fault(&same_rows), FetchFault::Repeats { page: 1 });
    let same_number = Server::start(|at, _| json(&page(&format!(r#"{{"n":{at}}}"#), 0, 9)));
    assert_eq!(fault(&same_number), FetchFault::Repeats { page: 1 });
}

#[test]
fn pages_without_end_are_left() {
    let endless = |at: usize| format!(r#"{{"content":[{at}],"number":{at},"last":false}}"#);
    let server = Server::start(move |at, _| json(&endless(at)));
    assert_eq!(fault(&server), FetchFault::Endless { pages: 20 });
    let server = Server::start(|at, _| json(&page("", at, 9)));
    assert_eq!(fault(&server), FetchFault::Endless { pages: 1 });
    let server = Server::start(|at, _| json(&page("1", at, 1_000_000)));
    assert_eq!(fault(&server), FetchFault::Endless { pages: 1 });
}

#[test]
fn a_change_of_the_number_of_pages_begins_anew_once() {
    let server = Server::start(|at, asked| match at {
        0 => pages(4)(at, asked),
        _ => pages(3)(at, asked),
    });
    let download = get(&server, "/rows").unwrap();
    assert_eq!((count(&download), download.begun_anew), (3, true));
    assert_eq!(server.asked().len(), 5); // 0 of 4, 1 of 3; then 0, 1, 2 of 3
    let server = Server::start(|at, asked| pages(9 - at)(at, asked));
    assert_eq!(fault(&server), FetchFault::Moving);
}

#[test]
fn more_than_is_taken_is_not_read() {
    let server = Server::start(|_, _| Act::Flood);
    assert_eq!(fault(&server), FetchFault::TooLarge { limit: 100_000 });
    let row = format!(r#"{{"n":"{}"}}"#, "x".repeat(40_000));
    let server = Server::start(move |at, _| json(&page(&format!("{at},{row}"), at, 9)));
    assert_eq!(fault(&server), FetchFault::TooLarge { limit: 100_000 });
    assert_eq!(server.asked().len(), 3); // two of 40,000 fit
}

#[test]
fn nothing_leads_elsewhere_than_to_the_web() {
    let to = |target: &str| {
        let head = format!("Location: {target}\r\n");
        Server::start(move |at, asked| match at {
            0 => answer("302 Found", &head, ""),
            _ => pages(1)(at, asked),
        })
    };
    for target in ["ftp://127.0.0.1/rows", "gopher://127.0.0.1/rows"] {
        assert_eq!(fault(&to(target)), FetchFault::Elsewhere, "{target}");
    }
    assert!(get(&to("/other?page=0"), "/rows").is_ok());
    let circle = Server::start(|_, _| answer("302 Found", "Location: /rows\r\n", ""));
    assert_eq!(fault(&circle), FetchFault::Elsewhere);
}

#[test]
fn what_is_no_data_is_told() {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let server = Server::start(move |_, _| answer("200 OK", html, "<html>Anmeldung</html>"));
    let media_type = ozgtop::domain::text::CleanText::new("text/html");
    assert_eq!(fault(&server), FetchFault::NotData { media_type });
    for body in [r#"{"error":"no"}"#, r#"{"content":[}"#, "{]"] {
        let server = Server::start(move |_, _| json(body));
        assert!(
            matches!(fault(&server), FetchFault::NotPages { .. }),
            "{body}"
        );
    }
}

/// Says stop after so many beats.
struct Stops(Cell<u32>);

impl Watch for Stops {
    fn goes_on(&mut self, _: u64, _: u64) -> ControlFlow<()> {
        self.0.set(self.0.get().saturating_sub(1));
        match self.0.get() {
            0 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }
}

#[test]
fn a_wish_to_stop_is_heard_while_the_server_is_silent() {
    let server = Server::start(|_, _| Act::Stall(Vec::new(), Duration::from_secs(5)));
    let address = Address::parse(&server.address("/rows")).unwrap();
    let patience = Patience {
        silence: Duration::from_secs(5),
        ..hasty()
    };
    let begun = Instant::now();
    let mut stops = Stops(Cell::new(3));
    let elapsed = || begun.elapsed();
    let outcome = fetch(&address, &patience, &mut World::new(&mut stops, &elapsed));
    assert_eq!(outcome.unwrap_err(), FetchFault::Stopped);
    assert!(begun.elapsed() < Duration::from_secs(1));
}

#[test]
fn patience_ends() {
    let server = Server::start(|at, _| match at {
        0 => Act::Stall(Vec::new(), Duration::from_secs(1)),
        _ => answer("500 Internal Server Error", "", ""),
    });
    let patience = Patience {
        whole: Duration::from_millis(50),
        ..hasty()
    };
    let outcome = get_with(&server, "/rows", &patience);
    assert_eq!(outcome.unwrap_err(), FetchFault::TooLong);
}

#[test]
fn nobody_there() {
    let address = Address::parse("http://127.0.0.1:1/rows").unwrap();
    let elapsed = || Duration::ZERO;
    let outcome = fetch(&address, &hasty(), &mut World::new(&mut (), &elapsed));
    assert!(
        matches!(outcome, Err(FetchFault::NoAnswer { .. })),
        "{outcome:?}"
    );
}
