//! A clock of a kind of case: a period of law with an owner and a consequence.
use kernel::id::{ClockId, FactName, RoleId};
use kernel::{Citation, Label};
use law::deadline::Length;

/// A period that runs in a case.
#[derive(Debug, Clone)]
pub struct ClockRule {
    /// Its name in packs.
    pub id: ClockId,
    /// Its name on pages: what must be done.
    pub label: Label,
    /// The fact that holds the day it starts from; the step's day when absent.
    pub start: Option<FactName>,
    /// How long it is.
    pub length: Length,
    /// Clocks whose running time does not count.
    pub excludes: Vec<ClockId>,
    /// Whether it is a period of custody, which no holiday moves.
    pub custody: bool,
    /// Whose duty it is.
    pub owner: RoleId,
    /// How long before the end it warns.
    pub warn: Length,
    /// Who is told when it has run out.
    pub overdue: RoleId,
    /// What follows when it has run out, on pages.
    pub consequence: Label,
    /// Where it stands in law.
    pub source: Citation,
}
