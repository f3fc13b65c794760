//! The offices and people of the demonstration: a county's procuratorate and its court, and the offices of the stories.
//!
//! Nobody here is real. Passwords are the same for all and stand on the door: a demonstration holds nothing to guard.
use app::App;
use domain::access::Who;
use jiff::Timestamp;
use kernel::id::{AreaCode, OfficeId, OrganId, RoleId, UserId};
use kernel::{Label, Sealed};
use serde::Deserialize;
use store::{NewAccount, NewOffice, PasswordBy, StoreError, hash_password};

use crate::Cast;

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "rain-in-time";

/// The roles of a whole office, each with the login of its account.
const STAFF: [(&str, &str); 8] = [
    ("assistance-officer", "officer"),
    ("intake-clerk", "intake"),
    ("deputy-chief", "deputy"),
    ("chief-meeting", "chief"),
    ("finance-clerk", "finance"),
    ("analyst", "analyst"),
    ("administrator", "admin"),
    ("auditor", "auditor"),
];

/// The roles that a story needs.
const STORY_STAFF: [(&str, &str); 5] = [
    ("assistance-officer", "officer"),
    ("intake-clerk", "intake"),
    ("deputy-chief", "deputy"),
    ("chief-meeting", "chief"),
    ("finance-clerk", "finance"),
];

/// The town: the county's procuratorate and court, and the offices of the stories.
#[derive(Debug, Clone)]
pub struct Town {
    /// The county's office and its people.
    pub county: Desk,
    /// The county's court and its people.
    pub court: Desk,
    /// The offices of the stories, by area.
    pub elsewhere: Vec<Desk>,
}

impl Town {
    /// Every office with its people.
    pub fn desks(&self) -> impl Iterator<Item = &Desk> {
        [&self.county, &self.court].into_iter().chain(&self.elsewhere)
    }
}

/// An office with its people.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The office.
    pub office: OfficeId,
    /// Its area.
    pub area: AreaCode,
    /// The organ that it belongs to.
    pub organ: OrganId,
    /// Who plays which role.
    pub cast: Cast,
    /// The accounts, as the door shows them.
    pub accounts: Vec<Account>,
}

/// An account as the door shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The role.
    pub role: RoleId,
    /// The role's words.
    pub label: Label,
    /// What to sign in with.
    pub login: String,
}

/// Builds the town in an empty house.
///
/// # Errors
/// When the database fails, or the house is not empty.
pub async fn settle(app: &App, now: Timestamp) -> Result<Town, StoreError> {
    let named = Offices::read()?;
    let county = desk(app, now, named.county.office(), &STAFF, "").await?;
    let court = desk(app, now, named.court.office(), &STORY_STAFF, "-court").await?;
    let (beijing, chengdu) = (named.beijing.office(), named.jinniu.office());
    let elsewhere = vec![
        desk(app, now, beijing, &STORY_STAFF, "-beijing").await?,
        desk(app, now, chengdu, &STORY_STAFF, "-jinniu").await?,
    ];
    Ok(Town { county, court, elsewhere })
}

/// The offices of the demonstration, as `offices.toml` beside this crate names them.
#[derive(Deserialize)]
struct Offices {
    county: OfficeText,
    court: OfficeText,
    beijing: OfficeText,
    jinniu: OfficeText,
}

#[derive(Deserialize)]
struct OfficeText {
    area: AreaCode,
    name: Label,
    mark: String,
    organ: OrganId,
}

impl Offices {
    fn read() -> Result<Self, StoreError> {
        let text = include_str!("../offices.toml");
        toml::from_str(text).map_err(|error| StoreError::Broken { what: format!("offices.toml: {error}") })
    }
}

impl OfficeText {
    fn office(self) -> NewOffice {
        NewOffice { parent: None, area: self.area, name: self.name, mark: self.mark, organ: self.organ }
    }
}

async fn desk(
    app: &App,
    now: Timestamp,
    new: NewOffice,
    staff: &[(&str, &str)],
    suffix: &str,
) -> Result<Desk, StoreError> {
    let password_hash = hash_password(Sealed::new(PASSWORD.to_owned())).await?;
    let (area, organ) = (new.area.clone(), new.organ.clone());
    let mut tx = app.store().begin(&Who::System("founder".to_owned()), now).await?;
    let office = tx.add_office(new).await?;
    let (mut cast, mut accounts) = (Cast::new(), vec![]);
    for (role, login) in staff {
        let (role, login) = (RoleId::from(*role), format!("{login}{suffix}"));
        let label = app.library().role_of(&organ, &role);
        let user = tx.add_account(account(&role, &label, &login, &password_hash, office)).await?;
        cast.insert(role.clone(), user);
        accounts.push(Account { role, label, login });
    }
    tx.commit().await?;
    Ok(Desk { office, area, organ, cast, accounts })
}

fn account(role: &RoleId, label: &Label, login: &str, password_hash: &str, office: OfficeId) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        name: label.zh.clone(),
        name_en: Some(label.en.clone()),
        password_hash: password_hash.to_owned(),
        password: PasswordBy::Owner,
        language: None,
        roles: vec![(role.clone(), office)],
    }
}

/// The account of somebody in the county's office who plays `role`.
#[must_use]
pub fn player(desk: &Desk, role: &str) -> Option<UserId> {
    desk.cast.get(&RoleId::from(role)).copied()
}
