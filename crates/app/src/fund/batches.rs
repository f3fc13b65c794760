//! Payments put together for the bank: chosen, released by somebody else, taken away as a file.
use std::collections::BTreeMap;

use documents_crate::sheets::{Cell, Column, Table, write_csv, write_csv_gb18030};
use domain::access::action::{KeepFund, ReleasePayments, SeeCases, SeeFund};
use domain::access::{Act, permit};
use domain::fund::{
    Batch, BatchState, Fund, NotReady, Outcome, PaymentKey, Sent, make_batch, may_enter, release, withdraw,
};
use domain::masks::Seen;
use jiff::civil::Date;
use kernel::id::{CaseId, PersonId, UserId};
use kernel::{Fen, Refusal};
use law::facts::DataClass;
use store::Look;

use super::{is_released, number, who};
use crate::cases::Exported;
use crate::{Answer, App, Asker, Error, Once, Shown};

/// A payment that a case ordered, to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSend {
    /// Which.
    pub key: PaymentKey,
    /// The case's number.
    pub number: Option<String>,
    /// To whom.
    pub who: Shown,
    /// How much.
    pub amount: Fen,
    /// The day it was ordered.
    pub ordered_on: Date,
    /// Why it may not go yet.
    pub not_ready: Option<NotReady>,
}

/// A batch in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLine {
    /// 1, 2, 3 … within the fund.
    pub no: u32,
    /// How files call it.
    pub number: String,
    /// How many payments.
    pub payments: usize,
    /// What they come to.
    pub sum: Fen,
    /// Of it arrived, came back, not answered.
    pub parts: [Fen; 3],
    /// Where it stands.
    pub state: BatchState,
    /// When and by whom it was made.
    pub made: (Date, String),
    /// When and by whom it was released.
    pub released: Option<(Date, String)>,
}

/// A batch on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchView {
    /// What a list says of it.
    pub line: BatchLine,
    /// Its payments, each with what became of it.
    pub items: Vec<(ToSend, Option<(Outcome, Date)>)>,
    /// Whether this person may release it.
    pub may_release: bool,
    /// Whether they may take it back.
    pub may_withdraw: bool,
    /// Whether they may take its file and take the bank's answer in.
    pub may_send: bool,
}

/// How a payment file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with the mark that spreadsheets want.
    Utf8,
    /// GB18030.
    Gb18030,
}

/// The words of a payment file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileWords {
    /// The name of the file.
    pub name: String,
    /// The heads: batch, payment, payee, bank, account, amount, purpose.
    pub heads: [String; 7],
    /// What the money is for.
    pub purpose: String,
    /// The word of the last row.
    pub total: String,
}

impl App {
    /// The payments that cases of the asker's office ordered and that no batch holds, those that may go first.
    ///
    /// # Errors
    /// Refuses who may not see the fund.
    pub async fn payments_to_send(&self, asker: &Asker) -> Answer<Vec<ToSend>> {
        let allowed = permit::<SeeFund>(&asker.actor)?;
        let payments = self.store().ordered_payments(&allowed, asker.office).await?;
        let free: Vec<_> = payments.into_iter().filter(|own| !own.payable.in_batch).collect();
        let shown = self.cases_shown(asker, free.iter().map(|own| own.payable.key.case)).await?;
        let line = |own: &store::OrderedPayment| {
            let not_ready = may_enter(&own.payable, asker.today).err();
            let (number, who) = shown.get(&own.payable.key.case).cloned().unwrap_or_default();
            let (key, amount) = (own.payable.key, own.payable.amount);
            ToSend { key, number, who, amount, ordered_on: own.ordered_on, not_ready }
        };
        let mut all: Vec<ToSend> = free.iter().map(line).collect();
        all.sort_by_key(|own| own.not_ready.is_some());
        Ok(all)
    }

