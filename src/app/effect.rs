//! What the model wants of the world: data that `runtime` carries out.

/// One wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Give the terminal back and stop, as Ctrl-Z does.
    Suspend,
    /// Paint every cell of the screen anew.
    Repaint,
}
