//! Offices: the tree, adding one, changing its name, area and mark.
use app::admin::NewOffice;
use axum::response::Response;
use domain::access::Act;
use kernel::Label;
use kernel::id::{AreaCode, OfficeId, OrganId};

use super::form::FormPage;
use super::table::{Cell, TablePage};
use super::{Section, form, tables};
use crate::edge::{Desk, FormBody, Id, Trouble};
use crate::say::{FormSaid, Say};
use frame::forms::field::Line;
use frame::forms::{Choice, Field, Input};

/// `GET /admin/offices`
pub(crate) async fn list(desk: Desk) -> Result<Response, Trouble> {
    let mut offices = desk.app.offices(&desk.asker).await?;
    offices.sort_by(|a, b| a.path.cmp(&b.path));
    let say = desk.say();
    let rows = offices.iter().map(|office| {
        let depth = office.path.split('/').filter(|part| !part.is_empty()).count().saturating_sub(1);
        let name = Cell {
            depth: u8::try_from(depth.min(6)).unwrap_or(6),
            href: desk.may(Act::Administer).then(|| format!("/admin/offices/{}", office.id)),
            ..Cell::text(say.l(&office.name))
        };
        vec![name, Cell::text(office.area.to_string()), Cell::text(office.mark.clone())]
    });
    let page = TablePage {
        links: tables::offered(&desk, "office-new", "/admin/offices/new"),
        headings: tables::headings(say, ["admin-office", "admin-area", "admin-mark"]),
        rows: rows.collect(),
        ..tables::table(&desk, Section::Offices).await?
    };
    Desk::page(&page)
}

/// `GET /admin/offices/new`
pub(crate) async fn new(desk: Desk) -> Result<Response, Trouble> {
    tables::administers(&desk)?;
    Desk::page(&fresh(&desk, FormSaid::FRESH).await?)
}

/// `POST /admin/offices/new`
pub(crate) async fn add(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let parent = form.get("parent").parse::<OfficeId>().ok();
    match desk.app.add_office(&desk.asker, NewOffice { parent, ..typed(&form) }, &form.once()).await {
        Ok(_) => desk.done(vec![desk.words.say("office-added").into_owned()], "/admin/offices").await,
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = form.typed();
            Desk::again(&fresh(&desk, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /admin/offices/{id}`
pub(crate) async fn show(desk: Desk, Id(id): Id<OfficeId>) -> Result<Response, Trouble> {
    tables::administers(&desk)?;
    Desk::page(&known(&desk, id, FormSaid::FRESH).await?)
}

/// `POST /admin/offices/{id}`
pub(crate) async fn save(desk: Desk, Id(id): Id<OfficeId>, form: FormBody) -> Result<Response, Trouble> {
    match desk.app.change_office(&desk.asker, id, typed(&form), &form.once()).await {
        Ok(()) => desk.done(vec![desk.words.say("me-saved").into_owned()], "/admin/offices").await,
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = form.typed();
            Desk::again(&known(&desk, id, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

fn typed(form: &FormBody) -> NewOffice {
    let text = |name: &str| form.get(name).trim().to_owned();
    NewOffice {
        parent: None,
        area: AreaCode::new(text("area")),
        name: Label::new(text("name_zh"), text("name_en")),
        mark: text("mark"),
        organ: OrganId::new(text("organ")),
    }
}

async fn fresh(desk: &Desk, said: FormSaid<'_>) -> Result<FormPage, Trouble> {
    let say = desk.say();
    let parent = said.value("parent", "");
    let offices = desk.app.offices(&desk.asker).await?;
    let above = offices.iter().map(|own| Choice::of(&own.id.to_string(), say.l(&own.name), &parent)).collect();
    let above = Input::OneOfMany(above, say.t("office-no-parent"));
    let mut fields = fields(say, ["", "", "", ""], said);
    let organs = &say.library.organs;
    let organ = said.value("organ", organs.first().map(|own| own.id.as_str()).unwrap_or_default());
    let organs = organs.iter().map(|own| Choice::of(own.id.as_str(), say.l(&own.label), &organ)).collect();
    fields.push(say.own_field("organ", say.t("office-organ"), Input::One(organs), said));
    fields.push(say.own_field("parent", say.t("office-parent"), above, said));
    Ok(FormPage {
        title: say.t("office-new"),
        lede: say.t("admin-offices-lede"),
        action: "/admin/offices/new".to_owned(),
        errors: say.errors(&fields, said),
        fields,
        ..form::blank(desk, Section::Offices).await?
    })
}

async fn known(desk: &Desk, id: OfficeId, said: FormSaid<'_>) -> Result<FormPage, Trouble> {
    let say = desk.say();
    let offices = desk.app.offices(&desk.asker).await?;
    let office = offices.into_iter().find(|own| own.id == id).ok_or(Trouble::NotFound)?;
    let fields = fields(say, [&office.name.zh, &office.name.en, office.area.as_str(), &office.mark], said);
    Ok(FormPage {
        title: say.l(&office.name),
        lede: say.t("office-change-lede"),
        action: format!("/admin/offices/{id}"),
        errors: say.errors(&fields, said),
        fields,
        ..form::blank(desk, Section::Offices).await?
    })
}

fn fields(say: Say<'_>, known: [&str; 4], said: FormSaid<'_>) -> Vec<Field> {
    let [zh, en, area, mark] = known;
    let field = |name: &str, label: &str, known: &str, kind: Line, hint: Option<&str>| {
        let input = Input::Line { value: said.value(name, known), kind };
        Field { hint: hint.map(|id| say.t(id)), ..say.own_field(name, say.t(label), input, said) }
    };
    vec![
        field("name_zh", "office-name-zh", zh, Line::Text, None),
        field("name_en", "office-name-en", en, Line::Text, None),
        field("area", "admin-area", area, Line::Code, Some("office-area-hint")),
        field("mark", "admin-mark", mark, Line::Code, Some("office-mark-hint")),
    ]
}
