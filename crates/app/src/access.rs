//! Signing in, who one is, one's own settings.
use std::collections::BTreeSet;

use domain::access::Act;
use jiff::{SignedDuration, Timestamp};
use kernel::id::{RoleId, UserId};
use kernel::{Count, Label, Language, Mistake, Refusal, Sealed};
use store::Account;
use store::accounts::{AccountChange, Attempt, PasswordBy, SignIn, SignInLimits, hash_password};

use crate::{Answer, App, Asker, Error};

/// Five failures for a name, or forty from an address, within a quarter of an hour, close the door for as long.
const LIMITS: SignInLimits = SignInLimits {
    tries: 5,
    tries_from_address: 40,
    window: SignedDuration::from_mins(15),
    lock: SignedDuration::from_mins(15),
};

/// The fewest characters of a password: length helps more than rules about signs.
const PASSWORD_CHARACTERS: usize = 10;

/// Who one is: what every page of the desk shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// The account.
    pub user: UserId,
    /// The name in each language.
    pub name: Label,
    /// The office.
    pub office: Label,
    /// The roles.
    pub roles: Vec<(RoleId, Label)>,
    /// The language chosen.
    pub language: Option<Language>,
    /// Whether larger type and higher contrast were chosen.
    pub care: bool,
    /// Whether somebody else gave the password: it is changed before anything else.
    pub password_given: bool,
    /// What a session holds of the password: another one has ended it.
    pub password_mark: String,
    /// The doors that are open.
    pub may: BTreeSet<Act>,
    /// New leads, and those at once.
    pub leads: (u64, u64),
    /// Cases that wait for this person's approval or hand.
    pub waiting: Count,
}

impl App {
    /// Lets somebody in.
    ///
    /// # Errors
    /// `ACC-002` for a wrong name or password, `ACC-003` while the door is closed.
    pub async fn sign_in(&self, login: &str, password: &str, address: &str, now: Timestamp) -> Answer<UserId> {
        if login.trim().is_empty() || password.is_empty() {
            let empty = [("login", login.trim().is_empty()), ("password", password.is_empty())];
            let mistakes =
                empty.into_iter().filter(|(_, empty)| *empty).map(|(field, _)| Mistake::at(field, "required"));
            return Err(Error::Mistaken(mistakes.collect()));
        }
        let attempt = Attempt {
            login: login.chars().take(100).collect(),
            password: Sealed::new(password.chars().take(1_000).collect()),
            address: address.to_owned(),
        };
        match self.store().sign_in(&attempt, &LIMITS, now).await? {
            SignIn::Right(user) => Ok(user),
            SignIn::Wrong => Err(Refusal::new("ACC-002").into()),
            SignIn::Locked { until } => {
                let minutes = until.duration_since(now).as_mins().saturating_add(1);
                Err(Refusal::new("ACC-003").with("minutes", minutes).into())
            }
        }
    }

    /// Who sits down at their desk: as one who asks, and what every page shows of them.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account that is gone or closed.
    pub async fn at_desk(&self, user: UserId, now: Timestamp) -> Answer<(Asker, Me)> {
        let account = self.open_account(user).await?;
        let asker = self.asker_of(&account, now).await?;
        let me = self.me(&asker, account).await?;
        Ok((asker, me))
    }

    async fn me(&self, asker: &Asker, account: Account) -> Answer<Me> {
        let leads = if asker.actor.may(Act::SeeLeads) {
            self.lead_counts(asker).await?
        } else {
            crate::leads::LeadCounts::default()
        };
        Ok(Me {
            user: asker.user,
            name: Label::new(account.name_in(Language::Chinese), account.name_in(Language::English)),
            office: asker.office_name.clone(),
            roles: asker
                .actor
                .roles
                .iter()
                .map(|role| (role.clone(), self.library().role_of(&asker.organ, role)))
                .collect(),
            language: account.language,
            care: account.care,
            password_given: account.password_given,
            password_mark: account.password_mark,
            may: asker.actor.grants.iter().map(|grant| grant.act).collect(),
            leads: (leads.all(), leads.red),
            waiting: self.count_waiting_for(asker).await?,
        })
    }

    /// What a session holds of the password of `user`: another one has ended it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account that is gone.
    pub async fn password_mark(&self, user: UserId) -> Answer<String> {
        Ok(self.store().account(user).await?.ok_or(Error::NotFound)?.password_mark)
    }

    /// Keeps the language and the care mode of the asker.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_settings(&self, asker: &Asker, language: Option<Language>, care: Option<bool>) -> Answer<()> {
        let change = AccountChange { language, care, ..AccountChange::default() };
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        tx.change_account(asker.user, change).await?;
        Ok(tx.commit().await?)
    }

    /// Changes the asker's password.
    ///
    /// # Errors
    /// A mistake when the old one is wrong or the new one too short.
    pub async fn change_password(&self, asker: &Asker, old: &str, new: &str) -> Answer<()> {
        if !self.store().is_password(asker.user, &Sealed::new(old.to_owned())).await? {
            return Err(Error::Mistaken(vec![Mistake::at("old", "wrong-password")]));
        }
        check_password("new", new)?;
        let password = Some((hash_password(Sealed::new(new.to_owned())).await?, PasswordBy::Owner));
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        tx.change_account(asker.user, AccountChange { password, ..AccountChange::default() }).await?;
        Ok(tx.commit().await?)
    }
}

/// Refuses a password that is too short, or too long to be one.
pub(crate) fn check_password(field: &str, password: &str) -> Answer<()> {
    let length = password.chars().count();
    if (PASSWORD_CHARACTERS..=200).contains(&length) {
        return Ok(());
    }
    Err(Error::Mistaken(vec![Mistake::at(field, "password-too-short").with("min", PASSWORD_CHARACTERS)]))
}
