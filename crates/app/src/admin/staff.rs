//! The staff: accounts with roles in offices, added, changed, locked; passwords that somebody else gives hold for one sign-in.
use domain::access::action::{Administer, SeeAdministration};
use domain::access::{Act, Role, Who, incompatible, permit};
use jiff::Timestamp;
use kernel::id::{AreaCode, OfficeId, RoleId, UserId};
use kernel::{Label, Mistake, Refusal, Sealed};
pub use store::accounts::AccountChange;
use store::accounts::{Account, NewAccount, NewOffice, PasswordBy, hash_password};
use store::{Claim, Tx};

use crate::cases::words;
use crate::{Answer, App, Asker, Error, Once, Page};

/// Accounts on a page.
const PAGE: u64 = 50;

/// The role of the first account.
const ADMINISTRATOR: &str = "administrator";
/// The area of an office that nobody has placed yet.
const ANYWHERE: &str = "100000";

/// An account in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// The account.
    pub account: Account,
    /// Its name in the asker's language.
    pub name: String,
    /// Its roles, each with its office.
    pub roles: Vec<(Label, Label)>,
    /// Whether it is locked now.
    pub locked: bool,
}

/// A person to be added to the staff.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewStaff {
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their name on English pages; empty where it is the same.
    pub name_en: String,
    /// Their office.
    pub office: Option<OfficeId>,
    /// Their roles.
    pub roles: Vec<RoleId>,
}

/// A person whom a command adds, in an office that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffByCommand {
    /// The person; the office is found by its name.
    pub staff: NewStaff,
    /// The name of the office; the first office of an empty house is made.
    pub office: String,
    /// The area of an office that is made.
    pub area: Option<AreaCode>,
    /// The mark of an office that is made.
    pub mark: String,
    /// The password; one that holds for one sign-in is made where there is none.
    pub password: Option<String>,
}

/// An account with the password that somebody tells its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The account.
    pub user: UserId,
    /// What they sign in with.
    pub login: String,
    /// The password for the first sign-in; nothing where they chose theirs, or when it was shown before.
    pub password: Option<String>,
}

impl App {
    /// A page of the staff, by number, and how many there are; `after` is where the page before ended.
    ///
    /// # Errors
    /// Refuses who may not see the administration.
    pub async fn staff(&self, asker: &Asker, after: Option<&str>) -> Answer<Page<AccountLine>> {
        permit::<SeeAdministration>(&asker.actor)?;
        let after = after.map(|after| after.parse().map(UserId).map_err(|_| Error::NotFound)).transpose()?;
        let mut accounts = self.store().accounts(after, PAGE.saturating_add(1)).await?;
        let more = accounts.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        accounts.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let next = accounts.last().filter(|_| more).map(|last| last.id.to_string());
        let rows = self.account_lines_of(asker, accounts).await?;
        Ok(Page { rows, total: self.store().count_accounts().await?.into(), next })
    }

    /// One of the staff.
    ///
    /// # Errors
    /// Refuses who may not see the administration; [`Error::NotFound`].
    pub async fn one_of_staff(&self, asker: &Asker, user: UserId) -> Answer<AccountLine> {
        permit::<SeeAdministration>(&asker.actor)?;
        let account = self.store().account(user).await?.ok_or(Error::NotFound)?;
        self.account_lines_of(asker, vec![account]).await?.pop().ok_or(Error::NotFound)
    }

    async fn account_lines_of(&self, asker: &Asker, accounts: Vec<Account>) -> Answer<Vec<AccountLine>> {
        let offices = self.store().offices().await?;
        let at = |id: OfficeId| offices.iter().find(|office| office.id == id);
        let named = |id: OfficeId| at(id).map_or_else(|| words(&id.to_string()), |office| office.name.clone());
        let called = |role: &RoleId, id: OfficeId| {
            at(id).map_or_else(|| self.library().role_label(role), |own| self.library().role_of(&own.organ, role))
        };
        let line = |account: Account| AccountLine {
            name: account.name_in(asker.language).to_owned(),
            roles: account.roles.iter().map(|(role, office)| (called(role, *office), named(*office))).collect(),
            locked: account.locked_until.is_some_and(|until| until > asker.now),
            account,
        };
        Ok(accounts.into_iter().map(line).collect())
    }

