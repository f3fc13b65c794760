//! What was typed into the form of a table or a figure: each cell read once, each mistake told at its cell.
//!
//! Never: a rule of law; whether the whole fits the packs their own loader says.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::cell::{self, Parsed, RawCell};
use kernel::id::AreaCode;
use kernel::{Fen, Mistake};
use law::amount::{Operation, Range, RowSource};
use law::expr::Exact;
use law::facts::Choice;
use law::figures::{AmountText, AreaLevel};
use packs::entered::{Given, StandardPart};
use store::NewEntered;

use super::entered::{self, Entering};
use crate::asking::Typed;

/// More months than anybody is granted: a slip of the pen.
const MOST_MONTHS: i64 = 600;
/// A larger factor is a slip of the pen.
const MOST_FACTOR: i64 = 10;
/// A larger uplift, in percent, is one too.
const MOST_PERCENT: i64 = 300;
/// Years that figures describe.
const YEARS: std::ops::RangeInclusive<i64> = 1990..=2099;
/// The most characters of an act, an article, a document; and of a note.
const WORDS: (usize, usize) = (200, 500);

/// How the cells of a part are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Months, from and to.
    Months,
    /// A factor.
    Factor,
    /// An uplift in percent.
    Percent,
    /// Yuan, from and to.
    Yuan,
}

impl CellKind {
    /// How the cells of `part` are typed.
    #[must_use]
    pub fn of(part: &StandardPart) -> Self {
        match part.part.operation {
            Operation::Months => Self::Months,
            Operation::Factor => Self::Factor,
            Operation::Uplift => Self::Percent,
            Operation::Start
            | Operation::Less
            | Operation::Floor
            | Operation::Ceiling
            | Operation::ExceptionCeiling
            | Operation::Round => Self::Yuan,
        }
    }

    /// Whether a row has two cells.
    #[must_use]
    pub fn is_range(self) -> bool {
        matches!(self, Self::Months | Self::Yuan)
    }

    /// The number as it is typed and read: an uplift of a tenth is 10.
    #[must_use]
    pub fn shown(self, number: Exact) -> String {
        const PERCENT: i64 = 100;
        match self {
            Self::Months | Self::Factor => number.normalize().to_string(),
            Self::Percent => {
                let percent = number.times(Exact::whole(PERCENT)).map(Exact::normalize);
                percent.map_or_else(|| number.to_string(), |percent| percent.to_string())
            }
            Self::Yuan => number.to_fen().map_or_else(|| number.to_string(), |fen| fen.to_string().replace(',', "")),
        }
    }

    fn most(self) -> Option<i64> {
        match self {
            Self::Months => Some(MOST_MONTHS),
            Self::Factor => Some(MOST_FACTOR),
            Self::Percent => Some(MOST_PERCENT),
            Self::Yuan => None,
        }
    }

    /// The number in `text` as a pack writes it.
    fn read(self, field: &str, text: &str) -> Result<String, Mistake> {
        if self == Self::Yuan {
            return domain::forms::yuan(text).map(|fen| fen.0.to_string()).map_err(|code| Mistake::at(field, code));
        }
        let Parsed::Known(number) = cell::decimal(&RawCell::Text(text.to_owned())) else {
            return Err(Mistake::at(field, "not-a-number"));
        };
        let exact = Exact::parse(&number.to_string()).ok_or_else(|| Mistake::at(field, "not-a-number"))?;
        let most = self.most().unwrap_or(i64::MAX);
        if exact.compare(Exact::ZERO).is_lt() || exact.compare(Exact::whole(most)).is_gt() {
            return Err(Mistake::at(field, "number-out-of-range").with("min", 0).with("max", most));
        }
        if self != Self::Percent {
            return Ok(number.to_string());
        }
        // 0.2 where 20 is meant.
        if exact.compare(Exact::ZERO).is_gt() && exact.compare(Exact::ONE).is_lt() {
            return Err(Mistake::at(field, "percent-below-one"));
        }
        let share = exact.over(Exact::whole(100), 6).map(Exact::normalize);
        share.map(|share| share.to_string()).ok_or_else(|| Mistake::at(field, "not-a-number"))
    }
}

/// The name of a cell in the form.
#[must_use]
pub fn cell_name(answer: &str, end: &str) -> String {
    format!("row.{answer}.{end}")
}

