//! Tables and figures that an administrator enters for the office: entered by one person, confirmed by another, in force
//! from a day on.
//!
//! Never: a value that counts because one person says so; a value that is changed. A later one takes the place of an earlier
//! one, and both are kept.
use std::collections::BTreeMap;

use domain::access::action::{Administer, ConfirmValues};
use domain::access::{Act, permit};
use jiff::civil::Date;
use kernel::id::{AreaCode, FactName, UserId};
use kernel::{Citation, Label, Mistake, Refusal};
use law::figures::Statistic;
use packs::entered::{Given, Standard, StandardPart, Subject};
use store::{Claim, EnteredState, EnteredValue, NewEntered};

use super::cells;
use super::values::Confirmed;
use crate::asking::{Typed, actor_name, civil_day, user_of};
use crate::{Answer, App, Asker, Error, Once};

/// The fewest and the most characters of a reason.
const REASON: (usize, usize) = (4, 500);
/// What the subject of a new figure begins with, before its area is known.
const FIGURE: &str = "figure:";

/// A value that was entered, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct EnteredLine {
    /// Its number.
    pub id: i64,
    /// For what; nothing for a text that this program cannot read.
    pub subject: Option<Subject>,
    /// The first day on which it holds.
    pub from: Date,
    /// What.
    pub given: Option<Given>,
    /// The act in full, the article, the document.
    pub cited: [String; 3],
    /// What else is to be known of it.
    pub note: String,
    /// How far it has come.
    pub state: EnteredState,
    /// Who entered it, and on which day.
    pub entered: (String, Date),
    /// Who decided on it, and on which day.
    pub decided: Option<(String, Date)>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// Whether the asker entered it.
    pub mine: bool,
    /// Why it does not count although it was confirmed: it no longer fits the packs.
    pub unfit: Option<String>,
}

/// The standards and figures, with what was entered.
#[derive(Debug, Clone)]
pub struct Standards {
    /// The standards, those of a place first.
    pub standards: Vec<Standard>,
    /// What figures count.
    pub statistics: Vec<(FactName, Statistic)>,
    /// What was entered, the newest first.
    pub entered: Vec<EnteredLine>,
}

/// What is to be entered, as a form asks for it.
#[derive(Debug, Clone)]
pub enum Entering {
    /// A table or an amount of a standard.
    Part(Box<Standard>, Box<StandardPart>),
    /// A figure of a statistic.
    Figure(FactName, Statistic),
}

impl Entering {
    /// How the form names it.
    #[must_use]
    pub fn subject(&self) -> String {
        match self {
            Entering::Part(_, part) => part.subject.to_string(),
            Entering::Figure(statistic, _) => format!("{FIGURE}{statistic}"),
        }
    }

    /// What a citizen reads.
    #[must_use]
    pub fn label(&self) -> &Label {
        match self {
            Entering::Part(_, part) => &part.part.label,
            Entering::Figure(_, statistic) => &statistic.label,
        }
    }
}

impl Standards {
    /// What `subject` names and may be entered: `table:…`, `dated:…`, or `figure:` and a statistic.
    #[must_use]
    pub fn entering(&self, subject: &str) -> Option<Entering> {
        if let Some(rest) = subject.strip_prefix(FIGURE) {
            let name = rest.split_once('/').map_or(rest, |(name, _)| name);
            let (name, statistic) = self.statistics.iter().find(|(own, _)| own.as_str() == name)?;
            return Some(Entering::Figure(name.clone(), statistic.clone()));
        }
        let part = |standard: &Standard| {
            let part = standard.parts.iter().find(|own| own.enterable && own.subject.to_string() == subject)?;
            Some(Entering::Part(Box::new(standard.clone()), Box::new(part.clone())))
        };
        self.standards.iter().find_map(part)
    }
}

