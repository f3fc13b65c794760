//! Who else applies in a case, who votes on it, and papers that the office obtained itself.
use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::Refusal;
use kernel::id::FactName;
use law::facts::Value;

use super::No;
use super::effects::text;
use super::money::mistaken;
use super::take::Draft;
use crate::cases::act::Event;
use crate::cases::{Party, Vote};

/// Adds somebody who applies in the same case; who they are on the platform, the desk brings along.
pub(super) fn add(
    draft: &mut Draft<'_>,
    (role, name, relation): (&str, &FactName, Option<&FactName>),
) -> Result<(), No> {
    let named = text(draft, name)?;
    let Some(person) = draft.desk.newcomer else { return Err(mistaken(name, "required")) };
    if draft.case.parties.iter().any(|party| party.person == person) {
        return Err(mistaken(name, "already-in-the-case"));
    }
    let relation = relation.and_then(|fact| text(draft, fact).ok());
    draft.push(Event::PartyAdded { party: Party { person, role: role.to_owned(), name: Some(named), relation } });
    Ok(())
}

/// Takes in papers that the office obtained.
pub(super) fn obtain(draft: &mut Draft<'_>, papers: &FactName, from: &FactName, day: Date) -> Result<(), No> {
    let ticked = match draft.case.facts.value(papers.as_str()) {
        Some(Value::Choices(ticked)) => ticked.clone(),
        Some(_) | None => BTreeSet::new(),
    };
    if ticked.is_empty() {
        return Err(mistaken(papers, "required"));
    }
    let new: BTreeSet<String> = ticked.into_iter().filter(|own| !draft.case.papers.contains_key(own)).collect();
    if new.is_empty() {
        return Err(mistaken(papers, "already-there"));
    }
    let obtained = Some(text(draft, from)?);
    draft.push(Event::PapersReceived { papers: new, on: day, obtained });
    Ok(())
}

/// Records the vote of whoever acts; each votes once.
pub(super) fn cast(draft: &mut Draft<'_>, (vote, why): (&FactName, Option<&FactName>), day: Date) -> Result<(), No> {
    let by = draft.desk.actor.who.to_string();
    if draft.case.votes.iter().any(|own| own.by == by) {
        return Err(Refusal::new("VOTE-001").into());
    }
    let cast = text(draft, vote)?;
    let why = why.and_then(|fact| text(draft, fact).ok());
    draft.push(Event::VoteCast { vote: Vote { by, cast, on: day, why } });
    Ok(())
}
