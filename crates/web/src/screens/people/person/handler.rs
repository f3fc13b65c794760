//! One person: what is known, masked; and seeing it for a reason that is recorded.
use app::people::{Collision, LookLine, PairView, PersonPage as Person, PersonRow, REASON_CHARACTERS, Twice};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Act;
use kernel::Mistake;
use kernel::id::{CaseId, PersonId};

use super::{Joined, Look, PersonPage};
use crate::edge::{Desk, FormBody, Id, Trouble};
use crate::say::{FormSaid, Say};
use crate::screens::cases::case::overview::Line;
use crate::screens::cases::list::case_state;
use crate::screens::people::pair::{self, Pair};
use frame::Area;
use frame::forms::{Choice, Field, Input};
use frame::parts::{Hidden, Tag, Tone};

/// Why one may look, besides one's own words.
const KINDS: [&str; 4] = ["case", "lead", "call", "other"];

/// `GET /people/{id}`
pub(crate) async fn show(desk: Desk, Id(id): Id<PersonId>) -> Result<Response, Trouble> {
    let person = desk.app.person(&desk.asker, id).await?;
    if person.row.id != id {
        // The record turned out to be somebody else's: theirs is the page.
        return Ok(Redirect::to(&format!("/people/{}", person.row.id)).into_response());
    }
    Desk::page(&fill(&desk, &person, Said::FRESH).await?)
}

/// What was sent from which of the page's forms, and what was not understood of it.
#[derive(Clone, Copy)]
struct Said<'a> {
    /// What was sent of the form that asks for a reason to look, or to part a record.
    own: FormSaid<'a>,
    /// What was sent of the form about a link.
    pair: Option<(i64, FormSaid<'a>)>,
}

impl Said<'_> {
    const FRESH: Said<'static> = Said { own: FormSaid::FRESH, pair: None };
}

/// The page again, with what was not understood of one of its forms: about a link, or about a record.
pub(crate) async fn again(
    desk: &Desk,
    id: PersonId,
    (link, form, mistakes): (Option<i64>, &FormBody, &[Mistake]),
) -> Result<Response, Trouble> {
    let person = desk.app.person(&desk.asker, id).await?;
    let typed = form.typed();
    let said = FormSaid { typed: Some(&typed), mistakes };
    let said = match link {
        Some(link) => Said { pair: Some((link, said)), ..Said::FRESH },
        None => Said { own: said, pair: None },
    };
    Desk::again(&fill(desk, &person, said).await?)
}