    /// Adds a person to the staff, with a password that holds for their first sign-in.
    ///
    /// # Errors
    /// Refuses who may not administer, and roles that nobody may hold together (`ROLE-001`); mistakes in what was typed.
    pub async fn add_staff(&self, asker: &Asker, new: NewStaff, once: &Once) -> Answer<Given> {
        permit::<Administer>(&asker.actor)?;
        let office = new.office.ok_or_else(|| Error::Mistaken(vec![Mistake::at("office", "required")]))?;
        check_staff(&new)?;
        self.check_roles(&new.roles)?;
        let login = new.login.trim().to_lowercase();
        let password = one_time_password()?;
        let account = account(new, office, (&password, PasswordBy::Giver)).await?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(answer) = tx.claim(&once.0).await? {
            return Ok(Given { user: serde_json::from_value(answer).map_err(Error::fault)?, login, password: None });
        }
        let user = add(&mut tx, account).await?;
        tx.settle(&once.0, &serde_json::to_value(user).map_err(Error::fault)?).await?;
        tx.commit().await?;
        Ok(Given { user, login, password: Some(password) })
    }

    /// Gives an account a password that holds for one sign-in, and lifts the lock of too many failures. Sessions that
    /// its owner has elsewhere end. The same form sent twice gives one password, shown the first time.
    ///
    /// # Errors
    /// Refuses who may not administer; [`Error::NotFound`].
    pub async fn give_password(&self, asker: &Asker, user: UserId, once: &Once) -> Answer<Given> {
        permit::<Administer>(&asker.actor)?;
        let account = self.store().account(user).await?.ok_or(Error::NotFound)?;
        let password = one_time_password()?;
        let hash = hash_password(Sealed::new(password.clone())).await?;
        let change =
            AccountChange { password: Some((hash, PasswordBy::Giver)), unlock: true, ..AccountChange::default() };
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(_) = tx.claim(&once.0).await? {
            return Ok(Given { user, login: account.login, password: None });
        }
        tx.change_account(user, change).await?;
        tx.settle(&once.0, &serde_json::Value::Null).await?;
        tx.commit().await?;
        Ok(Given { user, login: account.login, password: Some(password) })
    }

    /// Changes the name or roles of an account, unlocks it, closes it or opens it again.
    ///
    /// # Errors
    /// Refuses who may not administer, roles that nobody may hold together (`ROLE-001`), and to leave the house without
    /// an administrator (`ROLE-002`).
    pub async fn change_staff(&self, asker: &Asker, user: UserId, change: AccountChange, once: &Once) -> Answer<()> {
        permit::<Administer>(&asker.actor)?;
        if let Some(roles) = &change.roles {
            self.check_roles(&roles.iter().map(|(role, _)| role.clone()).collect::<Vec<_>>())?;
        }
        let leaves = change.disabled == Some(true)
            || change.roles.as_ref().is_some_and(|roles| !roles.iter().any(|(role, _)| self.administers(role)));
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(_) = tx.claim(&once.0).await? {
            return Ok(());
        }
        // Within the transaction: two who close each other at once must not both go.
        if leaves && !tx.others_hold(user, &self.administering()).await? {
            return Err(Refusal::new("ROLE-002").into());
        }
        tx.change_account(user, change).await?;
        tx.settle(&once.0, &serde_json::Value::Null).await?;
        Ok(tx.commit().await?)
    }

    /// Adds a person from the command line; the first office of an empty house is made with them.
    ///
    /// # Errors
    /// Mistakes in what was given; at `office` when the house has offices and none is called so.
    pub async fn add_staff_by_command(&self, new: StaffByCommand, now: Timestamp) -> Answer<Given> {
        check_staff(&new.staff)?;
        self.check_roles(&new.staff.roles)?;
        let (login, generated) = (new.staff.login.trim().to_lowercase(), one_time_password()?);
        let (password, by) = match &new.password {
            Some(own) => {
                crate::access::check_password("password", own)?;
                (own, PasswordBy::Owner)
            }
            None => (&generated, PasswordBy::Giver),
        };
        let offices = self.store().offices().await?;
        let called = offices.iter().find(|own| own.name.zh == new.office || own.name.en == new.office);
        let mut tx = self.store().begin(&Who::System("command-line".to_owned()), now).await?;
        let office = match called {
            Some(office) => office.id,
            None if offices.is_empty() => {
                let name = Label::new(&new.office, &new.office);
                let area = new.area.unwrap_or_else(|| AreaCode::from(ANYWHERE));
                let organ = self.first_organ()?;
                tx.add_office(NewOffice { parent: None, area, name, mark: new.mark, organ }).await?
            }
            None => {
                let there: Vec<&str> = offices.iter().map(|own| own.name.zh.as_str()).collect();
                return Err(Error::Mistaken(vec![
                    Mistake::at("office", "no-such-office").with("there", there.join(", ")),
                ]));
            }
        };
        let user = add(&mut tx, account(new.staff, office, (password, by)).await?).await?;
        tx.commit().await?;
        Ok(Given { user, login, password: (by == PasswordBy::Giver).then_some(generated) })
    }