/// What was typed, as a value to enter.
///
/// # Errors
/// Every mistake, each at its cell.
pub(super) fn read(entering: &Entering, typed: &Typed) -> Result<NewEntered, Vec<Mistake>> {
    let mut form = Form { typed, mistakes: vec![] };
    let from = form.day("from");
    let cited = [("act", WORDS.0), ("article", WORDS.0), ("document", WORDS.0)];
    let [act, article, document] = cited.map(|(name, most)| form.words(name, most, Needed::Yes));
    let note = form.words("note", WORDS.1, Needed::No);
    let read = match entering {
        Entering::Part(_, part) => {
            let given = if part.part.by.is_some() {
                Some(Given::Rows(form.rows(&part.choices, CellKind::of(part))))
            } else {
                form.fen("amount").map(Given::Amount)
            };
            given.map(|given| (part.subject.to_string(), given))
        }
        Entering::Figure(statistic, _) => {
            let (area, year, amount) = (form.area("area"), form.year("year"), form.fen("amount"));
            let given = year.zip(amount).map(|(year, amount)| Given::Figure(year, amount));
            area.zip(given).map(|(area, given)| (entered::figure(statistic, &area), given))
        }
    };
    let whole = from.zip(read).filter(|_| form.mistakes.is_empty());
    let new =
        whole.and_then(|(from, (subject, given))| entered::new(subject, from, &given, [act, article, document, note]));
    new.ok_or(form.mistakes)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Needed {
    Yes,
    No,
}

struct Form<'a> {
    typed: &'a Typed,
    mistakes: Vec<Mistake>,
}

impl Form<'_> {
    fn text(&self, name: &str) -> &str {
        self.typed.get(name).and_then(|values| values.first()).map_or("", |text| text.trim())
    }

    fn wrong<T>(&mut self, mistake: Mistake) -> Option<T> {
        self.mistakes.push(mistake);
        None
    }

    fn words(&mut self, name: &str, most: usize, needed: Needed) -> String {
        let text = self.text(name).to_owned();
        if text.is_empty() && needed == Needed::Yes {
            self.mistakes.push(Mistake::at(name, "required"));
        } else if text.chars().count() > most {
            self.mistakes.push(Mistake::at(name, "too-long").with("max", most));
        }
        text
    }

    fn day(&mut self, name: &str) -> Option<Date> {
        let text = self.text(name).to_owned();
        if text.is_empty() {
            return self.wrong(Mistake::at(name, "required"));
        }
        match text.parse::<Date>() {
            Ok(day) if YEARS.contains(&i64::from(day.year())) => Some(day),
            Ok(_) | Err(_) => self.wrong(Mistake::at(name, "not-a-date")),
        }
    }

    fn area(&mut self, name: &str) -> Option<AreaCode> {
        let text = self.text(name).to_owned();
        if text.is_empty() {
            return self.wrong(Mistake::at(name, "required"));
        }
        match AreaCode::parse(&text).filter(|area| AreaLevel::of(area).is_some()) {
            Some(area) => Some(area),
            None => self.wrong(Mistake::at(name, "no-such-area")),
        }
    }

    fn year(&mut self, name: &str) -> Option<i16> {
        let text = self.text(name).to_owned();
        if text.is_empty() {
            return self.wrong(Mistake::at(name, "required"));
        }
        match domain::forms::whole(name, &text, YEARS) {
            Ok(year) => i16::try_from(year).ok(),
            Err(mistake) => self.wrong(mistake),
        }
    }

    fn fen(&mut self, name: &str) -> Option<Fen> {
        let text = self.text(name).to_owned();
        if text.is_empty() {
            return self.wrong(Mistake::at(name, "required"));
        }
        match domain::forms::yuan(&text) {
            Ok(fen) if fen > Fen::ZERO => Some(fen),
            Ok(_) => self.wrong(Mistake::at(name, "amount-not-positive")),
            Err(code) => self.wrong(Mistake::at(name, code)),
        }
    }

    /// A row for every answer; the second cell of a row may be empty, which says that there is no range.
    fn rows(&mut self, choices: &[Choice], kind: CellKind) -> BTreeMap<String, RowSource> {
        choices.iter().filter_map(|choice| Some((choice.id.clone(), self.row(&choice.id, kind)?))).collect()
    }

    fn row(&mut self, answer: &str, kind: CellKind) -> Option<RowSource> {
        let (low, high) = (cell_name(answer, "low"), cell_name(answer, "high"));
        let first = self.number(&low, kind);
        let second = if self.text(&high).is_empty() { None } else { Some(self.number(&high, kind)) };
        let row = match (first?, second) {
            (first, None) => RowSource::Single(AmountText::Text(first)),
            (first, Some(second)) => RowSource::Pair([AmountText::Text(first), AmountText::Text(second?)]),
        };
        match row.range() {
            Some(Range { .. }) => Some(row),
            None => self.wrong(Mistake::at(high, "to-below-from")),
        }
    }

    fn number(&mut self, name: &str, kind: CellKind) -> Option<String> {
        let text = self.text(name).to_owned();
        if text.is_empty() {
            return self.wrong(Mistake::at(name, "required"));
        }
        match kind.read(name, &text) {
            Ok(number) => Some(number),
            Err(mistake) => self.wrong(mistake),
        }
    }
}
