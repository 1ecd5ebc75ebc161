//! What the model wants of the world: data that `runtime` carries out.

use super::copying::Part;
use super::export::FileFormat;
use crate::domain::text::CleanText;

/// One wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Give the terminal back and stop, as Ctrl-Z does.
    Suspend,
    /// Paint every cell of the screen anew.
    Repaint,
    /// Look at the data folder at once.
    Reload,
    /// Read the saved views.
    ReadViews,
    /// Save an address under a name, in place of the one that has it.
    SaveView {
        /// The name.
        name: CleanText,
        /// The address.
        address: String,
    },
    /// Forget the saved view of this name.
    ForgetView(CleanText),
    /// Copy a part of what is on screen.
    Copy {
        /// What.
        part: Part,
        /// Onto the copy sheet, because what was sent before may not have arrived.
        by_hand: bool,
    },
    /// Write what is on screen into a file.
    Export {
        /// The name of the file as it was typed.
        path: String,
        /// Its format.
        format: FileFormat,
        /// Whether a file of this name is to be replaced.
        replace: bool,
    },
}
