//! A lead: a person who may qualify and never asked; taken, judged, and never dropped in silence.
//!
//! Never finds leads; screening does. A verdict is a person's, with a reason, and stays in the journal.
use jiff::civil::Date;
use kernel::id::{CaseId, CaseTypeId, LeadId, OfficeId, PersonId, UserId};
use kernel::{Mistake, Refusal};
use serde::{Deserialize, Serialize};

use crate::access::Who;
use crate::cases::decide::No;

/// How sure the finding is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum Finding {
    /// Every condition of the lead rule holds.
    Sure,
    /// All would hold if the person is who the candidate register rows say.
    ToConfirm {
        /// The person that the candidate rows speak of.
        candidate: PersonId,
    },
    /// Something must be found out first.
    Question,
}

/// How urgent, by the score's thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Can wait.
    Blue,
    /// Soon.
    Amber,
    /// At once.
    Red,
}

/// One part of the need score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePart {
    /// Its name in the pack.
    pub id: String,
    /// What it adds.
    pub points: u32,
}

/// A lead as screening opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Who.
    pub person: PersonId,
    /// The office that is to look.
    pub office: OfficeId,
    /// The kind of case it may become.
    pub case_type: CaseTypeId,
    /// The harm's own case number.
    pub harm_case: String,
    /// The register row that it comes from: `batch/sheet/row`.
    pub source: String,
    /// How sure.
    #[serde(flatten)]
    pub finding: Finding,
    /// What to find out: `identity`, `injury`, `payment`.
    pub ask: Vec<String>,
    /// The need score, 0–100.
    pub score: u32,
    /// Its parts.
    pub parts: Vec<ScorePart>,
    /// How urgent.
    pub colour: Colour,
    /// The day it was opened.
    pub on: Date,
}

/// A person's judgement of a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
pub enum Verdict {
    /// A case was opened from it.
    CaseOpened {
        /// Which.
        case: CaseId,
    },
    /// The person was asked, or somebody else was, for what is not known.
    Asked,
    /// The candidate rows speak of this person.
    SamePerson,
    /// The candidate rows speak of somebody else.
    NotTheSame,
    /// The person does not qualify.
    NotEligible {
        /// On which ground: a reason code of the pack.
        ground: String,
    },
    /// Another organ is competent.
    HandedOn {
        /// Which.
        to: String,
    },
    /// The person cannot be found or reached.
    Lost,
    /// It is to rest until a day.
    Suppressed {
        /// The first day on which it may come back.
        until: Date,
    },
    /// The registers no longer speak for it: screening's own word. It comes back when they do again.
    Withdrawn {
        /// On which ground: a reason code of the pack, or `no-longer-in-registers`.
        ground: String,
    },
}

impl Verdict {
    /// Whether the lead leaves the queue.
    #[must_use]
    pub fn settles(&self) -> bool {
        match self {
            // Who it is changes what the registers say of them: screening weighs the lead anew.
            Verdict::Asked | Verdict::SamePerson | Verdict::NotTheSame => false,
            Verdict::CaseOpened { .. }
            | Verdict::NotEligible { .. }
            | Verdict::HandedOn { .. }
            | Verdict::Lost
            | Verdict::Suppressed { .. }
            | Verdict::Withdrawn { .. } => true,
        }
    }

    /// Whether it still stands when screening comes to another result.
    fn outlives_screening(&self) -> bool {
        match self {
            Verdict::Withdrawn { .. } | Verdict::SamePerson | Verdict::NotTheSame => false,
            Verdict::CaseOpened { .. }
            | Verdict::Asked
            | Verdict::NotEligible { .. }
            | Verdict::HandedOn { .. }
            | Verdict::Lost
            | Verdict::Suppressed { .. } => true,
        }
    }
}

/// One thing that happened to a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum LeadEvent {
    /// Screening opened it.
    Opened(Found),
    /// Screening came to another result, because registers changed.
    Renewed(Found),
    /// Somebody took it.
    Taken {
        /// Who.
        by: UserId,
        /// The day.
        on: Date,
    },
    /// Somebody judged it.
    Judged {
        /// How.
        #[serde(flatten)]
        verdict: Verdict,
        /// Who.
        by: String,
        /// The day.
        on: Date,
        /// Why; personal.
        #[serde(default)]
        reason: String,
    },
}

