//! A step: its form from the pack, and taking it. A form with mistakes, or one that came too late, comes back with everything typed.
use app::cases::{
    Difference, EarlierLine, FactLine, FormField, GrantedBy, JournalLine, Meanwhile, Recognised, StepForm, StepTaken,
    TakeStep,
};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case_types::{Serves, Step};
use kernel::id::{CaseId, FactName, StepId};
use law::amount::Amount;

use super::{StepPage, Warning, weigh};
use crate::edge::parts::Name;
use crate::edge::trouble::finished;
use crate::edge::{Asked, Desk, FormBody, Id, Trouble};
use crate::say::{FormSaid, Say};
use frame::Area;
use frame::forms::Section;
use frame::parts::{Changed, Happened};

/// From so many fields on, a form has headings.
const MANY_FIELDS: usize = 8;
/// The button that asks for the range and sends nothing.
const WORK_OUT: &str = "work-out";

/// `GET /cases/{id}/steps/{step}?field=choice`
pub(crate) async fn show(desk: Desk, Id(id): Id<CaseId>, Name(step): Name, asked: Asked) -> Result<Response, Trouble> {
    let mut form = desk.app.step_form(&desk.asker, (id, &StepId::from(step.as_str())), None).await?;
    choose(&mut form, &asked);
    Desk::page(&fill(&desk, &form, FormSaid::FRESH).await?)
}

/// Chooses what the address names of the choices on offer, where nothing is known yet.
fn choose(form: &mut StepForm, asked: &Asked) {
    for field in form.fields.iter_mut().filter(|field| field.known.is_empty()) {
        let wanted = asked.get(field.name.as_str());
        let offered = wanted.filter(|wanted| field.choices.iter().any(|own| own.id == *wanted));
        field.known.extend(offered.map(ToOwned::to_owned));
    }
}

/// `POST /cases/{id}/steps/{step}`
pub(crate) async fn take(
    desk: Desk,
    Id(id): Id<CaseId>,
    Name(step): Name,
    body: FormBody,
) -> Result<Response, Trouble> {
    let step = StepId::from(step.as_str());
    let version = body.get("version").parse().map_err(|_| Trouble::Unclear)?;
    let wanted = TakeStep { case: id, step: step.clone(), version, typed: body.typed(), once: body.once() };
    if !body.get(WORK_OUT).is_empty() {
        return worked_out(&desk, &wanted).await;
    }
    let mistakes = match desk.app.take_step(&desk.asker, &wanted).await {
        Ok(taken) => {
            return desk.done(told(desk.say(), &taken), &format!("/cases/{id}/{}", tab(&desk, &wanted).await?)).await;
        }
        Err(app::Error::Mistaken(mistakes)) => mistakes,
        Err(app::Error::Changed) => return changed(&desk, &wanted).await,
        Err(app::Error::NotFound) => return Err(Trouble::NotFound),
        Err(other) => return unsaved(&desk, &wanted, other.into()).await,
    };
    let form = desk.app.step_form(&desk.asker, (id, &step), Some(&wanted.typed)).await?;
    let page = fill(&desk, &form, FormSaid { typed: Some(&wanted.typed), mistakes: &mistakes }).await?;
    Desk::again(&page)
}

/// The tab on which what the step serves is listed; what serves none leads to the overview.
async fn tab(desk: &Desk, taken: &TakeStep) -> Result<&'static str, Trouble> {
    let head = desk.app.case_head(&desk.asker, taken.case).await?;
    let kind = desk.app.library().case_type(&head.case_type_id, &head.variant_id);
    let step = kind.and_then(|own| own.step(&taken.step));
    Ok(match step.and_then(Step::serves) {
        Some(Serves::RecordVisit | Serves::PlanVisit) => "visits",
        Some(Serves::HandOver | Serves::Answer(_)) => "hand-overs",
        Some(Serves::Link) => "linked",
        None if kind.is_some_and(|own| own.makes_by_hand(&taken.step)) => "papers",
        None => "overview",
    })
}

/// The form again with the range that follows from what was typed; nothing is saved.
async fn worked_out(desk: &Desk, wanted: &TakeStep) -> Result<Response, Trouble> {
    let form = desk.app.step_form(&desk.asker, (wanted.case, &wanted.step), Some(&wanted.typed)).await?;
    let mut page = fill(desk, &form, FormSaid { typed: Some(&wanted.typed), mistakes: &form.mistakes }).await?;
    page.version = wanted.version.to_string();
    if form.mistakes.is_empty() { Desk::page(&page) } else { Desk::again(&page) }
}

/// The form again, from the case as it is now, with what was typed and what happened meanwhile.
async fn changed(desk: &Desk, wanted: &TakeStep) -> Result<Response, Trouble> {
    let form = desk.app.step_form(&desk.asker, (wanted.case, &wanted.step), Some(&wanted.typed)).await?;
    let mut page = fill(desk, &form, FormSaid { typed: Some(&wanted.typed), mistakes: &[] }).await?;
    let meanwhile = desk.app.case_since(&desk.asker, wanted).await?;
    page.changed = Some(compared(desk.say(), &form, &meanwhile, wanted));
    finished(StatusCode::CONFLICT, &page)
}