/// `POST /people/{id}/unmask`
pub(crate) async fn unmask(desk: Desk, Id(id): Id<PersonId>, form: FormBody) -> Result<Response, Trouble> {
    let kind = form.get("kind");
    let unmasked = if KINDS.contains(&kind) {
        let words = desk.words.say(&format!("reason-{kind}"));
        let own = form.get("reason").trim();
        // The choice alone says too little: words of one's own are asked for.
        if own.chars().count() < REASON_CHARACTERS {
            Err(app::Error::Mistaken(vec![Mistake::at("reason", "reason-too-short").with("min", REASON_CHARACTERS)]))
        } else {
            desk.app.unmask(&desk.asker, id, &desk.words.with("reason-said", [("kind", &*words), ("own", own)])).await
        }
    } else {
        Err(app::Error::Mistaken(vec![Mistake::at("kind", "required")]))
    };
    match unmasked {
        Ok(()) => desk.done(vec![desk.words.say("person-unmasked").into_owned()], &format!("/people/{id}")).await,
        Err(app::Error::Mistaken(mistakes)) => again(&desk, id, (None, &form, &mistakes)).await,
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, person: &Person, said: Said<'_>) -> Result<PersonPage, Trouble> {
    let say = desk.say();
    let ask = person.unmasked_until.is_none() && desk.may(Act::Unmask);
    let reason = if ask { reason(say, said.own) } else { Vec::new() };
    let base = format!("/people/{}", person.row.id);
    let pairs: Vec<Pair> = person.pairs.iter().map(|view| pair(desk, view, (&base, said))).collect();
    let joined: Vec<Joined> = person.joined.iter().map(|row| joined(desk, row, said.own)).collect();
    let of_pairs = pairs.iter().filter_map(|pair| pair.form.as_ref()).flat_map(|form| &form.fields);
    let fields =
        reason.iter().chain(of_pairs).chain(joined.iter().filter_map(|own| own.part.as_ref()).map(|own| &own.1));
    let errors = say.errors(fields, said.pair.map_or(said.own, |(_, said)| said));
    let erased = person.erased.then(|| Tag::new(say.t("person-erased"), Tone::Quiet));
    let provisional = person.row.provisional.then(|| Tag::new(say.t("person-provisional"), Tone::Soon));
    let until = person.unmasked_until.map(|until| say.words.moment(until, say.today));
    Ok(PersonPage {
        shell: desk.shell(Area::People).await?,
        erase: (!person.erased && desk.may(Act::ErasePeople)).then(|| format!("{base}/erase")),
        base,
        who: say.who(&person.row.who),
        lede: person
            .row
            .birth_year
            .map(|year| say.words.with("person-born", [("year", year.to_string())]))
            .unwrap_or_default(),
        tags: provisional.into_iter().chain(erased).collect(),
        erased: person.erased.then(|| say.t("person-erased-hint")),
        twice: twice(say, &person.twice),
        pairs,
        joined,
        open: until.map(|until| say.words.with("person-open-until", [("until", until)])),
        errors,
        reason,
        known: known(say, person),
        registers: person.registers.iter().map(|row| register(say, row)).collect(),
        dealings: dealings(say, person),
        household: person
            .household
            .iter()
            .map(|(row, how)| {
                let how = how.as_ref().map(|label| say.l(label)).unwrap_or_default();
                (say.who(&row.who), format!("/people/{}", row.id), how)
            })
            .collect(),
        looks: person.looks.iter().map(|look| look_line(say, look)).collect(),
    })
}

/// A pair with its form; what was sent stands in the form that it was sent from.
fn pair(desk: &Desk, view: &PairView, (base, said): (&str, Said<'_>)) -> Pair {
    let own = said.pair.filter(|(link, _)| *link == view.link).map_or(FormSaid::FRESH, |(_, said)| said);
    pair::shown(desk, view, Some((&format!("{base}/pair"), own)))
}

fn joined(desk: &Desk, row: &PersonRow, said: FormSaid<'_>) -> Joined {
    let say = desk.say();
    // Each record has a form of its own.
    let own = said.value("gone", "") == row.id.to_string();
    let said = if own { said } else { FormSaid::FRESH };
    let input = Input::Long { value: said.value("why", ""), most: 500 };
    let why = say.own_field("why", say.t("pair-reason"), input, said);
    let why = Field { id_suffix: format!("-{}", row.id), ..why };
    let part = desk.may(Act::JoinPeople).then(|| (Desk::once(), why));
    Joined { who: say.who(&row.who), record: row.id.to_string(), part }
}

fn twice(say: Say<'_>, twice: &Twice) -> Vec<(String, Vec<(String, String)>)> {
    let case = |id: &CaseId| (say.words.with("twice-case", [("id", id.to_string())]), format!("/cases/{id}"));
    let award = |own: &Collision| {
        let said = say.words.with("twice-award", [("case", own.harm_case.clone())]);
        (said, vec![case(&own.one), case(&own.other)])
    };
    let open =
        (!twice.open_cases.is_empty()).then(|| (say.t("twice-open"), twice.open_cases.iter().map(case).collect()));
    twice.awards.iter().map(award).chain(open).collect()
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
    let sex = person.row.sex.map(|sex| line("person-sex", Hidden::open(say.sex(sex))));
    let groups: Vec<String> = person.groups.iter().map(|label| say.l(label)).collect();
    let groups = (!groups.is_empty()).then(|| line("person-groups", Hidden::open(say.listed(&groups))));
    let lines = [
        shown("people-id", &person.row.citizen_id),
        birth,
        sex,
        groups,
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
        let words = say
            .words
            .with("person-lead", [("score", lead.score.to_string()), ("case", say.harm_case(&lead.harm_case))]);
        let state = if lead.verdict.is_some() { "state-settled" } else { "leads-kept-open" };
        (words, format!("/leads/{}", lead.id), Tag::new(say.t(state), Tone::Soon))
    };
    person.cases.iter().map(case).chain(person.leads.iter().map(lead)).collect()
}

fn look_line(say: Say<'_>, look: &LookLine) -> Look {
    let what = |id: &str| say.words.with(id, [("what", look.reason.clone())]);
    let why = match (look.act.as_str(), look.reason.as_str(), look.unmasked) {
        ("see-case", ..) => what("person-looked-case"),
        ("read-form", ..) => what("person-looked-form"),
        ("see-lead", ..) => what("person-looked-lead"),
        ("read-document", ..) => what("person-looked-document"),
        (_, "page", true) => say.t("person-looked-open"),
        (_, "page", false) => say.t("person-looked-masked"),
        (_, "pair", _) => say.t("person-looked-pair"),
        (_, own, _) => own.to_owned(),
    };
    Look { when: say.words.moment(look.at, say.today), who: look.who.clone(), why }
}
