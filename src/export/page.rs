//! The look of a page: colours of the theme for a light and a dark background, paper, and room.

use std::fmt::Write;

use super::picture::{DARK, LIGHT, Paper, hex};
use crate::analysis::map::shade::Shade;
use crate::ui::theme::{Palette, Role, Theme, ThemeName};

/// Roles that have a class, with its name.
const ROLES: [(Role, &str); 10] = [
    (Role::Live, "live"),
    (Role::Pilot, "pilot"),
    (Role::Onboarding, "onboarding"),
    (Role::Planned, "planned"),
    (Role::Open, "open"),
    (Role::Unknown, "unknown"),
    (Role::Warning, "warning"),
    (Role::Example, "example"),
    (Role::Dim, "dim"),
    (Role::Title, "title"),
];

/// The class of a role; `None` of plain text.
pub(super) fn class(role: Role) -> Option<String> {
    if let Role::Shade(shade) = role {
        return Some(format!("shade{}", shade.level()));
    }
    let mut roles = ROLES.iter();
    let found = roles.find(|(known, _)| *known == role);
    found.map(|(_, class)| (*class).to_owned())
}

/// The colour of a role on a light background.
pub(super) fn ink(role: Role) -> String {
    let theme = Theme {
        name: ThemeName::Light,
        on_light: true,
        palette: Palette::True,
    };
    let colour = theme.colour(role);
    hex(colour.map_or(LIGHT.text, |colour| LIGHT.rgb(colour)))
}

/// The style sheet.
pub(super) fn style(theme: Theme) -> String {
    let light = colours(theme, LIGHT, true);
    let dark = colours(theme, DARK, false);
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, ":root {{ color-scheme: light dark; {light}}}");
    let _ = writeln!(
        out,
        "@media (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}"
    );
    let _ = writeln!(
        out,
        "@media print {{ :root {{ color-scheme: light; {light}}} }}"
    );
    for class in classes() {
        let _ = writeln!(
            out,
            ".{class} {{ color: var(--{class}, var(--text)); fill: var(--{class}, var(--text)); }}"
        );
    }
    out.push_str(RULES);
    out
}

fn classes() -> Vec<String> {
    let shades = Shade::STEPS.map(Role::Shade);
    let roles = ROLES.iter().map(|(role, _)| *role).chain(shades);
    roles.filter_map(class).collect()
}

/// The colours of a theme as variables.
fn colours(theme: Theme, paper: Paper, on_light: bool) -> String {
    let name = match theme.name {
        ThemeName::Dark | ThemeName::Light if on_light => ThemeName::Light,
        ThemeName::Dark | ThemeName::Light => ThemeName::Dark,
        name => name,
    };
    let theme = Theme {
        name,
        on_light,
        palette: Palette::True,
    };
    let mut out = format!("--back: {}; --text: {}; ", hex(paper.back), hex(paper.text));
    let shades = Shade::STEPS.map(Role::Shade);
    for role in ROLES.iter().map(|(role, _)| *role).chain(shades) {
        if let (Some(class), Some(colour)) = (class(role), theme.colour(role)) {
            let _ = write!(out, "--{class}: {}; ", hex(paper.rgb(colour)));
        }
    }
    out
}

const RULES: &str = "\
body { background: var(--back); color: var(--text); font: 16px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 110rem; padding: 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
.trail { margin: .25rem 0 1rem; }
.note { border: 2px solid; display: inline-block; font-weight: bold; margin: 0 0 1rem; padding: .25rem .75rem; }
dl { display: grid; gap: .15rem 1rem; grid-template-columns: max-content 1fr; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { font-weight: 600; padding: .5rem 0; text-align: left; }
th, td { border-bottom: 1px solid #8886; padding: .2rem .6rem; text-align: left; vertical-align: top; }
thead th { background: var(--back); border-bottom: 2px solid; position: sticky; top: 0; }
tbody th { font-weight: 500; }
.right { text-align: right; white-space: nowrap; }
.narrow { padding: .2rem .3rem; text-align: center; white-space: nowrap; }
.sum th, .sum td { font-weight: 700; }
.warning, .example, .title { font-weight: 600; }
.bar { display: block; height: .8em; width: 12rem; }
.told { font-size: .8em; }
abbr { text-decoration: none; }
figure { margin: 1rem 0; }
figure svg { height: auto; max-width: 100%; }
footer { font-size: .85em; margin-top: 1.5rem; }
@page { margin: 1cm; size: A4 landscape; }
@media print { body { font-size: 7pt; line-height: 1.3; max-width: none; padding: 0; } .scroll { overflow: visible; } table { width: 100%; } th, td { padding: .1rem .2rem; } .narrow { padding: .1rem; } thead th { position: static; } thead th.right { overflow-wrap: break-word; white-space: normal; } .bar { width: 5rem; } .bar + .told { font-size: .7em; } td, tbody th { overflow-wrap: anywhere; } figure { break-inside: avoid; margin: .3rem 0; } figure svg { max-height: 11cm; width: auto; } tr { break-inside: avoid; } h1 { font-size: 1.3rem; } h2 { margin: .6rem 0 .2rem; } }
";
