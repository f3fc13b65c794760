//! The bank's answer file: read, held against its batch, and taken in whole or not at all.
//!
//! What it says becomes steps of the cases, taken by the clerk who takes it in, as if they had filled in the form.
use std::path::Path;

use documents_crate::sheets::{self, Flow, Limits};
use domain::access::action::KeepFund;
use domain::access::permit;
use domain::case_types::{Effect, Step};
use domain::cases::{Case, PaymentState};
use domain::fund::{AnswerRow, AnswerWords, Fund, FundEvent, Line, Outcome, read};
use kernel::cell::{RawCell, text};
use kernel::id::{CaseId, FactName};
use kernel::{Fen, Mistake};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Claim, Tx, fingerprint};

use super::{is_released, number};
use crate::asking::Typed;
use crate::{Answer, App, Asker, Error, Once};

/// How the fields begin that answer cautions.
const REASON: &str = "reason.";

/// An answer file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFile {
    /// Its rows.
    pub rows: Vec<AnswerRow>,
}

/// What a row of the file does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WillHappen {
    /// The row.
    pub row: u32,
    /// The payment, as files call it.
    pub key: String,
    /// Its case.
    pub case: CaseId,
    /// How much.
    pub amount: Fen,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether an earlier file said the same.
    pub known: bool,
}

/// What became of an answer file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Taken {
    /// It was taken in: how many payments it settled.
    In(usize),
    /// The same file was taken in before; nothing changed.
    Before,
}

impl AnswerFile {
    /// By which the same file is known again, whatever it is called and however it is encoded.
    fn fingerprint(&self) -> String {
        let rows = self.rows.iter().map(|row| row.cells.join("\u{1f}"));
        fingerprint(&rows.collect::<Vec<_>>().join("\u{1e}"))
    }
}

impl App {
    /// Reads an answer file; what it says is looked at later.
    ///
    /// # Errors
    /// Refuses who may not keep the fund; a mistake at `file` for what is no table.
    pub async fn read_answer_file(&self, asker: &Asker, path: &Path) -> Answer<AnswerFile> {
        permit::<KeepFund>(&asker.actor)?;
        let path = path.to_owned();
        let read = tokio::task::spawn_blocking(move || {
            let mut rows = vec![];
            let done = sheets::read(&path, &Limits::default(), &mut |row: sheets::Row| {
                rows.push(AnswerRow { number: row.number, cells: row.cells.iter().map(written).collect() });
                Flow::Next
            });
            done.map(|_| rows)
        });
        let rows = read.await.map_err(Error::fault)?;
        let unread = |_| Error::Mistaken(vec![Mistake::at("file", "answer-unread")]);
        Ok(AnswerFile { rows: rows.map_err(unread)? })
    }

    /// What taking the file in would do, tried out and undone.
    ///
    /// # Errors
    /// Every mistake of the file, by row and column; what keeps a case from its step.
    pub async fn preview_answer(
        &self,
        asker: &Asker,
        batch: (i16, u32),
        (file, words): (&AnswerFile, &AnswerWords),
        remark: &str,
    ) -> Answer<Vec<WillHappen>> {
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let (_, lines) = self.take_lines(asker, &mut tx, batch, (file, words, remark)).await?;
        // Dropping the transaction undoes it.
        drop(tx);
        let line = |own: Line| WillHappen {
            row: own.row,
            key: own.settled.key.to_string(),
            case: own.settled.key.case,
            amount: own.amount,
            outcome: own.settled.outcome,
            known: own.known,
        };
        Ok(lines.into_iter().map(line).collect())
    }

    /// Takes the file in: every row or none.
    ///
    /// # Errors
    /// As [`App::preview_answer`]; nothing of it counts then.
    pub async fn take_answer(
        &self,
        asker: &Asker,
        (year, batch): (i16, u32),
        (file, words, remark): (&AnswerFile, &AnswerWords, &str),
        once: &Once,
    ) -> Answer<Taken> {
        let allowed = permit::<KeepFund>(&asker.actor)?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(answer) = tx.claim(&once.0).await? {
            return serde_json::from_value(answer).map_err(Error::fault);
        }
        let print = file.fingerprint();
        let fund = self.store().fund(&allowed, asker.office, year).await?;
        if fund.files.contains(&print) {
            return Ok(Taken::Before);
        }
        let (fund, lines) = self.take_lines(asker, &mut tx, (year, batch), (file, words, remark)).await?;
        let lines: Vec<_> = lines.into_iter().filter(|own| !own.known).map(|own| own.settled).collect();
        let taken = Taken::In(lines.len());
        let event = FundEvent::Answered { batch, file: print, lines, on: asker.today };
        tx.save_fund(&allowed, &fund, event).await?;
        tx.settle(&once.0, &serde_json::to_value(taken).unwrap_or(Value::Null)).await?;
        tx.commit().await?;
        Ok(taken)
    }

