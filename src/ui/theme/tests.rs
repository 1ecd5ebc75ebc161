//! Whether the themes can be read: contrasts as WCAG 2 computes them, and distances of colours as people see them who
//! cannot tell red from green.

use super::*;

/// Red, green and blue.
type Rgb = [u8; 3];

/// The sixteen colours of xterm (`XTerm-col.ad`) and of the Linux console (`drivers/tty/vt/vt.c`).
const XTERM: [u32; 16] = [
    0x00_00_00, 0xcd_00_00, 0x00_cd_00, 0xcd_cd_00, 0x00_00_ee, 0xcd_00_cd, 0x00_cd_cd, 0xe5_e5_e5,
    0x7f_7f_7f, 0xff_00_00, 0x00_ff_00, 0xff_ff_00, 0x5c_5c_ff, 0xff_00_ff, 0x00_ff_ff, 0xff_ff_ff,
];
const CONSOLE: [u32; 16] = [
    0x00_00_00, 0xaa_00_00, 0x00_aa_00, 0xaa_55_00, 0x00_00_aa, 0xaa_00_aa, 0x00_aa_aa, 0xaa_aa_aa,
    0x55_55_55, 0xff_55_55, 0x55_ff_55, 0xff_ff_55, 0x55_55_ff, 0xff_55_ff, 0x55_ff_ff, 0xff_ff_ff,
];

const DARK_GROUNDS: [u32; 3] = [0x00_00_00, 0x1e_1e_1e, 0x2e_34_40];
const LIGHT_GROUNDS: [u32; 3] = [0xff_ff_ff, 0xfd_f6_e3, 0xee_e8_d5];

/// Colours less than this apart in CIELAB (CIE 1976) are taken for the same in small signs far from each other: five times
/// the difference of about 2 that is just seen side by side.
const APART: f64 = 10.0;

const PHASES: [Role; 6] = [
    Role::Live,
    Role::Pilot,
    Role::Onboarding,
    Role::Planned,
    Role::Open,
    Role::Unknown,
];

fn shades() -> [Role; 6] {
    Shade::STEPS.map(Role::Shade)
}

fn rgb(number: u32) -> Rgb {
    let [_, red, green, blue] = number.to_be_bytes();
    [red, green, blue]
}

/// What xterm paints for one of the 240 fixed colours (`256colres.pl`).
fn fixed(index: u8) -> Rgb {
    if index >= 232 {
        return [8 + 10 * (index - 232); 3];
    }
    let level = |step: u8| [0, 95, 135, 175, 215, 255][usize::from(step)];
    let cube = index - 16;
    [level(cube / 36), level(cube / 6 % 6), level(cube % 6)]
}

fn painted(colour: Color, scheme: &[u32; 16]) -> Rgb {
    match colour {
        Color::Indexed(index) => fixed(index),
        Color::Rgb(red, green, blue) => [red, green, blue],
        named => rgb(scheme[NAMED.iter().position(|known| *known == named).unwrap()]),
    }
}

