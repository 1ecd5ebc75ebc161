//! `outlines`: borders of the districts and their tiles. The file may be missing; what is sound in it counts.

use std::collections::{HashMap, HashSet};

use super::document::Document;
use super::folder::Format;
use super::shapes::{JsonRaw, LonLat, OutlineRow, OutlinesFile, Raw, RonRaw};
use crate::domain::body::BodyId;
use crate::domain::outline::{Arc, Outlines, Point, RingFault, Step, Tile};
use crate::domain::outline_fault::OutlineFault;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::register::Register;
use crate::domain::text::CleanText;

/// More than this is not read: fifteen times the outlines of Germany. RON is slow to read, and a hostile file must not hold up the start.
const MOST_BYTES: usize = 2 << 20;

pub(super) fn read(document: &mut Document<'_>, register: &Register) -> Option<Outlines> {
    if document.bytes() > MOST_BYTES {
        let fault = OutlineFault::TooLarge {
            limit: MOST_BYTES as u64,
        };
        document.fault("", fault.into());
        return None;
    }
    match document.format() {
        Format::Json => read_rows::<JsonRaw<'_>>(document, register),
        Format::Ron => read_rows::<RonRaw<'_>>(document, register),
    }
}

fn read_rows<'a, R: Raw<'a>>(document: &mut Document<'a>, register: &Register) -> Option<Outlines> {
    let file: OutlinesFile<'a, R> = document.file()?;
    let list = document.place(file.districts.first().map_or("", Raw::text));
    let arcs = file.arcs.iter().map(|raw| arc(document, raw.text()));
    let mut draft = Draft {
        outlines: Outlines::new(arcs.collect()),
        register,
        named: HashSet::new(),
        tiles: HashMap::new(),
        too_detailed: false,
    };
    let mut unread = false;
    for raw in &file.districts {
        match document.row::<OutlineRow<'_>>(raw.text()) {
            Some(row) => draft.district(document, &row),
            None => unread = true,
        }
    }
    // A row that could not be read is told already; whose it is, nobody knows.
    let missing = register
        .districts()
        .filter(|id| !unread && !draft.named.contains(id));
    for district in missing {
        let key = CleanText::new(register.body(district).key.as_str());
        document.push(Problem::at(
            list.clone(),
            OutlineFault::NoOutline { key }.into(),
        ));
    }
    Some(draft.outlines)
}

/// An arc of which nothing can be read is kept, hurt and empty: the numbers of the others are their positions.
fn arc<'a>(document: &mut Document<'a>, raw: &'a str) -> Arc {
    let Some(written) = document.row::<Vec<LonLat>>(raw) else {
        return Arc {
            points: Vec::new(),
            hurt: true,
        };
    };
    let mut arc = Arc::default();
    for LonLat(lon, lat) in written {
        let point = Point::new(lon, lat);
        if point.is_none() {
            let text = CleanText::new(&format!("[{lon:?}, {lat:?}]"));
            document.fault(raw, OutlineFault::NoPlaceOnEarth { text }.into());
            arc.hurt = true;
        }
        arc.points.extend(point);
    }
    if arc.points.len() < 2 {
        document.fault(raw, OutlineFault::ShortArc.into());
        arc.hurt = true;
    }
    arc
}

/// The outlines while they are read.
struct Draft<'r> {
    outlines: Outlines,
    register: &'r Register,
    named: HashSet<BodyId>,
    tiles: HashMap<Tile, Place>,
    too_detailed: bool,
}

impl Draft<'_> {
    fn district(&mut self, document: &mut Document<'_>, row: &OutlineRow<'_>) {
        let ars = row.ars.as_str();
        let key = CleanText::new(ars);
        let known = self.register.find(ars);
        let Some(district) = known.filter(|id| self.register.body(*id).class.is_district()) else {
            document.fault(
                ars,
                match known {
                    Some(_) => OutlineFault::NotADistrict { key }.into(),
                    None => Fault::UnknownBody { key },
                },
            );
            return;
        };
        if !self.named.insert(district) {
            document.fault(ars, Fault::DuplicateKey { key });
            return;
        }
        if row.rings.is_empty() {
            document.fault(ars, OutlineFault::NoOutline { key: key.clone() }.into());
        }
        for ring in &row.rings {
            self.ring(document, district, ring);
        }
        if let Some(written) = row.tile.as_deref() {
            self.tile(document, district, ars, written);
        }
    }

    fn ring(&mut self, document: &mut Document<'_>, district: BodyId, ring: &[i64]) {
        let steps = ring.iter().copied().map(Step::from_number).collect();
        let number = |at: usize| ring.get(at).copied().unwrap_or_default();
        let fault = match self.outlines.add_ring(district, steps) {
            Ok(()) => return,
            Err(RingFault::NoArc(at)) => OutlineFault::UnknownArc { number: number(at) },
            Err(RingFault::Open(at)) => OutlineFault::OpenRing { number: number(at) },
            Err(RingFault::Empty) => OutlineFault::EmptyRing,
            Err(RingFault::TooDetailed) if self.too_detailed => return,
            Err(RingFault::TooDetailed) => {
                self.too_detailed = true;
                OutlineFault::TooDetailed {
                    limit: Outlines::MOST_CORNERS as u64,
                }
            }
        };
        document.fault_of_field("rings", fault.into());
    }

    fn tile(&mut self, document: &mut Document<'_>, district: BodyId, ars: &str, written: &[i64]) {
        let tile = match written {
            [column, row] => Tile::new(*column, *row),
            _ => None,
        };
        let Some(tile) = tile else {
            document.fault_of_field("tile", Fault::OutOfRange { field: "tile" });
            return;
        };
        let place = document.place(ars);
        if self.outlines.set_tile(district, tile) {
            self.tiles.insert(tile, place);
            return;
        }
        let mut problem = Problem::at(
            place,
            OutlineFault::TileTaken {
                column: tile.column(),
                row: tile.row(),
            }
            .into(),
        );
        problem.other = self.tiles.get(&tile).cloned();
        document.push(problem);
    }
}
