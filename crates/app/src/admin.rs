//! Administration: offices, people and roles, packs and figures, the journal and its proof.
use domain::access::action::{Administer, ReadJournal, SeeAdministration};
use domain::access::{Role, Who, incompatible, permit};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::{AreaCode, EntryId, OfficeId, RoleId, UserId};
use kernel::{Citation, Confidence, Fen, Label, Mistake, Refusal, Sealed};
use law::figures::Figure;
use store::Claim;
use store::accounts::{Account, NewAccount, Office, hash_password};
pub use store::accounts::{AccountChange, NewOffice};
use store::journal::JournalFilter;

use crate::cases::{JournalLine, words};
use crate::{Answer, App, Asker, Error, Once};

/// How many entries a page of the journal has.
const ENTRIES: u64 = 50;
/// The role of the first account.
const ADMINISTRATOR: &str = "administrator";

/// An account in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// The account.
    pub account: Account,
    /// Its roles, each with its office.
    pub roles: Vec<(Label, Label)>,
    /// Whether it is locked now.
    pub locked: bool,
}

/// A published figure on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLine {
    /// What it is.
    pub statistic: Label,
    /// Where.
    pub area: AreaCode,
    /// The year that it describes.
    pub year: i16,
    /// From when on it counts.
    pub from: Date,
    /// Until when.
    pub until: Option<Date>,
    /// How much.
    pub amount: Fen,
    /// Where it was published, and how sure we are.
    pub source: Citation,
    /// Whether it is invented.
    pub demonstration: bool,
}

/// A person to be added to the staff.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewStaff {
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their first password.
    pub password: String,
    /// Their office.
    pub office: Option<OfficeId>,
    /// Their roles.
    pub roles: Vec<RoleId>,
}

/// How the proof of the journal came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Entries in the chain.
    pub entries: u64,
    /// The first entry that does not fit, and why.
    pub broken: Option<(EntryId, String)>,
    /// Cases compared with their rows.
    pub cases: u64,
    /// Cases that differ from their rows.
    pub different: usize,
    /// Cases of which more was paid than granted.
    pub overpaid: usize,
}

impl Proof {
    /// Whether everything fits.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.broken.is_none() && self.different == 0 && self.overpaid == 0
    }
}

