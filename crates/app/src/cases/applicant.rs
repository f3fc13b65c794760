//! Who the applicant is, as the steps of their case say it.
//!
//! What is typed reaches the person's record; an ID number that another record is known by joins the two, so that nobody is
//! helped twice for one harm because the number came late.
use domain::access::action::{SeePeople, WorkCases};
use domain::access::{Act, Actor, permit};
use domain::cases::Case;
use domain::forms::Entries;
use kernel::id::{OfficeId, PersonId};
use kernel::{CitizenId, Mistake, Sealed, name};
use law::facts::{Facts, Value};
use serde::{Deserialize, Serialize};
use store::{Identity, Lookup, NewLink, Tx};

use crate::{Answer, App, Asker};

const NAME: &str = "full_name";
const CITIZEN_ID: &str = "citizen_id";
const BIRTH: &str = "birth_date";
const PHONE: &str = "phone";
const ADDRESS: &str = "address";

/// How an ID number that was typed is known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recognised {
    /// Under the same name: the records are one now.
    Joined,
    /// Under another name: somebody has to look.
    OtherName,
}

impl App {
    /// Tells the record of the applicant what `after` states of them and `before` did not.
    pub(crate) async fn tell_person(
        &self,
        asker: &Asker,
        tx: &mut Tx,
        (before, after): (&Case, &Case),
    ) -> Answer<Option<Recognised>> {
        let news = [NAME, CITIZEN_ID, BIRTH, PHONE, ADDRESS]
            .iter()
            .any(|name| after.facts.value(name).is_some() && before.facts.value(name) != after.facts.value(name));
        let Some(person) = after.person().filter(|_| news) else { return Ok(None) };
        let person = tx.true_person(person).await?;
        let id = text(&after.facts, CITIZEN_ID).and_then(|typed| CitizenId::parse(typed).ok());
        let recognised = match id {
            Some(id) => self.recognise(asker, tx, (person, id), after).await?,
            None => None,
        };
        if recognised != Some(Recognised::OtherName) {
            self.fill_in(tx, person, &after.facts, id).await?;
        }
        Ok(recognised)
    }

    /// Joins the applicant's record to the one that is known by the number already, where the names agree.
    async fn recognise(
        &self,
        asker: &Asker,
        tx: &mut Tx,
        (person, id): (PersonId, CitizenId),
        case: &Case,
    ) -> Answer<Option<Recognised>> {
        let allowed = permit::<WorkCases>(&asker.actor)?;
        let known = tx.find_people(&allowed, &[Lookup::CitizenId(id.unsealed())]).await?;
        let Some(other) = known.first().and_then(|hits| hits.first()) else { return Ok(None) };
        let other = tx.true_person(*other).await?;
        if other == person {
            return Ok(None);
        }
        let named = self.identity_of(other).await?.and_then(|identity| identity.name);
        let typed = text(&case.facts, NAME).map(name::fold);
        let same = named.as_ref().zip(typed).is_none_or(|(known, typed)| *known.unseal() == typed);
        if !same {
            let why = serde_json::json!({ "case": case.id });
            let link = NewLink { one: person, other, kind: "same-id".to_owned(), weight: 0, why };
            tx.propose_links(vec![link]).await?;
            return Ok(Some(Recognised::OtherName));
        }
        tx.merge_people(other, person, &format!("case:{}", case.id)).await?;
        Ok(Some(Recognised::Joined))
    }

    /// Writes what the record does not say yet.
    async fn fill_in(&self, tx: &mut Tx, person: PersonId, facts: &Facts, id: Option<CitizenId>) -> Answer<()> {
        let person = tx.true_person(person).await?;
        let Some(known) = self.identity_of(person).await? else { return Ok(()) };
        let stated = |name: &str| text(facts, name).map(|text| Sealed::new(text.to_owned()));
        let birth = match facts.value(BIRTH) {
            Some(Value::Date(day)) => Some(Sealed::new(*day)),
            Some(_) | None => id.map(|id| Sealed::new(id.birth())),
        };
        let filled = Identity {
            name: known.name.clone().or_else(|| text(facts, NAME).map(|typed| Sealed::new(name::fold(typed)))),
            citizen_id: known.citizen_id.clone().or_else(|| id.map(|id| Sealed::new(id.unsealed().to_owned()))),
            birth: known.birth.clone().or(birth),
            phone: known.phone.clone().or_else(|| stated(PHONE)),
            address: known.address.clone().or_else(|| stated(ADDRESS)),
            other: known.other.clone(),
        };
        if filled != known {
            tx.fill_in_people([(person, filled)].into()).await?;
        }
        Ok(())
    }

    /// Who somebody is, whoever asks: that one person stays one record is the house's own concern, and nobody is shown it.
    pub(crate) async fn identity_of(&self, person: PersonId) -> Answer<Option<Identity>> {
        let registrar = Actor::system("registrar", OfficeId(0), &[Act::SeePeople]);
        let people = self.store().people(&permit::<SeePeople>(&registrar)?, &[person]).await?;
        Ok(people.into_iter().next().and_then(|person| person.identity))
    }
}

/// A birth date that is not the one inside the ID number: one of the two is somebody else's, or mistyped.
pub(super) fn contradiction(known: &Facts, entries: &Entries) -> Option<Mistake> {
    let stated = |name: &str| match entries.get(name) {
        Some(entry) => entry.as_ref(),
        None => known.value(name),
    };
    let (Value::Text(id), Value::Date(birth)) = (stated(CITIZEN_ID)?, stated(BIRTH)?) else { return None };
    let inside = CitizenId::parse(id).ok()?.birth();
    let asked = if entries.contains_key(BIRTH) { BIRTH } else { CITIZEN_ID };
    (inside != *birth && entries.contains_key(asked))
        .then(|| Mistake::at(asked, "birth-not-of-id").with("birth", inside))
}

fn text<'f>(facts: &'f Facts, name: &str) -> Option<&'f str> {
    match facts.value(name) {
        Some(Value::Text(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
        Some(_) | None => None,
    }
}
