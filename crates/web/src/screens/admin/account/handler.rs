//! One account: added, changed, unlocked, closed.
use app::admin::{AccountChange, AccountLine, NewStaff};
use axum::response::Response;
use kernel::id::{OfficeId, RoleId, UserId};

use super::AccountFormPage;
use crate::edge::{Desk, FormBody, Id, Trouble};
use crate::forms::field::Line;
use crate::forms::{Choice, Field, Input};
use crate::page::Area;
use crate::say::{FormSaid, Say};

/// `GET /admin/people/new`
pub(crate) async fn new(desk: Desk) -> Result<Response, Trouble> {
    Desk::page(&fresh(&desk, FormSaid::FRESH).await?)
}

/// `POST /admin/people/new`
pub(crate) async fn add(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let staff = NewStaff {
        login: form.get("login").to_owned(),
        name: form.get("name").to_owned(),
        password: form.get("password").to_owned(),
        office: form.get("office").parse::<OfficeId>().ok(),
        roles: form.many("roles").iter().map(|role| RoleId::from(role.as_str())).collect(),
    };
    match desk.app.add_staff(&desk.asker, staff, &form.once()).await {
        Ok(_) => desk.done(vec![desk.words.say("account-added").into_owned()], "/admin/people").await,
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = form.typed();
            Desk::again(&fresh(&desk, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /admin/people/{id}`
pub(crate) async fn show(desk: Desk, Id(id): Id<UserId>) -> Result<Response, Trouble> {
    let line = find(&desk, id).await?;
    Desk::page(&known(&desk, &line, FormSaid::FRESH).await?)
}

/// `POST /admin/people/{id}`
pub(crate) async fn save(desk: Desk, Id(id): Id<UserId>, form: FormBody) -> Result<Response, Trouble> {
    let line = find(&desk, id).await?;
    let office = line.account.roles.first().map(|(_, office)| *office).ok_or(Trouble::NotFound)?;
    let roles = form.many("roles").iter().map(|role| (RoleId::from(role.as_str()), office)).collect();
    let name = form.get("name").trim().to_owned();
    let change =
        AccountChange { roles: Some(roles), name: (!name.is_empty()).then_some(name), ..AccountChange::default() };
    match desk.app.change_staff(&desk.asker, id, change).await {
        Ok(()) => desk.done(vec![desk.words.say("me-saved").into_owned()], "/admin/people").await,
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = form.typed();
            Desk::again(&known(&desk, &line, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/people/{id}/unlock`
pub(crate) async fn unlock(desk: Desk, Id(id): Id<UserId>, _form: FormBody) -> Result<Response, Trouble> {
    change(&desk, id, AccountChange { unlock: true, ..AccountChange::default() }).await
}

/// `POST /admin/people/{id}/close`
pub(crate) async fn close(desk: Desk, Id(id): Id<UserId>, _form: FormBody) -> Result<Response, Trouble> {
    change(&desk, id, AccountChange { disabled: Some(true), ..AccountChange::default() }).await
}

/// `POST /admin/people/{id}/reopen`
pub(crate) async fn reopen(desk: Desk, Id(id): Id<UserId>, _form: FormBody) -> Result<Response, Trouble> {
    change(&desk, id, AccountChange { disabled: Some(false), ..AccountChange::default() }).await
}

async fn change(desk: &Desk, id: UserId, change: AccountChange) -> Result<Response, Trouble> {
    desk.app.change_staff(&desk.asker, id, change).await?;
    desk.done(vec![desk.words.say("me-saved").into_owned()], &format!("/admin/people/{id}")).await
}

async fn find(desk: &Desk, id: UserId) -> Result<AccountLine, Trouble> {
    desk.app.staff(&desk.asker).await?.into_iter().find(|line| line.account.id == id).ok_or(Trouble::NotFound)
}

async fn known(desk: &Desk, line: &AccountLine, said: FormSaid<'_>) -> Result<AccountFormPage, Trouble> {
    let say = desk.say();
    let held: Vec<String> = line.account.roles.iter().map(|(role, _)| role.to_string()).collect();
    let name = Input::Line { value: said.value("name", &line.account.name), kind: Line::Text };
    let fields = vec![say.own_field("name", say.t("account-name"), name, said), roles(say, &held, said)];
    let act =
        |words: &str, path: &str| (say.t(words), format!("/admin/people/{}/{path}", line.account.id), Desk::once());
    let mut acts =
        vec![if line.account.disabled { act("account-reopen", "reopen") } else { act("account-close", "close") }];
    if line.locked {
        acts.insert(0, act("account-unlock", "unlock"));
    }
    let office = line.roles.first().map(|(_, office)| say.l(office)).unwrap_or_default();
    Ok(AccountFormPage {
        shell: desk.shell(Area::Administration).await?,
        title: line.account.name.clone(),
        lede: format!("{} · {office}", line.account.login),
        action: format!("/admin/people/{}", line.account.id),
        once: Desk::once(),
        errors: say.errors(&fields, said),
        fields,
        acts,
    })
}

async fn fresh(desk: &Desk, said: FormSaid<'_>) -> Result<AccountFormPage, Trouble> {
    let say = desk.say();
    let offices = desk.app.offices(&desk.asker).await?;
    let office = said.value("office", "");
    let offices = offices.iter().map(|own| Choice::of(&own.id.to_string(), say.l(&own.name), &office)).collect();
    let line = |name: &str, kind| Input::Line { value: said.value(name, ""), kind };
    let secret = Input::Line { value: String::new(), kind: Line::Password };
    let password = say.own_field("password", say.t("account-first-password"), secret, said);
    let login = say.own_field("login", say.t("sign-in-name"), line("login", Line::Code), said);
    let fields = vec![
        say.own_field("name", say.t("account-name"), line("name", Line::Text), said),
        login,
        Field { hint: Some(say.t("me-password-hint")), ..password },
        say.own_field("office", say.t("admin-office"), Input::OneOfMany(offices, say.t("form-choose")), said),
        roles(say, &[], said),
    ];
    Ok(AccountFormPage {
        shell: desk.shell(Area::Administration).await?,
        title: say.t("account-new"),
        lede: say.t("admin-people-lede"),
        action: "/admin/people/new".to_owned(),
        once: Desk::once(),
        errors: say.errors(&fields, said),
        fields,
        acts: Vec::new(),
    })
}

fn roles(say: Say<'_>, held: &[String], said: FormSaid<'_>) -> Field {
    let chosen = said.values("roles", held);
    let choice = |role: &domain::access::Role| Choice {
        value: role.id.to_string(),
        label: say.l(&role.label),
        hint: None,
        chosen: chosen.contains(&role.id.to_string()),
    };
    let choices = say.library.roles.values().map(choice).collect();
    say.own_field("roles", say.t("admin-roles"), Input::Many(choices), said)
}
