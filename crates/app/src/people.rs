//! People: looked up, never browsed; masked until a reason is given, and every look is on record.
use std::collections::BTreeMap;

use domain::access::action::{SeePeople, Unmask};
use domain::access::permit;
use domain::case_types::FieldKind;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{CitizenId, Label, Mistake, Sealed};
use store::{Identity, Look, Lookup, NewPerson, Person};

use crate::cases::{CaseFilter, CaseRow};
use crate::leads::LeadRow;
use crate::masks::Seen;
use crate::{Answer, App, Asker, Error, Shown, masks};

/// The fewest characters of a reason: enough to name a file or a call.
const REASON_CHARACTERS: usize = 4;
/// The most hits of a search; more means that the question was too wide.
const MOST_HITS: usize = 20;

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// People.
    pub people: Vec<PersonRow>,
    /// Cases whose number begins so.
    pub cases: Vec<CaseRow>,
    /// Whether there was more than is shown.
    pub too_many: bool,
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub who: Shown,
    /// Their identity number.
    pub citizen_id: Shown,
    /// The year they were born.
    pub birth_year: Option<i16>,
    /// Whether no valid identity number is known yet.
    pub provisional: bool,
}

/// Everything about a person, as far as the asker may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonPage {
    /// The person.
    pub row: PersonRow,
    /// Telephone.
    pub phone: Shown,
    /// Address.
    pub address: Shown,
    /// Date of birth; hidden while masked.
    pub birth: Option<Date>,
    /// Until when this asker sees them unmasked.
    pub unmasked_until: Option<Timestamp>,
    /// Register rows that speak of them.
    pub registers: Vec<RegisterLine>,
    /// Their cases.
    pub cases: Vec<CaseRow>,
    /// Their leads.
    pub leads: Vec<LeadRow>,
    /// Who looked.
    pub looks: Vec<LookLine>,
}

/// A register row about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterLine {
    /// Which register.
    pub register: Label,
    /// From whom.
    pub sender: String,
    /// The file, sheet and row.
    pub place: String,
    /// When it came in.
    pub at: Timestamp,
}

/// Somebody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookLine {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// Why.
    pub reason: String,
    /// Whether it was unmasked.
    pub unmasked: bool,
}

/// A name in an identity, unsealed by who may.
pub(crate) fn name_of(identity: &Identity) -> Option<&str> {
    identity.name.as_ref().map(|name| name.unseal().as_str())
}

/// An identity number.
pub(crate) fn citizen_id_of(identity: &Identity) -> Option<&str> {
    identity.citizen_id.as_ref().map(|id| id.unseal().as_str())
}

/// A telephone number.
pub(crate) fn phone_of(identity: &Identity) -> Option<&str> {
    identity.phone.as_ref().map(|phone| phone.unseal().as_str())
}

impl App {
    /// Looks people and cases up: a whole name, an identity number, a telephone number, the beginning of a case number.
    ///
    /// # Errors
    /// Refuses who may not see people; asks for something to look for.
    pub async fn find(&self, asker: &Asker, text: &str) -> Answer<Found> {
        let allowed = permit::<SeePeople>(&asker.actor)?;
        let text = text.trim();
        if text.chars().count() < 2 || text.chars().count() > 60 {
            return Err(Error::Mistaken(vec![Mistake::at("find", "search-too-short")]));
        }
        let name = kernel::name::parse(text).unwrap_or_else(|_| text.to_owned());
        let id = CitizenId::parse(text).ok();
        let mut lookups = vec![Lookup::Name(&name), Lookup::Phone(text)];
        if let Some(id) = &id {
            lookups.push(Lookup::CitizenId(id.unsealed()));
        }
        let mut hits: Vec<PersonId> = self.store().find_people(&lookups).await?.into_iter().flatten().collect();
        hits.sort_unstable();
        hits.dedup();
        let too_many = hits.len() > MOST_HITS;
        hits.truncate(MOST_HITS);
        let people = self.store().reachable_people(&allowed, &hits).await?;
        let people = people.iter().map(|person| self.person_row(asker, person)).collect();
        let may_see_cases = asker.actor.may(domain::access::Act::SeeCases);
        let filter = CaseFilter { number: Some(text.to_owned()), ..CaseFilter::default() };
        let cases = if may_see_cases { self.cases(asker, &filter, None).await?.rows } else { vec![] };
        Ok(Found { people, cases, too_many })
    }

    /// A person's page. The look goes on record.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the person is out of reach.
    pub async fn person(&self, asker: &Asker, id: PersonId) -> Answer<PersonPage> {
        let allowed = permit::<SeePeople>(&asker.actor)?;
        let people = self.store().reachable_people(&allowed, &[id]).await?;
        let person = people.first().ok_or(Error::NotFound)?;
        let unmasked_until = self.unmasked_until(asker, id);
        self.log_look(asker, id, "page", self.seen(asker, id)).await?;
        let identity = person.identity.as_ref();
        let seen = self.seen(asker, id);
        let text =
            |kind: FieldKind, value: Option<&str>| value.map(|text| masks::field(kind, text, seen)).unwrap_or_default();
        let filter = CaseFilter { person: Some(id), ..CaseFilter::default() };
        let may_see_cases = asker.actor.may(domain::access::Act::SeeCases);
        Ok(PersonPage {
            row: self.person_row(asker, person),
            phone: text(FieldKind::Phone, identity.and_then(phone_of)),
            address: text(
                FieldKind::Place,
                identity.and_then(|own| own.address.as_ref().map(|text| text.unseal().as_str())),
            ),
            birth: identity.and_then(|own| own.birth.as_ref().map(|day| *day.unseal())).filter(|_| seen == Seen::Open),
            unmasked_until,
            registers: self.register_lines(id).await?,
            cases: if may_see_cases { self.cases(asker, &filter, None).await?.rows } else { vec![] },
            leads: self.leads_of(asker, id).await?,
            looks: self.look_lines(asker, id).await?,
        })
    }

