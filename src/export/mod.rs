//! What is on screen, and what a report says, as files for others: bytes, never written here. Knows no files, no
//! terminal and no clock.
//!
//! Tables start from a [`Sheet`], which no format knows of; pictures from the cells that `ui::view` paints. The same
//! model gives the same bytes.

mod ansi;
pub mod copy;
mod csv;
mod html;
pub mod json;
mod legend;
mod markdown;
pub mod markup;
pub mod metrics;
mod page;
mod picture;
pub mod report;
pub mod sheet;
mod spread;
mod svg;
mod xlsx;

use crate::app::address::{Address, SCREENS};
use crate::app::export::FileFormat;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::ui::context::Context;
use sheet::Sheet;

/// Which table JSON and CSV tell.
#[derive(Clone, Copy, Debug)]
pub struct Printed {
    /// Its name in JSON.
    pub kind: &'static str,
    /// The screen.
    pub screen: Screen,
    /// Whether its facts are told too.
    pub with_facts: bool,
}

impl Printed {
    /// The table of what is on screen.
    pub fn of(model: &Model) -> Self {
        let screen = model.trail.now().screen;
        let address = Address::of(model);
        let first = address.path.first().map_or("", |word| word.text.as_str());
        let kind = SCREENS.into_iter().find(|known| *known == first);
        Self {
            kind: kind.unwrap_or_default(),
            screen,
            with_facts: address.path.len() > 1 || matches!(screen, Screen::Changes(_)),
        }
    }
}

/// What is on screen as a file of this format. Pictures have the size that the model knows; `bare` is a CSV file without
/// the lines below its table, or a picture without those below it. Fails where a format has no room for it: the text says why.
pub fn file(
    model: &Model,
    context: Context,
    format: FileFormat,
    bare: bool,
) -> Result<Vec<u8>, String> {
    let sheet = || Sheet::of(model);
    Ok(match format {
        FileFormat::Csv => csv::file(&sheet(), bare)?,
        FileFormat::Json => {
            let (printed, columns) = (Printed::of(model), sheet::columns(model));
            let printed = Printed {
                with_facts: true,
                ..printed
            };
            let rows = &model.trail.now().list.rows;
            let document = json::view(model, &printed, &sheet(), rows, &columns);
            let mut text =
                serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
            text.push('\n');
            text.into_bytes()
        }
        FileFormat::Markdown => markdown::file(&sheet()).into_bytes(),
        FileFormat::Html => html::file(model, context, &sheet()).into_bytes(),
        FileFormat::Xlsx => xlsx::file(&sheet())?,
        FileFormat::Svg => svg::file(model, context, &sheet(), bare).into_bytes(),
        FileFormat::Ansi => {
            let below = (!bare).then(sheet);
            ansi::file(model, context, below.as_ref()).into_bytes()
        }
    })
}