impl App {
    /// The standards, the statistics, and what was entered.
    ///
    /// # Errors
    /// Refuses who may neither see the administration nor confirm values.
    pub async fn standards(&self, asker: &Asker) -> Answer<Standards> {
        if !asker.actor.may(Act::SeeAdministration) {
            permit::<ConfirmValues>(&asker.actor)?;
        }
        let rows = self.store().entered_values().await?;
        let entered = rows.iter().filter_map(|row| user_of(&row.by));
        let decided = rows.iter().filter_map(|row| user_of(&row.decided.as_ref()?.0));
        let users: Vec<UserId> = entered.chain(decided).collect();
        let officers = self.officers(asker, users).await?;
        let named = |who: &str| actor_name(who, &officers);
        let me = asker.actor.who.to_string();
        let line = |row: &EnteredValue| {
            Ok(EnteredLine {
                id: row.id,
                subject: Subject::parse(&row.own.subject),
                from: row.own.from,
                given: serde_json::from_value(row.own.given.clone()).ok(),
                cited: [row.own.act.clone(), row.own.article.clone(), row.own.document.clone()],
                note: row.own.note.clone(),
                state: row.state,
                entered: (named(&row.by), civil_day(row.at)?),
                decided: row
                    .decided
                    .as_ref()
                    .map(|(who, at)| Ok::<_, Error>((named(who), civil_day(*at)?)))
                    .transpose()?,
                reason: row.reason.clone(),
                mine: row.by == me,
                unfit: if row.state == EnteredState::Confirmed { self.unfit(row.id)? } else { None },
            })
        };
        let statistics = self.library().figures.statistics();
        Ok(Standards {
            standards: self.library().standards(),
            statistics: statistics.map(|(name, own)| (name.clone(), own.clone())).collect(),
            entered: rows.iter().map(line).collect::<Answer<_>>()?,
        })
    }

