//! One's own account: language and look, password.
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use kernel::{Language, Mistake};

use super::MePage;
use crate::edge::look::{CARE, LANGUAGE, language};
use crate::edge::{Desk, FormBody, Trouble};
use crate::say::FormSaid;
use frame::Area;
use frame::forms::field::Line;
use frame::forms::{Choice, Field, Input};
use frame::parts::{Notice, Tone};

/// `GET /me`
pub(crate) async fn show(desk: Desk) -> Result<Response, Trouble> {
    Desk::page(&fill(&desk, FormSaid::FRESH).await?)
}

/// `POST /me/look`
pub(crate) async fn look(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let wanted = language(form.get("language"));
    let care = form.get("care") == "on";
    desk.app.keep_settings(&desk.asker, wanted, Some(care)).await?;
    let mut response = desk.done(vec![desk.words.say("me-saved").into_owned()], "/me").await?;
    // What was chosen in this browser before gives way to what is kept with the account.
    for name in [LANGUAGE, CARE] {
        let gone = HeaderValue::from_str(&format!("{name}=; Path=/; Max-Age=0"))
            .map_err(|fault| Trouble::Fault(fault.to_string()))?;
        response.headers_mut().append(SET_COOKIE, gone);
    }
    Ok(response)
}

/// `POST /me/password`
pub(crate) async fn password(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    match desk.app.change_password(&desk.asker, form.get("old"), form.get("new")).await {
        Ok(()) => {
            desk.keep_session().await?;
            desk.done(vec![desk.words.say("me-password-done").into_owned()], "/me").await
        }
        Err(app::Error::Mistaken(mistakes)) => Desk::again(&fill(&desk, wrong(&mistakes)).await?),
        Err(other) => Err(other.into()),
    }
}

/// A password that was wrong is not shown again.
fn wrong(mistakes: &[Mistake]) -> FormSaid<'_> {
    FormSaid { typed: None, mistakes }
}

async fn fill(desk: &Desk, said: FormSaid<'_>) -> Result<MePage, Trouble> {
    let say = desk.say();
    let mut shell = desk.shell(Area::Today).await?;
    if desk.password_given() {
        let lines = vec![say.t("me-password-given-hint")];
        shell.notice = Some(Notice { tone: Tone::Soon, title: Some(say.t("me-password-given")), lines });
    }
    let spoken = desk.words.language().tag();
    let name = |language: Language| match language {
        Language::Chinese => "me-chinese",
        Language::English => "me-english",
    };
    let languages = Language::ALL.map(|language| Choice::of(language.tag(), say.t(name(language)), spoken)).to_vec();
    let care = if shell.care { "on" } else { "off" };
    let looks =
        [("off", "me-care-off"), ("on", "me-care-on")].map(|(id, words)| Choice::of(id, say.t(words), care)).to_vec();
    let secret = || Input::Line { value: String::new(), kind: Line::Password };
    let new = say.own_field("new", say.t("me-password-new"), secret(), said);
    let password = vec![
        say.own_field("old", say.t("me-password-old"), secret(), said),
        Field { hint: Some(say.t("me-password-hint")), ..new },
    ];
    Ok(MePage {
        shell,
        errors: say.errors(&password, said),
        look: vec![
            say.own_field("language", say.t("me-language"), Input::One(languages), FormSaid::FRESH),
            say.own_field("care", say.t("me-look"), Input::One(looks), FormSaid::FRESH),
        ],
        password,
    })
}
