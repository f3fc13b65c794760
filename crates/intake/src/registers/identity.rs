//! Who a row is about, in the words of linkage and of the store.
//!
//! Never: compares two people; that is linkage's one rule.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{CitizenId, PartialId, Sealed, Sex, ShortId};
use linkage::{Key, Record, keys};
use packs::registers::{Parsed, RowIdentity, RowOut};
use store::{Identity, Lookup, NewPerson, Person};

/// The columns that every register spells alike.
const SEX: &str = "sex";
const ADDRESS: &str = "address";
/// Where a person's record keeps what stands in place of a valid number.
pub const ID_TEXT: &str = "id_text";

/// What a row says of its person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Who {
    pub(crate) id: Option<CitizenId>,
    /// Masked, mistyped or damaged, as written.
    pub(crate) id_text: Option<String>,
    pub(crate) name: Option<String>,
    /// The birth date that the row states.
    pub(crate) birth: Option<Date>,
    pub(crate) phone: Option<String>,
    pub(crate) case_no: Option<String>,
    pub(crate) sex: Option<Sex>,
    pub(crate) address: Option<String>,
}

impl Who {
    pub(crate) fn of(row: &RowOut) -> Self {
        let RowIdentity { id, id_text, name, birth, phone, case_no, .. } = row.identity.clone();
        let said = |column: &str| row.registers.values().find_map(|values| values.get(column));
        let sex = match said(SEX) {
            Some(Parsed::Choice(word)) => serde_json::from_value(word.as_str().into()).ok(),
            Some(_) | None => None,
        };
        let address = if let Some(Parsed::Text(text)) = said(ADDRESS) { Some(text.clone()) } else { None };
        Self {
            id,
            id_text: id_text.map(Sealed::into_unsealed),
            name: name.map(Sealed::into_unsealed),
            birth,
            phone: phone.map(Sealed::into_unsealed),
            case_no,
            sex,
            address,
        }
    }

    /// Whether the row speaks of a person at all.
    pub(crate) fn is_somebody(&self) -> bool {
        self.id.is_some() || self.id_text.is_some() || self.name.is_some()
    }

    fn partial(&self) -> Option<PartialId> {
        self.id_text.as_deref().filter(|_| self.id.is_none()).and_then(PartialId::parse)
    }

    /// The birth date: of the number, of the row, of what is left of the number, in this order.
    pub(crate) fn born(&self) -> Option<Date> {
        let inside = self.id.map(|id| id.birth());
        inside.or(self.birth).or_else(|| self.partial().and_then(|partial| partial.birth()))
    }

    /// The person as a new record; provisional without a valid number.
    pub(crate) fn person(&self) -> NewPerson {
        let sealed = |text: &Option<String>| text.clone().map(Sealed::new);
        let id_text = self.id_text.clone().filter(|_| self.id.is_none());
        let identity = Identity {
            name: sealed(&self.name),
            citizen_id: self.id.map(|id| Sealed::new(id.unsealed().to_owned())),
            birth: self.born().map(Sealed::new),
            phone: sealed(&self.phone),
            address: sealed(&self.address),
            other: id_text.map(|text| (ID_TEXT.to_owned(), Sealed::new(text))).into_iter().collect::<BTreeMap<_, _>>(),
        };
        NewPerson {
            identity,
            sex: self.id.map(|id| id.sex()).or(self.sex),
            area: self.id.map(|id| id.area()),
            provisional: self.id.is_none(),
        }
    }

    /// Adds to `identity` what it lacks and the row says; answers whether there was anything.
    pub(crate) fn fill_in(&self, identity: &mut Identity) -> bool {
        let places = [
            (&mut identity.name, &self.name),
            (&mut identity.phone, &self.phone),
            (&mut identity.address, &self.address),
        ];
        let mut more = false;
        for (place, said) in places {
            if let (None, Some(said)) = (&place, said) {
                *place = Some(Sealed::new(said.clone()));
                more = true;
            }
        }
        more
    }

    pub(crate) fn record<R>(&self, row: R) -> Record<R> {
        Record {
            row,
            once: None,
            id: self.id,
            partial: self.partial(),
            short: self.id_text.as_deref().filter(|_| self.id.is_none()).and_then(ShortId::parse),
            name: self.name.clone(),
            birth: self.birth,
            phone: self.phone.clone(),
            case_no: self.case_no.clone(),
        }
    }
}

/// A key of linkage as the store looks it up; owns its texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Met {
    NameBirth(String, Date),
    Other(&'static str, String),
}

impl Met {
    fn of(key: &Key) -> Self {
        match key {
            Key::NameBirth(name, birth) => Met::NameBirth(name.clone(), *birth),
            Key::SoundBirth(sound, birth) => Met::Other("sound-birth", format!("{sound}/{birth}")),
            Key::NameEnds(name, ends) => Met::Other("name-ends", format!("{name}/{ends}")),
            Key::NameArea(name, area) => Met::Other("name-area", format!("{name}/{area}")),
            Key::NamePhone(name, phone) => Met::Other("name-phone", format!("{name}/{phone}")),
            Key::NameCase(name, case) => Met::Other("name-case", format!("{name}/{case}")),
        }
    }

    pub(crate) fn lookup(&self) -> Lookup<'_> {
        match self {
            Met::NameBirth(name, birth) => Lookup::NameBirth(name, *birth),
            Met::Other(kind, text) => Lookup::Other(kind, text),
        }
    }
}

/// The keys under which a row meets others, each as linkage and as the store know it.
pub(crate) fn meetings<R>(record: &Record<R>) -> Vec<(Key, Met)> {
    keys(record).into_iter().map(|key| (key.clone(), Met::of(&key))).collect()
}

/// A person of the store as a record that met under `key`: what the key says of them is true, whichever row said it.
pub(crate) fn record_of(person: &Person, key: &Key) -> Record<kernel::id::PersonId> {
    let mut record = Record::new(person.id);
    if let Some(identity) = &person.identity {
        let text = |sealed: &Option<Sealed<String>>| sealed.as_ref().map(|text| text.unseal().clone());
        record.name = text(&identity.name);
        record.id = text(&identity.citizen_id).and_then(|id| CitizenId::parse(&id).ok());
        record.partial = identity.other.get(ID_TEXT).and_then(|text| PartialId::parse(text.unseal()));
        record.short = identity.other.get(ID_TEXT).and_then(|text| ShortId::parse(text.unseal()));
        record.birth = identity.birth.as_ref().map(|birth| *birth.unseal());
        record.phone = text(&identity.phone);
    }
    match key {
        Key::NameBirth(name, birth) => (record.name, record.birth) = (Some(name.clone()), Some(*birth)),
        Key::SoundBirth(_, birth) => record.birth = Some(*birth),
        Key::NameEnds(name, _) | Key::NameArea(name, _) => record.name = Some(name.clone()),
        Key::NamePhone(name, phone) => (record.name, record.phone) = (Some(name.clone()), Some(phone.clone())),
        Key::NameCase(name, case) => (record.name, record.case_no) = (Some(name.clone()), Some(case.clone())),
    }
    record
}
