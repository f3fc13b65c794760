//! One person: what is known, masked; and seeing it for a reason that is recorded.
use app::people::{LookLine, PersonPage as Person};
use axum::response::Response;
use domain::access::Act;
use kernel::Mistake;
use kernel::id::PersonId;

use super::{Look, PersonPage};
use crate::edge::{Desk, FormBody, Id, Trouble};
use crate::forms::{Choice, Field, Input};
use crate::page::Area;
use crate::page::parts::{Hidden, Tag, Tone};
use crate::say::{FormSaid, Say};
use crate::screens::cases::case::overview::Line;
use crate::screens::cases::list::case_state;

/// Why one may look, besides one's own words.
const KINDS: [&str; 4] = ["case", "lead", "call", "other"];

/// `GET /people/{id}`
pub(crate) async fn show(desk: Desk, Id(id): Id<PersonId>) -> Result<Response, Trouble> {
    let person = desk.app.person(&desk.asker, id).await?;
    Desk::page(&fill(&desk, &person, FormSaid::FRESH).await?)
}

/// `POST /people/{id}/unmask`
pub(crate) async fn unmask(desk: Desk, Id(id): Id<PersonId>, form: FormBody) -> Result<Response, Trouble> {
    let kind = form.get("kind");
    let unmasked = if KINDS.contains(&kind) {
        let words = desk.words.say(&format!("reason-{kind}"));
        let own = form.get("reason").trim();
        // The choice alone says too little; app asks for words of one's own and refuses none.
        let reason = if own.is_empty() { String::new() } else { format!("{words}：{own}") };
        desk.app.unmask(&desk.asker, id, &reason).await
    } else {
        Err(app::Error::Mistaken(vec![Mistake::at("kind", "required")]))
    };
    match unmasked {
        Ok(()) => desk.done(vec![desk.words.say("person-unmasked").into_owned()], &format!("/people/{id}")).await,
        Err(app::Error::Mistaken(mistakes)) => {
            let person = desk.app.person(&desk.asker, id).await?;
            let typed = form.typed();
            Desk::again(&fill(&desk, &person, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, person: &Person, said: FormSaid<'_>) -> Result<PersonPage, Trouble> {
    let say = desk.say();
    let ask = person.unmasked_until.is_none() && desk.may(Act::Unmask);
    let reason = if ask { reason(say, said) } else { Vec::new() };
    let provisional = person.row.provisional.then(|| Tag::new(say.t("person-provisional"), Tone::Soon));
    let until = person.unmasked_until.map(|until| say.words.moment(until, say.today));
    Ok(PersonPage {
        shell: desk.shell(Area::People).await?,
        base: format!("/people/{}", person.row.id),
        who: say.who(&person.row.who),
        lede: person
            .row
            .birth_year
            .map(|year| say.words.with("person-born", [("year", year.to_string())]))
            .unwrap_or_default(),
        tags: provisional.into_iter().collect(),
        open: until.map(|until| say.words.with("person-open-until", [("until", until)])),
        errors: say.errors(&reason, said),
        reason,
        known: known(say, person),
        registers: person.registers.iter().map(|row| register(say, row)).collect(),
        dealings: dealings(say, person),
        household: Vec::new(),
        looks: person.looks.iter().map(|look| look_line(say, look)).collect(),
    })
}

fn reason(say: Say<'_>, said: FormSaid<'_>) -> Vec<Field> {
    let kind = said.value("kind", "");
    let choices = KINDS.map(|id| Choice::of(id, say.t(&format!("reason-{id}")), &kind)).to_vec();
    let own = Input::Long { value: said.value("reason", ""), most: 200 };
    vec![
        say.own_field("kind", say.t("person-unmask-kind"), Input::One(choices), said),
        say.own_field("reason", say.t("person-unmask-reason"), own, said),
    ]
}

fn known(say: Say<'_>, person: &Person) -> Vec<Line> {
    let line = |id: &str, value: Hidden| Line { label: say.t(id), value, from: None };
    let shown = |id: &str, shown: &app::Shown| (!shown.text.is_empty()).then(|| line(id, say.hidden(shown)));
    let birth = person.birth.map(|day| line("person-birth", Hidden::open(say.words.date(day))));
    let lines = [
        shown("people-id", &person.row.citizen_id),
        birth,
        shown("people-phone", &person.phone),
        shown("find-area", &person.address),
    ];
    lines.into_iter().flatten().collect()
}

fn register(say: Say<'_>, row: &app::people::RegisterLine) -> (String, String, Option<String>) {
    let place = format!("{} · {} · {}", row.place, row.sender, say.words.moment(row.at, say.today));
    (say.l(&row.register), place, None)
}

fn dealings(say: Say<'_>, person: &Person) -> Vec<(String, String, Tag)> {
    let case = |case: &app::cases::CaseRow| {
        let number = case.number.clone().unwrap_or_else(|| say.t("cases-no-number"));
        (format!("{} · {number}", say.l(&case.case_type)), format!("/cases/{}", case.id), case_state(say, case))
    };
    let lead = |lead: &app::leads::LeadRow| {
        let words =
            say.words.with("person-lead", [("score", lead.score.to_string()), ("case", lead.harm_case.clone())]);
        let state = if lead.verdict.is_some() { "state-settled" } else { "leads-kept-open" };
        (words, format!("/leads/{}", lead.id), Tag::new(say.t(state), Tone::Soon))
    };
    person.cases.iter().map(case).chain(person.leads.iter().map(lead)).collect()
}

fn look_line(say: Say<'_>, look: &LookLine) -> Look {
    let why = match (look.reason.as_str(), look.unmasked) {
        ("page", true) => say.t("person-looked-open"),
        ("page", false) => say.t("person-looked-masked"),
        (own, _) => own.to_owned(),
    };
    Look { when: say.words.moment(look.at, say.today), who: look.who.clone(), why }
}
