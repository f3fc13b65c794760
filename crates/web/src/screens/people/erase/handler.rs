//! Erasing a person: shown with what it means, then done.
use app::Error;
use app::people::{ErasePage as Told, Erasing};
use axum::response::Response;
use kernel::id::PersonId;

use super::ErasePage;
use crate::edge::{Desk, FormBody, Id, Trouble};
use crate::say::{FormSaid, Say};
use frame::Area;
use frame::forms::{Choice, Input};

/// `GET /people/{id}/erase`
pub(crate) async fn show(desk: Desk, Id(id): Id<PersonId>) -> Result<Response, Trouble> {
    let told = desk.app.erase_page(&desk.asker, id).await?;
    Desk::page(&fill(&desk, &told, FormSaid::FRESH).await?)
}

/// `POST /people/{id}/erase`
pub(crate) async fn erase(desk: Desk, Id(id): Id<PersonId>, form: FormBody) -> Result<Response, Trouble> {
    let (read, reason) = (form.get("read") == "yes", form.get("reason").to_owned());
    match desk.app.erase_person(&desk.asker, id, &Erasing { read, reason, once: form.once() }).await {
        Ok(()) => desk.done(vec![desk.words.say("erase-done").into_owned()], &format!("/people/{id}")).await,
        Err(Error::Mistaken(mistakes)) => {
            let told = desk.app.erase_page(&desk.asker, id).await?;
            let typed = form.typed();
            Desk::again(&fill(&desk, &told, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, told: &Told, said: FormSaid<'_>) -> Result<ErasePage, Trouble> {
    let say = desk.say();
    let chosen = said.value("read", "");
    let read = Input::One(vec![Choice::of("yes", say.t("erase-read-yes"), &chosen)]);
    let reason = Input::Long { value: said.value("reason", ""), most: 500 };
    let fields = vec![
        say.own_field("read", say.t("erase-read"), read, said),
        say.own_field("reason", say.t("erase-reason"), reason, said),
    ];
    let blocked = told.erasure.open_cases;
    Ok(ErasePage {
        shell: desk.shell(Area::People).await?,
        base: format!("/people/{}", told.row.id),
        who: say.who(&told.row.who),
        title: say.words.with("erase-title", [("who", told.row.who.text.clone())]),
        goes: goes(say, told),
        stays: ["erase-stays-journal", "erase-stays-files", "erase-stays-backups"].map(|own| say.t(own)).to_vec(),
        blocked: (blocked > 0).then(|| say.words.with_numbers("erase-blocked", [("cases", blocked.to_string())])),
        errors: say.errors(&fields, said),
        once: Desk::once(),
        fields,
    })
}

fn goes(say: Say<'_>, told: &Told) -> Vec<String> {
    let erasure = &told.erasure;
    vec![
        say.words.with_numbers("erase-goes-identity", [("records", erasure.records.to_string())]),
        say.words.with_numbers(
            "erase-goes-cases",
            [("cases", erasure.cases.to_string()), ("files", erasure.files.to_string())],
        ),
        say.words.with_numbers("erase-goes-rows", [("rows", erasure.rows.to_string())]),
        say.words.with_numbers("erase-goes-leads", [("leads", erasure.leads.len().to_string())]),
    ]
}