impl App {
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
        let mut mistakes = vec![];
        let empty = [("name_zh", &new.name.zh), ("name_en", &new.name.en), ("mark", &new.mark)];
        mistakes.extend(
            empty.iter().filter(|(_, text)| text.trim().is_empty()).map(|(field, _)| Mistake::at(*field, "required")),
        );
        if new.area.as_str().len() != 6 || !new.area.as_str().bytes().all(|byte| byte.is_ascii_digit()) {
            mistakes.push(Mistake::at("area", "no-such-area"));
        }
        if !mistakes.is_empty() {
            return Err(Error::Mistaken(mistakes));
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

    /// The staff.
    ///
    /// # Errors
    /// Refuses who may not see the administration.
    pub async fn staff(&self, asker: &Asker) -> Answer<Vec<AccountLine>> {
        permit::<SeeAdministration>(&asker.actor)?;
        let offices = self.store().offices().await?;
        let accounts = self.store().accounts(None, 1_000).await?;
        let named = |id: OfficeId| {
            let office = offices.iter().find(|office| office.id == id);
            office.map_or_else(|| words(&id.to_string()), |office| office.name.clone())
        };
        let line = |account: Account| AccountLine {
            roles: account
                .roles
                .iter()
                .map(|(role, office)| (self.library().role_label(role), named(*office)))
                .collect(),
            locked: account.locked_until.is_some_and(|until| until > asker.now),
            account,
        };
        Ok(accounts.into_iter().map(line).collect())
    }

    /// Adds a person to the staff.
    ///
    /// # Errors
    /// Refuses who may not administer, and roles that nobody may hold together (`ROLE-001`); mistakes in what was typed.
    pub async fn add_staff(&self, asker: &Asker, new: NewStaff, once: &Once) -> Answer<UserId> {
        permit::<Administer>(&asker.actor)?;
        let office = new.office.ok_or_else(|| Error::Mistaken(vec![Mistake::at("office", "required")]))?;
        check_staff(&new)?;
        crate::access::check_password("password", &new.password)?;
        self.check_roles(&new.roles)?;
        let password_hash = hash_password(Sealed::new(new.password)).await?;
        let account = NewAccount {
            login: new.login.trim().to_owned(),
            name: new.name.trim().to_owned(),
            password_hash,
            language: None,
            roles: new.roles.into_iter().map(|role| (role, office)).collect(),
        };
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(answer) = tx.claim(&once.0).await? {
            return serde_json::from_value(answer).map_err(Error::fault);
        }
        let taken = |error: store::StoreError| {
            if matches!(error, store::StoreError::Taken { .. }) {
                return Error::Mistaken(vec![Mistake::at("login", "login-taken")]);
            }
            Error::from(error)
        };
        let id = tx.add_account(account).await.map_err(taken)?;
        tx.settle(&once.0, &serde_json::to_value(id).map_err(Error::fault)?).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes the roles of an account, unlocks it, closes it, or gives it a new password.
    ///
    /// # Errors
    /// Refuses who may not administer, and roles that nobody may hold together (`ROLE-001`).
    pub async fn change_staff(&self, asker: &Asker, user: UserId, change: AccountChange) -> Answer<()> {
        permit::<Administer>(&asker.actor)?;
        if let Some(roles) = &change.roles {
            self.check_roles(&roles.iter().map(|(role, _)| role.clone()).collect::<Vec<_>>())?;
        }
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        tx.change_account(user, change).await?;
        Ok(tx.commit().await?)
    }

    fn check_roles(&self, roles: &[RoleId]) -> Answer<()> {
        if roles.is_empty() {
            return Err(Error::Mistaken(vec![Mistake::at("roles", "required")]));
        }
        let known: Vec<&Role> = roles.iter().filter_map(|role| self.library().roles.get(role)).collect();
        if known.len() != roles.len() {
            return Err(Error::Mistaken(vec![Mistake::at("roles", "not-a-choice")]));
        }
        match incompatible(&known).first() {
            Some((one, other)) => {
                let (one, other) = (self.library().role_label(one), self.library().role_label(other));
                Err(Refusal::new("ROLE-001")
                    .with("one-zh", one.zh)
                    .with("one-en", one.en)
                    .with("other-zh", other.zh)
                    .with("other-en", other.en)
                    .into())
            }
            None => Ok(()),
        }
    }

    /// Founds an empty house: one office, to be named by its administrator, and the administrator's account.
    ///
    /// # Errors
    /// [`Error::Changed`] when the house is not empty.
    pub async fn found(&self, password: &str, now: Timestamp) -> Answer<()> {
        if !self.store().offices().await?.is_empty() {
            return Err(Error::Changed);
        }
        let password_hash = hash_password(Sealed::new(password.to_owned())).await?;
        let mut tx = self.store().begin(&Who::System("founder".to_owned()), now).await?;
        let (area, name) = (AreaCode::from("100000"), Label::new("Office", "Office"));
        let office = tx.add_office(NewOffice { parent: None, area, name, mark: String::new() }).await?;
        let roles = vec![(RoleId::from(ADMINISTRATOR), office)];
        let (login, name) = ("admin".to_owned(), "admin".to_owned());
        tx.add_account(NewAccount { login, name, password_hash, language: None, roles }).await?;
        Ok(tx.commit().await?)
    }

    /// Every published figure, those to be confirmed first.
    ///
    /// # Errors
    /// Refuses who may not see the administration.
    pub fn figures(&self, asker: &Asker) -> Answer<Vec<FigureLine>> {
        permit::<SeeAdministration>(&asker.actor)?;
        let mut all: Vec<FigureLine> = self.library().figures.iter().map(|figure| self.figure_line(figure)).collect();
        let doubt = |line: &FigureLine| (!line.demonstration, line.source.confidence != Confidence::M);
        all.sort_by(|a, b| (doubt(a), &a.area, b.from).cmp(&(doubt(b), &b.area, a.from)));
        Ok(all)
    }

    fn figure_line(&self, figure: &Figure) -> FigureLine {
        let statistic = self.library().figures.statistic(figure.statistic.as_str());
        FigureLine {
            statistic: statistic.map_or_else(|| words(figure.statistic.as_str()), |own| own.label.clone()),
            area: figure.area.clone(),
            year: figure.year,
            from: figure.effective_from,
            until: figure.until,
            amount: figure.amount,
            source: figure.source.clone(),
            demonstration: figure.demonstration,
        }
    }

    /// The journal, newest first, before an entry.
    ///
    /// # Errors
    /// Refuses who may not read it.
    pub async fn journal(&self, asker: &Asker, before: Option<EntryId>) -> Answer<Vec<JournalLine>> {
        let allowed = permit::<ReadJournal>(&asker.actor)?;
        let filter = JournalFilter { before, ..JournalFilter::default() };
        let entries = self.store().read_back(&allowed, &filter, ENTRIES).await?;
        let officers = self.store().account_names().await?;
        let line = |entry: store::Entry| JournalLine {
            entry: entry.id,
            at: entry.at,
            who: crate::cases::actor_name(&entry.actor, &officers),
            what: words(&format!("{} · {}", entry.stream, entry.kind)),
            hash: entry.hash,
        };
        Ok(entries.into_iter().map(line).collect())
    }

    /// Proves the chain and the rows of every case.
    ///
    /// # Errors
    /// Refuses who may not read the journal; when the database does not answer.
    pub async fn prove(&self, asker: &Asker) -> Answer<Proof> {
        permit::<ReadJournal>(&asker.actor)?;
        self.verify().await
    }

    /// Proves the chain and the rows of every case, for the command line.
    ///
    /// # Errors
    /// When the database does not answer; what does not fit is the answer.
    pub async fn verify(&self) -> Answer<Proof> {
        let chain = self.store().verify_chain(EntryId(0)).await?;
        let rows = self.store().verify_cases().await?;
        Ok(Proof {
            entries: chain.entries,
            broken: chain.first_bad,
            cases: rows.cases,
            different: rows.different.len(),
            overpaid: rows.overpaid.len(),
        })
    }
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
    if mistakes.is_empty() { Ok(()) } else { Err(Error::Mistaken(mistakes)) }
}
