//! Erasing a person for good: what it means is told first, whoever does it says why, and a tombstone stays.
//!
//! Never: while a case of theirs is open. The chain of the journal stays whole; what was sealed for them opens no more.
use domain::access::action::ErasePeople;
use domain::access::permit;
use domain::leads::{Lead, LeadEvent, Verdict};
use intake::screening::ERASED;
use kernel::id::PersonId;
use kernel::{Mistake, Refusal};
use store::{Claim, Erasure};

use super::PersonRow;
use super::pairs::reason;
use crate::{Answer, App, Asker, Error, Once};

/// What erasing a person means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasePage {
    /// Who.
    pub row: PersonRow,
    /// What hangs on them.
    pub erasure: Erasure,
}

/// An erasure as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasing {
    /// Whether the consequences were ticked as read.
    pub read: bool,
    /// Why. It rests in the open, so that it can be read when the person cannot.
    pub reason: String,
    /// The key of the form.
    pub once: Once,
}

impl App {
    /// What erasing `id` means.
    ///
    /// # Errors
    /// [`Error::NotFound`] when they are out of reach or erased already.
    pub async fn erase_page(&self, asker: &Asker, id: PersonId) -> Answer<ErasePage> {
        let allowed = permit::<ErasePeople>(&asker.actor)?;
        let (person, _) = self.whole(&allowed, id).await?.ok_or(Error::NotFound)?;
        let erasure = self.store().erasure(&allowed, person.id).await?.ok_or(Error::NotFound)?;
        Ok(ErasePage { row: self.person_row(asker, &person), erasure })
    }

    /// Erases `id` with every record that they are. The same form twice is done once.
    ///
    /// # Errors
    /// `PPL-003` while a case of theirs is open; asks for a reason and for the consequences to be read.
    pub async fn erase_person(&self, asker: &Asker, id: PersonId, wanted: &Erasing) -> Answer<()> {
        let allowed = permit::<ErasePeople>(&asker.actor)?;
        let why = reason(&wanted.reason)?;
        if !wanted.read {
            return Err(Error::Mistaken(vec![Mistake::at("read", "required")]));
        }
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let token = format!("erase:{id}:{}", wanted.once.0);
        if let Claim::Done(_) = tx.claim(&token).await? {
            return Ok(());
        }
        let erasure = self.store().erasure(&allowed, id).await?.ok_or(Error::NotFound)?;
        if erasure.open_cases > 0 {
            return Err(Refusal::new("PPL-003").with("cases", erasure.open_cases).into());
        }
        let same = tx.known_as(id).await?;
        for lead in self.store().leads_of(&same).await? {
            self.withdraw(asker, &mut tx, lead).await?;
        }
        tx.erase_person(id, why).await?;
        tx.settle(&token, &serde_json::Value::Null).await?;
        // The tables hold birth dates and amounts under the person's number: the entry asks for the job that makes them anew.
        Ok(tx.commit().await?)
    }

    async fn withdraw(&self, asker: &Asker, tx: &mut store::Tx, lead: Lead) -> Answer<()> {
        if lead.is_settled(asker.today) {
            return Ok(());
        }
        let verdict = Verdict::Withdrawn { ground: ERASED.to_owned() };
        let (by, on) = (asker.actor.who.to_string(), asker.today);
        tx.save_lead(&lead, LeadEvent::Judged { verdict, by, on, reason: String::new() }).await?;
        Ok(())
    }
}
