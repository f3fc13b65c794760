//! People: looked up, never browsed; masked until a reason is given, and every look is on record.
//!
//! A person may be known under several numbers; the page shows them as one, under the number they are known by now.
mod erase;
mod looks;
mod pairs;

use std::collections::BTreeMap;

use domain::access::action::{SeeCases, SeePeople, Unmask, WorkCases};
use domain::access::{Act, Allowed, permit};
use domain::case_types::FieldKind;
use domain::masks::{self, Seen};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{CitizenId, Label, Mistake, Sealed, Sex};
use law::facts::DataClass;
use packs::registers::{ColumnType, Kind, Register};
use store::{HouseholdMember, Identity, Lookup, NewPerson, Person, RowPlace, ShowsPeople, Tx};

pub use erase::{ErasePage, Erasing};
pub use store::{Collision, LinkVerdict as PairSaid};

pub use pairs::{Compared, Joined, PairField, PairLine, PairView, SayPair, Twice};

use crate::cases::{CaseFilter, CaseRow};
use crate::leads::LeadRow;
use crate::{Answer, App, Asker, Error, Shown};

/// The fewest characters of a reason: enough to name a file or a call.
pub const REASON_CHARACTERS: usize = 4;
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
    /// Their sex.
    pub sex: Option<Sex>,
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
    /// Whether they were erased: nothing more is known of them.
    pub erased: bool,
    /// Who may be the same person, side by side.
    pub pairs: Vec<PairView>,
    /// Records that turned out to be this person, and who they say they are.
    pub joined: Vec<PersonRow>,
    /// What two records were granted or have open at once: somebody must look.
    pub twice: Twice,
    /// Who lives with them, and what the register calls it.
    pub household: Vec<(PersonRow, Option<Label>)>,
    /// The registers in which they stand for what they are, not for what was done to them.
    pub groups: Vec<Label>,
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
    /// What was opened: `see-person`, `see-case`, `see-lead`, `read-form`, `read-document`, `export-cases`.
    pub act: String,
    /// Why; for what is opened without a reason, which case or document.
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

/// An address.
pub(crate) fn address_of(identity: &Identity) -> Option<&str> {
    identity.address.as_ref().map(|address| address.unseal().as_str())
}

