//! A lead as its row, and back: the row holds all of it, and nothing else.
use domain::leads::{Colour, Finding, Found, Lead, Verdict};
use jiff::civil::Date;
use kernel::id::{CaseTypeId, LeadId, OfficeId, PersonId, UserId};

use super::FindingKind;
use crate::error::{Result, StoreError};
use crate::rows::lead;
use crate::text::{day, from_json, maybe_day, to_json};

/// The row of `lead` as it is on `today`: whether it rests still.
pub(crate) fn row_of(lead: &Lead, today: Date) -> Result<lead::Model> {
    let found = &lead.found;
    let candidate = match &found.finding {
        Finding::ToConfirm { candidate } => Some(candidate.0),
        Finding::Sure | Finding::Question => None,
    };
    let rest_until =
        lead.verdict.as_ref().and_then(|own| if let Verdict::Suppressed { until } = own { Some(until) } else { None });
    let case_id =
        lead.verdict.as_ref().and_then(|own| if let Verdict::CaseOpened { case } = own { Some(case.0) } else { None });
    Ok(lead::Model {
        id: lead.id.0,
        person_id: found.person.0,
        office_id: found.office.0,
        case_type: found.case_type.to_string(),
        harm_case: found.harm_case.clone(),
        source: found.source.clone(),
        finding: FindingKind::of(&found.finding).word().to_owned(),
        candidate_id: candidate,
        ask: to_json(&found.ask)?,
        score: i64::from(found.score),
        parts: to_json(&found.parts)?,
        colour: colour_word(found.colour).to_owned(),
        need: need(found),
        opened_on: found.on.to_string(),
        taken_by: lead.taken_by.map(|user| user.0),
        verdict: lead.verdict.as_ref().map(to_json).transpose()?,
        judged_on: lead.judged_on.map(|on| on.to_string()),
        in_queue: !lead.is_settled(today),
        rest_until: rest_until.map(ToString::to_string),
        case_id,
        version: i64::try_from(lead.version).unwrap_or(i64::MAX),
    })
}

/// What is urgent comes first, and of that what scores most.
fn need(found: &Found) -> i64 {
    let urgency: i64 = match found.colour {
        Colour::Red => 2_000,
        Colour::Amber => 1_000,
        Colour::Blue => 0,
    };
    urgency.saturating_add(i64::from(found.score).min(999))
}

pub(crate) fn lead_of(row: &lead::Model) -> Result<Lead> {
    let finding = match (row.finding.as_str(), row.candidate_id) {
        ("sure", None) => Finding::Sure,
        ("question", None) => Finding::Question,
        ("to-confirm", Some(candidate)) => Finding::ToConfirm { candidate: PersonId(candidate) },
        _ => return Err(StoreError::broken(format!("lead {}", row.id))),
    };
    Ok(Lead {
        id: LeadId(row.id),
        version: crate::text::counted(row.version),
        found: Found {
            person: PersonId(row.person_id),
            office: OfficeId(row.office_id),
            case_type: CaseTypeId::new(&row.case_type),
            harm_case: row.harm_case.clone(),
            source: row.source.clone(),
            finding,
            ask: from_json(&row.ask)?,
            score: u32::try_from(row.score).map_err(|_| StoreError::broken(format!("lead {}", row.id)))?,
            parts: from_json(&row.parts)?,
            colour: colour(&row.colour)?,
            on: day(&row.opened_on)?,
        },
        taken_by: row.taken_by.map(UserId),
        verdict: row.verdict.as_deref().map(from_json).transpose()?,
        judged_on: maybe_day(row.judged_on.as_ref())?,
    })
}

pub(crate) fn colour_word(colour: Colour) -> &'static str {
    match colour {
        Colour::Red => "red",
        Colour::Amber => "amber",
        Colour::Blue => "blue",
    }
}

pub(crate) fn colour(word: &str) -> Result<Colour> {
    let all = [Colour::Red, Colour::Amber, Colour::Blue];
    let found = all.into_iter().find(|own| colour_word(*own) == word);
    found.ok_or_else(|| StoreError::broken(format!("colour {word}")))
}
