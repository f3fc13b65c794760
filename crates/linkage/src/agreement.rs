//! When two rows may be one person: the name (or how it sounds), and something beside it that few people of that name share.
//!
//! Never: certain. Two different valid numbers are two people, whatever else they share; a name alone says nothing.
use std::fmt;

use crate::record::Record;
use crate::sound::sound;

/// Why two rows may be one person; the strongest reason comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The same name, and a number that is masked or damaged and agrees where it can be read.
    NameAndPartialId,
    /// The same name, and a number with one wrong character, one too few, or two swapped ones.
    NameAndMistypedId,
    /// The same name and birth date.
    NameAndBirth,
    /// The same name and telephone number.
    NameAndPhone,
    /// Names that sound the same, and one birth date.
    SoundAndBirth,
    /// The same name in the same case.
    NameInCase,
    /// The same name and the same area in the number, of which too little else can be read.
    NameAndArea,
}

impl Why {
    /// The stable code: the name of a message.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Why::NameAndPartialId => "name-and-partial-id",
            Why::NameAndMistypedId => "name-and-mistyped-id",
            Why::NameAndBirth => "name-and-birth",
            Why::NameAndPhone => "name-and-phone",
            Why::SoundAndBirth => "sound-and-birth",
            Why::NameInCase => "name-in-case",
            Why::NameAndArea => "name-and-area",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Fewer readable characters of a number than these say little: the area alone has six.
const ENOUGH_READ: usize = 8;
/// The area of first registration: the least that a damaged number must still say.
const AREA: usize = 6;
/// A number of which nearly all can be read may have been mistyped.
const NEARLY_ALL: usize = 15;
/// One wrong character, or two that changed places.
const SLIPS: usize = 2;

/// Why `a` and `b` may be one person; `None` when they are two, or are surely one by their numbers.
///
/// The same in both directions.
#[must_use]
pub fn agree<A, B>(a: &Record<A>, b: &Record<B>) -> Option<Why> {
    let both_valid = a.id.is_some() && b.id.is_some();
    let (Some(name), Some(other)) = (&a.name, &b.name) else { return None };
    if both_valid {
        return None;
    }
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let numbers = a.digits().zip(b.digits()).map(|(a, b)| compare(&a, &b));
    if numbers.as_ref().is_some_and(|numbers| numbers.different > numbers.slips()) {
        return None;
    }
    let same_birth = !a.births().is_disjoint(&b.births());
    if name != other {
        return (same_birth && sound(name) == sound(other)).then_some(Why::SoundAndBirth);
    }
    if one_short(a, b).is_some_and(|read| read >= ENOUGH_READ) {
        return Some(Why::NameAndMistypedId);
    }
    let read = numbers.as_ref().map_or(0, |numbers| numbers.read);
    let different = numbers.as_ref().map_or(0, |numbers| numbers.different);
    if read >= ENOUGH_READ && different == 0 {
        Some(Why::NameAndPartialId)
    } else if read >= NEARLY_ALL {
        Some(Why::NameAndMistypedId)
    } else if same_birth {
        Some(Why::NameAndBirth)
    } else if same(&a.phone, &b.phone) {
        Some(Why::NameAndPhone)
    } else if same(&a.case_no, &b.case_no) {
        Some(Why::NameInCase)
    } else if numbers.is_some_and(|numbers| numbers.same_area) && (a.births().is_empty() || b.births().is_empty()) {
        Some(Why::NameAndArea)
    } else {
        None
    }
}

/// How much of one number the other repeats that was written with one character too few.
fn one_short<A, B>(a: &Record<A>, b: &Record<B>) -> Option<usize> {
    let of_b = a.short.zip(b.digits()).and_then(|(short, digits)| short.repeats(&digits));
    of_b.or_else(|| b.short.zip(a.digits()).and_then(|(short, digits)| short.repeats(&digits)))
}

/// Two numbers, where both can be read.
struct Numbers {
    read: usize,
    /// The area can be read in both, and is one.
    same_area: bool,
    different: usize,
    /// Two characters changed places, or at most one differs.
    is_slip: bool,
}

impl Numbers {
    /// How many characters may differ: none in a mask, for what is shown there is right.
    fn slips(&self) -> usize {
        if self.read >= NEARLY_ALL && self.is_slip { SLIPS } else { 0 }
    }
}

fn compare(a: &str, b: &str) -> Numbers {
    let both: Vec<(u8, u8)> = a.bytes().zip(b.bytes()).filter(|(a, b)| *a != b'*' && *b != b'*').collect();
    let differ: Vec<(u8, u8)> = both.iter().copied().filter(|(a, b)| a != b).collect();
    let swapped = |pair: &[(u8, u8)]| matches!(pair, [(a1, b1), (a2, b2)] if a1 == b2 && a2 == b1);
    let is_slip = differ.len() <= 1 || swapped(&differ);
    let areas = a.get(..AREA).zip(b.get(..AREA));
    let same_area = areas.is_some_and(|(a, b)| a == b && !a.contains('*'));
    Numbers { read: both.len(), different: differ.len(), is_slip, same_area }
}

#[cfg(test)]
mod tests;