    /// Puts payments together for the bank.
    ///
    /// # Errors
    /// Refuses who may not keep the fund; a mistake at `payments` for each that may not go.
    pub async fn make_batch(&self, asker: &Asker, keys: &[PaymentKey], once: &Once) -> Answer<()> {
        let allowed = permit::<KeepFund>(&asker.actor)?;
        let payments = self.store().ordered_payments(&allowed, asker.office).await?;
        let chosen: Vec<_> = payments.iter().map(|own| own.payable).filter(|own| keys.contains(&own.key)).collect();
        if chosen.len() < keys.len() {
            return Err(Error::Changed);
        }
        let by = asker.actor.who.to_string();
        self.change_fund(asker, (&allowed, asker.today.year()), once, |fund| {
            Ok(make_batch(fund, &chosen, &by, asker.today)?)
        })
        .await
    }

    /// Releases a batch that somebody else made.
    ///
    /// # Errors
    /// Refuses who may not release payments, and who made it (`FUND-002`).
    pub async fn release_batch(&self, asker: &Asker, (year, batch): (i16, u32), once: &Once) -> Answer<()> {
        let allowed = permit::<ReleasePayments>(&asker.actor)?;
        let by = asker.actor.who.to_string();
        self.change_fund(asker, (&allowed, year), once, |fund| Ok(release(fund, batch, &by, asker.today)?)).await
    }

    /// Takes a batch back that was not released: its payments are free for another.
    ///
    /// # Errors
    /// Refuses who may not keep the fund, and what was released (`FUND-003`).
    pub async fn withdraw_batch(&self, asker: &Asker, (year, batch): (i16, u32), once: &Once) -> Answer<()> {
        let allowed = permit::<KeepFund>(&asker.actor)?;
        let by = asker.actor.who.to_string();
        self.change_fund(asker, (&allowed, year), once, |fund| Ok(withdraw(fund, batch, &by, asker.today)?)).await
    }

    /// A batch with its payments.
    ///
    /// # Errors
    /// Refuses who may not see the fund; [`Error::NotFound`] for none.
    pub async fn batch(&self, asker: &Asker, (year, batch): (i16, u32)) -> Answer<BatchView> {
        let allowed = permit::<SeeFund>(&asker.actor)?;
        let fund = self.store().fund(&allowed, asker.office, year).await?;
        let own = fund.batch(batch).ok_or(Error::NotFound)?;
        let names = self.makers(asker, &fund).await?;
        let shown = self.cases_shown(asker, own.items.iter().map(|sent| sent.item.key.case)).await?;
        let item = |sent: &Sent| {
            let (key, amount) = (sent.item.key, sent.item.amount);
            let (number, who) = shown.get(&key.case).cloned().unwrap_or_default();
            (ToSend { key, number, who, amount, ordered_on: own.made.0, not_ready: None }, sent.outcome)
        };
        let (waits, me) = (own.state == BatchState::Made, asker.actor.who.to_string());
        Ok(BatchView {
            items: own.items.iter().map(item).collect(),
            may_release: waits && asker.actor.may(Act::ReleasePayments) && own.made.1 != me,
            may_withdraw: waits && asker.actor.may(Act::KeepFund),
            may_send: is_released(own.state) && asker.actor.may(Act::KeepFund),
            line: line(&fund, own, &names),
        })
    }

    /// The file of a released batch for the bank. Who is in it goes into the access log.
    ///
    /// # Errors
    /// Refuses who may not keep the fund or does not see the cases' personal text; `FUND-004` before it is released.
    pub async fn payment_file(
        &self,
        asker: &Asker,
        (year, batch): (i16, u32),
        (encoding, words): (Encoding, &FileWords),
    ) -> Answer<Exported> {
        let allowed = permit::<KeepFund>(&asker.actor)?;
        let cases = permit::<SeeCases>(&asker.actor)?;
        if allowed.least_class() < DataClass::Personal || cases.least_class() < DataClass::Personal {
            return Err(Refusal::new("ACC-001").into());
        }
        let fund = self.store().fund(&allowed, asker.office, year).await?;
        let own = fund.batch(batch).ok_or(Error::NotFound)?;
        if !is_released(own.state) {
            return Err(Refusal::new("FUND-004").with("batch", batch).into());
        }
        let called = number(&fund, batch);
        let (mut rows, mut looks) = (vec![], vec![]);
        for sent in &own.items {
            let (cells, person) = self.file_row(asker, sent, (&called, words)).await?;
            rows.push(cells);
            let (at, user, act) = (asker.now, asker.user, "payment-file".to_owned());
            looks.push(Look { at, user, person, act, reason: called.clone(), unmasked: true });
        }
        let sum = own.sum().unwrap_or(Fen::ZERO);
        rows.push(total(&called, words, rows.len(), sum));
        // Before anything leaves the house.
        self.store().log_access(looks).await?;
        let table = Table {
            sheet: words.name.clone(),
            columns: words.heads.iter().map(Column::new).collect(),
            rows,
            notes: vec![],
            watermark: None,
            made_on: asker.today,
        };
        let (media_type, bytes) = match encoding {
            Encoding::Utf8 => ("text/csv; charset=utf-8", write_csv(&table)),
            Encoding::Gb18030 => ("text/csv; charset=gb18030", write_csv_gb18030(&table)),
        };
        Ok(Exported { name: format!("{}-{called}.csv", words.name), media_type, bytes })
    }

