//! One case: each tab is one answer of `app` under the head.
use app::cases::{Tab, TabPart};
use app::documents::File;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Act;
use kernel::id::{CaseId, DocumentId};

use super::fill::Fill;
use crate::edge::parts::Name;
use crate::edge::{Asked, Desk, Id, Trouble};
use frame::Area;

/// `GET /cases/{id}`
pub(crate) async fn show(Id(id): Id<CaseId>) -> Redirect {
    Redirect::to(&format!("/cases/{id}/overview"))
}

/// `GET /cases/{id}/{tab}`
pub(crate) async fn show_tab(desk: Desk, Id(id): Id<CaseId>, Name(path): Name) -> Result<Response, Trouble> {
    let tab = Tab::named(&path).ok_or(Trouble::NotFound)?;
    let (head, part) = desk.app.case_tab(&desk.asker, id, tab).await?;
    let fill = Fill {
        say: desk.say(),
        shell: desk.shell(Area::Cases).await?,
        head: &head,
        tab,
        people: desk.may(Act::SeePeople),
    };
    match part {
        TabPart::Overview(brief) => Desk::page(&fill.overview(&brief)),
        TabPart::People(parties, household) => Desk::page(&fill.people(&parties, &household)),
        TabPart::Facts(facts) => Desk::page(&fill.facts(&facts)),
        TabPart::Amount(amount) => Desk::page(&fill.amount(&amount)),
        TabPart::Papers(papers) => Desk::page(&fill.papers(&papers)),
        TabPart::Money(money) => Desk::page(&fill.money(&money)),
        TabPart::Visits(visits) => Desk::page(&fill.visits(&visits)),
        TabPart::HandOvers(lines) => Desk::page(&fill.hand_overs(&lines)),
        TabPart::Linked(links) => Desk::page(&fill.links(&links)),
        TabPart::Journal(entries) => Desk::page(&fill.journal(&entries)),
    }
}

/// `GET /documents/{id}`: handed over as a file, never shown inside a page of ours.
pub(crate) async fn document(desk: Desk, Id(id): Id<DocumentId>) -> Result<Response, Trouble> {
    Ok(handed(desk.app.document(&desk.asker, id).await?))
}

/// `GET /documents/{id}/set`: all that is printed of it where it is served.
pub(crate) async fn document_set(desk: Desk, Id(id): Id<DocumentId>) -> Result<Response, Trouble> {
    Ok(handed(desk.app.document_set(&desk.asker, id).await?))
}

/// `GET /documents/{id}/public`: the copy without names.
pub(crate) async fn document_for_the_web(desk: Desk, Id(id): Id<DocumentId>) -> Result<Response, Trouble> {
    Ok(handed(desk.app.public_copy(&desk.asker, id).await?))
}

/// `GET /cases/{id}/file?volume=`: the whole file of the case in one.
pub(crate) async fn file(desk: Desk, Id(id): Id<CaseId>, asked: Asked) -> Result<Response, Trouble> {
    let volume = match asked.get("volume") {
        Some(volume) => volume.parse().map_err(|_| Trouble::NotFound)?,
        None => 1,
    };
    Ok(handed(desk.app.case_file(&desk.asker, id, volume).await?))
}

/// A file as it leaves the house.
pub(crate) fn handed(file: File) -> Response {
    let name = frame::shell::escaped(&file.name.replace('/', "-"));
    let headers = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
    ];
    (headers, file.bytes).into_response()
}