/// Linear light of an sRGB colour (IEC 61966-2-1).
fn linear(colour: Rgb) -> [f64; 3] {
    colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Contrast ratio of two colours: WCAG 2.2, definition of "contrast ratio", from "relative luminance".
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |colour| {
        let [red, green, blue] = linear(colour);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

type Matrix = [[f64; 3]; 3];

const AS_IT_IS: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
/// Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE TVCG 15
/// (2009), severity 1.0, on linear light.
const PROTANOPIA: Matrix = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
/// From the same source.
const DEUTERANOPIA: Matrix = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];

fn times(matrix: Matrix, [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

/// CIELAB of a colour as somebody sees it, white point D65 (CIE 15; matrix of sRGB: IEC 61966-2-1).
fn lab(colour: Rgb, sight: Matrix) -> [f64; 3] {
    const TO_XYZ: Matrix = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    let seen = times(sight, linear(colour)).map(|part| part.clamp(0.0, 1.0));
    let [x, y, z] = times(TO_XYZ, seen);
    let [x, y, z] = [x / 0.950_47, y, z / 1.088_83].map(|part: f64| {
        if part > 216.0 / 24389.0 {
            part.cbrt()
        } else {
            (24389.0 / 27.0 * part + 16.0) / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How far two colours are apart for whoever tells them apart least.
fn distance(one: Rgb, other: Rgb) -> f64 {
    let sights = [AS_IT_IS, PROTANOPIA, DEUTERANOPIA].map(|sight| {
        let (one, other) = (lab(one, sight), lab(other, sight));
        let squares = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    });
    sights.into_iter().fold(f64::INFINITY, f64::min)
}

/// The least contrast of all roles of a theme on these backgrounds.
fn least_contrast(theme: Theme, grounds: &[u32], scheme: &[u32; 16], but: &[Role]) -> f64 {
    let roles = PHASES.into_iter().chain(shades()).chain([
        Role::Warning,
        Role::Example,
        Role::Dim,
        Role::Title,
    ]);
    roles
        .filter(|role| !but.contains(role))
        .filter_map(|role| theme.colour(role))
        .flat_map(|colour| {
            let colour = painted(colour, scheme);
            grounds
                .iter()
                .map(move |ground| contrast(colour, rgb(*ground)))
        })
        .fold(f64::INFINITY, f64::min)
}

/// The least distance between any two of these roles that have a colour.
fn least_distance(theme: Theme, roles: &[Role], scheme: &[u32; 16]) -> f64 {
    let colours: Vec<_> = roles
        .iter()
        .filter_map(|role| theme.colour(*role))
        .map(|colour| painted(colour, scheme))
        .collect();
    let pairs = colours.iter().enumerate().flat_map(|(at, one)| {
        let others = &colours[at + 1..];
        others.iter().map(|other| distance(*one, *other))
    });
    pairs.fold(f64::INFINITY, f64::min)
}

/// Every theme with colours, on each background it is for.
fn coloured() -> [Theme; 6] {
    use ThemeName::{ColourBlind, Dark, HighContrast, Light};
    let theme = |name, on_light| Theme {
        name,
        on_light,
        palette: Palette::Sixteen,
    };
    [
        theme(Dark, false),
        theme(Light, true),
        theme(ColourBlind, false),
        theme(ColourBlind, true),
        theme(HighContrast, false),
        theme(HighContrast, true),
    ]
}

fn grounds(theme: Theme) -> &'static [u32; 3] {
    if theme.on_light {
        &LIGHT_GROUNDS
    } else {
        &DARK_GROUNDS
    }
}

#[test]
fn the_formulas_give_the_published_values() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([0x77; 3], [255; 3]) - 4.48).abs() < 0.005);
    let [l, a, b] = lab([255, 0, 0], AS_IT_IS);
    let off = (l - 53.24).abs() + (a - 80.09).abs() + (b - 67.20).abs();
    assert!(off < 0.05, "{l} {a} {b}");
    // Red and green of the same lightness are one colour without the second cone.
    assert!(distance([0xb0, 0x5a, 0x00], [0x74, 0x7a, 0x00]) < 6.0);
}

#[test]
fn every_role_can_be_read_in_fixed_colours() {
    for theme in coloured() {
        let needed = if theme.name == ThemeName::HighContrast {
            7.0
        } else {
            4.5
        };
        for palette in [Palette::Indexed, Palette::True] {
            let theme = Theme { palette, ..theme };
            // The darkest green among the 256 reaches 6.5 on the darkest of the light backgrounds.
            let grounds = match (theme.name, theme.on_light) {
                (ThemeName::HighContrast, true) => &LIGHT_GROUNDS[..2],
                _ => &grounds(theme)[..],
            };
            let least = least_contrast(theme, grounds, &XTERM, &[]);
            assert!(least >= needed, "{theme:?}: {least:.2}");
        }
    }
}

/// The sixteen colours are the terminal's own; here they are those of xterm and of the Linux console, on black or white.
#[test]
fn every_role_can_be_read_in_named_colours() {
    // The first look of the program keeps these: what they are on these two schemes is written here.
    let kept = [
        Role::Shade(Shade::Nothing),     // 3.6 and 2.7
        Role::Shade(Shade::UpToQuarter), // 4.5 and 3.3
        Role::Unknown,                   // 4.5 and 3.3
        Role::Dim,                       // 5.2 and 2.8
        Role::Onboarding,                // 12.3 and 4.0
        Role::Example,                   // 12.3 and 4.0, in bold
        Role::Shade(Shade::UpToHalf),    // 12.3 and 4.0
    ];
    for theme in coloured() {
        let but: &[Role] = match theme.name {
            ThemeName::Dark => &kept,
            _ => &[],
        };
        for scheme in [&XTERM, &CONSOLE] {
            let ground = &grounds(theme)[..1];
            let least = least_contrast(theme, ground, scheme, but);
            assert!(least >= 4.5, "{theme:?}: {least:.2}");
            let all = least_contrast(theme, ground, scheme, &[]);
            assert!(all >= 2.7, "{theme:?}: {all:.2}");
        }
    }
}

#[test]
fn who_cannot_tell_red_from_green_can_tell_phases_and_shades() {
    let themes = coloured()
        .into_iter()
        .filter(|it| it.name == ThemeName::ColourBlind);
    for theme in themes {
        for palette in [Palette::Indexed, Palette::True] {
            let theme = Theme { palette, ..theme };
            for roles in [PHASES, shades()] {
                let least = least_distance(theme, &roles, &XTERM);
                assert!(least >= APART, "{theme:?} {roles:?}: {least:.1}");
            }
            assert!(theme.tells_shades_apart());
        }
    }
    // Sixteen colours have as many on a dark background; on a light one red and blue are all.
    let dark = Theme {
        name: ThemeName::ColourBlind,
        ..Theme::default()
    };
    assert!(dark.tells_shades_apart());
    for scheme in [&XTERM, &CONSOLE] {
        for roles in [PHASES, shades()] {
            let least = least_distance(dark, &roles, scheme);
            assert!(least >= APART, "{roles:?}: {least:.1}");
        }
    }
}

#[test]
fn exact_colours_stand_only_where_they_tell_visibly_more_apart() {
    for theme in coloured() {
        let at = |palette| Theme { palette, ..theme };
        let (fixed, exact) = (at(Palette::Indexed), at(Palette::True));
        for roles in [PHASES, shades()] {
            let is_exact = |role: &Role| matches!(exact.colour(*role), Some(Color::Rgb(..)));
            if roles.iter().any(is_exact) {
                let gain =
                    least_distance(exact, &roles, &XTERM) - least_distance(fixed, &roles, &XTERM);
                assert!(gain > 2.0, "{theme:?} {roles:?}: {gain:.1}");
            }
        }
    }
}

#[test]
fn names_are_read_as_they_are_written() {
    for theme in ThemeName::ALL {
        assert_eq!(ThemeName::parse(theme.key()), Some(theme));
    }
    for palette in Palette::ALL {
        assert_eq!(Palette::parse(palette.key()), Some(palette));
    }
    assert_eq!(
        (ThemeName::parse("auto"), Palette::parse("auto")),
        (None, None)
    );
}

#[test]
fn mono_has_no_colour_at_any_level() {
    for name in [ThemeName::Mono, ThemeName::Ascii] {
        for palette in Palette::ALL {
            let theme = Theme {
                name,
                palette,
                ..Theme::default()
            };
            assert_eq!(theme.colour(Role::Warning), None);
            assert!(!theme.tells_shades_apart());
        }
    }
}

/// The measured minima: `cargo test --lib theme -- --nocapture`.
#[test]
fn minima_are_printed() {
    use std::io::Write;
    let mut out = std::io::stderr();
    for theme in coloured() {
        for palette in [Palette::Sixteen, Palette::Indexed, Palette::True] {
            let theme = Theme { palette, ..theme };
            let used = match palette {
                Palette::Sixteen => &grounds(theme)[..1],
                _ => &grounds(theme)[..],
            };
            writeln!(
                out,
                "{:<14} on_light {:<5} {:<5} contrast {:>5.2} (console {:>5.2}) phases {:>5.1} shades {:>5.1}",
                theme.name.key(),
                theme.on_light,
                palette.key(),
                least_contrast(theme, used, &XTERM, &[]),
                least_contrast(theme, used, &CONSOLE, &[]),
                least_distance(theme, &PHASES, &XTERM),
                least_distance(theme, &shades(), &XTERM),
            )
            .unwrap();
        }
    }
}