    async fn file_row(
        &self,
        asker: &Asker,
        sent: &Sent,
        (called, words): (&str, &FileWords),
    ) -> Answer<(Vec<Cell>, PersonId)> {
        let key = sent.item.key;
        let (case, _) = self.load(asker, key.case).await?;
        let payment = case.payments.iter().find(|own| own.no == key.payment).ok_or(Error::NotFound)?;
        let text = |text: &Option<String>| text.clone().map_or(Cell::Empty, Cell::Text);
        let purpose = [words.purpose.as_str(), case.number.as_deref().unwrap_or_default()].join(" ");
        let payee = match &payment.payee {
            Some(payee) => payee.clone(),
            None => self.payee(asker, payment.person).await?,
        };
        let cells = vec![
            Cell::Text(called.to_owned()),
            Cell::Text(key.to_string()),
            Cell::Text(payee),
            text(&payment.bank),
            text(&payment.account),
            Cell::Money(sent.item.amount),
            Cell::Text(purpose.trim().to_owned()),
        ];
        Ok((cells, payment.person))
    }

    /// The person's own name, where the form asks for no payee.
    async fn payee(&self, asker: &Asker, person: PersonId) -> Answer<String> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let mut names = self.names_seen(&allowed, &[person], Seen::Open).await?;
        Ok(names.remove(&person).unwrap_or_default())
    }

    /// Number and person of cases, as far as the asker sees them.
    async fn cases_shown(
        &self,
        asker: &Asker,
        cases: impl Iterator<Item = CaseId>,
    ) -> Answer<BTreeMap<CaseId, (Option<String>, Shown)>> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let rows = self.store().cases_by_id(&allowed, &cases.collect::<Vec<_>>()).await?;
        let people: Vec<PersonId> = rows.iter().filter_map(|row| row.person).collect();
        let names = self.names(asker, &allowed, &people).await?;
        let shown = |row: store::CaseRow| {
            (row.id, (row.number, row.person.and_then(|person| names.get(&person).cloned()).unwrap_or_default()))
        };
        Ok(rows.into_iter().map(shown).collect())
    }
}

fn total(called: &str, words: &FileWords, rows: usize, sum: Fen) -> Vec<Cell> {
    let rows = Cell::Count(i64::try_from(rows).unwrap_or(i64::MAX));
    let text = |text: &str| Cell::Text(text.to_owned());
    vec![text(called), text(&words.total), rows, Cell::Empty, Cell::Empty, Cell::Money(sum), Cell::Empty]
}

/// A batch as lists show it.
pub(super) fn line(fund: &Fund, own: &Batch, names: &BTreeMap<UserId, String>) -> BatchLine {
    let sum_of = |outcome| own.sum_of(outcome).unwrap_or(Fen::ZERO);
    let back = sum_of(Some(Outcome::Failed)).plus(sum_of(Some(Outcome::Reversed))).unwrap_or(Fen::ZERO);
    let by = |(on, by): &(Date, String)| (*on, who(by, names));
    BatchLine {
        no: own.no,
        number: number(fund, own.no),
        payments: own.items.len(),
        sum: own.sum().unwrap_or(Fen::ZERO),
        parts: [sum_of(Some(Outcome::Paid)), back, sum_of(None)],
        state: own.state,
        made: by(&own.made),
        released: own.released.as_ref().map(by),
    }
}
