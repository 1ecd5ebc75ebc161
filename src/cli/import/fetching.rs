//! What is read from files and from the network, and why it cannot be, in words.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{Progress, tell};
use crate::app::model::Model;
use crate::cli::{Desk, Failure};
use crate::store::import::fetch::{Address, FetchFault, Patience, World, fetch};
use crate::store::import::open_pvog::Input;
use crate::store::import::{MAX_BYTES, Original};
use crate::texts::{Words, fill};
use crate::ui::format;

/// Every source that the command line names: an address is fetched, anything else is a file.
pub(super) fn all(
    desk: &mut Desk<'_>,
    model: &Model,
    sources: &[String],
    progress: &mut Progress,
) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::with_capacity(sources.len());
    for source in sources {
        inputs.push(if Address::is_meant(source) {
            download(desk, source, progress)?
        } else {
            match Original::read(Path::new(source), MAX_BYTES) {
                Ok(original) => original.into(),
                Err(problem) => {
                    tell(desk, model, &[*problem])?;
                    return Err(Failure::Data);
                }
            }
        });
    }
    Ok(inputs)
}

fn download(desk: &mut Desk<'_>, source: &str, progress: &mut Progress) -> Result<Input, Failure> {
    let Some(address) = Address::parse(source) else {
        // There may be a password in it: only what stands before the path is told, without that.
        let scheme = source.split_once("://").map_or("", |(scheme, _)| scheme);
        let text = fill(
            desk.words.pvog_address,
            &[("address", &format!("{scheme}://…"))],
        );
        return Err(Failure::Usage(text));
    };
    let patience = Patience::default();
    let begun = now();
    let elapsed = || begun.elapsed();
    let outcome = fetch(&address, &patience, &mut World::new(progress, &elapsed));
    let shown = address.shown();
    let download = outcome.map_err(|fault| {
        if fault == FetchFault::Stopped {
            return Failure::Failed(desk.words.pvog_stopped.to_owned());
        }
        Failure::Failed(format!("{shown}: {}", why(desk, &fault, patience.whole)))
    })?;
    if download.begun_anew {
        let text = fill(desk.words.pvog_anew, &[("address", &shown)]);
        desk.err.line(&text)?;
        desk.err.flush()?;
    }
    Ok(Input {
        origin: download.origin,
        content: download.content,
    })
}

fn why(desk: &Desk<'_>, fault: &FetchFault, whole: Duration) -> String {
    let w: &Words = desk.words;
    let status = |pattern, status: &u16| fill(pattern, &[("status", &status.to_string())]);
    let number = |pattern, n: u64| fill(pattern, &[("n", &format::number(desk.language, n))]);
    let said = |pattern, name, text: &str| fill(pattern, &[(name, text)]);
    match fault {
        FetchFault::Stopped => w.pvog_stopped.to_owned(),
        FetchFault::NoHost => w.fetch_no_host.to_owned(),
        FetchFault::NoAnswer { detail } => said(w.fetch_no_answer, "detail", detail.as_str()),
        FetchFault::Silent => w.fetch_silent.to_owned(),
        FetchFault::Refused { status: code } => status(w.fetch_refused, code),
        FetchFault::Failing { status: code } => status(w.fetch_failing, code),
        FetchFault::Busy { seconds } => number(w.fetch_busy, *seconds),
        FetchFault::Cut => w.fetch_cut.to_owned(),
        FetchFault::TooLarge { limit } => said(
            w.fetch_too_large,
            "size",
            &format::bytes(desk.language, *limit),
        ),
        FetchFault::TooLong => number(w.fetch_too_long, whole.as_secs() / 60),
        FetchFault::Elsewhere => w.fetch_elsewhere.to_owned(),
        FetchFault::NotData { media_type } => said(w.fetch_not_data, "kind", media_type.as_str()),
        FetchFault::NotPages { detail } => said(w.fetch_not_pages, "detail", detail.as_str()),
        FetchFault::Repeats { page } => said(w.fetch_repeats, "page", &page.to_string()),
        FetchFault::Endless { pages } => number(w.fetch_endless, *pages),
        FetchFault::Moving => w.fetch_moving.to_owned(),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the patience with a server is measured here"
)]
fn now() -> Instant {
    Instant::now()
}
