//! Receiving a file: the form, and the file as it comes.
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Act;
use intake::registers::{Received, Upload as Handed};
use jiff::Span;
use jiff::civil::Date;
use kernel::{Mistake, Refusal};

use super::UploadPage;
use crate::edge::upload::{MOST_FILE_MIB, Upload};
use crate::edge::{Desk, Trouble};
use crate::say::{FormSaid, Say, day};
use frame::Area;
use frame::forms::field::Line;
use frame::forms::{Choice, Field, Input};

/// The kinds of agency that hand lists over.
const SENDERS: [&str; 9] =
    ["civil-affairs", "women", "disabled", "veterans", "rural", "court", "police", "own", "other"];
/// How long a list may be used unless somebody says otherwise.
const KEPT_MONTHS: i64 = 12;

/// `GET /registers/upload`
pub(crate) async fn show(desk: Desk) -> Result<Response, Trouble> {
    if !desk.may(Act::ImportRegisters) {
        return Err(Trouble::Refused(Box::new(Refusal::new("ACC-001"))));
    }
    Desk::page(&fill(&desk, FormSaid::FRESH).await?)
}

/// `POST /registers/upload`
pub(crate) async fn receive(desk: Desk, upload: Upload) -> Result<Response, Trouble> {
    let received = match handed(&upload) {
        Ok(handed) => desk.app.intake().preview(&desk.asker, handed).await,
        Err(mistakes) => Err(app::Error::Mistaken(mistakes)),
    };
    match received {
        Ok(Received::Preview(id)) => Ok(Redirect::to(&format!("/registers/previews/{id}")).into_response()),
        Ok(Received::Same(id)) => {
            desk.done(vec![desk.words.say("preview-same-file").into_owned()], &format!("/registers/batches/{id}")).await
        }
        Err(app::Error::Mistaken(mistakes)) => {
            Desk::again(&fill(&desk, FormSaid { typed: Some(&upload.typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

fn handed(upload: &Upload) -> Result<Handed, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let until = match upload.get("keep_until").trim() {
        "" => None,
        text => {
            let day = text.parse::<Date>().ok();
            if day.is_none() {
                mistakes.push(Mistake::at("keep_until", "not-a-date"));
            }
            day
        }
    };
    if upload.name.is_empty() {
        mistakes.push(Mistake::at("file", "file-missing"));
    } else if upload.file.is_none() {
        mistakes.push(Mistake::at("file", "file-too-large").with("max", MOST_FILE_MIB));
    }
    if !SENDERS.contains(&upload.get("sender_kind")) {
        mistakes.push(Mistake::at("sender_kind", "required"));
    }
    match &upload.file {
        Some(file) if mistakes.is_empty() => Ok(Handed {
            name: upload.name.clone(),
            path: file.path().to_owned(),
            sender: upload.get("sender").to_owned(),
            sender_kind: upload.get("sender_kind").to_owned(),
            purpose: upload.get("purpose").to_owned(),
            keep_until: until,
        }),
        _ => Err(mistakes),
    }
}

async fn fill(desk: &Desk, said: FormSaid<'_>) -> Result<UploadPage, Trouble> {
    let say = desk.say();
    let fields = fields(say, said);
    Ok(UploadPage {
        shell: desk.shell(Area::Registers).await?,
        once: Desk::once(),
        errors: say.errors(&fields, said),
        fields,
    })
}

fn fields(say: Say<'_>, said: FormSaid<'_>) -> Vec<Field> {
    let file = say.own_field("file", say.t("upload-file"), Input::File { accept: ".csv,.xlsx,.xls".to_owned() }, said);
    let line = |name: &str, known: &str| Input::Line { value: said.value(name, known), kind: Line::Text };
    let kind = said.value("sender_kind", "");
    let kinds: Vec<Choice> = SENDERS.map(|id| Choice::of(id, say.t(&format!("sender-{id}")), &kind)).to_vec();
    let sender = say.own_field("sender", say.t("upload-sender-name"), line("sender", ""), said);
    let until = say.today.checked_add(Span::new().months(KEPT_MONTHS)).map(|day| day.to_string()).unwrap_or_default();
    vec![
        Field { hint: Some(say.words.with("upload-file-hint", [("max", MOST_FILE_MIB)])), ..file },
        say.own_field("sender_kind", say.t("upload-sender"), Input::OneOfMany(kinds, say.t("form-choose")), said),
        Field { hint: Some(say.t("upload-sender-hint")), ..sender },
        say.own_field("purpose", say.t("upload-purpose"), line("purpose", &say.t("upload-purpose-usual")), said),
        say.own_field("keep_until", say.t("upload-until"), day(said.value("keep_until", &until)), said),
    ]
}
