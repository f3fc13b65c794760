//! Accounts: listed, added, changed, unlocked, closed; a password for one sign-in.
use app::admin::{AccountChange, AccountLine, Given, NewStaff};
use axum::response::Response;
use domain::access::Act;
use kernel::Mistake;
use kernel::id::{OfficeId, RoleId, UserId};

use super::form::FormPage;
use super::table::{Cell, TablePage};
use super::{Section, form, tables};
use crate::edge::{Asked, Desk, FormBody, Id, Trouble};
use crate::say::{FormSaid, Say};
use frame::forms::field::Line;
use frame::forms::{Choice, Field, Input};
use frame::parts::{Notice, Tag, Tone};

/// `GET /admin/people?after=`
pub(crate) async fn list(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let staff = desk.app.staff(&desk.asker, asked.get("after")).await?;
    let say = desk.say();
    let said = say.words.with_numbers("account-count", [("count", say.words.counted(staff.total))]);
    let page = TablePage {
        notices: tables::backup(&desk).await?.into_iter().filter(|notice| notice.tone == Tone::Soon).collect(),
        links: tables::offered(&desk, "account-new", "/admin/people/new"),
        headings: tables::headings(say, ["account-name", "admin-office", "admin-roles", "cases-state"]),
        rows: staff.rows.iter().map(|line| row(say, line)).collect(),
        pager: Some(say.pager(said, desk.here(), staff.next.as_deref())),
        ..tables::table(&desk, Section::People).await?
    };
    Desk::page(&page)
}

fn row(say: Say<'_>, line: &AccountLine) -> Vec<Cell> {
    let roles: Vec<String> = line.roles.iter().map(|(role, _)| say.l(role)).collect();
    let office = line.roles.first().map(|(_, office)| say.l(office)).unwrap_or_default();
    let seen =
        line.account.last_sign_in.map(|at| say.words.with("account-seen", [("at", say.words.moment(at, say.today))]));
    vec![
        Cell {
            href: Some(format!("/admin/people/{}", line.account.id)),
            more: vec![line.account.login.clone()],
            ..Cell::text(line.name.clone())
        },
        Cell::text(office),
        Cell::text(say.listed(&roles)),
        Cell { tags: vec![state(say, line)], more: seen.into_iter().collect(), ..Cell::default() },
    ]
}

fn state(say: Say<'_>, line: &AccountLine) -> Tag {
    if line.account.disabled {
        return Tag::new(say.t("account-closed"), Tone::Quiet);
    }
    if line.locked {
        return Tag::new(say.t("account-locked"), Tone::Late);
    }
    if line.account.password_given {
        return Tag::new(say.t("account-waits"), Tone::Soon);
    }
    Tag::new(say.t("account-active"), Tone::Good)
}

/// `GET /admin/people/new`
pub(crate) async fn new(desk: Desk) -> Result<Response, Trouble> {
    tables::administers(&desk)?;
    Desk::page(&fresh(&desk, FormSaid::FRESH).await?)
}

