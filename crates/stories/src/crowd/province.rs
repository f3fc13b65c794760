//! The offices of a crowd: a province that does not exist, its cities, their counties, and who works there.
use app::App;
use domain::access::Who;
use jiff::Timestamp;
use kernel::Label;
use kernel::id::{AreaCode, OfficeId, OrganId, RoleId};
use store::{NewAccount, NewOffice, PasswordBy, Tx};

use crate::town::{Account, PASSWORD};
use crate::{Cast, StoryError};

/// Cities of the province, and counties of each city.
const CITIES: u32 = 10;
const COUNTIES: u32 = 9;
/// The code of the province; no place in China has a code that begins with 99.
const PROVINCE: u32 = 990_000;

/// The roles of an office that handles cases, each with the login of its account. Two officers share the cases.
const STAFF: [(&str, &str); 6] = [
    ("assistance-officer", "officer"),
    ("assistance-officer", "second"),
    ("intake-clerk", "intake"),
    ("deputy-chief", "deputy"),
    ("chief-meeting", "chief"),
    ("finance-clerk", "finance"),
];

/// An office and one of its officers, with the others who act in the officer's cases.
#[derive(Debug, Clone)]
pub(super) struct Bench {
    pub(super) office: OfficeId,
    pub(super) area: AreaCode,
    pub(super) mark: String,
    pub(super) cast: Cast,
}

/// The offices that handle cases, and accounts to look at them with.
pub(super) struct Province {
    pub(super) benches: Vec<Bench>,
    /// An officer of the first county, and the deputy chief of the province, who sees everything under it.
    pub(super) accounts: Vec<Account>,
}

/// Builds the province in an empty house.
pub(super) async fn settle(app: &App, now: Timestamp) -> Result<Province, StoryError> {
    let password = store::hash_password(kernel::Sealed::new(PASSWORD.to_owned())).await.map_err(app::Error::from)?;
    let mut tx = app.store().begin(&Who::System("founder".to_owned()), now).await.map_err(app::Error::from)?;
    let mut founder = Founder { app, tx: &mut tx, password, benches: vec![], accounts: vec![] };
    let top = founder.office(None, PROVINCE).await?;
    founder.staff(top, PROVINCE).await?;
    for city in 1..=CITIES {
        let code = PROVINCE.saturating_add(city.saturating_mul(100));
        let above = founder.office(Some(top), code).await?;
        founder.staff(above, code).await?;
        for county in 1..=COUNTIES {
            let code = code.saturating_add(county);
            let office = founder.office(Some(above), code).await?;
            founder.staff(office, code).await?;
        }
    }
    let Founder { benches, accounts, .. } = founder;
    tx.commit().await.map_err(app::Error::from)?;
    Ok(Province { benches, accounts })
}

struct Founder<'a> {
    app: &'a App,
    tx: &'a mut Tx,
    password: String,
    benches: Vec<Bench>,
    accounts: Vec<Account>,
}

impl Founder<'_> {
    async fn office(&mut self, parent: Option<OfficeId>, code: u32) -> Result<OfficeId, StoryError> {
        let name = Label::new(format!("{code}人民检察院（演示）"), format!("Procuratorate {code} (demonstration)"));
        let new = NewOffice {
            parent,
            area: AreaCode::new(code.to_string()),
            name,
            mark: format!("演{code}"),
            organ: OrganId::from("procuratorate"),
        };
        Ok(self.tx.add_office(new).await.map_err(app::Error::from)?)
    }

    async fn staff(&mut self, office: OfficeId, code: u32) -> Result<(), StoryError> {
        let (mut first, mut second) = (Cast::new(), Cast::new());
        for (role, login) in STAFF {
            let role = RoleId::from(role);
            let label = self.app.library().role_label(&role);
            let new = NewAccount {
                login: format!("{login}-{code}"),
                name: label.zh.clone(),
                name_en: Some(label.en.clone()),
                password_hash: self.password.clone(),
                password: PasswordBy::Owner,
                language: None,
                roles: vec![(role.clone(), office)],
            };
            let account = Account { role: role.clone(), label, login: new.login.clone() };
            let user = self.tx.add_account(new).await.map_err(app::Error::from)?;
            if login != "second" {
                first.insert(role.clone(), user);
            }
            if login != "officer" {
                second.insert(role.clone(), user);
            }
            let shown = [("officer", PROVINCE.saturating_add(101)), ("deputy", PROVINCE)];
            if shown.contains(&(login, code)) {
                self.accounts.push(account);
            }
        }
        let (area, mark) = (AreaCode::new(code.to_string()), format!("演{code}"));
        self.benches.push(Bench { office, area: area.clone(), mark: mark.clone(), cast: first });
        self.benches.push(Bench { office, area, mark, cast: second });
        Ok(())
    }
}
