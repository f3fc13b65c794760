//! Printing a document of many cases, with the filters of the list that it was asked from.
use app::cases::CaseFilter;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use kernel::id::{DocumentKind, EntryId};

use super::{PrintingPage, ProgressPage};
use crate::edge::{Asked, Desk, FormBody, Id, Trouble};
use crate::say::FormSaid;
use crate::screens::cases::case::handed;
use crate::screens::cases::export::kept;
use crate::screens::cases::list::filter;
use frame::Area;
use frame::forms::{Choice, Input};
use frame::shell::escaped;

/// How many of those that are not printed stand on the page.
const LISTED: usize = 50;
/// Seconds after which the page of a run is asked for again while it goes on.
const AGAIN: HeaderValue = HeaderValue::from_static("5");

/// `GET /cases/printing?of=&due=&kind=&state=&number=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let wanted = filter(|name| asked.get(name));
    let kept = kept(|name| asked.get(name));
    Desk::page(&fill(&desk, &wanted, kept, FormSaid::FRESH).await?)
}

/// `POST /cases/printing`
pub(crate) async fn ask(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let typed = |name: &str| Some(form.get(name)).filter(|value| !value.is_empty());
    let wanted = filter(typed);
    let document = DocumentKind::from(form.get("document"));
    match desk.app.print_many(&desk.asker, &wanted, (&document, &form.once())).await {
        Ok(id) => desk.done(vec![], &format!("/cases/printing/{id}")).await,
        Err(app::Error::Mistaken(mistakes)) => {
            let all = form.typed();
            let said = FormSaid { typed: Some(&all), mistakes: &mistakes };
            Desk::again(&fill(&desk, &wanted, kept(typed), said).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /cases/printing/{id}`: asks for itself again while the printing goes on, with or without scripts.
pub(crate) async fn progress(desk: Desk, Id(id): Id<EntryId>) -> Result<Response, Trouble> {
    let run = desk.app.print_run(&desk.asker, id).await?;
    let say = desk.say();
    let here = format!("/cases/printing/{id}");
    let (done, going) = (run.left.is_empty(), !run.left.is_empty() && !run.failing);
    let counted = |count: usize| say.words.count(u64::try_from(count).unwrap_or(u64::MAX));
    let named = |number: Option<String>| number.unwrap_or_else(|| say.t("cases-no-number"));
    let many = [("document", say.l(&run.label)), ("printed", counted(run.printed)), ("papers", counted(run.papers))];
    let beyond = run.left.len().saturating_sub(LISTED);
    let left = run.left.into_iter().take(LISTED);
    let page = ProgressPage {
        shell: desk.shell(Area::Cases).await?,
        title: say.words.with("papers-run", many),
        said: say.t(if done {
            "papers-run-done"
        } else if going {
            "papers-run-going"
        } else {
            "papers-run-failing"
        }),
        bar: (run.printed, run.papers),
        left: left.map(|own| (named(own.number), format!("/cases/{}/papers", own.case))).collect(),
        more: (beyond > 0).then(|| say.words.with("papers-run-more", [("count", counted(beyond))])),
        take: (run.printed > 0).then(|| format!("{here}/zip")),
        again: (!done).then(|| here.clone()),
    };
    let mut answer = Desk::page(&page)?;
    if going {
        answer.headers_mut().insert(HeaderName::from_static("refresh"), AGAIN);
    }
    Ok(answer)
}

/// `GET /cases/printing/{id}/zip`
pub(crate) async fn take(desk: Desk, Id(id): Id<EntryId>) -> Result<Response, Trouble> {
    Ok(handed(desk.app.printed_papers(&desk.asker, id).await?))
}

async fn fill(
    desk: &Desk,
    wanted: &CaseFilter,
    filters: Vec<(String, String)>,
    said: FormSaid<'_>,
) -> Result<PrintingPage, Trouble> {
    let say = desk.say();
    let cases = desk.app.cases(&desk.asker, wanted, None).await?;
    let printable = desk.app.printable(&desk.asker, wanted).await?;
    let query: Vec<String> = filters.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let chosen = said.value("document", "");
    let choice = |own: &app::documents::Printable| {
        let many = say.words.count(u64::try_from(own.papers).unwrap_or(u64::MAX));
        let words = say.words.with("papers-many-of", [("document", say.l(&own.label)), ("count", many)]);
        Choice::of(own.kind.as_str(), words, &chosen)
    };
    let choices: Vec<Choice> = printable.iter().map(choice).collect();
    let field =
        (!choices.is_empty()).then(|| say.own_field("document", say.t("papers-many-which"), Input::One(choices), said));
    let fields: Vec<_> = field.into_iter().collect();
    let count = say.words.with_numbers("cases-said", [("count", say.words.counted(cases.total))]);
    Ok(PrintingPage {
        shell: desk.shell(Area::Cases).await?,
        back: format!("/cases?{}", query.join("&")),
        said: say.words.with("papers-many-lede", [("said", count)]),
        filters,
        once: Desk::once(),
        errors: say.errors(&fields, said),
        fields,
    })
}