/// `POST /admin/people/new`
pub(crate) async fn add(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let staff = NewStaff {
        login: form.get("login").to_owned(),
        name: form.get("name").to_owned(),
        name_en: form.get("name_en").to_owned(),
        office: form.get("office").parse::<OfficeId>().ok(),
        roles: form.many("roles").iter().map(|role| RoleId::from(role.as_str())).collect(),
    };
    match desk.app.add_staff(&desk.asker, staff, &form.once()).await {
        Ok(given) => told(&desk, &given).await,
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
    tables::administers(&desk)?;
    let line = find(&desk, id).await?;
    let office = line.account.roles.first().map(|(_, office)| *office).ok_or(Trouble::NotFound)?;
    let roles = form.many("roles").iter().map(|role| (RoleId::from(role.as_str()), office)).collect();
    let (name, english) = (form.get("name").trim().to_owned(), form.get("name_en").trim().to_owned());
    let nameless = name.is_empty();
    let name = Some((name, (!english.is_empty()).then_some(english)));
    let change = AccountChange { roles: Some(roles), name, ..AccountChange::default() };
    let changed = if nameless {
        Err(app::Error::Mistaken(vec![Mistake::at("name", "required")]))
    } else {
        desk.app.change_staff(&desk.asker, id, change, &form.once()).await
    };
    match changed {
        Ok(()) => desk.done(vec![desk.words.say("me-saved").into_owned()], "/admin/people").await,
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = form.typed();
            Desk::again(&known(&desk, &line, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/people/{id}/password`
pub(crate) async fn password(desk: Desk, Id(id): Id<UserId>, form: FormBody) -> Result<Response, Trouble> {
    let given = desk.app.give_password(&desk.asker, id, &form.once()).await?;
    told(&desk, &given).await
}

/// `POST /admin/people/{id}/unlock`
pub(crate) async fn unlock(desk: Desk, Id(id): Id<UserId>, form: FormBody) -> Result<Response, Trouble> {
    change(&desk, id, &form, AccountChange { unlock: true, ..AccountChange::default() }).await
}

/// `POST /admin/people/{id}/close`
pub(crate) async fn close(desk: Desk, Id(id): Id<UserId>, form: FormBody) -> Result<Response, Trouble> {
    change(&desk, id, &form, AccountChange { disabled: Some(true), ..AccountChange::default() }).await
}

/// `POST /admin/people/{id}/reopen`
pub(crate) async fn reopen(desk: Desk, Id(id): Id<UserId>, form: FormBody) -> Result<Response, Trouble> {
    change(&desk, id, &form, AccountChange { disabled: Some(false), ..AccountChange::default() }).await
}

async fn change(desk: &Desk, id: UserId, form: &FormBody, change: AccountChange) -> Result<Response, Trouble> {
    desk.app.change_staff(&desk.asker, id, change, &form.once()).await?;
    desk.done(vec![desk.words.say("me-saved").into_owned()], &format!("/admin/people/{id}")).await
}

async fn find(desk: &Desk, id: UserId) -> Result<AccountLine, Trouble> {
    Ok(desk.app.one_of_staff(&desk.asker, id).await?)
}

/// The account with its password for one sign-in: on this page and nowhere else.
async fn told(desk: &Desk, given: &Given) -> Result<Response, Trouble> {
    let say = desk.say();
    let line = find(desk, given.user).await?;
    let said = [("login", given.login.as_str()), ("password", given.password.as_deref().unwrap_or_default())];
    let notice = match &given.password {
        Some(_) => Notice {
            tone: Tone::Good,
            title: Some(say.words.with("account-password", said)),
            lines: vec![say.t("account-password-hint")],
        },
        None => Notice { tone: Tone::Soon, title: None, lines: vec![say.t("account-password-shown")] },
    };
    Desk::page(&FormPage { notices: vec![notice], ..known(desk, &line, FormSaid::FRESH).await? })
}

async fn known(desk: &Desk, line: &AccountLine, said: FormSaid<'_>) -> Result<FormPage, Trouble> {
    let say = desk.say();
    let held: Vec<String> = line.account.roles.iter().map(|(role, _)| role.to_string()).collect();
    let english = line.account.name_en.clone().unwrap_or_default();
    let may = desk.may(Act::Administer);
    let mut fields = names(say, (&line.account.name, &english), said);
    fields.push(roles(say, &held, said));
    let act =
        |words: &str, path: &str| (say.t(words), format!("/admin/people/{}/{path}", line.account.id), Desk::once());
    let lock = if line.account.disabled { act("account-reopen", "reopen") } else { act("account-close", "close") };
    let unlock = line.locked.then(|| act("account-unlock", "unlock"));
    let acts = [Some(act("account-give-password", "password")), unlock, Some(lock)];
    let office = line.roles.first().map(|(_, office)| say.l(office)).unwrap_or_default();
    let errors = say.errors(&fields, said);
    Ok(FormPage {
        title: line.name.clone(),
        lede: format!("{} · {office} · {}", line.account.login, state(say, line).text),
        action: format!("/admin/people/{}", line.account.id),
        errors,
        fields: if may { fields } else { Vec::new() },
        acts: if may { acts.into_iter().flatten().collect() } else { Vec::new() },
        ..form::blank(desk, Section::People).await?
    })
}

async fn fresh(desk: &Desk, said: FormSaid<'_>) -> Result<FormPage, Trouble> {
    let say = desk.say();
    let offices = desk.app.offices(&desk.asker).await?;
    let office = said.value("office", "");
    let offices = offices.iter().map(|own| Choice::of(&own.id.to_string(), say.l(&own.name), &office)).collect();
    let login = Input::Line { value: said.value("login", ""), kind: Line::Code };
    let mut fields = names(say, ("", ""), said);
    fields.extend([
        say.own_field("login", say.t("sign-in-name"), login, said),
        say.own_field("office", say.t("admin-office"), Input::OneOfMany(offices, say.t("form-choose")), said),
        roles(say, &[], said),
    ]);
    Ok(FormPage {
        title: say.t("account-new"),
        lede: say.t("account-new-lede"),
        action: "/admin/people/new".to_owned(),
        errors: say.errors(&fields, said),
        fields,
        ..form::blank(desk, Section::People).await?
    })
}

fn names(say: Say<'_>, (name, english): (&str, &str), said: FormSaid<'_>) -> Vec<Field> {
    let line = |field: &str, known: &str| Input::Line { value: said.value(field, known), kind: Line::Text };
    let latin = say.own_field("name_en", say.t("account-name-en"), line("name_en", english), said);
    vec![
        say.own_field("name", say.t("account-name"), line("name", name), said),
        Field { optional: Some(say.t("form-optional")), ..latin },
    ]
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
