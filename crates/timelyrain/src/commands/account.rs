//! `account add`: a person who may sign in; in an empty house the first office with them.
use std::io::Read;

use app::admin::{NewStaff, StaffByCommand};
use clap::{Args, Subcommand};
use kernel::id::{AreaCode, RoleId};
use serde_json::json;

use super::Site;
use crate::opening;
use crate::say::{self, Failure};

/// The longest password that is read: longer ones are a file that somebody sent by mistake.
const LONGEST: u64 = 1_000;

/// Accounts of the staff.
#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Add a person; in an empty house the office as well.
    Add(Box<Add>),
}

/// Adds a person.
#[derive(Debug, Args)]
pub(crate) struct Add {
    #[command(flatten)]
    site: Site,
    /// The office by its name; made when the house has none yet.
    #[arg(long)]
    office: String,
    /// A role by its name in the packs, such as administrator; may be given more than once.
    #[arg(long, required = true)]
    role: Vec<String>,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// The person's name on English pages.
    #[arg(long, default_value = "")]
    name_en: String,
    /// What the person signs in with.
    #[arg(long, default_value = "admin")]
    login: String,
    /// The area of an office that is made, six digits.
    #[arg(long, value_parser = area)]
    area: Option<AreaCode>,
    /// What stands in the numbers of documents of an office that is made.
    #[arg(long, default_value = "")]
    mark: String,
    /// Read the password from standard input; without it one is made that holds for one sign-in.
    #[arg(long)]
    password_stdin: bool,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

/// An area as typed.
pub(super) fn area(text: &str) -> Result<AreaCode, String> {
    AreaCode::parse(text).ok_or_else(|| "an area has six digits, such as 510106".to_owned())
}

impl Account {
    /// Does it.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        match self {
            Account::Add(own) => own.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> Result<(), Failure> {
        let password = if self.password_stdin { Some(typed()?) } else { None };
        let app = opening::open_without_press(&self.site.config()?).await?;
        let staff = NewStaff {
            login: self.login,
            name: self.name,
            name_en: self.name_en,
            office: None,
            roles: self.role.iter().map(|role| RoleId::from(role.as_str())).collect(),
        };
        let new = StaffByCommand { staff, office: self.office, area: self.area, mark: self.mark, password };
        let given = app.add_staff_by_command(new, opening::now()).await?;
        if self.json {
            return say::json(&json!({ "user": given.user, "login": given.login, "password": given.password }));
        }
        say::text(&format!("sign in as {}", given.login))?;
        match given.password {
            Some(password) => say::text(&format!("password for the first sign-in, shown once: {password}")),
            None => Ok(()),
        }
    }
}

/// The password on standard input, without the end of its line.
fn typed() -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::io::stdin().lock().take(LONGEST).read_to_string(&mut text);
    read.map_err(|error| Failure::Told(format!("standard input: {error}")))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
