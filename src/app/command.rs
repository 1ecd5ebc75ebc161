//! What an operator can do. Every command has words in the table of texts and keys in the keymap.

/// One command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// Column cursor to the left.
    Left,
    /// Column cursor to the right.
    Right,
    /// One page down.
    PageDown,
    /// One page up.
    PageUp,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// First row.
    Top,
    /// Last row.
    Bottom,
    /// Open what is selected.
    Open,
    /// One screen back.
    Back,
    /// One screen back, or the end of the program on the first one.
    Leave,
    /// Forward to the screen that was left by going back.
    Forward,
    /// Search.
    Search,
    /// Next match.
    NextMatch,
    /// Match before.
    PreviousMatch,
    /// Sort by the column under the cursor, or turn the order round.
    Sort,
    /// Show the other rows of this screen.
    Toggle,
    /// Go to the view with this position.
    View(usize),
    /// Go to the next view.
    NextView,
    /// Go to the view before.
    PreviousView,
    /// Next row, cell or finding with a problem.
    NextProblem,
    /// The one before.
    PreviousProblem,
    /// Show the snapshot before.
    Earlier,
    /// Show the snapshot after.
    Later,
    /// Compare with a snapshot, or end the comparison.
    Compare,
    /// Show the map of the service that is selected.
    Map,
    /// Show the trend of what is selected.
    Trend,
    /// The next one of what the screen is about.
    NextSubject,
    /// The one before.
    PreviousSubject,
    /// Weigh by bodies or by inhabitants.
    Weighting,
    /// Change the language.
    Language,
    /// Show the help.
    Help,
    /// Type a command.
    Typed,
    /// Paint the screen anew.
    Redraw,
    /// Give the terminal back for a while.
    Suspend,
    /// Cancel; twice within a second ends the program.
    Cancel,
    /// End the program.
    Quit,
}
