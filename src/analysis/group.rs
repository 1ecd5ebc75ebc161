//! Groups of cells that a matrix puts together: what lies in a district, what a provider does, what units of one size do.

use crate::domain::body::BodyId;
use crate::domain::cell::ProviderId;
use crate::domain::register::Register;

/// By what the rows of a matrix are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// By district.
    #[default]
    District,
    /// By IT provider.
    Provider,
    /// By inhabitants.
    Size,
}

impl Grouping {
    /// The next one, round and round.
    pub fn next(self) -> Self {
        match self {
            Self::District => Self::Provider,
            Self::Provider => Self::Size,
            Self::Size => Self::District,
        }
    }
}

/// One group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// All cells of bodies within a district.
    District(BodyId),
    /// All cells that name a provider, or none.
    Provider(Option<ProviderId>),
    /// The cells of executing units of a size; authorities and Landkreise have no size here.
    Size(Size),
    /// All cells of bodies that lie in no district.
    NoDistrict,
    /// All cells of bodies that are no executing unit.
    NoUnit,
}

/// How many inhabitants a unit has, in classes; the largest come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Size(u8);

/// Least inhabitants of every class, the largest class first.
const LEAST: [u32; 6] = [100_000, 50_000, 20_000, 10_000, 5_000, 0];

impl Size {
    /// All classes, the largest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).map(Self).take(LEAST.len())
    }

    /// The class of so many inhabitants.
    pub fn of(inhabitants: u32) -> Self {
        let class = LEAST.iter().position(|least| inhabitants >= *least);
        Self(
            class
                .and_then(|at| u8::try_from(at).ok())
                .unwrap_or(u8::MAX),
        )
    }

    /// The class of an executing unit; one whose inhabitants nobody told stands among the smallest. `None` for what is no
    /// unit.
    pub fn of_unit(register: &Register, id: BodyId) -> Option<Self> {
        let inhabitants = register.inhabitants(id).map_or(0, |(count, _)| count);
        register
            .body(id)
            .class
            .is_unit()
            .then(|| Self::of(inhabitants))
    }

    /// Inhabitants from and below which a unit is of this class; the largest class has no upper end.
    pub fn bounds(self) -> (u32, Option<u32>) {
        let at = usize::from(self.0);
        let upper = at
            .checked_sub(1)
            .and_then(|above| LEAST.get(above))
            .copied();
        (LEAST.get(at).copied().unwrap_or(0), upper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_inhabitants_has_one_class() {
        let bounds = |inhabitants| Size::of(inhabitants).bounds();
        assert_eq!(bounds(0), (0, Some(5_000)));
        assert_eq!(bounds(4_999), (0, Some(5_000)));
        assert_eq!(bounds(5_000), (5_000, Some(10_000)));
        assert_eq!(bounds(99_999), (50_000, Some(100_000)));
        assert_eq!(bounds(538_000), (100_000, None));
        assert_eq!(Size::all().count(), 6);
        assert!(Size::all().all(|size| Size::of(size.bounds().0) == size));
    }
}