    /// Reads the file against its batch and takes the steps that follow from it.
    async fn take_lines(
        &self,
        asker: &Asker,
        tx: &mut Tx,
        (year, batch): (i16, u32),
        (file, words, remark): (&AnswerFile, &AnswerWords, &str),
    ) -> Answer<(Fund, Vec<Line>)> {
        let allowed = permit::<KeepFund>(&asker.actor)?;
        let fund = self.store().fund(&allowed, asker.office, year).await?;
        let own = fund.batch(batch).filter(|own| is_released(own.state)).ok_or(Error::NotFound)?;
        let called = number(&fund, batch);
        let lines = read(&file.rows, words, (own, &called), asker.today).map_err(Error::Mistaken)?;
        let mut mistakes = vec![];
        // Several payments of one case: the second goes on from what the first left.
        let mut after: Vec<Case> = vec![];
        for line in lines.iter().filter(|own| !own.known && own.settled.outcome != Outcome::Reversed) {
            let id = line.settled.key.case;
            let known = after.iter().position(|own| own.id == id).map(|place| after.swap_remove(place));
            let case = match known {
                Some(case) => case,
                None => self.load(asker, id).await?.0,
            };
            match self.settle_payment(asker, tx, &case, (line, remark)).await {
                Ok(case) => after.push(case),
                Err(Error::Mistaken(own)) => mistakes.extend(own),
                Err(other) => return Err(other),
            }
        }
        if mistakes.is_empty() { Ok((fund, lines)) } else { Err(Error::Mistaken(mistakes)) }
    }

    /// Takes the step of the case that records what the bank says of one payment.
    async fn settle_payment(
        &self,
        asker: &Asker,
        tx: &mut Tx,
        case: &Case,
        (line, remark): (&Line, &str),
    ) -> Answer<Case> {
        let key = line.settled.key;
        let field = format!("row.{}.payment", line.row);
        let now = |case: &Case| case.payments.iter().find(|own| own.no == key.payment).map(|own| own.state);
        let wanted = match line.settled.outcome {
            Outcome::Paid => PaymentState::Paid,
            Outcome::Failed | Outcome::Reversed => PaymentState::Failed,
        };
        // Somebody recorded it in the case meanwhile.
        if now(case) == Some(wanted) {
            return Ok(case.clone());
        }
        let case_type = self.case_type(&case.case_type, &case.variant)?;
        let mut why = Mistake::at(field.clone(), "answer-no-step").with("key", key);
        for step in case_type.steps.iter().filter(|step| step.from.contains(&case.state)) {
            let Some(typed) = typed_for(step, line) else { continue };
            match self.take_answering(asker, tx, (case, case_type, step), (typed, remark)).await {
                Ok(after) if now(&after) == Some(wanted) => return Ok(after),
                Ok(_) => why = Mistake::at(field.clone(), "answer-other-payment").with("key", key),
                Err(Error::Mistaken(own)) if own.iter().any(|own| own.field == "remark") => {
                    return Err(Error::Mistaken(own));
                }
                Err(Error::Refused(refusal)) => {
                    why = Mistake::at(field.clone(), "answer-refused").with("key", key).with("code", refusal.code);
                }
                Err(Error::Mistaken(_)) => why = Mistake::at(field.clone(), "answer-no-step").with("key", key),
                Err(other) => return Err(other),
            }
            if matches!(why.code.as_str(), "answer-other-payment") {
                return Err(Error::Mistaken(vec![why]));
            }
        }
        Err(Error::Mistaken(vec![why]))
    }

    /// Takes a step; where it asks for reasons, the clerk's remark is the reason.
    async fn take_answering(
        &self,
        asker: &Asker,
        tx: &mut Tx,
        at: (&Case, &domain::case_types::CaseType, &Step),
        (mut typed, remark): (Typed, &str),
    ) -> Answer<Case> {
        let mistakes = match self.take_within(asker, tx, at, &typed).await {
            Ok((_, after)) => return Ok(after),
            Err(Error::Mistaken(mistakes)) => mistakes,
            Err(other) => return Err(other),
        };
        let reasons: Vec<String> =
            mistakes.iter().map(|own| own.field.clone()).filter(|field| field.starts_with(REASON)).collect();
        if reasons.len() < mistakes.len() {
            return Err(Error::Mistaken(mistakes));
        }
        if remark.trim().is_empty() {
            return Err(Error::Mistaken(vec![Mistake::at("remark", "answer-remark")]));
        }
        typed.extend(reasons.into_iter().map(|field| (field, vec![remark.to_owned()])));
        Ok(self.take_within(asker, tx, at, &typed).await?.1)
    }
}

/// A cell as a person reads it.
fn written(cell: &RawCell) -> String {
    text(cell).known().unwrap_or_default()
}

/// What the form of `step` is filled in with, where it records what the bank says.
fn typed_for(step: &Step, line: &Line) -> Option<Typed> {
    let one = |fact: &FactName, text: String| (fact.as_str().to_owned(), vec![text]);
    let which = |fact: &Option<FactName>| fact.as_ref().map(|own| one(own, line.settled.key.payment.to_string()));
    step.effects.iter().find_map(|effect| match (effect, line.settled.outcome) {
        (Effect::ConfirmPayment { payment, on, reference }, Outcome::Paid) => {
            let said = [one(on, line.settled.on.to_string()), one(reference, line.reference.clone())];
            Some(which(payment).into_iter().chain(said).collect())
        }
        (Effect::FailPayment { payment, why }, Outcome::Failed) => {
            Some(which(payment).into_iter().chain([one(why, line.reason.clone())]).collect())
        }
        _ => None,
    })
}
