//! The bank's answer, row by row: all of it is understood and fits the batch, or each mistake is told with its row and
//! column and nothing counts.
use jiff::civil::Date;
use kernel::cell::{MoneyUnit, RawCell, date, money};
use kernel::{Fen, Mistake};

use super::{Batch, Outcome, PaymentKey, Sent, Settled};

/// The columns of an answer file, in the order in which its guide names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswerColumn {
    /// The number of the batch.
    Batch,
    /// The key of the payment; the word for the total in the last row.
    Payment,
    /// Yuan; the sum in the last row.
    Amount,
    /// What became of it; how many rows in the last row.
    Result,
    /// The day.
    Day,
    /// The bank's reference; wanted for what arrived.
    Reference,
    /// Why; wanted for what came back.
    Reason,
}

impl AnswerColumn {
    /// Every column.
    pub const ALL: [AnswerColumn; 7] = [
        AnswerColumn::Batch,
        AnswerColumn::Payment,
        AnswerColumn::Amount,
        AnswerColumn::Result,
        AnswerColumn::Day,
        AnswerColumn::Reference,
        AnswerColumn::Reason,
    ];

    /// Its word in the address of a mistake and in the message files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            AnswerColumn::Batch => "batch",
            AnswerColumn::Payment => "payment",
            AnswerColumn::Amount => "amount",
            AnswerColumn::Result => "result",
            AnswerColumn::Day => "day",
            AnswerColumn::Reference => "reference",
            AnswerColumn::Reason => "reason",
        }
    }
}

/// The words of an answer file: each may be said in several languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerWords {
    /// The heads of the columns, in the order of [`AnswerColumn::ALL`].
    pub heads: [Vec<String>; 7],
    /// What arrived, what came back, what came back later.
    pub results: [Vec<String>; 3],
    /// The last row.
    pub total: Vec<String>,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// Its number as a person sees it, from 1.
    pub number: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A row that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The row that says so.
    pub row: u32,
    /// What it says.
    pub settled: Settled,
    /// How much.
    pub amount: Fen,
    /// The bank's reference.
    pub reference: String,
    /// Why it came back.
    pub reason: String,
    /// Whether an earlier file said the same.
    pub known: bool,
}

/// What `rows` say of `batch`, whose number files call `number`.
///
/// # Errors
/// Every mistake, at `row.<number>.<column>`.
pub fn read(
    rows: &[AnswerRow],
    words: &AnswerWords,
    (batch, number): (&Batch, &str),
    today: Date,
) -> Result<Vec<Line>, Vec<Mistake>> {
    let Some((head, rest)) = rows.split_first() else { return Err(vec![Mistake::at("file", "answer-empty")]) };
    let places = places(head, words)?;
    let is_total = |row: &&AnswerRow| words.total.contains(&places.text(row, AnswerColumn::Payment));
    let mut reader = Reader { words, batch, number, today, places: &places, lines: vec![], mistakes: vec![] };
    let Some((last, body)) = rest.split_last().filter(|(last, _)| is_total(last)) else {
        return Err(vec![Mistake::at("file", "answer-no-total")]);
    };
    for row in body {
        reader.row(row);
    }
    reader.total(last, body.len());
    if reader.mistakes.is_empty() { Ok(reader.lines) } else { Err(reader.mistakes) }
}

/// Where each column stands.
struct Places([usize; 7]);

impl Places {
    fn text(&self, row: &AnswerRow, column: AnswerColumn) -> String {
        let place = AnswerColumn::ALL.iter().position(|own| *own == column).and_then(|place| self.0.get(place));
        place.and_then(|place| row.cells.get(*place)).map(|cell| cell.trim().to_owned()).unwrap_or_default()
    }
}

fn places(head: &AnswerRow, words: &AnswerWords) -> Result<Places, Vec<Mistake>> {
    let (mut places, mut mistakes) = ([0; 7], vec![]);
    for ((column, names), place) in AnswerColumn::ALL.iter().zip(&words.heads).zip(&mut places) {
        match head.cells.iter().position(|cell| names.iter().any(|name| name == cell.trim())) {
            Some(found) => *place = found,
            None => mistakes.push(mistake(head, *column, "answer-no-column")),
        }
    }
    if mistakes.is_empty() { Ok(Places(places)) } else { Err(mistakes) }
}

fn mistake(row: &AnswerRow, column: AnswerColumn, code: &str) -> Mistake {
    let field = format!("row.{}.{}", row.number, column.word());
    Mistake::at(field, code)
}

