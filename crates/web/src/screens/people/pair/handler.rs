//! What is said of two records: the same person, two people, cannot be told; and taking it back.
use app::people::{Compared, Joined, PairField, PairSaid, PairView, SayPair};
use axum::response::Response;
use domain::access::Act;
use kernel::id::PersonId;
use kernel::{Label, Mistake};

use super::{Pair, PairForm, PairRow};
use crate::edge::{Desk, FormBody, Id, Trouble};
use crate::say::{FormSaid, Say};
use crate::screens::people::{pairs, person};
use frame::forms::{Choice, Input};
use frame::parts::{Hidden, Mark};

/// The reasons for which linkage proposes a pair; each has its sentence.
const WHY: [&str; 8] = [
    "same-id",
    "name-and-partial-id",
    "name-and-mistyped-id",
    "name-and-birth",
    "name-and-phone",
    "sound-and-birth",
    "name-in-case",
    "name-and-area",
];

/// `POST /people/{id}/pair`
pub(crate) async fn say(desk: Desk, Id(id): Id<PersonId>, form: FormBody) -> Result<Response, Trouble> {
    let link = form.get("link").parse().map_err(|_| Trouble::Unclear)?;
    let seen = PairSaid::of(form.get("seen")).ok_or(Trouble::Unclear)?;
    let said = match PairSaid::of(form.get("said")).filter(|said| *said != PairSaid::Open) {
        Some(said) => {
            let reason = form.get("reason").to_owned();
            desk.app.say_pair(&desk.asker, &SayPair { link, seen, said, reason, once: form.once() }).await
        }
        None => Err(app::Error::Mistaken(vec![Mistake::at("said", "required")])),
    };
    match said {
        Ok(joined) => desk.done(told(desk.say(), &form, &joined), &back(&form, id)).await,
        Err(app::Error::Mistaken(mistakes)) if form.get("back") == pairs::PATH => {
            pairs::again(&desk, link, (&form, &mistakes)).await
        }
        Err(app::Error::Mistaken(mistakes)) => person::again(&desk, id, (Some(link), &form, &mistakes)).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /people/{id}/part`
pub(crate) async fn part(desk: Desk, Id(id): Id<PersonId>, form: FormBody) -> Result<Response, Trouble> {
    let gone = form.get("gone").parse().map(PersonId).map_err(|_| Trouble::Unclear)?;
    match desk.app.part_person(&desk.asker, gone, form.get("why"), &form.once()).await {
        Ok(_) => desk.done(vec![desk.words.say("joined-parted").into_owned()], &format!("/people/{id}")).await,
        Err(app::Error::Mistaken(mistakes)) => {
            // The field of this form has a name of its own: another form of the page asks for a reason too.
            let own: Vec<Mistake> =
                mistakes.into_iter().map(|own| Mistake { field: "why".to_owned(), ..own }).collect();
            person::again(&desk, id, (None, &form, &own)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Where the form came from: the desk of uncertain people, or the page of a person. No other address is taken.
fn back(form: &FormBody, id: PersonId) -> String {
    if form.get("back") == pairs::PATH { pairs::PATH.to_owned() } else { format!("/people/{id}") }
}

fn told(say: Say<'_>, form: &FormBody, joined: &Joined) -> Vec<String> {
    let said = match form.get("said") {
        "same" => "pair-joined",
        "different" => "pair-kept-apart",
        _ => "pair-unsure",
    };
    let look = (!joined.twice.is_empty()).then(|| say.t("twice-title"));
    [Some(say.t(said)), look].into_iter().flatten().collect()
}

/// Two records side by side; with the form where its address is given and the person may say.
pub(crate) fn shown(desk: &Desk, view: &PairView, form: Option<(&str, FormSaid<'_>)>) -> Pair {
    let say = desk.say();
    let row = |line: &app::people::PairLine| {
        let (mark, mark_word) = mark(say, line.same);
        PairRow {
            label: label(say, line.what),
            one: say.hidden(&line.one),
            other: say.hidden(&line.other),
            mark,
            mark_word,
        }
    };
    let registers =
        |labels: &[Label]| Hidden::open(labels.iter().map(|own| say.l(own)).collect::<Vec<_>>().join(" · "));
    let (mark, mark_word) = self::mark(say, Compared::Unknown);
    let registers = PairRow {
        label: say.t("pair-registers"),
        one: registers(&view.registers.0),
        other: registers(&view.registers.1),
        mark,
        mark_word,
    };
    let why = WHY.iter().find(|own| **own == view.why).copied().unwrap_or("other");
    Pair {
        why: say.t(&format!("pair-why-{why}")),
        other: desk.may(Act::SeePeople).then(|| format!("/people/{}", view.other)),
        rows: view.lines.iter().map(row).chain([registers]).collect(),
        form: form.filter(|_| view.may_say).map(|(action, said)| judgement(say, view, action, said)),
    }
}

fn judgement(say: Say<'_>, view: &PairView, action: &str, said: FormSaid<'_>) -> PairForm {
    let chosen = said.value("said", "");
    let choices = ["same", "different", "unsure"].map(|id| Choice {
        hint: Some(say.t(&format!("pair-say-{id}-hint"))),
        ..Choice::of(id, say.t(&format!("pair-say-{id}")), &chosen)
    });
    let reason = Input::Long { value: said.value("reason", ""), most: 500 };
    let mut fields = vec![
        say.own_field("said", say.t("pair-say"), Input::One(choices.to_vec()), said),
        say.own_field("reason", say.t("pair-reason"), reason, said),
    ];
    for field in &mut fields {
        field.id_suffix = format!("-{}", view.link);
    }
    PairForm {
        action: action.to_owned(),
        once: Desk::once(),
        link: view.link.to_string(),
        seen: view.seen.word(),
        fields,
    }
}

fn label(say: Say<'_>, what: PairField) -> String {
    say.t(match what {
        PairField::Name => "pair-name",
        PairField::CitizenId => "people-id",
        PairField::Birth => "person-birth",
        PairField::Phone => "people-phone",
        PairField::Address => "pair-address",
    })
}

fn mark(say: Say<'_>, same: Compared) -> (Mark, String) {
    match same {
        Compared::Same => (Mark::True, say.t("pair-same")),
        Compared::Differs => (Mark::Warns, say.t("pair-differs")),
        Compared::Unknown => (Mark::Unknown, say.t("pair-unknown")),
    }
}