    /// Founds an empty house: one office, to be named by its administrator, and the administrator's account.
    ///
    /// # Errors
    /// [`Error::Changed`] when the house is not empty.
    pub async fn found(&self, now: Timestamp) -> Answer<Given> {
        if !self.store().offices().await?.is_empty() {
            return Err(Error::Changed);
        }
        let roles = vec![RoleId::from(ADMINISTRATOR)];
        let staff = NewStaff { login: "admin".to_owned(), name: "admin".to_owned(), roles, ..NewStaff::default() };
        let new =
            StaffByCommand { staff, office: "Office".to_owned(), area: None, mark: String::new(), password: None };
        self.add_staff_by_command(new, now).await
    }

    fn administers(&self, role: &RoleId) -> bool {
        let role = self.library().roles.get(role);
        role.is_some_and(|role| role.grants.iter().any(|grant| grant.act == Act::Administer))
    }

    /// The roles that may administer.
    fn administering(&self) -> Vec<RoleId> {
        self.library().roles.keys().filter(|role| self.administers(role)).cloned().collect()
    }

    fn check_roles(&self, roles: &[RoleId]) -> Answer<()> {
        if roles.is_empty() {
            return Err(Error::Mistaken(vec![Mistake::at("roles", "required")]));
        }
        let known: Vec<&Role> = roles.iter().filter_map(|role| self.library().roles.get(role)).collect();
        let strange: Vec<&str> =
            roles.iter().filter(|role| !self.library().roles.contains_key(*role)).map(RoleId::as_str).collect();
        if !strange.is_empty() {
            let there: Vec<&str> = self.library().roles.keys().map(RoleId::as_str).collect();
            let mistake = Mistake::at("roles", "no-such-role").with("role", strange.join(", "));
            return Err(Error::Mistaken(vec![mistake.with("there", there.join(", "))]));
        }
        match incompatible(&known).first() {
            Some((one, other)) => {
                let refusal = Refusal::new("ROLE-001").with_called("one", one, self.library().role_label(one));
                Err(refusal.with_called("other", other, self.library().role_label(other)).into())
            }
            None => Ok(()),
        }
    }
}

async fn account(new: NewStaff, office: OfficeId, password: (&str, PasswordBy)) -> Answer<NewAccount> {
    let english = new.name_en.trim();
    Ok(NewAccount {
        login: new.login.trim().to_owned(),
        name: new.name.trim().to_owned(),
        name_en: (!english.is_empty()).then(|| english.to_owned()),
        password_hash: hash_password(Sealed::new(password.0.to_owned())).await?,
        password: password.1,
        language: None,
        roles: new.roles.into_iter().map(|role| (role, office)).collect(),
    })
}

async fn add(tx: &mut Tx, account: NewAccount) -> Answer<UserId> {
    let taken = |error: store::StoreError| {
        if matches!(error, store::StoreError::Taken { .. }) {
            return Error::Mistaken(vec![Mistake::at("login", "login-taken")]);
        }
        error.into()
    };
    tx.add_account(account).await.map_err(taken)
}

fn check_staff(new: &NewStaff) -> Answer<()> {
    let mut mistakes = vec![];
    let login = new.login.trim();
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    if !(2..=40).contains(&login.chars().count()) || !login.chars().all(plain) {
        mistakes.push(Mistake::at("login", "bad-login"));
    }
    if !(1..=50).contains(&new.name.trim().chars().count()) {
        mistakes.push(Mistake::at("name", "required"));
    }
    if new.name_en.chars().count() > 50 {
        mistakes.push(Mistake::at("name_en", "too-long").with("max", 50));
    }
    if mistakes.is_empty() { Ok(()) } else { Err(Error::Mistaken(mistakes)) }
}

/// Twelve signs that nobody mistakes for one another when they are read out: sixty bits, good for one sign-in.
fn one_time_password() -> Answer<String> {
    const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes).map_err(Error::fault)?;
    let sign = |byte: &u8| SIGNS.get(usize::from(byte & 31)).map(|sign| char::from(*sign));
    let groups = bytes.chunks(4).map(|group| group.iter().filter_map(sign).collect::<String>());
    Ok(groups.collect::<Vec<_>>().join("-"))
}
