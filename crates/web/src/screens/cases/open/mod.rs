//! Opening a case at the window: whom it is about, of which kind.
use app::cases::{WindowCase, openable};
use askama::Template;
use axum::response::Response;
use domain::access::Act;
use kernel::Refusal;
use kernel::id::{CaseTypeId, VariantId};

use crate::edge::{Asked, Desk, FormBody, Trouble};
use crate::say::FormSaid;
use frame::forms::field::Line;
use frame::forms::{Choice, ErrorLine, Field, Input};
use frame::{Area, Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

/// The form for a new case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/open/page.html")]
pub struct OpenPage {
    /// The frame.
    pub shell: Shell,
    /// Which kind of case.
    pub title: String,
    /// Its id, for the form.
    pub kind: String,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// Variant, name, ID number.
    pub fields: Vec<Field>,
}

speaks!(OpenPage);

/// `GET /cases/new?kind=…`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let kind = asked.get("kind").ok_or(Trouble::NotFound)?;
    Desk::page(&fill(&desk, kind, FormSaid::FRESH).await?)
}

/// `POST /cases/new`
pub(crate) async fn open(desk: Desk, body: FormBody) -> Result<Response, Trouble> {
    let kind = body.get("kind");
    let new = WindowCase {
        case_type: CaseTypeId::from(kind),
        variant: VariantId::from(body.get("variant")),
        name: body.get("full_name").to_owned(),
        citizen_id: body.get("citizen_id").to_owned(),
        facts: std::collections::BTreeMap::new(),
    };
    match desk.app.open_at_window(&desk.asker, &new, &body.once()).await {
        Ok(id) => desk.done(vec![desk.words.say("case-opened").into_owned()], &format!("/cases/{id}/overview")).await,
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = body.typed();
            Desk::again(&fill(&desk, kind, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, kind: &str, said: FormSaid<'_>) -> Result<OpenPage, Trouble> {
    if !desk.may(Act::OpenCases) {
        return Err(Trouble::Refused(Box::new(Refusal::new("ACC-001"))));
    }
    let say = desk.say();
    let all = openable(&desk.app, &desk.asker);
    let (_, label, variants) = all.iter().find(|(id, _, _)| id.as_str() == kind).ok_or(Trouble::NotFound)?;
    let first = variants.first().map(|(id, _)| id.as_str()).unwrap_or_default();
    let variant = said.value("variant", first);
    let choices = variants.iter().map(|(id, label)| Choice::of(id.as_str(), say.l(label), &variant)).collect();
    let line = |name: &str, kind| Input::Line { value: said.value(name, ""), kind };
    let id_number = say.own_field("citizen_id", say.t("people-id"), line("citizen_id", Line::Code), said);
    let fields = vec![
        say.own_field("full_name", say.t("open-name"), line("full_name", Line::Text), said),
        Field { hint: Some(say.t("open-id-hint")), optional: Some(say.t("form-optional")), ..id_number },
        say.own_field("variant", say.t("calc-variant"), Input::One(choices), said),
    ];
    Ok(OpenPage {
        shell: desk.shell(Area::Cases).await?,
        title: say.words.with("cases-open", [("kind", say.l(label))]),
        kind: kind.to_owned(),
        once: Desk::once(),
        errors: say.errors(&fields, said),
        fields,
    })
}