/// File, sheet and row.
pub(crate) fn place_of(row: &RowPlace) -> String {
    let parts = [row.file_name.clone(), row.sheet.clone(), row.row.to_string()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Fills what `own` does not say with what `other` says.
fn fill(own: &mut Identity, other: &Identity) {
    let texts = [
        (&mut own.name, &other.name),
        (&mut own.citizen_id, &other.citizen_id),
        (&mut own.phone, &other.phone),
        (&mut own.address, &other.address),
    ];
    for (own, other) in texts {
        if own.is_none() {
            own.clone_from(other);
        }
    }
    own.birth = own.birth.take().or_else(|| other.birth.clone());
}

/// The person in a list, as they are seen.
pub(crate) fn row(person: &Person, seen: Seen) -> PersonRow {
    let identity = person.identity.as_ref();
    let text =
        |kind: FieldKind, value: Option<&str>| value.map(|text| masks::field(kind, text, seen)).unwrap_or_default();
    PersonRow {
        id: person.id,
        who: text(FieldKind::Person, identity.and_then(name_of)),
        citizen_id: text(FieldKind::CitizenId, identity.and_then(citizen_id_of)),
        birth_year: person.birth_year.filter(|_| seen != Seen::Withheld),
        sex: person.sex.filter(|_| seen != Seen::Withheld),
        provisional: person.provisional,
    }
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
        let (people, too_many) = self.store().look_up(&allowed, &lookups, MOST_HITS).await?;
        let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
        let seen = self.seen_by(asker, &allowed, &ids).await?;
        let people = people.iter().map(|person| row(person, seen.of(person.id))).collect();
        let may_see_cases = asker.actor.may(Act::SeeCases);
        let filter = CaseFilter { number: Some(text.to_owned()), ..CaseFilter::default() };
        let cases = if may_see_cases { self.cases(asker, &filter, None).await?.rows } else { vec![] };
        Ok(Found { people, cases, too_many })
    }

    /// A person's page; who was merged has that of who they turned out to be. The look goes on record.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the person is out of reach.
    pub async fn person(&self, asker: &Asker, id: PersonId) -> Answer<PersonPage> {
        let allowed = permit::<SeePeople>(&asker.actor)?;
        let (person, others) = self.whole(&allowed, id).await?.ok_or(Error::NotFound)?;
        let id = person.id;
        let unmasked_until = self.unmasked_until(asker, id);
        let own: Vec<PersonId> = [id].into_iter().chain(others.iter().map(|other| other.id)).collect();
        let seen_by = self.seen_by(asker, &allowed, &own).await?;
        let seen = seen_by.of(id);
        self.log_look(asker, id, "page", seen).await?;
        let identity = person.identity.as_ref();
        let text =
            |kind: FieldKind, value: Option<&str>| value.map(|text| masks::field(kind, text, seen)).unwrap_or_default();
        let filter = CaseFilter { person: Some(id), ..CaseFilter::default() };
        Ok(PersonPage {
            row: row(&person, seen),
            phone: text(FieldKind::Phone, identity.and_then(phone_of)),
            address: text(FieldKind::Place, identity.and_then(address_of)),
            birth: identity.and_then(|own| own.birth.as_ref().map(|day| *day.unseal())).filter(|_| seen == Seen::Open),
            unmasked_until,
            erased: identity.is_none(),
            pairs: self.pairs(asker, id).await?,
            joined: others.iter().map(|other| row(other, seen_by.of(other.id))).collect(),
            twice: self.twice(id).await?,
            household: self.household(asker, &allowed, id).await?,
            groups: if seen == Seen::Withheld { vec![] } else { self.groups(&allowed, id).await? },
            registers: self.register_lines(&allowed, id).await?,
            cases: if asker.actor.may(Act::SeeCases) { self.cases(asker, &filter, None).await?.rows } else { vec![] },
            leads: self.leads_of(asker, id).await?,
            looks: self.look_lines(asker, &allowed, id).await?,
        })
    }

    /// Lets the asker see a person unmasked for a while, for a reason that is recorded.
    ///
    /// # Errors
    /// Refuses who may not; asks for a reason that says something.
    pub async fn unmask(&self, asker: &Asker, id: PersonId, reason: &str) -> Answer<()> {
        let personal = DataClass::Personal;
        let seeing = permit::<SeePeople>(&asker.actor)?.at_least(personal);
        let unmasking = permit::<Unmask>(&asker.actor)?.at_least(personal);
        let seen = self.store().people(&seeing, &[id]).await?;
        if seen.is_empty() || self.store().people(&unmasking, &[id]).await?.is_empty() {
            return Err(Error::NotFound);
        }
        let reason = reason.trim();
        if reason.chars().count() < REASON_CHARACTERS {
            return Err(Error::Mistaken(vec![
                Mistake::at("reason", "reason-too-short").with("min", REASON_CHARACTERS),
            ]));
        }
        self.log_look(asker, id, reason, Seen::Open).await?;
        let same = self.store().known_as(id).await?;
        self.unmask_for_a_while(asker, &same)
    }

    /// A person as all their records say together, and the records that turned out to be theirs; what the person's own
    /// record does not say, the newest of the others does.
    pub(crate) async fn whole<A: ShowsPeople>(
        &self,
        allowed: &Allowed<A>,
        id: PersonId,
    ) -> Answer<Option<(Person, Vec<Person>)>> {
        let same = self.store().known_as(id).await?;
        let mut records = self.store().people(allowed, &same).await?;
        let root = records.iter().position(|own| Some(&own.id) == same.first());
        let Some(mut person) = root.map(|place| records.remove(place)) else { return Ok(None) };
        if let Some(own) = person.identity.as_mut() {
            for other in records.iter().rev().filter_map(|record| record.identity.as_ref()) {
                fill(own, other);
            }
        }
        person.birth_year = person.birth_year.or_else(|| records.iter().find_map(|other| other.birth_year));
        person.sex = person.sex.or_else(|| records.iter().find_map(|other| other.sex));
        Ok(Some((person, records)))
    }

    pub(crate) fn person_row(&self, asker: &Asker, person: &Person) -> PersonRow {
        row(person, self.seen(asker, person.id))
    }

    /// The name of a person for a document, which only who may see the case reads.
    pub(crate) async fn person_named(
        &self,
        allowed: &Allowed<SeeCases>,
        person: Option<PersonId>,
    ) -> Answer<Option<String>> {
        let Some(person) = person else { return Ok(None) };
        let people = self.store().people(allowed, &[person]).await?;
        Ok(people.first().and_then(|own| own.identity.as_ref()).and_then(name_of).map(ToOwned::to_owned))
    }

    /// The person of this identity number, or a new one; without a number always a new, provisional one.
    pub(crate) async fn person_at_window(
        &self,
        allowed: &Allowed<WorkCases>,
        tx: &mut Tx,
        (name, id): (&str, Option<CitizenId>),
    ) -> Answer<PersonId> {
        if let Some(id) = id {
            let known = tx.find_people(allowed, &[Lookup::CitizenId(id.unsealed())]).await?;
            if let Some(person) = known.first().and_then(|hits| hits.first()) {
                // Somebody else's number, or a name that changed: the number can be stated later, with both side by side.
                let known = self.identity_of(*person).await?.and_then(|identity| identity.name);
                return match known {
                    Some(known) if known.unseal() != name => {
                        Err(Error::Mistaken(vec![Mistake::at("citizen_id", "id-of-another-name")]))
                    }
                    Some(_) | None => Ok(*person),
                };
            }
        }
        let identity = Identity {
            name: Some(Sealed::new(name.to_owned())),
            citizen_id: id.map(|id| Sealed::new(id.unsealed().to_owned())),
            birth: id.map(|id| Sealed::new(id.birth())),
            ..Identity::default()
        };
        let new = NewPerson { identity, sex: id.map(|id| id.sex()), area: None, provisional: id.is_none() };
        let person = tx.add_people(vec![new]).await?;
        person.first().copied().ok_or_else(|| Error::fault("a person was not added"))
    }

    async fn household(
        &self,
        asker: &Asker,
        allowed: &Allowed<SeePeople>,
        person: PersonId,
    ) -> Answer<Vec<(PersonRow, Option<Label>)>> {
        let members = self.store().household_of(allowed, person).await?;
        let relations: BTreeMap<PersonId, Option<Label>> =
            members.iter().map(|member| (member.person, self.relation_label(member))).collect();
        let people: Vec<PersonId> = relations.keys().copied().collect();
        let seen = self.seen_by(asker, allowed, &people).await?;
        let people = self.store().people(allowed, &people).await?;
        let line = |own: &Person| (row(own, seen.of(own.id)), relations.get(&own.id).cloned().unwrap_or_default());
        Ok(people.iter().map(line).collect())
    }

    async fn register_lines(&self, allowed: &Allowed<SeePeople>, person: PersonId) -> Answer<Vec<RegisterLine>> {
        let rows = self.store().rows_of(allowed, person).await?;
        let line = |(_, row): (store::Row, RowPlace)| RegisterLine {
            register: self.library().register_label(&row.register),
            place: place_of(&row),
            sender: row.sender,
            at: row.received_at,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// What a register calls somebody in a household, in the words of its pack; nothing where it says nothing.
    pub(crate) fn relation_label(&self, member: &HouseholdMember) -> Option<Label> {
        const COLUMN: &str = "relation";
        let register = self.library().registers.get(member.register.as_str());
        let choices = register.and_then(|own| own.column(COLUMN)).map(|column| column.choices.as_slice());
        let choice = choices.unwrap_or_default().iter().find(|choice| choice.id == member.relation);
        let said = (!member.relation.is_empty()).then(|| crate::cases::words(&member.relation));
        choice.map(|choice| choice.label.clone()).or(said)
    }

    /// The registers that say of somebody what they are, such as one of persons with a disability; not those of cases.
    pub(crate) async fn groups<A: ShowsPeople>(&self, allowed: &Allowed<A>, person: PersonId) -> Answer<Vec<Label>> {
        let mut groups = vec![];
        for (row, _) in self.store().rows_of(allowed, person).await? {
            let register = self.library().registers.get(row.register.as_str());
            let of_a_case = |own: &Register| own.kind == Kind::Harm || own.column_of(ColumnType::CaseNumber).is_some();
            let label = register.filter(|own| !of_a_case(own)).map(|own| own.label.clone());
            groups.extend(label.filter(|label| !groups.contains(label)));
        }
        Ok(groups)
    }
}
