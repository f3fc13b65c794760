//! One lead: shown, taken, judged.
use app::leads::{JudgeLead, LeadPage as Lead, Sureness};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Act;
use kernel::id::LeadId;

use super::verdict::{self, Typed};
use super::{LeadPage, Reason, SourceRow, behind};
use crate::edge::{Desk, FormBody, Id, Trouble};
use crate::say::{FormSaid, Say, thousandths};
use crate::screens::people::pair;
use crate::screens::today::colour;
use frame::Area;
use frame::parts::{Mark, Notice, Part, Tag, Tone};

/// `GET /leads/{id}`
pub(crate) async fn show(desk: Desk, Id(id): Id<LeadId>) -> Result<Response, Trouble> {
    let lead = desk.app.lead(&desk.asker, id).await?;
    Desk::page(&fill(&desk, &lead, FormSaid::FRESH).await?)
}

/// `POST /leads/next`
pub(crate) async fn take_next(desk: Desk, _form: FormBody) -> Result<Response, Trouble> {
    match desk.app.take_next_lead(&desk.asker).await? {
        Some(id) => Ok(Redirect::to(&format!("/leads/{id}")).into_response()),
        None => desk.done(vec![desk.words.say("leads-none").into_owned()], "/leads").await,
    }
}

/// `POST /leads/{id}/take`: a free one, or over from a colleague where the form says so.
pub(crate) async fn take(desk: Desk, Id(id): Id<LeadId>, form: FormBody) -> Result<Response, Trouble> {
    if form.get("over") == "yes" {
        desk.app.take_lead_over(&desk.asker, id).await?;
    } else {
        desk.app.take_lead(&desk.asker, id).await?;
    }
    Ok(Redirect::to(&format!("/leads/{id}")).into_response())
}

/// `POST /leads/{id}/verdict`
pub(crate) async fn judge(desk: Desk, Id(id): Id<LeadId>, form: FormBody) -> Result<Response, Trouble> {
    let typed = Typed::of(&form);
    let version = form.get("version").parse().map_err(|_| Trouble::Unclear)?;
    let judged = match typed.judgement() {
        Ok(judgement) => {
            let (reason, once) = (typed.note().to_owned(), form.once());
            desk.app.judge_lead(&desk.asker, &JudgeLead { lead: id, version, judgement, reason, once }).await
        }
        Err(mistake) => Err(app::Error::Mistaken(vec![mistake])),
    };
    match judged {
        Ok(Some(case)) => {
            desk.done(vec![desk.words.say("lead-opened-case").into_owned()], &format!("/cases/{case}/overview")).await
        }
        Ok(None) => desk.done(vec![desk.words.say("lead-judged").into_owned()], &format!("/leads/{id}")).await,
        Err(app::Error::Mistaken(mistakes)) => {
            let lead = desk.app.lead(&desk.asker, id).await?;
            let said = form.typed();
            Desk::again(&fill(&desk, &lead, FormSaid { typed: Some(&said), mistakes: &mistakes }).await?)
        }
        Err(app::Error::Changed) => changed(&desk, id, &form).await,
        Err(other) => Err(other.into()),
    }
}

/// The form again over the lead as it is now, with what was typed: somebody or a screening was faster. Where there is no
/// form any more, what was typed is said.
async fn changed(desk: &Desk, id: LeadId, form: &FormBody) -> Result<Response, Trouble> {
    let lead = desk.app.lead(&desk.asker, id).await?;
    let typed = form.typed();
    let mut page = fill(desk, &lead, FormSaid { typed: Some(&typed), mistakes: &[] }).await?;
    let note = form.get("reason").trim();
    let lines = if page.verdict.is_some() {
        vec![desk.words.say("lead-changed-hint").into_owned()]
    } else {
        let said = (!note.is_empty()).then(|| desk.words.with("lead-changed-typed", [("text", note)]));
        [Some(desk.words.say("lead-changed-over").into_owned()), said].into_iter().flatten().collect()
    };
    let title = Some(desk.words.say("lead-changed").into_owned());
    page.shell.notice = Some(Notice { tone: Tone::Soon, title, lines });
    crate::edge::trouble::finished(axum::http::StatusCode::CONFLICT, &page)
}

