//! What a row says of who its person is, and the keys under which rows that may be one person meet.
//!
//! Never: compares; two rows under one key have met, and nothing more.
use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::id::RegisterId;
use kernel::{CitizenId, PartialId, ShortId};

use crate::sound::sound;

/// What the row (or person) `R` says of who it is.
#[derive(Debug, Clone)]
pub struct Record<R> {
    /// The row.
    pub row: R,
    /// Its register, if that holds each person once.
    pub once: Option<RegisterId>,
    /// The valid ID number.
    pub id: Option<CitizenId>,
    /// What is left of a masked, mistyped or damaged number.
    pub partial: Option<PartialId>,
    /// A number that was written with one character too few.
    pub short: Option<ShortId>,
    /// The name, in the one spelling of [`kernel::name::parse`].
    pub name: Option<String>,
    /// The birth date that the row states.
    pub birth: Option<Date>,
    /// The telephone number, digits only.
    pub phone: Option<String>,
    /// The number of the case in which the row names the person.
    pub case_no: Option<String>,
}

impl<R> Record<R> {
    /// A row that says nothing yet.
    pub fn new(row: R) -> Self {
        let (id, partial, short, name, birth, phone, case_no) = (None, None, None, None, None, None, None);
        Self { row, once: None, id, partial, short, name, birth, phone, case_no }
    }

    /// The birth dates that the row states or its number holds.
    #[must_use]
    pub fn births(&self) -> BTreeSet<Date> {
        let inside = self.id.map(|id| id.birth()).or_else(|| self.partial.and_then(|partial| partial.birth()));
        self.birth.into_iter().chain(inside).collect()
    }

    /// The characters of the number, `*` for each that is not known; `None` without any.
    pub(crate) fn digits(&self) -> Option<String> {
        let whole = self.id.map(|id| id.unsealed().to_owned());
        whole.or_else(|| self.partial.map(|partial| partial.unsealed()))
    }
}

/// What two rows that may be one person share: equality only, so that an index in a database can hold it as a keyed hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The name and a birth date.
    NameBirth(String, Date),
    /// How the name sounds, and a birth date: for names that were written by ear, or whose characters changed places.
    SoundBirth(String, Date),
    /// The name, the first and the last four characters of the number: what masks usually leave.
    NameEnds(String, String),
    /// The name and the area in the number, its first six characters: all that a harder mask or a rounding leaves.
    NameArea(String, String),
    /// The name and the telephone number.
    NamePhone(String, String),
    /// The name and the case.
    NameCase(String, String),
}

/// The keys under which `record` meets rows that may be the same person's; none without a name.
#[must_use]
pub fn keys<R>(record: &Record<R>) -> BTreeSet<Key> {
    let Some(name) = &record.name else { return BTreeSet::new() };
    let read = |text: &str| (!text.contains('*')).then(|| text.to_owned());
    let digits = record.digits().or_else(|| record.short.map(|short| short.unsealed()));
    let area = digits.as_deref().and_then(|digits| read(digits.get(..6)?));
    let ends = |digits: &str| {
        let last = digits.len().checked_sub(4)?;
        read(&format!("{}{}", digits.get(..4)?, digits.get(last..)?))
    };
    let ends = digits.as_deref().and_then(ends);
    let mut keys: BTreeSet<Key> =
        record.births().into_iter().map(|birth| Key::NameBirth(name.clone(), birth)).collect();
    let sounds = sound(name);
    keys.extend(record.births().into_iter().map(|birth| Key::SoundBirth(sounds.clone(), birth)));
    keys.extend(ends.map(|ends| Key::NameEnds(name.clone(), ends)));
    keys.extend(area.map(|area| Key::NameArea(name.clone(), area)));
    keys.extend(record.phone.iter().map(|phone| Key::NamePhone(name.clone(), phone.clone())));
    keys.extend(record.case_no.iter().map(|case| Key::NameCase(name.clone(), case.clone())));
    keys
}
