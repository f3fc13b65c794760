//! Offices: listed, added, changed.
use domain::access::action::{Administer, SeeAdministration};
use domain::access::permit;
use kernel::id::{AreaCode, OfficeId, OrganId};
use kernel::{Label, Mistake};
use store::Claim;
pub use store::accounts::NewOffice;
use store::accounts::Office;

use crate::{Answer, App, Asker, Error, Once};

/// The most characters of a name or a mark.
const LONGEST: usize = 60;

impl App {
    /// The organ of a new office where nobody chooses.
    pub(crate) fn first_organ(&self) -> Answer<OrganId> {
        let first = self.library().organs.first().map(|own| own.id.clone());
        first.ok_or_else(|| Error::fault("the packs have no organ"))
    }

    /// The offices, parents first.
    ///
    /// # Errors
    /// Refuses who may not see the administration.
    pub async fn offices(&self, asker: &Asker) -> Answer<Vec<Office>> {
        permit::<SeeAdministration>(&asker.actor)?;
        Ok(self.store().offices().await?)
    }

    /// Adds an office.
    ///
    /// # Errors
    /// Refuses who may not administer; mistakes in what was typed.
    pub async fn add_office(&self, asker: &Asker, new: NewOffice, once: &Once) -> Answer<OfficeId> {
        permit::<Administer>(&asker.actor)?;
        check(&new.name, &new.area, &new.mark)?;
        if self.library().organs.iter().all(|own| own.id != new.organ) {
            return Err(Error::Mistaken(vec![Mistake::at("organ", "not-a-choice")]));
        }
        // Who answers for an office sees what is under it, and may decide there: that is never another organ's.
        let above = match new.parent {
            Some(parent) => self.store().office(parent).await?,
            None => None,
        };
        if above.is_some_and(|own| own.organ != new.organ) {
            return Err(Error::Mistaken(vec![Mistake::at("parent", "other-organ")]));
        }
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(answer) = tx.claim(&once.0).await? {
            return serde_json::from_value(answer).map_err(Error::fault);
        }
        let id = tx.add_office(new).await?;
        tx.settle(&once.0, &serde_json::to_value(id).map_err(Error::fault)?).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Gives an office another name, area or mark; documents made before keep theirs.
    ///
    /// # Errors
    /// Refuses who may not administer; mistakes in what was typed; [`Error::NotFound`].
    pub async fn change_office(&self, asker: &Asker, id: OfficeId, new: NewOffice, once: &Once) -> Answer<()> {
        permit::<Administer>(&asker.actor)?;
        check(&new.name, &new.area, &new.mark)?;
        let known = self.store().offices().await?.into_iter().find(|own| own.id == id).ok_or(Error::NotFound)?;
        if (&known.area, &known.name, &known.mark) == (&new.area, &new.name, &new.mark) {
            return Ok(());
        }
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(_) = tx.claim(&once.0).await? {
            return Ok(());
        }
        tx.change_office(id, new).await?;
        tx.settle(&once.0, &serde_json::Value::Null).await?;
        Ok(tx.commit().await?)
    }
}

fn check(name: &Label, area: &AreaCode, mark: &str) -> Answer<()> {
    let mut mistakes = vec![];
    for (field, text) in [("name_zh", name.zh.as_str()), ("name_en", name.en.as_str()), ("mark", mark)] {
        if text.trim().is_empty() {
            mistakes.push(Mistake::at(field, "required"));
        } else if text.chars().count() > LONGEST {
            mistakes.push(Mistake::at(field, "too-long").with("max", LONGEST));
        }
    }
    if AreaCode::parse(area.as_str()).is_none() {
        mistakes.push(Mistake::at("area", "no-such-area"));
    }
    if mistakes.is_empty() { Ok(()) } else { Err(Error::Mistaken(mistakes)) }
}