    /// Lets the asker see a person unmasked for a while, for a reason that is recorded.
    ///
    /// # Errors
    /// Refuses who may not; asks for a reason that says something.
    pub async fn unmask(&self, asker: &Asker, id: PersonId, reason: &str) -> Answer<()> {
        permit::<Unmask>(&asker.actor)?;
        let allowed = permit::<SeePeople>(&asker.actor)?;
        if self.store().reachable_people(&allowed, &[id]).await?.is_empty() {
            return Err(Error::NotFound);
        }
        let reason = reason.trim();
        if reason.chars().count() < REASON_CHARACTERS {
            return Err(Error::Mistaken(vec![
                Mistake::at("reason", "reason-too-short").with("min", REASON_CHARACTERS),
            ]));
        }
        self.log_look(asker, id, reason, Seen::Open).await?;
        self.unmask_for_a_while(asker, id)
    }

    pub(crate) fn person_row(&self, asker: &Asker, person: &Person) -> PersonRow {
        let seen = self.seen(asker, person.id);
        let identity = person.identity.as_ref();
        let text =
            |kind: FieldKind, value: Option<&str>| value.map(|text| masks::field(kind, text, seen)).unwrap_or_default();
        PersonRow {
            id: person.id,
            who: text(FieldKind::Person, identity.and_then(name_of)),
            citizen_id: text(FieldKind::CitizenId, identity.and_then(citizen_id_of)),
            birth_year: person.birth_year,
            provisional: person.provisional,
        }
    }

    /// The names of `people` as the asker may see them.
    pub(crate) async fn names(&self, asker: &Asker, people: &[PersonId]) -> Answer<BTreeMap<PersonId, Shown>> {
        let people = self.store().people(people).await?;
        Ok(people.iter().map(|person| (person.id, self.person_row(asker, person).who)).collect())
    }

    /// The names of `people`, seen in one way for a reason that was recorded.
    pub(crate) async fn names_seen(&self, people: &[PersonId], seen: Seen) -> Answer<BTreeMap<PersonId, String>> {
        let people = self.store().people(people).await?;
        let name = |person: &Person| {
            let name = person.identity.as_ref().and_then(name_of).unwrap_or_default();
            (person.id, masks::field(FieldKind::Person, name, seen).text)
        };
        Ok(people.iter().map(name).collect())
    }

    /// The name of a person for a document, which only who may see the case reads.
    pub(crate) async fn person_named(&self, person: Option<PersonId>) -> Answer<Option<String>> {
        let Some(person) = person else { return Ok(None) };
        let people = self.store().people(&[person]).await?;
        Ok(people.first().and_then(|own| own.identity.as_ref()).and_then(name_of).map(ToOwned::to_owned))
    }

    /// The person of this identity number, or a new one; without a number always a new, provisional one.
    pub(crate) async fn person_at_window(&self, asker: &Asker, name: &str, id: Option<CitizenId>) -> Answer<PersonId> {
        if let Some(id) = id {
            let known = self.store().find_people(&[Lookup::CitizenId(id.unsealed())]).await?;
            if let Some(person) = known.first().and_then(|hits| hits.first()) {
                return Ok(*person);
            }
        }
        let identity = Identity {
            name: Some(Sealed::new(name.to_owned())),
            citizen_id: id.map(|id| Sealed::new(id.unsealed().to_owned())),
            birth: id.map(|id| Sealed::new(id.birth())),
            ..Identity::default()
        };
        let new = NewPerson { identity, sex: id.map(|id| id.sex()), area: None, provisional: id.is_none() };
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let person = tx.add_people(vec![new]).await?;
        tx.commit().await?;
        person.first().copied().ok_or_else(|| Error::fault("a person was not added"))
    }

    async fn log_look(&self, asker: &Asker, person: PersonId, reason: &str, seen: Seen) -> Answer<()> {
        let unmasked = seen == Seen::Open;
        let look = Look {
            at: asker.now,
            user: asker.user,
            person,
            act: "see-person".to_owned(),
            reason: reason.to_owned(),
            unmasked,
        };
        Ok(self.store().log_access(vec![look]).await?)
    }

    async fn look_lines(&self, asker: &Asker, person: PersonId) -> Answer<Vec<LookLine>> {
        let officers = self.officers(asker).await?;
        let looks = self.store().looks_at(person, 20).await?;
        let line = |look: Look| LookLine {
            at: look.at,
            who: officers.get(&look.user).cloned().unwrap_or_else(|| look.user.to_string()),
            reason: look.reason,
            unmasked: look.unmasked,
        };
        Ok(looks.into_iter().map(line).collect())
    }

    async fn register_lines(&self, person: PersonId) -> Answer<Vec<RegisterLine>> {
        let rows = self.store().rows_of_person(person).await?;
        let line = |row: store::RowPlace| RegisterLine {
            register: self.register_label(&row.register),
            sender: row.sender,
            place: format!("{} · {} · {}", row.file_name, row.sheet, row.row),
            at: row.received_at,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    pub(crate) fn register_label(&self, id: &kernel::id::RegisterId) -> Label {
        let register = self.library().registers.get(id.as_str());
        register.map_or_else(|| crate::cases::words(id.as_str()), |own| own.label.clone())
    }
}
