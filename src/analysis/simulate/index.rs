//! What a made-up public index shows of a made-up roll-out: mostly the same, sometimes more, sometimes less.

use super::stream::Stream;
use crate::domain::cell::{Cell, Marks};
use crate::domain::evidence::{Coverage, Seen};
use crate::domain::phase::Phase;
use crate::domain::text::CleanText;

/// Of a thousand live cells so many have no entry, only inactive ones, only broken links; the others have working ones.
const LIVE: [i64; 3] = [25, 12, 15];
/// Of a thousand cells in pilot so many have a working link all the same.
const PILOT_WORKING: i64 = 90;
/// Of a thousand cells in earlier phases so many have a working link, and so many an entry that is switched off.
const EARLIER: (i64, i64) = (6, 20);

/// The entries of one cell; `None` where there are none. A link that is tracked as broken is broken in the index, too.
pub(super) fn seen(seed: u64, service: &str, body: &str, cell: &Cell) -> Option<Seen> {
    let mut random = Stream::of(seed, &["index", service, body]);
    let (drawn, more) = (random.between(0, 999), random.between(0, 999));
    let coverage = match random.between(0, 9) {
        0 => Coverage::Land,
        1 | 2 => Coverage::District,
        _ => Coverage::Municipality,
    };
    let [nothing, inactive, broken] = LIVE;
    let mut seen = Seen::default();
    match cell.phase {
        Some(Phase::Live) if cell.marks.has(Marks::DISTURBED) => seen.broken = 1,
        Some(Phase::Live) if drawn < nothing => return None,
        Some(Phase::Live) if drawn < nothing + inactive => seen.inactive = 1,
        Some(Phase::Live) if drawn < nothing + inactive + broken => seen.broken = 1,
        Some(Phase::Live) => {
            seen.working = 1 + u16::from(more < 120) + u16::from(more < 20);
            seen.broken = u16::from((500..540).contains(&more));
            seen.inactive = u16::from((600..640).contains(&more));
        }
        Some(Phase::Pilot) if drawn < PILOT_WORKING => seen.working = 1,
        _ if drawn < EARLIER.0 => seen.working = 1,
        _ if drawn < EARLIER.0 + EARLIER.1 => seen.inactive = 1,
        _ => return None,
    }
    let linked = seen.working + seen.broken > 0;
    seen.url =
        linked.then(|| CleanText::new(&format!("https://beispiel.invalid/{service}/{body}")));
    seen.coverage = Some(coverage);
    Some(seen)
}
