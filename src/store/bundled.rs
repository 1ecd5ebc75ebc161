//! The data that is part of the program, so that it works anywhere.

macro_rules! file {
    ($($part:literal)+) => {
        (concat!($($part),+), include_bytes!(concat!("../../data/", $($part),+)).as_slice())
    };
}

macro_rules! files {
    ($($single:literal)* ; $($date:literal)* ; $($evidence:literal)*) => {
        &[
            $(file!($single),)*
            $(file!("rollout/" $date ".json"),)*
            $(file!("evidence/" $evidence ".json"),)*
        ]
    };
}

/// Every bundled file: path below the data folder, content. A test compares this table with `data/`.
#[rustfmt::skip]
pub static FILES: &[(&str, &[u8])] = files![
    "land.ron" "services.ron" "bodies.json" "outlines.json" ;
    "2024-01-31" "2024-02-29" "2024-03-31" "2024-04-30" "2024-05-31" "2024-06-30" "2024-07-31" "2024-08-31"
    "2024-09-30" "2024-10-31" "2024-11-30" "2024-12-31" "2025-01-31" "2025-02-28" "2025-03-31" "2025-04-30"
    "2025-05-31" "2025-06-30" "2025-07-31" "2025-08-31" "2025-09-30" "2025-10-31" "2025-11-30" "2025-12-31"
    "2026-01-31" "2026-02-28" "2026-03-31" "2026-04-30" "2026-05-31" "2026-06-30" "2026-07-31" "2026-08-31"
    "2026-09-30" "2026-10-31" ;
    "2026-10-31"
];
