//! The people of a case and who shares a household with them.
use std::collections::BTreeMap;

use domain::access::action::{SeeCases, SeePeople};
use domain::access::permit;
use domain::case_types::FieldKind;
use domain::cases::Case;
use domain::masks::{self, Seen};
use jiff::civil::Date;
use kernel::Label;
use kernel::id::PersonId;
use store::Person;

use super::lines::{MemberLine, PartyLine};
use crate::{Answer, App, Asker};

/// The age from which somebody is no longer under age.
const OF_AGE: i16 = 18;

impl App {
    pub(super) async fn parties(&self, asker: &Asker, case: &Case) -> Answer<Vec<PartyLine>> {
        let ids: Vec<PersonId> = case.parties.iter().map(|party| party.person).collect();
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let people = self.store().people(&allowed, &ids).await?;
        let seen = self.seen_by(asker, &allowed, &ids).await?;
        let line = |party: &domain::cases::Party| {
            let seen = seen.of(party.person);
            let person = people.iter().find(|person| person.id == party.person);
            let identity = person.and_then(|person| person.identity.as_ref());
            let text = |kind: FieldKind, value: Option<&str>| {
                value.map(|text| masks::field(kind, text, seen)).unwrap_or_default()
            };
            PartyLine {
                person: party.person,
                who: text(FieldKind::Person, identity.and_then(crate::people::name_of)),
                role: party.role.clone(),
                birth_year: person.and_then(|person| crate::people::row(person, seen).birth_year),
                citizen_id: text(FieldKind::CitizenId, identity.and_then(crate::people::citizen_id_of)),
                phone: text(FieldKind::Phone, identity.and_then(crate::people::phone_of)),
                minor: person.and_then(|person| is_minor(person, seen, asker.today)),
            }
        };
        Ok(case.parties.iter().map(line).collect())
    }

    /// Who shares a household with the people of the case, themselves left out.
    pub(super) async fn members(&self, asker: &Asker, case: &Case) -> Answer<Vec<MemberLine>> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let said = self.said_of_members(asker, case).await?;
        let ids: Vec<PersonId> = said.keys().copied().collect();
        let reachable: Vec<PersonId> = match permit::<SeePeople>(&asker.actor) {
            Ok(allowed) => self.store().people(&allowed, &ids).await?.iter().map(|own| own.id).collect(),
            Err(_) => vec![],
        };
        let seen = self.seen_by(asker, &allowed, &ids).await?;
        let line = |person: &Person| {
            let seen = seen.of(person.id);
            let row = crate::people::row(person, seen);
            let phone = person.identity.as_ref().and_then(crate::people::phone_of);
            let (relations, registers) = said.get(&person.id).cloned().unwrap_or_default();
            MemberLine {
                person: person.id,
                who: row.who,
                relations,
                registers,
                birth_year: row.birth_year,
                citizen_id: row.citizen_id,
                phone: phone.map(|text| masks::field(FieldKind::Phone, text, seen)).unwrap_or_default(),
                opens: reachable.contains(&person.id),
                minor: is_minor(person, seen, asker.today),
            }
        };
        Ok(self.store().people(&allowed, &ids).await?.iter().map(line).collect())
    }

    /// What registers call each member of the households, and which registers do.
    async fn said_of_members(
        &self,
        asker: &Asker,
        case: &Case,
    ) -> Answer<BTreeMap<PersonId, (Vec<String>, Vec<Label>)>> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let mut said: BTreeMap<PersonId, (Vec<String>, Vec<Label>)> = BTreeMap::new();
        for party in &case.parties {
            for member in self.store().household_of(&allowed, party.person).await? {
                if case.parties.iter().any(|own| own.person == member.person) {
                    continue;
                }
                let (relations, registers) = said.entry(member.person).or_default();
                let register = self.library().register_label(&member.register);
                if !member.relation.is_empty() && !relations.contains(&member.relation) {
                    relations.push(member.relation);
                }
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
