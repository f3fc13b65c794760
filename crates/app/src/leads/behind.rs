//! What stands behind a lead: the register rows, what the criteria of its case would say of them, what happened to it.
//!
//! Never: a decision. The forecast weighs what the rows state, and names what is not known.
use std::collections::BTreeMap;

use domain::access::action::SeeLeads;
use domain::access::permit;
use domain::cases::decide::regime_of;
use domain::leads::{Lead, LeadEvent, Verdict};
use domain::masks::{self, Seen};
use intake::registers::masked;
use intake::screening::Said;
use kernel::Label;
use kernel::id::FactName;
use law::criteria::Assessment;
use law::facts::{DataClass, Facts, Known};
use packs::registers::{Column, Parsed};
use store::Opened;

use crate::asking::{actor_name, user_of};
use crate::cases::{Detail, JournalLine, Sight, ValueShown, withhold_all, words};
use crate::{Answer, App, Asker, Error, Shown};

/// What stands behind a lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Behind {
    /// The register rows, the lead's own first.
    pub rows: Vec<LeadSource>,
    /// What the criteria would say today; nothing where none are in force.
    pub forecast: Option<Assessment>,
    /// What happened, newest first.
    pub history: Vec<JournalLine>,
}

/// A register row behind a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadSource {
    /// Which register.
    pub register: Label,
    /// From whom.
    pub sender: String,
    /// File, sheet and row.
    pub place: String,
    /// Its cells that the asker may see: heading and value.
    pub cells: Vec<(Label, ValueShown)>,
}

impl App {
    /// What stands behind `lead`, of which the rows state `facts`.
    pub(crate) async fn behind(&self, asker: &Asker, lead: &Lead) -> Answer<Behind> {
        let allowed = permit::<SeeLeads>(&asker.actor)?;
        let facts = self.intake().register_facts(&allowed, lead).await?;
        let class = self.store().lead_class(&allowed, lead.id).await?;
        let sight = Sight { class, seen: self.seen(asker, lead.found.person) };
        Ok(Behind {
            rows: self.sources(asker, lead).await?,
            forecast: self.forecast_of(asker, (lead, facts), sight)?,
            history: self.lead_history(asker, lead).await?,
        })
    }

    async fn sources(&self, asker: &Asker, lead: &Lead) -> Answer<Vec<LeadSource>> {
        let allowed = permit::<SeeLeads>(&asker.actor)?;
        let seen = self.seen_by(asker, &allowed, &[lead.found.person]).await?.of(lead.found.person);
        let rows = self.intake().said_behind(&allowed, lead).await?;
        let class = self.store().lead_class(&allowed, lead.id).await?;
        let source = |row: &Said| {
            let columns = self.library().registers.get(row.register.as_str()).map_or(&[][..], |own| &own.columns);
            let may = columns.iter().filter(|column| column.class <= class);
            let cell = |column: &Column| {
                let value = row.values.get(&column.id)?;
                Some((column.label.clone(), shown(column, value, seen)))
            };
            let place = [row.place.file_name.clone(), row.place.sheet.clone(), row.place.row.to_string()];
            LeadSource {
                register: self.library().register_label(&row.register),
                sender: row.place.sender.clone(),
                place: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
                cells: may.filter_map(cell).collect(),
            }
        };
        Ok(rows.iter().map(source).collect())
    }

    /// The criteria over what the rows state, under the rules that would apply to a case opened today.
    fn forecast_of(
        &self,
        asker: &Asker,
        (lead, known): (&Lead, BTreeMap<FactName, Known>),
        sight: Sight,
    ) -> Answer<Option<Assessment>> {
        let Some(case_type) = self.kind(&lead.found.case_type)?.taken_by(&asker.organ).next() else { return Ok(None) };
        let mut facts = Facts::new();
        for (name, Known { value, origin }) in known {
            facts.state(name, value, origin);
        }
        let version = regime_of(case_type, &facts, asker.today);
        Ok(version.map(|version| {
            let mut told = case_type.rules.assess(version, &facts);
            withhold_all(&mut told, case_type, sight);
            told
        }))
    }

    async fn lead_history(&self, asker: &Asker, lead: &Lead) -> Answer<Vec<JournalLine>> {
        let allowed = permit::<SeeLeads>(&asker.actor)?;
        let entries = self.store().lead_entries(&allowed, lead.id).await?;
        let officers = self.officers(asker, entries.iter().filter_map(|entry| user_of(&entry.actor))).await?;
        let personal = self.store().lead_class(&allowed, lead.id).await? >= DataClass::Personal;
        let line = |entry: store::Entry| {
            let event: LeadEvent = serde_json::from_value(entry.plain).map_err(Error::fault)?;
            let reason = entry.secrets.first().and_then(Opened::json).and_then(|json| json.get("reason")?.as_str());
            let wrote = reason.filter(|_| personal).map(|reason| Detail::Wrote(reason.to_owned()));
            let judged = match event {
                LeadEvent::Judged { verdict, .. } => Some(Detail::Judged(word(&verdict))),
                LeadEvent::Opened(_) | LeadEvent::Renewed(_) | LeadEvent::Taken { .. } => None,
            };
            Ok(JournalLine {
                entry: entry.id,
                at: entry.at,
                who: actor_name(&entry.actor, &officers),
                what: words(&entry.kind),
                details: judged.into_iter().chain(wrote).collect(),
                hash: entry.hash,
            })
        };
        entries.into_iter().rev().map(line).collect()
    }
}

/// The word of a verdict: the name of a message.
fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::CaseOpened { .. } => "open",
        Verdict::Asked => "ask",
        Verdict::SamePerson => "same",
        Verdict::NotTheSame => "other",
        Verdict::NotEligible { .. } => "not",
        Verdict::HandedOn { .. } => "hand-on",
        Verdict::Lost => "lost",
        Verdict::Suppressed { .. } => "rest",
        Verdict::Withdrawn { .. } => "withdrawn",
    }
}

fn shown(column: &Column, value: &Parsed, seen: Seen) -> ValueShown {
    match value {
        Parsed::Fen(fen) => ValueShown::Fen(*fen),
        Parsed::Count(count) => ValueShown::Count(*count),
        Parsed::Date(date) if column.id == masks::BIRTH_COLUMN && seen != Seen::Open => {
            ValueShown::Text(masks::birth(*date, seen))
        }
        Parsed::Date(date) | Parsed::Month(date) => ValueShown::Date(*date),
        Parsed::Choice(id) => {
            let choice = column.choices.iter().find(|choice| choice.id == *id);
            ValueShown::Labels(vec![choice.map_or_else(|| words(id), |choice| choice.label.clone())])
        }
        Parsed::Text(_)
        | Parsed::Name(_)
        | Parsed::CitizenId(_)
        | Parsed::Phone(_)
        | Parsed::CaseNumber(_)
        | Parsed::Household(_) => ValueShown::Text(match seen {
            Seen::Open => Shown::plain(value.unsealed()),
            Seen::Withheld if column.class >= DataClass::Personal => masks::withheld(),
            Seen::Masked | Seen::Withheld => masked(Some(column), &value.unsealed()),
        }),
    }
}
