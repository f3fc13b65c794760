//! The search: what is typed comes by POST, so that no name or number stands in an address or a log.
use app::people::{Found, PersonRow};
use axum::response::Response;
use domain::access::Act;

use super::{FindPage, PersonLine};
use crate::edge::{Desk, FormBody, Trouble};
use crate::say::Say;
use frame::Area;
use frame::parts::{Tag, Tone};

/// `GET /people`
pub(crate) async fn show(desk: Desk) -> Result<Response, Trouble> {
    Desk::page(&empty(&desk, "").await?)
}

/// `POST /find`
pub(crate) async fn find(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let text = form.get("text");
    let page = empty(&desk, text).await?;
    let say = desk.say();
    match desk.app.find(&desk.asker, text).await {
        Ok(found) => Desk::page(&FindPage {
            said: Some(said(say, &found)),
            hint: hint(say, &found),
            people: found.people.iter().map(|person| line(say, person)).collect(),
            cases: found.cases.iter().map(|case| case_line(say, case)).collect(),
            ..page
        }),
        Err(app::Error::Mistaken(mistakes)) => {
            let told = mistakes.iter().map(|own| say.words.mistake(own)).collect::<Vec<_>>().join(" ");
            Desk::again(&FindPage { said: Some(say.t("find-none")), hint: Some(told), ..page })
        }
        Err(other) => Err(other.into()),
    }
}

async fn empty(desk: &Desk, text: &str) -> Result<FindPage, Trouble> {
    Ok(FindPage {
        // What was typed stands in no address: another language begins with an empty search.
        shell: frame::Shell { here: "/people".to_owned(), ..desk.shell(Area::People).await? },
        may_find: desk.may(Act::SeePeople),
        pairs: desk.may(Act::JoinPeople).then_some(crate::screens::people::pairs::PATH),
        text: text.chars().take(100).collect(),
        said: None,
        hint: None,
        people: Vec::new(),
        cases: Vec::new(),
    })
}

fn said(say: Say<'_>, found: &Found) -> String {
    match (found.people.len(), found.cases.len()) {
        (0, 0) => say.t("find-none"),
        (0, cases) => say.words.with_numbers("cases-said", [("count", cases.to_string())]),
        (people, _) => say.words.with_numbers("find-found", [("count", people.to_string())]),
    }
}

fn hint(say: Say<'_>, found: &Found) -> Option<String> {
    let nothing = found.people.is_empty() && found.cases.is_empty();
    if found.too_many { Some(say.t("find-too-many")) } else { nothing.then(|| say.t("find-none-hint")) }
}

fn line(say: Say<'_>, person: &PersonRow) -> PersonLine {
    let unsure = person.provisional.then(|| Tag::new(say.t("person-provisional"), Tone::Soon));
    PersonLine {
        who: say.who(&person.who),
        href: format!("/people/{}", person.id),
        born: person
            .birth_year
            .map(|year| say.words.with("person-born", [("year", year.to_string())]))
            .unwrap_or_default(),
        citizen_id: say.hidden(&person.citizen_id),
        known: unsure.into_iter().collect(),
    }
}

fn case_line(say: Say<'_>, case: &app::cases::CaseRow) -> (String, String, String) {
    let number = case.number.clone().unwrap_or_else(|| say.t("cases-no-number"));
    (
        number,
        format!("/cases/{}", case.id),
        format!("{} · {} · {}", case.who.text, say.l(&case.case_type), say.l(&case.state)),
    )
}
