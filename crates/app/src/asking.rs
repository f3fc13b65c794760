//! Who asks, the shapes of answers, and whom an asker sees unmasked.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Actor, Grant, Scope, Who};
use domain::masks::Seen;
use jiff::Timestamp;
use kernel::id::{PersonId, RoleId, UserId};
use store::{Account, Office};

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
        self.asker_of(&self.open_account(user).await?, now).await
    }

    /// The account, unless it is gone or closed.
    pub(crate) async fn open_account(&self, user: UserId) -> Answer<Account> {
        self.store().account(user).await?.filter(|account| !account.disabled).ok_or(Error::NotFound)
    }

    pub(crate) async fn asker_of(&self, account: &Account, now: Timestamp) -> Answer<Asker> {
        let office = account.roles.first().map(|(_, office)| *office).ok_or(Error::NotFound)?;
        let (office, others) = self.store().office_with_others(office).await?.ok_or(Error::NotFound)?;
        let roles = account.roles.iter().filter(|(_, own)| *own == office.id).map(|(role, _)| role.clone());
        let actor = self.actor(Who::User(account.id), (&office, others), roles.collect());
        let today = civil_day(now)?;
        let language = account.language.unwrap_or_default();
        let name = account.name_in(language).to_owned();
        let (office, office_name, organ) = (office.id, office.name, office.organ);
        Ok(Asker { actor, user: account.id, name, office, office_name, organ, language, now, today })
    }

    /// The names of the staff, in the asker's language.
    pub(crate) async fn officers(
        &self,
        asker: &Asker,
        users: impl IntoIterator<Item = UserId>,
    ) -> Answer<BTreeMap<UserId, String>> {
        Ok(self.store().account_names(&users.into_iter().collect(), asker.language).await?)
    }

    fn actor(&self, who: Who, (office, others): (&Office, bool), roles: BTreeSet<RoleId>) -> Actor {
        let held = roles.iter().filter_map(|role| self.library().roles.get(role));
        let mut grants: Vec<Grant> = held.flat_map(|role| role.grants.clone()).collect();
        // An office that has none under it is all that is under it; a database finds its rows sooner so.
        for grant in grants.iter_mut().filter(|grant| grant.scope == Scope::Subtree && !others) {
            grant.scope = Scope::Office;
        }
        Actor { who, office: office.id, office_path: office.path.clone(), roles, grants }
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
