//! The map as far as a key, a resize or a date can prepare it, and where its keys lead.

use std::collections::HashMap;

use super::command::Command;
use super::focus::Focus;
use super::lens::Lens;
use super::model::Model;
use super::prompt::Notice;
use super::screen::map::{Drawing, Reading, reading};
use super::screen::{Row, Screen};
use super::update::view;
use crate::analysis::map::areas::Areas;
use crate::analysis::map::compass::Compass;
use crate::analysis::map::labels::{Label, labels};
use crate::analysis::map::raster::{Projection, Raster};
use crate::analysis::map::tiles::TileMap;
use crate::analysis::map::{Direction, without_outline};
use crate::domain::body::BodyId;
use crate::domain::dataset::Dataset;
use crate::domain::service::ServiceId;

/// Columns that stand beside the outlines at least.
pub const PANEL: u16 = 36;

/// From this size on outlines are drawn unless tiles are wanted.
const ROOMY: (u16, u16) = (100, 30);

/// What painter and keys of the map need.
#[derive(Debug, Default)]
pub struct Atlas {
    ground: Option<Ground>,
    sheet: Sheet,
    readings: HashMap<BodyId, Reading>,
    behind: Vec<BodyId>,
}

/// What depends on the data alone.
#[derive(Debug)]
struct Ground {
    compass: Compass,
    tiles: TileMap,
    without: Vec<BodyId>,
    /// Columns for each line.
    shape: f64,
}

/// The outlines in the size of the screen.
#[derive(Debug, Default)]
struct Sheet {
    size: (u16, u16),
    areas: Areas,
    labels: Vec<Label>,
    unlabelled: Vec<BodyId>,
}

impl Ground {
    fn new(data: &Dataset) -> Self {
        let projection = Projection::of(&data.outlines);
        let shape = projection.map_or(2.0, |it| 2.0 * it.width / it.height.max(1e-9));
        Self {
            compass: Compass::new(&data.outlines),
            tiles: TileMap::new(&data.register, &data.outlines),
            without: without_outline(&data.register, &data.outlines),
            shape,
        }
    }

    /// Columns and lines of the outlines on a screen.
    fn fit(&self, (width, lines): (u16, u16)) -> (u16, u16) {
        let wanted = (f64::from(lines) * self.shape).ceil();
        let room = width.saturating_sub(PANEL + 2);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped; NaN becomes 0"
        )]
        let columns = wanted.clamp(0.0, f64::from(room)) as u16;
        (columns, lines)
    }
}

impl Sheet {
    fn new(data: &Dataset, size: (u16, u16)) -> Self {
        let raster = Raster::new(&data.outlines, size.0.into(), size.1.into());
        let labels = roomiest(labels(&raster, 2), labels(&raster, 3));
        let areas = Areas::new(&raster);
        let has = |id: &BodyId| labels.iter().any(|label| label.district == *id);
        let unlabelled = areas.districts().iter().copied();
        Self {
            size,
            unlabelled: unlabelled.filter(|id| !has(id)).collect(),
            areas,
            labels,
        }
    }
}

/// Wide labels, and narrow ones for the districts that have no room for these; narrow ones alone where that labels more.
fn roomiest(narrow: Vec<Label>, wide: Vec<Label>) -> Vec<Label> {
    let mut all = wide;
    let overlap = |a: &Label, b: &Label| {
        a.line == b.line && a.column < b.column + b.width && b.column < a.column + a.width
    };
    for label in &narrow {
        let clash = |other: &Label| other.district == label.district || overlap(other, label);
        if !all.iter().any(clash) {
            all.push(*label);
        }
    }
    if all.len() < narrow.len() {
        narrow
    } else {
        all
    }
}

impl Atlas {
    /// Prepares what the screen shows in its present size and with its present figures; nothing where it is no map.
    pub(super) fn prepare(&mut self, lens: &Lens<'_>, screen: &Screen, size: (u16, u16)) {
        let Screen::Map { service, drawing } = *screen else {
            return;
        };
        self.resize(lens.data, drawing, size);
        let register = &lens.data.register;
        let readings = register
            .districts()
            .map(|id| (id, reading(lens, service, id)));
        self.readings = readings.collect();
        let mut behind: Vec<_> = register
            .districts()
            .filter_map(|id| Some((far(self.reading(id))?, register.rank(id), id)))
            .collect();
        behind.sort_unstable();
        self.behind = behind.into_iter().map(|(.., id)| id).collect();
    }

    /// Draws the outlines anew where the size has changed.
    pub(super) fn resize(&mut self, data: &Dataset, drawing: Drawing, size: (u16, u16)) {
        let ground = self.ground.get_or_insert_with(|| Ground::new(data));
        let size = ground.fit(size);
        let is_new = self.sheet.size != size;
        if is_new && drawing == Drawing::Outlines && drawing.is_possible(data) {
            self.sheet = Sheet::new(data, size);
        }
    }