struct Reader<'a> {
    words: &'a AnswerWords,
    batch: &'a Batch,
    number: &'a str,
    today: Date,
    places: &'a Places,
    lines: Vec<Line>,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn row(&mut self, row: &AnswerRow) {
        let sent = self.sent(row);
        let outcome = self.outcome(row);
        let on = self.day(row);
        let amount = self.amount(row);
        let (Some(sent), Some(outcome), Some(on), Some(amount)) = (sent, outcome, on, amount) else { return };
        if amount != sent.item.amount {
            let other = mistake(row, AnswerColumn::Amount, "answer-other-amount").with("sent", sent.item.amount);
            self.mistakes.push(other);
        }
        let reference = self.places.text(row, AnswerColumn::Reference);
        let reason = self.places.text(row, AnswerColumn::Reason);
        if outcome == Outcome::Paid && reference.is_empty() {
            self.mistakes.push(mistake(row, AnswerColumn::Reference, "required"));
        }
        if outcome != Outcome::Paid && reason.is_empty() {
            self.mistakes.push(mistake(row, AnswerColumn::Reason, "required"));
        }
        let known = match sent.outcome {
            None if outcome == Outcome::Reversed => {
                self.mistakes.push(mistake(row, AnswerColumn::Result, "answer-not-paid"));
                false
            }
            None => false,
            Some((before, _)) if before == outcome => true,
            Some((Outcome::Paid, _)) if outcome == Outcome::Reversed => false,
            Some((_, before)) => {
                self.mistakes.push(mistake(row, AnswerColumn::Result, "answer-contradicts").with("on", before));
                false
            }
        };
        let settled = Settled { key: sent.item.key, outcome, on };
        self.lines.push(Line { row: row.number, settled, amount, reference, reason, known });
    }

    /// The payment of the batch that the row speaks of.
    fn sent(&mut self, row: &AnswerRow) -> Option<Sent> {
        let number = self.places.text(row, AnswerColumn::Batch);
        if number != self.number {
            self.mistakes.push(mistake(row, AnswerColumn::Batch, "answer-other-batch").with("batch", self.number));
            return None;
        }
        let key = PaymentKey::parse(&self.places.text(row, AnswerColumn::Payment));
        let sent = key.and_then(|key| self.batch.items.iter().find(|own| own.item.key == key)).copied();
        let Some(sent) = sent else {
            self.mistakes.push(mistake(row, AnswerColumn::Payment, "answer-unknown-payment"));
            return None;
        };
        if let Some(twice) = self.lines.iter().find(|own| own.settled.key == sent.item.key) {
            let row_before = twice.row;
            self.mistakes.push(mistake(row, AnswerColumn::Payment, "answer-twice").with("row-before", row_before));
            return None;
        }
        Some(sent)
    }

    fn outcome(&mut self, row: &AnswerRow) -> Option<Outcome> {
        let said = self.places.text(row, AnswerColumn::Result);
        let outcomes = [Outcome::Paid, Outcome::Failed, Outcome::Reversed];
        let found = outcomes.into_iter().zip(&self.words.results).find(|(_, names)| names.contains(&said));
        if found.is_none() {
            self.mistakes.push(mistake(row, AnswerColumn::Result, "answer-no-result"));
        }
        found.map(|(outcome, _)| outcome)
    }

    fn day(&mut self, row: &AnswerRow) -> Option<Date> {
        let said = date(&RawCell::text(self.places.text(row, AnswerColumn::Day)));
        match said.known() {
            Some(on) if on > self.today => {
                self.mistakes.push(mistake(row, AnswerColumn::Day, "date-in-future"));
                None
            }
            Some(on) => Some(on),
            None => {
                self.mistakes.push(mistake(row, AnswerColumn::Day, "not-a-date"));
                None
            }
        }
    }

    fn amount(&mut self, row: &AnswerRow) -> Option<Fen> {
        let said = money(&RawCell::text(self.places.text(row, AnswerColumn::Amount)), MoneyUnit::Yuan).known();
        if said.is_none() {
            self.mistakes.push(mistake(row, AnswerColumn::Amount, "not-an-amount"));
        }
        said
    }

    /// The last row counts the others and adds them up.
    fn total(&mut self, row: &AnswerRow, rows: usize) {
        let said = self.amount(row);
        if self.places.text(row, AnswerColumn::Result) != rows.to_string() {
            self.mistakes.push(mistake(row, AnswerColumn::Result, "answer-wrong-count").with("rows", rows));
        }
        let sum = Fen::sum(self.lines.iter().map(|own| own.amount));
        // What was not understood is told in its own row; the sum is compared where every row was.
        if let Some(sum) = sum.filter(|sum| self.lines.len() == rows && said.is_some_and(|said| said != *sum)) {
            self.mistakes.push(mistake(row, AnswerColumn::Amount, "answer-wrong-sum").with("sum", sum));
        }
    }
}
