//! What of a person is shown before a reason is given: enough to recognise a file, not enough to find somebody.
//!
//! Never: who may see what; it is told how somebody is seen.
use jiff::civil::Date;
use kernel::{CitizenId, HIDDEN};

use crate::case_types::FieldKind;

/// The fact that says when somebody was born.
pub const BIRTH_FACT: &str = "birth_date";
/// The column of registers that says it.
pub const BIRTH_COLUMN: &str = "birth";

/// Text that this person may or may not see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// What is shown.
    pub text: String,
    /// Whether something of it is hidden.
    pub masked: bool,
}

impl Shown {
    /// Text that hides nothing.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), masked: false }
    }
}

/// How a person is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// By a grant of a class that shows nothing personal: that something is known, and no sign of it.
    Withheld,
    /// Without a reason: what says who somebody is, is hidden.
    Masked,
    /// For a reason that was recorded.
    Open,
}

/// `text` of a field of this kind, as it is seen.
#[must_use]
pub fn field(kind: FieldKind, text: &str, seen: Seen) -> Shown {
    let hidden = match kind {
        FieldKind::Person => person(text),
        FieldKind::CitizenId => CitizenId::parse(text).map_or_else(|_| ends(text, 3, 0), |id| id.masked()),
        FieldKind::Phone => ends(text, 3, 2),
        FieldKind::BankAccount => ends(text, 0, 4),
        FieldKind::Place => ends(text, 6, 0),
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::Choice
        | FieldKind::Choices
        | FieldKind::YesNoUnknown
        | FieldKind::Date
        | FieldKind::Fen
        | FieldKind::Count
        | FieldKind::Decimal
        | FieldKind::Organisation => return Shown::plain(text),
    };
    match seen {
        Seen::Open if kind == FieldKind::Phone => Shown::plain(dialled(text).unwrap_or_else(|| text.to_owned())),
        Seen::Open => Shown::plain(text),
        Seen::Masked => Shown { text: hidden, masked: true },
        Seen::Withheld => withheld(),
    }
}

/// Whether a field of this kind says who somebody is.
#[must_use]
pub fn says_who(kind: FieldKind) -> bool {
    field(kind, "", Seen::Masked).masked
}

/// A text of a class that this person does not see: that there is one is no secret.
#[must_use]
pub fn withheld() -> Shown {
    Shown { text: HIDDEN.to_string().repeat(3), masked: true }
}

/// A day of birth, as it is seen: without a reason the year alone.
#[must_use]
pub fn birth(day: Date, seen: Seen) -> Shown {
    match seen {
        Seen::Open => Shown::plain(day.to_string()),
        Seen::Masked => Shown { text: day.year().to_string(), masked: true },
        Seen::Withheld => withheld(),
    }
}

/// The character that stands for "a certain" in Chinese names: the surname followed by it is how files hide a name.
const CERTAIN: char = '\u{67d0}';

/// A name: the surname, and "a certain" for each further character, at most two.
#[must_use]
pub fn person(name: &str) -> String {
    let mut signs = name.chars();
    let surname: String = signs.next().into_iter().collect();
    surname + &signs.take(2).map(|_| CERTAIN).collect::<String>()
}

/// The digits of a telephone number in the groups in which people read them: `138 1234 5678`, `010-12345678`; nothing of
/// what is no such number.
fn dialled(text: &str) -> Option<String> {
    let (length, first) = (text.len(), text.chars().next()?);
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if length == 11 && first == '1' {
        let (net, rest) = text.split_at_checked(3)?;
        let (one, other) = rest.split_at_checked(4)?;
        return Some(format!("{net} {one} {other}"));
    }
    let short = text.starts_with("01") || text.starts_with("02");
    let (area, own) = text.split_at_checked(if short { 3 } else { 4 })?;
    ((10..=12).contains(&length) && first == '0').then(|| format!("{area}-{own}"))
}

fn ends(text: &str, first: usize, last: usize) -> String {
    let length = text.chars().count();
    let keep_from = length.saturating_sub(last).max(first);
    let shown = |(place, sign)| if place < first || place >= keep_from { sign } else { HIDDEN };
    text.chars().enumerate().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::{Seen, birth, field};
    use crate::case_types::FieldKind;

    #[test]
    fn what_says_who_somebody_is_is_hidden_and_the_rest_is_not() {
        let shown = [
            (FieldKind::Person, "王小明", "王某某"),
            (FieldKind::BankAccount, "6222020200001234", "∗∗∗∗∗∗∗∗∗∗∗∗1234"),
            (FieldKind::BankAccount, "12", "12"),
            (FieldKind::CitizenId, "990102198504170016", "990∗∗∗∗∗∗∗∗∗∗∗0016"),
            (FieldKind::CitizenId, "990102", "990∗∗∗"),
            (FieldKind::Organisation, "金牛区民政局", "金牛区民政局"),
        ];
        for (kind, text, expected) in shown {
            assert_eq!(field(kind, text, Seen::Masked).text, expected);
            assert_eq!(field(kind, text, Seen::Open).text, text);
        }
        assert_eq!(field(FieldKind::Phone, "13812345678", Seen::Masked).text, "138∗∗∗∗∗∗78");
        assert_eq!(field(FieldKind::Person, "王小明", Seen::Withheld).text, "∗∗∗", "not even the surname");
    }

    #[test]
    fn a_telephone_number_is_shown_in_the_groups_in_which_it_is_read() {
        let shown = [
            ("13812345678", "138 1234 5678"),
            ("01012345678", "010-12345678"),
            ("02812345678", "028-12345678"),
            ("05581234567", "0558-1234567"),
            ("12345678", "12345678"),
            ("85221234567", "85221234567"),
            ("010-12345678", "010-12345678"),
            ("", ""),
        ];
        for (text, expected) in shown {
            assert_eq!(field(FieldKind::Phone, text, Seen::Open).text, expected);
        }
    }

    #[test]
    fn of_a_day_of_birth_the_year_is_shown_until_a_reason_is_given() {
        let day = jiff::civil::date(1975, 9, 9);
        let shown = [Seen::Withheld, Seen::Masked, Seen::Open].map(|seen| birth(day, seen).text);
        assert_eq!(shown, ["∗∗∗", "1975", "1975-09-09"]);
    }
}
