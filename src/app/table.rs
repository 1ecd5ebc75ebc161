//! The tables and their columns: all that a table has, and those that an operator chose.

use super::column::{self, Column};
use super::lens::Lens;
use super::screen::Screen;

/// A kind of table; screens of the same kind share their columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named like its screen")]
pub enum Table {
    Overview,
    Services,
    Service,
    ServiceDistricts,
    Districts,
    District,
    Municipalities,
    Municipality,
    Providers,
    Provider,
    Problems,
    Matrix,
    Map,
    Trend,
    Changes,
    Evidence,
    Upcoming,
    Snapshots,
    Cell,
    Cells,
    Bodies,
    Columns,
    Views,
    Help,
}

impl Table {
    /// The tables whose columns can be chosen, by the names that settings and addresses use.
    pub const NAMES: [(Self, &'static str); 17] = [
        (Self::Services, "services"),
        (Self::Service, "service"),
        (Self::ServiceDistricts, "service-districts"),
        (Self::Districts, "districts"),
        (Self::District, "district"),
        (Self::Municipalities, "municipalities"),
        (Self::Municipality, "municipality"),
        (Self::Providers, "providers"),
        (Self::Provider, "provider"),
        (Self::Problems, "problems"),
        (Self::Matrix, "matrix"),
        (Self::Map, "map"),
        (Self::Trend, "trend"),
        (Self::Changes, "changes"),
        (Self::Evidence, "evidence"),
        (Self::Upcoming, "upcoming"),
        (Self::Snapshots, "snapshots"),
    ];

    /// The table of this name.
    pub fn parse(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        names
            .find(|(_, known)| *known == name)
            .map(|(table, _)| *table)
    }

    /// Its name; `None` where there is nothing to choose.
    pub fn name(self) -> Option<&'static str> {
        let mut names = Self::NAMES.iter();
        names
            .find(|(table, _)| *table == self)
            .map(|(_, name)| *name)
    }

    /// The table of a screen.
    pub fn of(screen: &Screen) -> Self {
        match screen {
            Screen::Overview => Self::Overview,
            Screen::Services => Self::Services,
            Screen::Service { .. } => Self::Service,
            Screen::ServiceDistricts(_) => Self::ServiceDistricts,
            Screen::Districts => Self::Districts,
            Screen::District(_) => Self::District,
            Screen::Municipalities { .. } => Self::Municipalities,
            Screen::Municipality(_) => Self::Municipality,
            Screen::Providers => Self::Providers,
            Screen::Provider(_) => Self::Provider,
            Screen::Cell(_) => Self::Cell,
            Screen::Matrix { .. } => Self::Matrix,
            Screen::Problems(_) => Self::Problems,
            Screen::Changes(_) => Self::Changes,
            Screen::Map { .. } => Self::Map,
            Screen::Evidence => Self::Evidence,
            Screen::Upcoming => Self::Upcoming,
            Screen::Trend { .. } => Self::Trend,
            Screen::Snapshots => Self::Snapshots,
            Screen::Columns(_) => Self::Columns,
            Screen::Views => Self::Views,
            Screen::Help => Self::Help,
            Screen::Cells => Self::Cells,
            Screen::Bodies => Self::Bodies,
        }
    }

    /// The keys of all columns that it has.
    pub fn keys(self, lens: &Lens<'_>) -> Vec<String> {
        let all = self.all(lens).into_iter();
        all.map(|column| column.key(lens)).collect()
    }

    /// The columns that are shown, leftmost first; with those of the difference where dates are compared.
    pub(super) fn columns(self, lens: &Lens<'_>) -> Vec<Column> {
        let columns = lens
            .chosen
            .of(self)
            .map_or_else(|| self.all(lens), <[_]>::to_vec);
        let tells_itself = matches!(
            self,
            Self::Changes | Self::Snapshots | Self::Trend | Self::Views
        );
        if lens.comparing && !tells_itself {
            column::with_difference(&columns)
        } else {
            columns
        }
    }
}

/// The columns of a table as they are offered: those that are shown in their order, each hidden one behind the one that
/// it follows in the table's own order.
pub(super) fn arranged(all: &[Column], shown: &[Column]) -> Vec<Column> {
    let mut arranged = shown.to_vec();
    let mut before: Option<Column> = None;
    for column in all {
        if !shown.contains(column) {
            let at = arranged.iter().position(|it| Some(*it) == before);
            arranged.insert(at.map_or(0, |at| at + 1), *column);
        }
        before = Some(*column);
    }
    arranged
}

/// The columns that an operator chose, table by table; the first one of a table, which names the row, is always there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(Vec<(Table, Vec<Column>)>);

impl Chosen {
    /// The chosen columns of a table; `None` where nobody chose.
    pub fn of(&self, table: Table) -> Option<&[Column]> {
        let mut all = self.0.iter();
        all.find(|(known, _)| *known == table)
            .map(|(_, columns)| columns.as_slice())
    }

    /// Chooses the columns of a table; all of them in their own order is no choice.
    pub(super) fn set(&mut self, table: Table, columns: Vec<Column>, lens: &Lens<'_>) {
        let all = table.all(lens);
        self.0.retain(|(known, _)| *known != table);
        if columns != all {
            self.0.push((table, columns));
        }
    }

    /// Changes every column; one of which nothing is left is left out.
    pub(super) fn convert(&mut self, change: impl Fn(Column) -> Option<Column>) {
        for (_, columns) in &mut self.0 {
            *columns = columns
                .iter()
                .filter_map(|column| change(*column))
                .collect();
        }
    }

    /// Shows all columns of a table again.
    pub(super) fn reset(&mut self, table: Table) {
        self.0.retain(|(known, _)| *known != table);
    }

    /// Chooses columns by their keys, without any all of them. A key that the table does not have is passed over: it may
    /// have it in other data.
    pub(super) fn choose(&mut self, table: Table, keys: &[String], lens: &Lens<'_>) {
        if keys.is_empty() {
            return self.reset(table);
        }
        let all = table.all(lens);
        let mut columns: Vec<Column> = all.first().copied().into_iter().collect();
        for key in keys {
            let known = all.iter().find(|column| column.key(lens) == *key);
            columns.extend(known.filter(|column| !columns.contains(column)));
        }
        self.set(table, columns, lens);
    }
}
