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
    /// Choose what is seen and counted.
    Filter,
    /// Take the filter away.
    Unfilter,
    /// Next match.
    NextMatch,
    /// Match before.
    PreviousMatch,
    /// Sort by the column under the cursor, or turn the order round.
    Sort,
    /// Choose the columns of the table.
    Columns,
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
    /// Show the saved views.
    Views,
    /// Save what is on screen under a name.
    SaveView,
    /// Forget the selected saved view.
    ForgetView,
    /// Tell the address of what is on screen.
    ShowAddress,
    /// Write what is on screen into a file.
    Export,
    /// Copy the selected row.
    Copy,
    /// Copy the whole table.
    CopyView,
    /// Weigh by bodies or by inhabitants.
    Weighting,
    /// Change the language.
    Language,
    /// Show the help.
    Help,
    /// Find a thing or a command.
    Palette,
    /// Paint the screen anew.
    Redraw,
    /// Load the data anew at once.
    Reload,
    /// Let new data wait, or show it again as it comes.
    Pause,
    /// Give the terminal back for a while.
    Suspend,
    /// Cancel; twice within a second ends the program.
    Cancel,
    /// End the program.
    Quit,
}

impl Command {
    /// Every command with its name: what is typed after `:`, what settings bind keys to. Names never change.
    pub const NAMES: &[(Self, &str)] = &[
        (Self::Down, "down"),
        (Self::Up, "up"),
        (Self::Left, "left"),
        (Self::Right, "right"),
        (Self::PageDown, "page-down"),
        (Self::PageUp, "page-up"),
        (Self::HalfPageDown, "half-page-down"),
        (Self::HalfPageUp, "half-page-up"),
        (Self::Top, "top"),
        (Self::Bottom, "bottom"),
        (Self::Open, "open"),
        (Self::Back, "back"),
        (Self::Leave, "leave"),
        (Self::Forward, "forward"),
        (Self::Search, "search"),
        (Self::Filter, "filter"),
        (Self::Unfilter, "unfilter"),
        (Self::NextMatch, "next-match"),
        (Self::PreviousMatch, "previous-match"),
        (Self::Sort, "sort"),
        (Self::Columns, "columns"),
        (Self::Toggle, "toggle"),
        (Self::View(0), "overview"),
        (Self::View(1), "services"),
        (Self::View(2), "districts"),
        (Self::View(3), "municipalities"),
        (Self::View(4), "providers"),
        (Self::View(5), "problems"),
        (Self::View(6), "matrix"),
        (Self::View(7), "map"),
        (Self::View(8), "trend"),
        (Self::View(9), "changes"),
        (Self::View(10), "evidence"),
        (Self::NextView, "next-view"),
        (Self::PreviousView, "previous-view"),
        (Self::NextProblem, "next-problem"),
        (Self::PreviousProblem, "previous-problem"),
        (Self::Earlier, "earlier"),
        (Self::Later, "later"),
        (Self::Compare, "compare"),
        (Self::Map, "map-of"),
        (Self::Trend, "trend-of"),
        (Self::NextSubject, "next-subject"),
        (Self::PreviousSubject, "previous-subject"),
        (Self::Views, "views"),
        (Self::SaveView, "save-view"),
        (Self::ForgetView, "forget-view"),
        (Self::ShowAddress, "address"),
        (Self::Export, "export"),
        (Self::Copy, "copy"),
        (Self::CopyView, "copy-view"),
        (Self::Weighting, "weighting"),
        (Self::Language, "language"),
        (Self::Help, "help"),
        (Self::Palette, "command"),
        (Self::Redraw, "redraw"),
        (Self::Reload, "reload"),
        (Self::Pause, "pause"),
        (Self::Suspend, "suspend"),
        (Self::Cancel, "cancel"),
        (Self::Quit, "quit"),
    ];

    /// The name of the command.
    pub fn name(self) -> &'static str {
        let mut names = Self::NAMES.iter();
        names
            .find(|(command, _)| *command == self)
            .map_or("", |(_, name)| name)
    }

    /// The command of this name.
    pub fn parse(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        names
            .find(|(_, known)| *known == name)
            .map(|(command, _)| *command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::BINDINGS;
    use std::collections::HashSet;

    #[test]
    fn every_command_with_a_key_has_a_name_of_its_own() {
        for binding in BINDINGS {
            let name = binding.command.name();
            assert!(!name.is_empty(), "{:?}", binding.command);
            assert_eq!(Command::parse(name), Some(binding.command));
        }
        let names: HashSet<_> = Command::NAMES.iter().map(|(_, name)| name).collect();
        assert_eq!(names.len(), Command::NAMES.len());
    }
}