/// The form again, where it could not be taken: with the same key, so that it is done once even if it was kept after all.
async fn unsaved(desk: &Desk, wanted: &TakeStep, trouble: Trouble) -> Result<Response, Trouble> {
    let form = desk.app.step_form(&desk.asker, (wanted.case, &wanted.step), Some(&wanted.typed)).await;
    let Ok(form) = form else { return Err(trouble) };
    let mut page = fill(desk, &form, FormSaid { typed: Some(&wanted.typed), mistakes: &[] }).await?;
    page.once.clone_from(&wanted.once.0);
    let (status, notice) = trouble.as_notice(desk.words);
    page.notice = Some(notice);
    finished(status, &page)
}

/// What is stored now beside what this person typed or saw, line by line: of a form that can still be sent what changed
/// meanwhile, of one that cannot everything typed that would be lost.
fn compared(say: Say<'_>, form: &StepForm, meanwhile: &Meanwhile, wanted: &TakeStep) -> Changed {
    let sent = form.blocked.is_none();
    let told = |own: &&Difference| if sent { own.meanwhile } else { own.saw.is_none() };
    let rows = meanwhile.differs.iter().filter(told).filter_map(|own| {
        let theirs = match &own.saw {
            Some(saw) => say.words.with("changed-saw", [("value", stored(say, saw))]),
            None => typed(say, form.fields.iter().find(|field| field.name == own.now.name)?, wanted),
        };
        Some([say.l(&own.now.label), stored(say, &own.now), theirs])
    });
    let rows: Vec<[String; 3]> = rows.collect();
    let same = if sent { "changed-same" } else { "changed-nothing-lost" };
    Changed {
        title: say.t("changed-title"),
        lines: outcome(say, form, meanwhile).into_iter().chain(rows.is_empty().then(|| say.t(same))).collect(),
        entries: (say.t("changed-what"), meanwhile.entries.iter().map(|line| happened(say, line)).collect()),
        compare: say.t(if sent { "changed-compare" } else { "changed-unsent" }),
        headings: ["changed-field", "changed-stored", "changed-typed"].map(|id| say.t(id)),
        rows,
        back: (say.t("changed-back"), format!("/cases/{}/overview", wanted.case)),
    }
}

/// What became of the form: it was done already, it cannot be done any more, or it can be sent again.
fn outcome(say: Say<'_>, form: &StepForm, meanwhile: &Meanwhile) -> Vec<String> {
    let step = || [("step", say.l(&form.label))];
    let state = say.words.with("step-changed-state", [("state", say.l(&form.head.state))]);
    match (form.blocked.is_some(), meanwhile.taken) {
        (true, true) => vec![say.words.with("changed-done", step()), state],
        (true, false) => vec![state, say.words.with("changed-too-late", step())],
        (false, true) => vec![say.words.with("changed-done-too", step()), say.t("changed-lede")],
        (false, false) => vec![state, say.t("changed-lede")],
    }
}

/// What is known of a fact, in words.
fn stored(say: Say<'_>, fact: &FactLine) -> String {
    fact.value.as_ref().map_or_else(|| say.t("changed-nothing"), |value| say.value(value).text)
}

/// What this person typed into `field`, in words.
fn typed(say: Say<'_>, field: &FormField, wanted: &TakeStep) -> String {
    let values = wanted.typed.get(field.name.as_str()).map_or(&[][..], Vec::as_slice);
    let label = |value: &String| {
        let choice = field.choices.iter().find(|choice| choice.id == *value);
        choice.map_or_else(|| say.typed(field.kind, value), |choice| say.l(&choice.label))
    };
    let words: Vec<String> = values.iter().filter(|value| !value.is_empty()).map(label).collect();
    if words.is_empty() { say.t("changed-nothing") } else { say.listed(&words) }
}

fn happened(say: Say<'_>, line: &JournalLine) -> Happened {
    let details: Vec<String> = line.details.iter().map(|detail| say.detail(detail)).collect();
    Happened {
        what: say.act_done(&line.what),
        note: (!details.is_empty()).then(|| details.join(" · ")),
        when: say.words.moment(line.at, say.today),
        who: Some(say.actor(&line.who)),
    }
}

fn told(say: Say<'_>, taken: &StepTaken) -> Vec<String> {
    let state = if taken.moved { "step-to" } else { "step-stays" };
    let state = say.words.with(state, [("state", say.l(&taken.state))]);
    let recognised = taken.recognised.map(|how| match how {
        Recognised::Joined => say.t("step-person-joined"),
        Recognised::OtherName => say.t("step-person-other-name"),
    });
    let issued = taken.issued.iter().map(|label| say.words.with("step-issues", [("document", say.l(label))]));
    let started = taken.started.iter().map(|(label, due)| {
        format!(
            "{} · {}",
            say.words.with("step-starts", [("clock", say.l(label))]),
            say.words.with("clock-due", [("due", say.day(*due))])
        )
    });
    [state].into_iter().chain(recognised).chain(issued).chain(started).collect()
}

