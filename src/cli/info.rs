//! `ozgtop info`: what this program is, what it found, where it looked.

use super::{Desk, Failure, abilities, config};
use crate::store::{SCHEMA, Source};
use crate::ui::charset::Charset;

pub(super) fn run(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let w = desk.words;
    let data = desk.load();
    let origin = match desk.source() {
        Source::Bundled | Source::Files(_) => format!("{} ({})", w.info_bundled, w.example_data),
        // Where files lie is nothing for whoever may only look.
        Source::Folder(_) if desk.arguments.kiosk => w.info_folder.to_owned(),
        Source::Folder(path) => format!("{} {}", w.info_folder, path.display()),
    };
    let watched = match desk.source() {
        Source::Bundled | Source::Files(_) => w.info_live_bundled,
        Source::Folder(_) if desk.settings.live => w.info_live_watched,
        Source::Folder(_) => w.info_live_asked,
    };
    let yes = |yes: bool| if yes { w.info_yes } else { w.info_no };
    let charset = match desk.context.charset {
        Charset::Unicode => w.info_unicode,
        Charset::Ascii => w.info_ascii,
    };
    let mut rows = vec![
        (
            w.info_version,
            format!("ozgtop {}", env!("CARGO_PKG_VERSION")),
        ),
        (w.info_schema, SCHEMA.to_string()),
        (w.info_data, origin),
        (w.info_live, watched.to_owned()),
        (w.info_bodies, data.register.len().to_string()),
        (w.fact_source, data.register_source.to_string()),
        (w.info_services, data.catalogue.len().to_string()),
        (w.info_cells, data.responsibility.len().to_string()),
        (w.info_snapshots, data.rollout.len().to_string()),
        (w.info_problems, data.problems.len().to_string()),
        (w.info_language, desk.language.code().to_owned()),
        (w.info_charset, charset.to_owned()),
        (w.info_theme, desk.looks.theme(w)),
        (w.info_colours, desk.looks.palette(w)),
        (
            w.info_terminal,
            format!("TERM={}", desk.environment.terminal()),
        ),
        (w.info_screen, yes(desk.environment.has_screen()).to_owned()),
    ];
    rows.extend(abilities::rows(desk));
    let files = desk.settings.files.iter();
    for (path, outcome) in files.filter(|_| !desk.arguments.kiosk) {
        let outcome = config::told(w, *outcome);
        rows.push((w.info_settings, format!("{} ({outcome})", path.display())));
    }
    for (name, value) in rows {
        desk.out.line(&format!("{name:<22} {value}"))?;
    }
    Ok(())
}