    /// How many values wait for the asker to confirm them; none for who may not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn values_to_confirm(&self, asker: &Asker) -> Answer<u64> {
        if !asker.actor.may(Act::ConfirmValues) {
            return Ok(0);
        }
        Ok(self.store().count_values_for(&asker.actor.who.to_string()).await?)
    }

    /// Enters a value, which waits for a second person. Answers its number.
    ///
    /// # Errors
    /// Refuses who may not administer; [`Error::NotFound`] for what is not there to be entered; every mistake at its cell,
    /// and at the day when values from that day wait already.
    pub async fn enter_value(&self, asker: &Asker, (subject, typed): (&str, &Typed), once: &Once) -> Answer<i64> {
        permit::<Administer>(&asker.actor)?;
        let all = self.standards(asker).await?;
        let entering = all.entering(subject).ok_or(Error::NotFound)?;
        let new = cells::read(&entering, typed).map_err(Error::Mistaken)?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(id) = tx.claim(&once.0).await? {
            return serde_json::from_value(id).map_err(Error::fault);
        }
        // Whoever entered before has ended: writers come one after the other.
        let rows = self.store().entered_values().await?;
        let waits = |row: &&EnteredValue| {
            row.state == EnteredState::Proposed && row.own.subject == new.subject && row.own.from == new.from
        };
        if let Some(other) = rows.iter().find(waits) {
            let waits = Mistake::at("from", "entered-waits").with("value", other.id).with("from", other.own.from);
            return Err(Error::Mistaken(vec![waits]));
        }
        let id = tx.enter_value(&new).await?;
        let row = EnteredValue {
            id,
            own: new,
            state: EnteredState::Proposed,
            by: String::new(),
            at: asker.now,
            decided: None,
            reason: None,
        };
        if let Some(why) = self.would_not_fit(&row).await? {
            return Err(Error::Mistaken(vec![Mistake::at("from", "entered-does-not-fit").with("why", why)]));
        }
        tx.settle(&once.0, &serde_json::Value::from(id)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Lets the value `id` count.
    ///
    /// # Errors
    /// Refuses who may not confirm, who entered it (`VAL-001`), and what no longer fits the packs (`VAL-002`);
    /// [`Error::Changed`] when it was decided meanwhile.
    pub async fn confirm_entered(&self, asker: &Asker, id: i64, once: &Once) -> Answer<()> {
        permit::<ConfirmValues>(&asker.actor)?;
        let row = self.entered_value(id).await?;
        if row.by == asker.actor.who.to_string() {
            return Err(Refusal::new("VAL-001").into());
        }
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(_) = tx.claim(&once.0).await? {
            return Ok(());
        }
        if let Some(why) = self.would_not_fit(&row).await? {
            return Err(Refusal::new("VAL-002").with("why", why).into());
        }
        tx.confirm_value(id).await?;
        tx.settle(&once.0, &serde_json::Value::Null).await?;
        Ok(tx.commit().await?)
    }

    /// Says no to the value `id`, with a reason.
    ///
    /// # Errors
    /// As [`App::confirm_entered`]; a mistake at `reason`.
    pub async fn reject_entered(&self, asker: &Asker, (id, reason): (i64, &str), once: &Once) -> Answer<()> {
        permit::<ConfirmValues>(&asker.actor)?;
        let row = self.entered_value(id).await?;
        if row.by == asker.actor.who.to_string() {
            return Err(Refusal::new("VAL-001").into());
        }
        let (reason, (fewest, most)) = (reason.trim(), REASON);
        if reason.chars().count() < fewest {
            return Err(Error::Mistaken(vec![Mistake::at("reason", "reason-too-short").with("min", fewest)]));
        }
        if reason.chars().count() > most {
            return Err(Error::Mistaken(vec![Mistake::at("reason", "too-long").with("max", most)]));
        }
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(_) = tx.claim(&once.0).await? {
            return Ok(());
        }
        tx.reject_value(id, reason).await?;
        tx.settle(&once.0, &serde_json::Value::Null).await?;
        Ok(tx.commit().await?)
    }

    /// Takes back the value `id` that the asker entered, before anybody decided on it.
    ///
    /// # Errors
    /// Refuses who may not administer; [`Error::Changed`] when it was decided meanwhile, or for another's value.
    pub async fn withdraw_entered(&self, asker: &Asker, id: i64, once: &Once) -> Answer<()> {
        permit::<Administer>(&asker.actor)?;
        self.entered_value(id).await?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(_) = tx.claim(&once.0).await? {
            return Ok(());
        }
        tx.withdraw_value(id).await?;
        tx.settle(&once.0, &serde_json::Value::Null).await?;
        Ok(tx.commit().await?)
    }

    /// Who confirmed what was entered and counts, by the source that pages cite.
    pub(crate) async fn confirmed_values(&self, asker: &Asker) -> Answer<BTreeMap<Citation, Confirmed>> {
        let rows = self.store().entered_values().await?;
        let rows: Vec<&EnteredValue> = rows.iter().filter(|row| row.state == EnteredState::Confirmed).collect();
        let who = rows.iter().filter_map(|row| user_of(&row.decided.as_ref()?.0));
        let officers = self.officers(asker, who.collect::<Vec<_>>()).await?;
        let confirmed = |row: &&EnteredValue| {
            let (who, at) = row.decided.as_ref()?;
            let (citation, on) = (crate::in_force::entered(row)?.citation(), civil_day(*at).ok()?);
            Some((citation, Confirmed { who: actor_name(who, &officers), on, note: row.own.note.clone() }))
        };
        Ok(rows.iter().filter_map(confirmed).collect())
    }

    async fn entered_value(&self, id: i64) -> Answer<EnteredValue> {
        let rows = self.store().entered_values().await?;
        rows.into_iter().find(|row| row.id == id).ok_or(Error::NotFound)
    }

    /// What the loader of the packs says against `row` beside everything that counts; nothing where it fits.
    async fn would_not_fit(&self, row: &EnteredValue) -> Answer<Option<String>> {
        let Some(new) = crate::in_force::entered(row) else { return Ok(Some(row.own.subject.clone())) };
        let shipped = std::sync::Arc::clone(&self.parts().packs);
        let mut values = self.counting().await?;
        let tried = tokio::task::spawn_blocking(move || {
            // What no longer fits by itself is no reason against what is new.
            let (_, unfit) = shipped.with_entered(&values)?;
            values.retain(|own| unfit.iter().all(|(id, _)| *id != own.id));
            values.push(new);
            shipped.laid_over(&values).map(drop)
        });
        let wrong = tried.await.map_err(Error::fault)?.err();
        Ok(wrong.map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))
    }
}

/// A new figure's subject, once its area is known.
pub(super) fn figure(statistic: &FactName, area: &AreaCode) -> String {
    Subject::Figure(statistic.clone(), area.clone()).to_string()
}

/// A value to enter, once everything of it was read.
pub(super) fn new(subject: String, from: Date, given: &Given, cited: [String; 4]) -> Option<NewEntered> {
    let [act, article, document, note] = cited;
    Some(NewEntered { subject, from, given: serde_json::to_value(given).ok()?, act, article, document, note })
}