async fn fill(desk: &Desk, form: &StepForm, said: FormSaid<'_>) -> Result<StepPage, Trouble> {
    let say = desk.say();
    let case = format!("/cases/{}", form.head.id);
    let sections = sections(say, &form.fields, said);
    let warnings: Vec<Warning> = form.warnings.iter().map(|own| weigh::warning(say, own, said)).collect();
    let errors = say.errors(
        sections
            .iter()
            .flat_map(|own| &own.fields)
            .chain(warnings.iter().filter_map(|warning| warning.reason.as_ref())),
        said,
    );
    let issues = form.issues.iter().map(|label| say.words.with("step-issues", [("document", say.l(label))]));
    let starts = form.starts.iter().map(|label| say.words.with("step-starts", [("clock", say.l(label))]));
    let proposed = form.proposed.map(|amount| say.words.with("step-proposed", [("amount", say.words.money(amount))]));
    Ok(StepPage {
        shell: desk.shell(Area::Cases).await?,
        number: form.head.number.clone().unwrap_or_else(|| say.t("cases-no-number")),
        who: say.who(&form.head.who),
        title: say.l(&form.label),
        hint: form.hint.as_ref().map(|hint| say.l(hint)),
        action: format!("{case}/steps/{}", form.step),
        base: case.clone(),
        version: form.head.version.to_string(),
        once: Desk::once(),
        errors,
        changed: None,
        notice: None,
        blocked: form
            .blocked
            .iter()
            .flat_map(|refusal| [say.words.refusal(refusal), say.words.instead(refusal)])
            .collect(),
        waits_for: form.waits_for.iter().map(|label| say.l(label)).collect(),
        helps: form.helps.iter().map(|(step, label)| (say.l(label), format!("{case}/steps/{step}"))).collect(),
        warnings,
        earlier: form.earlier.iter().map(|line| earlier(say, line)).collect(),
        sections,
        sends: form.sends.as_ref().map(|sends| weigh::sending(say, sends)),
        answered: form.answered.iter().map(|own| say.answered(own)).collect(),
        shown: form.shown.iter().map(|fact| say.fact(fact)).map(|line| (line.label, line.value)).collect(),
        consequences: proposed.into_iter().chain(issues).chain(starts).collect(),
        amount: form.range.as_ref().map(|range| say.work(range)),
        to_find_out: form.range.as_ref().map(|range| open(say, form, range)).unwrap_or_default(),
        alike: form.alike.as_ref().map(|(alike, own)| say.alike(alike, *own)),
        works_out: form.range.is_some() && form.proposed.is_none(),
        button: say.l(&form.label),
    })
}

/// What keeps the range open, by the names that the fields have: whether or not the form wants it.
fn open(say: Say<'_>, form: &StepForm, range: &Amount) -> Vec<String> {
    let mistaken = |fact: &&FactName| form.mistakes.iter().all(|own| own.field != fact.as_str());
    let facts = say.fact_labels(&form.head.case_type_id, range.to_find_out.iter().filter(mistaken));
    facts.into_iter().chain(say.missing_figures(range)).collect()
}

/// The fields, under headings where there are many.
fn sections(say: Say<'_>, fields: &[FormField], said: FormSaid<'_>) -> Vec<Section> {
    let sections = say.sections(fields, said);
    if fields.len() >= MANY_FIELDS && sections.len() > 1 {
        return sections;
    }
    vec![Section { title: None, fields: fields.iter().map(|field| say.field(field, said)).collect() }]
}

/// What was granted before, and the case that granted it where it is one of ours.
fn earlier(say: Say<'_>, line: &EarlierLine) -> (String, Option<String>) {
    let unknown = || say.t("step-earlier-unknown");
    let amount = line.amount.map_or_else(unknown, |amount| say.words.money(amount));
    let on = line.on.map_or_else(unknown, |on| say.day(on));
    let harm = line.harm_case.clone().unwrap_or_else(unknown);
    match &line.by {
        GrantedBy::Case(case) => {
            let own = [("amount", amount), ("on", on), ("harm", harm), ("case", case.to_string())];
            (say.words.with("step-earlier-case", own), Some(format!("/cases/{case}")))
        }
        GrantedBy::Row { organ, register, place, .. } => {
            let organ = organ.clone().unwrap_or_else(unknown);
            let row = [
                ("amount", amount),
                ("on", on),
                ("harm", harm),
                ("organ", organ),
                ("register", say.l(register)),
                ("place", place.clone()),
            ];
            (say.words.with("step-earlier-row", row), None)
        }
    }
}