/// A lead, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Its id.
    pub id: LeadId,
    /// How many events made it what it is.
    pub version: u64,
    /// What was found.
    pub found: Found,
    /// Who has it.
    pub taken_by: Option<UserId>,
    /// The last judgement.
    pub verdict: Option<Verdict>,
    /// The day of the last judgement.
    pub judged_on: Option<Date>,
}

impl Lead {
    /// The lead that `events` make, oldest first; `None` when none of them opens it.
    pub fn fold(id: LeadId, events: impl IntoIterator<Item = LeadEvent>) -> Option<Lead> {
        let mut events = events.into_iter();
        let LeadEvent::Opened(found) = events.next()? else { return None };
        let mut lead = Lead { id, version: 1, found, taken_by: None, verdict: None, judged_on: None };
        events.for_each(|event| lead.apply(event));
        Some(lead)
    }

    /// The lead after `event`.
    pub fn apply(&mut self, event: LeadEvent) {
        self.version = self.version.saturating_add(1);
        match event {
            LeadEvent::Opened(found) | LeadEvent::Renewed(found) => {
                self.found = found;
                // What screening took back it may bring back, and who the person is, it has heeded now; everything else that
                // a person judged stays judged.
                self.verdict = self.verdict.take().filter(Verdict::outlives_screening);
            }
            LeadEvent::Taken { by, .. } => self.taken_by = Some(by),
            LeadEvent::Judged { verdict, on, .. } => (self.verdict, self.judged_on) = (Some(verdict), Some(on)),
        }
    }

    /// Whether it has left the queue.
    #[must_use]
    pub fn is_settled(&self, today: Date) -> bool {
        match &self.verdict {
            Some(Verdict::Suppressed { until }) => today < *until,
            Some(verdict) => verdict.settles(),
            None => false,
        }
    }
}

/// Takes `lead` for `user`.
///
/// # Errors
/// Refuses a settled lead (`LEAD-001`) and one that somebody else has (`LEAD-002`).
pub fn take(lead: &Lead, user: UserId, today: Date) -> Result<LeadEvent, No> {
    if lead.is_settled(today) {
        return Err(Refusal::new("LEAD-001").into());
    }
    if lead.taken_by.is_some_and(|other| other != user) {
        return Err(Refusal::new("LEAD-002").into());
    }
    Ok(LeadEvent::Taken { by: user, on: today })
}

/// Takes `lead` over from whoever has it, who may be away: that it changed hands is on record.
///
/// # Errors
/// Refuses a settled lead (`LEAD-001`).
pub fn take_over(lead: &Lead, user: UserId, today: Date) -> Result<LeadEvent, No> {
    if lead.is_settled(today) {
        return Err(Refusal::new("LEAD-001").into());
    }
    Ok(LeadEvent::Taken { by: user, on: today })
}

/// Judges `lead`: whoever has it does, and of one that nobody has, anybody.
///
/// # Errors
/// Refuses a settled lead (`LEAD-001`), one that somebody else has (`LEAD-002`) and an identity verdict where nothing is to be confirmed (`LEAD-003`); asks for a
/// reason where one is owed, and for a day to come where it is to rest.
pub fn judge(lead: &Lead, verdict: Verdict, reason: &str, by: &str, today: Date) -> Result<LeadEvent, No> {
    if lead.is_settled(today) {
        return Err(Refusal::new("LEAD-001").into());
    }
    if lead.taken_by.is_some_and(|other| Who::User(other).to_string() != by) {
        return Err(Refusal::new("LEAD-002").into());
    }
    let identity = matches!(verdict, Verdict::SamePerson | Verdict::NotTheSame);
    if identity && !matches!(lead.found.finding, Finding::ToConfirm { .. }) {
        return Err(Refusal::new("LEAD-003").into());
    }
    let mut mistakes = vec![];
    if !matches!(verdict, Verdict::CaseOpened { .. }) && reason.trim().is_empty() {
        mistakes.push(Mistake::at("reason", "required"));
    }
    if matches!(&verdict, Verdict::Suppressed { until } if *until <= today) {
        mistakes.push(Mistake::at("until", "date-not-to-come"));
    }
    if !mistakes.is_empty() {
        return Err(No::Mistaken(mistakes));
    }
    Ok(LeadEvent::Judged { verdict, by: by.to_owned(), on: today, reason: reason.trim().to_owned() })
}

#[cfg(test)]
mod tests;
