//! One applicant of a crowd: the acts of a life become theirs.
use domain::cases::Event;
use domain::cases::Stated;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::id::{FactName, PersonId, RoleId};
use kernel::{Sealed, Sex};
use law::facts::Value;
use store::{Identity, NewPerson, PastAct};

use super::lives::{Done, MARK, SERIAL, player};
use super::province::Bench;
use crate::StoryError;

/// Somebody who does not exist, as the simulator makes them.
#[derive(Debug, Clone)]
pub struct Somebody {
    /// The name.
    pub name: String,
    /// The citizen id, 18 characters.
    pub citizen_id: String,
    /// The day of birth.
    pub birth: Date,
    /// The sex.
    pub sex: Sex,
    /// The telephone number.
    pub phone: String,
    /// Where they live.
    pub address: String,
}

/// An applicant: who, where, and under which numbers.
pub(super) struct Applicant<'a> {
    pub(super) who: &'a Somebody,
    pub(super) bench: &'a Bench,
    /// The place in the office's series; used where the case gets a number.
    pub(super) serial: u32,
    /// The number of the harm's own case.
    pub(super) harm: String,
    /// Another minute of the day for each.
    pub(super) minute: i8,
}

impl Somebody {
    /// The person as the house keeps them.
    pub(super) fn person(&self, bench: &Bench) -> NewPerson {
        let identity = Identity {
            name: Some(Sealed::new(self.name.clone())),
            citizen_id: Some(Sealed::new(self.citizen_id.clone())),
            birth: Some(Sealed::new(self.birth)),
            phone: Some(Sealed::new(self.phone.clone())),
            address: Some(Sealed::new(self.address.clone())),
            ..Identity::default()
        };
        NewPerson { identity, sex: Some(self.sex), area: Some(bench.area.clone()), provisional: false }
    }
}

/// The person takes their place in acts that wait for their number.
pub(super) fn settle_in(acts: &mut [PastAct], person: PersonId) {
    for event in acts.iter_mut().flat_map(|past| &mut past.act.events) {
        if let Event::Opened { parties, .. } = event {
            for party in parties {
                party.person = person;
            }
        } else if let Event::Awarded { award } = event {
            award.person = person;
        } else if let Event::PaymentOrdered { person: payee, .. } = event {
            *payee = person;
        }
    }
}

impl Applicant<'_> {
    /// The acts of `life` as this applicant's; their number in the house comes later.
    pub(super) fn acts(&self, life: &[Done], zone: &TimeZone) -> Result<Vec<PastAct>, StoryError> {
        life.iter().map(|done| self.act(done, zone)).collect()
    }

    fn act(&self, done: &Done, zone: &TimeZone) -> Result<PastAct, StoryError> {
        let unreadable = |error: jiff::Error| StoryError::Unreadable(error.to_string());
        let at = done.on.at(10, self.minute, 0, 0).to_zoned(zone.clone()).map_err(unreadable)?.timestamp();
        let who = domain::access::Who::User(player(&self.bench.cast, &done.by)?);
        let mut act = done.act.clone();
        for event in &mut act.events {
            self.own(event, &done.by)?;
        }
        Ok(PastAct { kind: done.kind.clone(), act, who, at })
    }

    fn own(&self, event: &mut Event, by: &RoleId) -> Result<(), StoryError> {
        if let Event::Opened { office, area, .. } = event {
            (*office, *area) = (self.bench.office, self.bench.area.clone());
        } else if let Event::FactsStated { facts, .. } = event {
            for (name, stated) in facts {
                self.fact(name, stated);
            }
        } else if let Event::StepTaken { by: taker, .. } | Event::ChargeTaken { by: taker } = event {
            *taker = domain::access::Who::User(player(&self.bench.cast, by)?).to_string();
        } else if let Event::NumberGiven { number, serial, .. } = event {
            (*number, *serial) = (self.number(number), self.serial);
        } else if let Event::DocumentIssued { number: Some(number), .. } = event {
            *number = self.number(number);
        } else if let Event::PaymentOrdered { payee, account, .. } = event {
            *payee = payee.take().map(|_| self.who.name.clone());
            *account = account.take().map(|_| self.account());
        } else if let Event::Awarded { award } = event {
            award.harm_case.clone_from(&self.harm);
        }
        Ok(())
    }

    fn number(&self, pattern: &str) -> String {
        pattern.replace(MARK, &self.bench.mark).replace(&SERIAL.to_string(), &self.serial.to_string())
    }

    /// No bank has such a number: it begins with the end of one.
    fn account(&self) -> String {
        format!("0000{}", self.who.phone)
    }

    fn fact(&self, name: &FactName, stated: &mut Stated) {
        let text = match name.as_str() {
            "full_name" | "payee_name" => &self.who.name,
            "citizen_id" => &self.who.citizen_id,
            "phone" => &self.who.phone,
            "address" => &self.who.address,
            "original_case_number" => &self.harm,
            "payee_account" => return stated.known.value = Value::Text(self.account()),
            "birth_date" => return stated.known.value = Value::Date(self.who.birth),
            _ => return,
        };
        stated.known.value = Value::Text(text.clone());
    }
}