    /// What the map says about a district.
    pub fn reading(&self, district: BodyId) -> Reading {
        self.readings.get(&district).copied().unwrap_or_default()
    }

    /// The districts that are not yet where they should be, the last one first; in a comparison all, by what they gained.
    pub fn behind(&self) -> &[BodyId] {
        &self.behind
    }

    /// The tiles; `None` where no map was shown yet.
    pub fn tiles(&self) -> Option<&TileMap> {
        self.ground.as_ref().map(|ground| &ground.tiles)
    }

    /// The outlines.
    pub fn areas(&self) -> &Areas {
        &self.sheet.areas
    }

    /// Where numbers stand in the outlines.
    pub fn labels(&self) -> &[Label] {
        &self.sheet.labels
    }

    /// Districts whose outline has no room for a number.
    pub fn unlabelled(&self) -> &[BodyId] {
        &self.sheet.unlabelled
    }

    /// Districts without an outline.
    pub fn without_outline(&self) -> &[BodyId] {
        self.ground.as_ref().map_or(&[], |ground| &ground.without)
    }

    /// The district that an arrow leads to.
    fn towards(&self, drawing: Drawing, from: BodyId, way: Direction) -> Option<BodyId> {
        let ground = self.ground.as_ref()?;
        match drawing {
            Drawing::Tiles => ground.tiles.towards(from, way),
            // From a district that lies nowhere the map is entered at its edge.
            Drawing::Outlines if ground.without.contains(&from) => {
                ground.compass.outermost(way.opposite())
            }
            Drawing::Outlines => ground.compass.towards(from, way),
        }
    }
}

/// How far a district is, in parts per million; `None` where nothing is missing or nobody is responsible.
fn far(reading: Reading) -> Option<i64> {
    let (part, whole) = match reading {
        Reading::Nothing => return None,
        Reading::Reach(share) if share.part == share.whole => return None,
        Reading::Reach(share) => (share.part.cast_signed(), share.whole),
        Reading::Difference(share, change) => (change, share.whole),
    };
    part.saturating_mul(1_000_000)
        .checked_div(whole.cast_signed())
}

/// The direction of an arrow.
fn direction(command: Command) -> Option<Direction> {
    Some(match command {
        Command::Left => Direction::Left,
        Command::Right => Direction::Right,
        Command::Up => Direction::Up,
        Command::Down => Direction::Down,
        _ => return None,
    })
}

/// Moves to the neighbour in a direction; `false` where the screen is no map or the command no arrow.
pub(super) fn step(model: &mut Model, command: Command) -> bool {
    let stop = model.trail.now();
    let (Screen::Map { drawing, .. }, Some(way)) = (stop.screen, direction(command)) else {
        return false;
    };
    if !model.has_picture() {
        return false;
    }
    let Some(Row::Body(from)) = stop.list.selected else {
        return true;
    };
    let next = model.atlas.towards(drawing, from, way).map(Row::Body);
    let position = next.and_then(|next| stop.list.rows.iter().position(|row| *row == next));
    match position {
        Some(at) => model.with_stop(|stop, _, height| stop.list.select(at, height)),
        None => model.notice = Some(Notice::NoDistrictThere),
    }
    true
}

/// The service `by` places further: all, then one after the other, then all again.
pub(super) fn neighbour(
    services: usize,
    service: Option<ServiceId>,
    by: isize,
) -> Option<ServiceId> {
    let at = service.map_or(0, |service| service.index() + 1);
    let count = isize::try_from(services + 1).unwrap_or(isize::MAX);
    let next = isize::try_from(at).map_or(0, |at| (at + by).rem_euclid(count));
    let next = u16::try_from(next).ok()?;
    next.checked_sub(1).map(ServiceId)
}

/// The drawing that suits the size of the screen and the data.
fn suitable(model: &Model) -> Drawing {
    let roomy = model.size.0 >= ROOMY.0 && model.size.1 >= ROOMY.1;
    if roomy && Drawing::Outlines.is_possible(&model.data) {
        Drawing::Outlines
    } else {
        Drawing::Tiles
    }
}

/// The map as the operator left it, where it lies on his way; else in the drawing that suits the screen.
pub(super) fn as_left(model: &Model, wanted: Screen) -> Screen {
    let Screen::Map { service, .. } = wanted else {
        return wanted;
    };
    let same =
        |screen: &&Screen| matches!(screen, Screen::Map { service: of, .. } if *of == service);
    let known = model.trail.screens().rev().find(same).copied();
    let drawing = match model.trail.now().screen {
        Screen::Map { drawing, .. } => drawing,
        _ => suitable(model),
    };
    known.unwrap_or(Screen::Map { service, drawing })
}

/// Opens the map of the service that is selected or that the screen is about; of all where there is none.
pub(super) fn show(model: &mut Model) {
    let service = model.with_stop(|stop, lens, _| Focus::of(stop, lens).service);
    let drawing = suitable(model);
    view(model, Some(Screen::Map { service, drawing }));
}
