//! Who asks, the shapes of answers, and whom an asker sees unmasked.
use std::collections::BTreeMap;

use domain::access::{Actor, Who};
use domain::masks::Seen;
use jiff::Timestamp;
use kernel::id::{OfficeId, PersonId, RoleId, UserId};

pub use intake::asking::{Answer, Asker, Error, Once, Page, Shown, Typed, actor_name, civil_day, user_of};

use crate::App;

/// How long personal text stays unmasked once a reason was given: long enough for one call, not for a day.
const UNMASKED_MINUTES: i64 = 15;

impl App {
    /// The asker behind `user` at `now`, with the grants of their roles.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account that is gone or closed.
    pub async fn asker(&self, user: UserId, now: Timestamp) -> Answer<Asker> {
        let account = self.store().account(user).await?.filter(|account| !account.disabled).ok_or(Error::NotFound)?;
        let office = account.roles.first().map(|(_, office)| *office).ok_or(Error::NotFound)?;
        let office = self.store().office(office).await?.ok_or(Error::NotFound)?;
        let roles = account.roles.iter().filter(|(_, own)| *own == office.id).map(|(role, _)| role.clone());
        let actor = self.actor(Who::User(user), office.id, office.path.clone(), roles);
        let today = civil_day(now)?;
        let language = account.language.unwrap_or_default();
        let name = account.name_in(language).to_owned();
        Ok(Asker { actor, user, name, office: office.id, office_name: office.name, language, now, today })
    }

    /// The names of the staff, in the asker's language.
    pub(crate) async fn officers(
        &self,
        asker: &Asker,
        users: impl IntoIterator<Item = UserId>,
    ) -> Answer<BTreeMap<UserId, String>> {
        Ok(self.store().account_names(&users.into_iter().collect(), asker.language).await?)
    }

    fn actor(&self, who: Who, office: OfficeId, office_path: String, roles: impl Iterator<Item = RoleId>) -> Actor {
        let roles: std::collections::BTreeSet<RoleId> = roles.collect();
        let held = roles.iter().filter_map(|role| self.library().roles.get(role));
        let grants = held.flat_map(|role| role.grants.clone()).collect();
        Actor { who, office, office_path, roles, grants }
    }

    /// Lets `asker` see the person of these records unmasked for a while; the caller has recorded the reason.
    pub(crate) fn unmask_for_a_while(&self, asker: &Asker, records: &[PersonId]) -> Answer<()> {
        let until = asker.now.checked_add(jiff::Span::new().minutes(UNMASKED_MINUTES)).map_err(Error::fault)?;
        let mut all = self.parts().unmasked.lock().map_err(|_| Error::fault("a lock was left poisoned"))?;
        all.retain(|_, end| *end > asker.now);
        all.extend(records.iter().map(|person| ((asker.user, *person), until)));
        Ok(())
    }

    /// How `asker` sees `person` now.
    pub(crate) fn seen(&self, asker: &Asker, person: PersonId) -> Seen {
        if self.unmasked_until(asker, person).is_some() { Seen::Open } else { Seen::Masked }
    }

    /// Until when `asker` sees `person` unmasked; not at all when nothing.
    pub(crate) fn unmasked_until(&self, asker: &Asker, person: PersonId) -> Option<Timestamp> {
        let all: std::sync::MutexGuard<'_, BTreeMap<_, _>> = self.parts().unmasked.lock().ok()?;
        all.get(&(asker.user, person)).copied().filter(|until| *until > asker.now)
    }
}
