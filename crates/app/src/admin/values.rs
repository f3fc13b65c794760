//! Values of law: published figures, and what the packs state from memory until an administrator confirms it.
//!
//! Never: changes a value. A confirmation says that somebody compared it with the text, and holds for that value alone.
use std::collections::BTreeMap;

use domain::access::action::{Administer, SeeAdministration};
use domain::access::permit;
use jiff::civil::Date;
use kernel::id::AreaCode;
use kernel::{Citation, Fen, Label, Mistake};
use law::figures::Figure;
pub use packs::{Doubtful, Stated};
use store::{Claim, Confirmation};

use crate::asking::{actor_name, civil_day, user_of};
use crate::cases::words;
use crate::{Answer, App, Asker, Error, Once};

/// The fewest and the most characters of what a confirmation rests on.
const NOTE: (usize, usize) = (4, 500);

/// A published figure on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLine {
    /// What it is.
    pub statistic: Label,
    /// Where.
    pub area: AreaCode,
    /// The year that it describes.
    pub year: i16,
    /// From when on it counts.
    pub from: Date,
    /// Until when.
    pub until: Option<Date>,
    /// How much.
    pub amount: Fen,
    /// Where it was published, and how sure we are.
    pub source: Citation,
    /// Whether it is invented.
    pub demonstration: bool,
}

/// A value that the packs state from memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueLine {
    /// The value.
    pub value: Doubtful,
    /// Who confirmed it, when anybody did.
    pub confirmed: Option<Confirmed>,
}

/// Who compared a value with the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// Who.
    pub who: String,
    /// On which day.
    pub on: Date,
    /// What it rests on.
    pub note: String,
}

/// What was confirmed, by the source that pages name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confirmations(Vec<(Citation, Confirmed)>);

impl Confirmations {
    /// Who confirmed everything that is said to stand there; nobody while one value of it is open.
    #[must_use]
    pub fn of(&self, source: &Citation) -> Option<&Confirmed> {
        self.0.iter().find(|(own, _)| own == source).map(|(_, confirmed)| confirmed)
    }
}

impl App {
    /// Every published figure, those that are invented first.
    ///
    /// # Errors
    /// Refuses who may not see the administration.
    pub fn figures(&self, asker: &Asker) -> Answer<Vec<FigureLine>> {
        permit::<SeeAdministration>(&asker.actor)?;
        let mut all: Vec<FigureLine> = self.library().figures.iter().map(|figure| self.figure_line(figure)).collect();
        all.sort_by(|a, b| (!a.demonstration, &a.area, b.from).cmp(&(!b.demonstration, &b.area, a.from)));
        Ok(all)
    }

    /// Every value that the packs state from memory, those that nobody has confirmed first.
    ///
    /// # Errors
    /// Refuses who may not see the administration.
    pub async fn values(&self, asker: &Asker) -> Answer<Vec<ValueLine>> {
        permit::<SeeAdministration>(&asker.actor)?;
        let mut all = self.value_lines(asker).await?;
        all.sort_by_key(|line| line.confirmed.is_some());
        Ok(all)
    }

    /// What was confirmed of the values that pages name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn confirmations(&self, asker: &Asker) -> Answer<Confirmations> {
        let entered = self.confirmed_values(asker).await?;
        let mut by_source: BTreeMap<Citation, Option<Confirmed>> =
            entered.into_iter().map(|(source, own)| (source, Some(own))).collect();
        for line in self.value_lines(asker).await? {
            let known = by_source.entry(line.value.source).or_insert_with(|| line.confirmed.clone());
            if line.confirmed.is_none() {
                *known = None;
            }
        }
        Ok(Confirmations(by_source.into_iter().filter_map(|(source, own)| Some((source, own?))).collect()))
    }

    /// Confirms a value: somebody compared it with the text and says which.
    ///
    /// # Errors
    /// Refuses who may not administer; [`Error::NotFound`] for a value that the packs do not state so (any more); a
    /// mistake at `note`.
    pub async fn confirm_value(&self, asker: &Asker, subject: &str, note: &str, once: &Once) -> Answer<()> {
        permit::<Administer>(&asker.actor)?;
        self.doubtful(subject)?;
        let note = note.trim();
        let (fewest, most) = NOTE;
        if note.chars().count() < fewest {
            return Err(Error::Mistaken(vec![Mistake::at("note", "reason-too-short").with("min", fewest)]));
        }
        if note.chars().count() > most {
            return Err(Error::Mistaken(vec![Mistake::at("note", "too-long").with("max", most)]));
        }
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(_) = tx.claim(&once.0).await? {
            return Ok(());
        }
        tx.confirm(subject, note).await?;
        tx.settle(&once.0, &serde_json::Value::Null).await?;
        Ok(tx.commit().await?)
    }

    /// Takes a confirmation back.
    ///
    /// # Errors
    /// Refuses who may not administer; [`Error::NotFound`] for a value that the packs do not state so (any more).
    pub async fn take_confirmation_back(&self, asker: &Asker, subject: &str, once: &Once) -> Answer<()> {
        permit::<Administer>(&asker.actor)?;
        self.doubtful(subject)?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(_) = tx.claim(&once.0).await? {
            return Ok(());
        }
        tx.take_confirmation_back(subject).await?;
        tx.settle(&once.0, &serde_json::Value::Null).await?;
        Ok(tx.commit().await?)
    }

    fn doubtful(&self, subject: &str) -> Answer<&Doubtful> {
        self.library().doubtful.iter().find(|own| own.subject == subject).ok_or(Error::NotFound)
    }

    async fn value_lines(&self, asker: &Asker) -> Answer<Vec<ValueLine>> {
        let doubtful = &self.library().doubtful;
        if doubtful.is_empty() {
            return Ok(vec![]);
        }
        let known = self.store().confirmations().await?;
        let officers = self.officers(asker, known.values().filter_map(|own| user_of(&own.by))).await?;
        let confirmed = |own: &Confirmation| {
            let on = civil_day(own.at)?;
            Answer::Ok(Confirmed { who: actor_name(&own.by, &officers), on, note: own.note.clone() })
        };
        let line = |value: &Doubtful| {
            let confirmed = known.get(&value.subject).map(confirmed).transpose()?;
            Ok(ValueLine { value: value.clone(), confirmed })
        };
        doubtful.iter().map(line).collect()
    }

    fn figure_line(&self, figure: &Figure) -> FigureLine {
        let statistic = self.library().figures.statistic(figure.statistic.as_str());
        FigureLine {
            statistic: statistic.map_or_else(|| words(figure.statistic.as_str()), |own| own.label.clone()),
            area: figure.area.clone(),
            year: figure.year,
            from: figure.effective_from,
            until: figure.until,
            amount: figure.amount,
            source: figure.source.clone(),
            demonstration: figure.demonstration,
        }
    }
}