async fn fill(desk: &Desk, lead: &Lead, said: FormSaid<'_>) -> Result<LeadPage, Trouble> {
    let say = desk.say();
    let open = !lead.settled && desk.may(Act::JudgeLeads);
    let verdict = (open && lead.mine).then(|| verdict::form(say, lead, said));
    let found = say
        .words
        .with("lead-found", [("on", say.day(lead.row.opened_on)), ("case", say.harm_case(&lead.row.harm_case))]);
    let (forecast, forecast_said) = behind::forecast(say, lead);
    Ok(LeadPage {
        shell: desk.shell(Area::Leads).await?,
        base: format!("/leads/{}", lead.row.id),
        who: say.who(&lead.row.who),
        person: desk.may(Act::SeePeople).then(|| format!("/people/{}", lead.person)),
        lede: found,
        tags: tags(say, lead),
        score: lead.row.score.to_string(),
        colour: colour(lead.row.colour).0,
        finding: say.t(finding(lead.row.sure)),
        reasons: reasons(say, lead),
        forecast,
        forecast_said,
        parts: parts(say, lead),
        capped: capped(say, lead),
        demonstration: lead.demonstration.then(|| say.t("lead-weights")),
        to_find_out: lead.row.ask.iter().map(|label| say.l(label)).collect(),
        pair: lead.candidate.as_ref().map(|view| pair::shown(desk, view, None)),
        rows: rows(say, lead),
        errors: verdict.as_ref().map(|form| say.errors(&form.fields, said)).unwrap_or_default(),
        take: open && lead.row.taken_by.is_none(),
        take_over: open && lead.row.taken_by.is_some() && !lead.mine,
        verdict,
        case: lead.case.map(|case| (say.t("lead-to-case"), format!("/cases/{case}"))),
        history: behind::history(say, lead),
    })
}

fn tags(say: Say<'_>, lead: &Lead) -> Vec<Tag> {
    let (class, word) = colour(lead.row.colour);
    let tone = if class == "red" { Tone::Late } else { Tone::Soon };
    let taken = lead
        .row
        .taken_by
        .as_ref()
        .map(|who| Tag::new(say.words.with("state-taken", [("who", who.as_str())]), Tone::Plain));
    let confirm = (lead.row.sure == Sureness::ToConfirm).then(|| Tag::new(say.t("state-confirm"), Tone::Soon));
    let settled = lead.settled.then(|| Tag::new(say.t("state-settled"), Tone::Good));
    [Some(Tag::new(say.t(word), tone)), confirm, taken, settled].into_iter().flatten().collect()
}

const fn finding(sure: Sureness) -> &'static str {
    match sure {
        Sureness::Sure => "lead-finding-lead",
        Sureness::ToConfirm => "lead-finding-confirm",
        Sureness::Question => "lead-finding-question",
    }
}

fn reasons(say: Say<'_>, lead: &Lead) -> Vec<Reason> {
    let reason = |mark: Mark, label: &kernel::Label| Reason { mark, mark_word: say.t(mark.key()), label: say.l(label) };
    let held = heaviest(lead).into_iter().map(|(label, _)| reason(Mark::True, label));
    let open = lead.row.ask.iter().map(|label| reason(Mark::Unknown, label));
    held.chain(open).collect()
}

fn parts(say: Say<'_>, lead: &Lead) -> Vec<Part> {
    let most = lead.parts.iter().map(|(_, points)| i64::from(*points)).max().unwrap_or(0);
    let part = |(label, points): &(kernel::Label, u32)| Part {
        label: say.l(label),
        points: points.to_string(),
        share: thousandths(i64::from(*points), most),
    };
    heaviest(lead).into_iter().map(part).collect()
}

/// The parts of the score, what weighs most first.
fn heaviest(lead: &Lead) -> Vec<&(kernel::Label, u32)> {
    let mut parts: Vec<&(kernel::Label, u32)> = lead.parts.iter().collect();
    parts.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
    parts
}

/// What the parts come to, where that is more than the score can be.
fn capped(say: Say<'_>, lead: &Lead) -> Option<String> {
    let sum = lead.parts.iter().fold(0_u32, |sum, (_, points)| sum.saturating_add(*points));
    let both = [("sum", sum), ("score", lead.row.score)];
    (sum > lead.row.score).then(|| say.words.with("lead-capped", both))
}

/// The rows behind the lead; where there are none any more, what they said of the harm. Then the candidate.
fn rows(say: Say<'_>, lead: &Lead) -> Vec<SourceRow> {
    let mut rows = behind::rows(say, lead);
    if rows.is_empty() {
        let cells = lead.facts.iter().map(|fact| say.fact(fact)).map(|line| (line.label, line.value)).collect();
        rows.push(SourceRow { register: lead.row.harm_case.clone(), place: String::new(), cells });
    }
    rows.into_iter().filter(|row| !row.cells.is_empty()).collect()
}
