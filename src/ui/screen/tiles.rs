//! The map of tiles: a tile a district, of the same size, each in its rough place.

use ratatui::layout::Rect;

use super::map::selected;
use super::panel;
use crate::analysis::map::tiles::TileMap;
use crate::app::model::Model;
use crate::app::screen::map::Reading;
use crate::domain::body::{BodyId, Class};
use crate::ui::charset::Charset;
use crate::ui::context::Context;
use crate::ui::field::Pieces;
use crate::ui::pen::{Cut, Pen};
use crate::ui::shade;
use crate::ui::theme::Role;
use unicode_width::UnicodeWidthStr;

/// Narrowest and widest tile with the gap to the next one.
const WIDTHS: (u16, u16) = (6, 18);

/// Size of the tiles, and which of them are in sight.
struct Grid {
    width: u16,
    height: u16,
    left: usize,
    top: usize,
    columns: usize,
    rows: usize,
}

impl Grid {
    /// Tiles as large as they all fit; where they do not, those around the selected one.
    fn new(map: &TileMap, chosen: Option<BodyId>, room: Rect) -> Self {
        let share =
            |cells: u16, count: usize| cells / u16::try_from(count.max(1)).unwrap_or(u16::MAX);
        let width = share(room.width, map.columns()).clamp(WIDTHS.0, WIDTHS.1);
        let height = share(room.height, map.rows()).clamp(1, 4);
        let columns = usize::from((room.width + 1) / width);
        let rows = usize::from(room.height / height);
        let (column, row) = chosen.and_then(|id| map.place(id)).unwrap_or_default();
        Self {
            width,
            height,
            left: scrolled(column, columns, map.columns()),
            top: scrolled(row, rows, map.rows()),
            columns,
            rows,
        }
    }

    /// Where a tile stands, counted from the corner; `None` where it is out of sight.
    fn corner(&self, column: usize, row: usize) -> Option<(u16, u16)> {
        let column = column
            .checked_sub(self.left)
            .filter(|it| *it < self.columns)?;
        let row = row.checked_sub(self.top).filter(|it| *it < self.rows)?;
        let (column, row) = (u16::try_from(column).ok()?, u16::try_from(row).ok()?);
        Some((column * self.width, row * self.height))
    }
}

/// The first of `count` places in sight, of which `visible` are: the chosen one in the middle, nothing past the ends.
fn scrolled(chosen: usize, visible: usize, count: usize) -> usize {
    let furthest = count.saturating_sub(visible);
    chosen.saturating_sub(visible / 2).min(furthest)
}

/// Paints the tiles, and below them the legend and whose data this is, as far as there is room.
pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, context: Context, place: Rect) {
    let Some(map) = model.atlas.tiles() else {
        return;
    };
    let chosen = selected(model);
    let grid = Grid::new(map, chosen, place);
    for (id, column, row) in map.iter() {
        let Some((x, y)) = grid.corner(column, row) else {
            continue;
        };
        let tile = Tile {
            model,
            charset: context.charset,
            id,
            // The last line of a high tile is the gap to the next one.
            lines: grid.height.min(3),
            width: grid.width - 1,
        };
        tile.paint(pen, (place.x + x, place.y + y), chosen == Some(id));
    }
    let rows = u16::try_from(map.rows().min(grid.rows)).unwrap_or(u16::MAX);
    let used = rows.saturating_mul(grid.height);
    let below = Rect {
        y: place.y + used.min(place.height),
        height: place.height.saturating_sub(used),
        ..place
    };
    let end = panel::flow(pen, below, &panel::legend(model, context.charset));
    if end < place.bottom() {
        let (at, source) = ((place.x, place.bottom() - 1), model.data.outlines.source());
        pen.write(at, place.width, source.as_str(), Role::Dim, Cut::End);
    }
}

/// One tile.
struct Tile<'a> {
    model: &'a Model,
    charset: Charset,
    id: BodyId,
    lines: u16,
    width: u16,
}

