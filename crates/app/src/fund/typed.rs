//! What is typed into the forms of the fund.
use domain::fund::{Entry, Movement};
use jiff::civil::Date;
use kernel::cell::{MoneyUnit, RawCell, money};
use kernel::{Fen, Mistake};

use super::Record;
use crate::asking::Typed;

impl Record {
    /// What was typed into the form of this `kind`: `budget`, `appropriated`, `returned`, `correction`, `statement`.
    /// Nothing for another kind.
    ///
    /// # Errors
    /// A mistake at each field that cannot be understood.
    #[must_use]
    pub fn read(kind: &str, typed: &Typed) -> Option<Result<Self, Vec<Mistake>>> {
        let text = |field: &str| typed.get(field).and_then(|all| all.first()).map_or("", |text| text.trim());
        let mut mistakes = vec![];
        let record = match kind {
            "budget" => Record::Budget(amount(text("amount"), &mut mistakes), text("document").to_owned()),
            "appropriated" | "returned" => {
                let movement = if kind == "returned" { Movement::Returned } else { Movement::Appropriated };
                let amount = amount(text("amount"), &mut mistakes);
                let (on, document) = (day(text("on"), &mut mistakes), text("document").to_owned());
                Record::Entry(Entry { movement, amount, on, document })
            }
            "correction" => {
                let entry = text("entry").parse().ok();
                if entry.is_none() {
                    mistakes.push(Mistake::at("entry", "required"));
                }
                Record::Correction(entry.unwrap_or_default(), text("why").to_owned())
            }
            "statement" => Record::Statement(amount(text("amount"), &mut mistakes), day(text("on"), &mut mistakes)),
            _ => return None,
        };
        Some(if mistakes.is_empty() { Ok(record) } else { Err(mistakes) })
    }
}

fn amount(text: &str, mistakes: &mut Vec<Mistake>) -> Fen {
    if text.is_empty() {
        mistakes.push(Mistake::at("amount", "required"));
        return Fen::ZERO;
    }
    let read = money(&RawCell::text(text), MoneyUnit::Yuan).known();
    if read.is_none() {
        mistakes.push(Mistake::at("amount", "not-an-amount"));
    }
    read.unwrap_or(Fen::ZERO)
}

fn day(text: &str, mistakes: &mut Vec<Mistake>) -> Date {
    let day = text.parse().ok();
    if day.is_none() {
        let code = if text.is_empty() { "required" } else { "not-a-date" };
        mistakes.push(Mistake::at("on", code));
    }
    day.unwrap_or(Date::ZERO)
}
