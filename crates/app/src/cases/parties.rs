//! The people of a case and who shares a household with them.
use std::collections::BTreeMap;

use domain::access::action::{SeeCases, SeePeople};
use domain::access::{Allowed, permit};
use domain::case_types::FieldKind;
use domain::cases::Case;
use domain::masks::{self, Seen};
use jiff::civil::Date;
use kernel::Label;
use kernel::id::PersonId;
use store::{Person, ShowsPeople};

use super::lines::{MemberLine, PartyLine};
use crate::{Answer, App, Asker};

/// What registers call each member of a household, and which registers do.
type Said = BTreeMap<PersonId, (Vec<Label>, Vec<Label>)>;

/// The age from which somebody is no longer under age.
const OF_AGE: i16 = 18;

impl App {
    pub(super) async fn parties(&self, asker: &Asker, case: &Case) -> Answer<Vec<PartyLine>> {
        let ids: Vec<PersonId> = case.parties.iter().map(|party| party.person).collect();
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let people = self.store().people(&allowed, &ids).await?;
        let seen = self.seen_by(asker, &allowed, &ids).await?;
        let mut lines = vec![];
        for party in &case.parties {
            let seen = seen.of(party.person);
            let person = people.iter().find(|person| person.id == party.person);
            let identity = person.and_then(|person| person.identity.as_ref());
            let row = person.map(|person| crate::people::row(person, seen));
            let phone = identity.and_then(crate::people::phone_of);
            let shown = person.is_some() && seen != Seen::Withheld;
            lines.push(PartyLine {
                person: party.person,
                role: party.role.clone(),
                birth_year: row.as_ref().and_then(|row| row.birth_year),
                sex: row.as_ref().and_then(|row| row.sex),
                phone: phone.map(|text| masks::field(FieldKind::Phone, text, seen)).unwrap_or_default(),
                minor: person.and_then(|person| is_minor(person, seen, asker.today)),
                groups: if shown { self.groups(&allowed, party.person).await? } else { vec![] },
                citizen_id: row.as_ref().map(|row| row.citizen_id.clone()).unwrap_or_default(),
                who: row.map(|row| row.who).unwrap_or_default(),
            });
        }
        Ok(lines)
    }

    /// Who shares a household with the people of the case, themselves left out, as far as the asker may see them: a
    /// register may speak of who has no part in any case.
    pub(super) async fn members(&self, asker: &Asker, case: &Case) -> Answer<Vec<MemberLine>> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let said = self.said_of_members(asker, case).await?;
        let ids: Vec<PersonId> = said.keys().copied().collect();
        let mut lines = self.members_seen(asker, (&allowed, false), &said).await?;
        if let Ok(allowed) = permit::<SeePeople>(&asker.actor) {
            lines.extend(self.members_seen(asker, (&allowed, true), &said).await?);
        }
        Ok(ids.iter().filter_map(|id| lines.remove(id)).collect())
    }

    /// Those members whom an act shows; `opens` where it is the one that opens their page.
    async fn members_seen<A: ShowsPeople>(
        &self,
        asker: &Asker,
        (allowed, opens): (&Allowed<A>, bool),
        said: &Said,
    ) -> Answer<BTreeMap<PersonId, MemberLine>> {
        let ids: Vec<PersonId> = said.keys().copied().collect();
        let seen = self.seen_by(asker, allowed, &ids).await?;
        let line = |person: &Person| {
            let seen = seen.of(person.id);
            let row = crate::people::row(person, seen);
            let phone = person.identity.as_ref().and_then(crate::people::phone_of);
            let (relations, registers) =
                said.get(&person.id).filter(|_| seen != Seen::Withheld).cloned().unwrap_or_default();
            let line = MemberLine {
                person: person.id,
                who: row.who,
                relations,
                registers,
                birth_year: row.birth_year,
                sex: row.sex,
                citizen_id: row.citizen_id,
                phone: phone.map(|text| masks::field(FieldKind::Phone, text, seen)).unwrap_or_default(),
                opens,
                minor: is_minor(person, seen, asker.today),
            };
            (person.id, line)
        };
        Ok(self.store().people(allowed, &ids).await?.iter().map(line).collect())
    }

    /// What registers call each member of the households, and which registers do.
    async fn said_of_members(&self, asker: &Asker, case: &Case) -> Answer<Said> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let mut said = Said::new();
        for party in &case.parties {
            for member in self.store().household_of(&allowed, party.person).await? {
                if case.parties.iter().any(|own| own.person == member.person) {
                    continue;
                }
                let (relations, registers) = said.entry(member.person).or_default();
                let register = self.library().register_label(&member.register);
                let relation = self.relation_label(&member).filter(|relation| !relations.contains(relation));
                relations.extend(relation);
                if !registers.contains(&register) {
                    registers.push(register);
                }
            }
        }
        Ok(said)
    }
}

/// Everybody on the tab.
pub(super) fn shown_on(parties: &[PartyLine], members: &[MemberLine]) -> Vec<PersonId> {
    parties.iter().map(|own| own.person).chain(members.iter().map(|own| own.person)).collect()
}

/// Whether somebody is under age; nothing where that is not known, or not for this person to see.
fn is_minor(person: &Person, seen: Seen, today: Date) -> Option<bool> {
    if seen == Seen::Withheld {
        return None;
    }
    let birth = person.identity.as_ref().and_then(|identity| identity.birth.as_ref()).map(|day| *day.unseal());
    under_age(birth, person.birth_year, today)
}

/// Whether who was born on `birth`, or in `year` where the day is not known, is under age on `today`: up to and with the
/// day on which they turn eighteen, as years of age are counted in full. The year alone leaves the year in which they
/// turn eighteen open.
fn under_age(birth: Option<Date>, year: Option<i16>, today: Date) -> Option<bool> {
    if let Some(birth) = birth {
        let turns = birth.checked_add(jiff::Span::new().years(OF_AGE)).ok()?;
        return Some(today <= turns);
    }
    match today.year().saturating_sub(year?) {
        age if age < OF_AGE => Some(true),
        age if age > OF_AGE => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::under_age;

    #[test]
    fn who_turns_eighteen_later_this_year_is_under_age_and_the_year_alone_leaves_it_open() {
        let today = date(2026, 11, 22);
        let cases: [(Option<Date>, Option<i16>, Option<bool>); 9] = [
            (Some(date(2008, 12, 1)), Some(2008), Some(true)),
            (Some(date(2008, 11, 22)), Some(2008), Some(true)),
            (Some(date(2008, 11, 21)), Some(2008), Some(false)),
            (Some(date(2009, 1, 1)), None, Some(true)),
            (Some(date(1975, 9, 9)), None, Some(false)),
            (None, Some(2008), None),
            (None, Some(2009), Some(true)),
            (None, Some(2007), Some(false)),
            (None, None, None),
        ];
        for (birth, year, expected) in cases {
            assert_eq!(under_age(birth, year, today), expected, "{birth:?} {year:?}");
        }
    }
}