impl Tile<'_> {
    fn paint(&self, pen: &mut Pen<'_>, (x, y): (u16, u16), is_selected: bool) {
        let over = is_selected.then_some(Role::Selected);
        let reading = self.model.atlas.reading(self.id);
        let lines: Vec<Pieces> = match self.lines {
            1 => vec![self.in_one_line(pen, reading)],
            2 => vec![self.name(pen, self.width), self.amount(reading)],
            _ => vec![
                self.name(pen, self.width),
                self.amount(reading),
                vec![(count(reading, self.width), Role::Plain)],
            ],
        };
        for (y, mut pieces) in (y..).zip(lines) {
            let free = self.width.saturating_sub(pen.width(&pieces));
            pieces.push((" ".repeat(usize::from(free)), Role::Plain));
            pen.pieces((x, y), self.width, &pieces, over, Cut::End);
        }
    }

    /// What is typical of the name, as much as fits.
    fn name(&self, pen: &Pen<'_>, width: u16) -> Pieces {
        let body = self.model.data.register.body(self.id);
        let name = pen.shown(body.name.as_str());
        let name = match body.class {
            // "Region" stands in the letters of its class.
            Class::Region => name.split_once(' ').map_or(&*name, |(_, rest)| rest),
            _ => &*name,
        };
        let short: String = if name.width() <= usize::from(width) {
            name.to_owned()
        } else if width > 10 {
            self.charset.clip(name, width.into()).into_owned()
        } else {
            // In so little room a letter says more than the sign of a cut.
            let letters: String = name.chars().take(width.into()).collect();
            letters.trim_end_matches([' ', '(']).to_owned()
        };
        vec![(short, Role::Plain)]
    }

    /// Sign, number and class; where there is room the sign fills it.
    fn amount(&self, reading: Reading) -> Pieces {
        let look = shade::of(self.charset, reading);
        let kind = self.kind();
        let unit = match reading {
            Reading::Reach(_) => "%",
            _ => "",
        };
        let number = shade::number(reading, 3);
        let number = self.charset.text(&number).into_owned();
        let room = usize::from(self.width);
        let forms = [
            format!(" {number:>3}{unit} {kind}"),
            format!("{number:>3}{unit} {kind}"),
            format!("{number:>2}{unit} {kind}"),
            format!("{number}{unit}{kind}"),
        ];
        let fits = |text: &String| text.width() < room;
        let text = forms.into_iter().find(fits);
        // The narrowest tile has no room for a unit.
        let text = text.unwrap_or_else(|| format!("{number:>2}{kind}"));
        let free = room.saturating_sub(text.width()).max(1);
        // A share fills its room, a difference is one sign.
        let signs = match reading {
            Reading::Reach(_) => free,
            _ => 1,
        };
        let gap = " ".repeat(free - signs);
        vec![
            (look.sign.to_string().repeat(signs), look.role),
            (format!("{gap}{text}"), Role::Plain),
        ]
    }

    fn in_one_line(&self, pen: &Pen<'_>, reading: Reading) -> Pieces {
        let look = shade::of(self.charset, reading);
        let number = self.charset.text(&shade::number(reading, 3)).into_owned();
        let used = u16::try_from(number.width()).unwrap_or(u16::MAX) + 1;
        let mut pieces = self.name(pen, self.width.saturating_sub(used));
        let name = pen.width(&pieces);
        let gap = self.width.saturating_sub(used + name);
        pieces.push((" ".repeat(usize::from(gap)), Role::Plain));
        pieces.push((look.sign.to_string(), look.role));
        pieces.push((number, Role::Plain));
        pieces
    }

    fn kind(&self) -> &'static str {
        let body = self.model.data.register.body(self.id);
        body.class.code().unwrap_or_default()
    }
}

/// `n/m` of what the map says, where it fits.
fn count(reading: Reading, width: u16) -> String {
    match reading {
        Reading::Nothing => String::new(),
        Reading::Reach(share) | Reading::Difference(share, _) => {
            let count = format!("{}/{}", share.part, share.whole);
            if count.len() > usize::from(width) {
                return String::new();
            }
            count
        }
    }
}
