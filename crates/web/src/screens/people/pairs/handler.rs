//! The desk of uncertain people: who may be one, judged one by one.
use axum::extract::RawQuery;
use axum::response::Response;
use kernel::Mistake;

use super::PairsPage;
use crate::edge::{Desk, FormBody, Trouble};
use crate::say::FormSaid;
use crate::screens::people::pair;
use frame::Area;

/// Where the desk is.
pub(crate) const PATH: &str = "/people/pairs";

/// `GET /people/pairs`
pub(crate) async fn show(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Trouble> {
    let after = query.as_deref().and_then(|query| query.strip_prefix("after=")).and_then(|link| link.parse().ok());
    Desk::page(&fill(&desk, after, None).await?)
}

/// The desk again, with what was not understood of one form.
pub(crate) async fn again(
    desk: &Desk,
    link: i64,
    (form, mistakes): (&FormBody, &[Mistake]),
) -> Result<Response, Trouble> {
    let typed = form.typed();
    // The page that shows this pair: the open ones come in their order.
    let before = link.checked_sub(1);
    Desk::again(&fill(desk, before, Some((link, FormSaid { typed: Some(&typed), mistakes }))).await?)
}

async fn fill(desk: &Desk, after: Option<i64>, said: Option<(i64, FormSaid<'_>)>) -> Result<PairsPage, Trouble> {
    let say = desk.say();
    let (views, next) = desk.app.open_pairs(&desk.asker, after).await?;
    let pairs: Vec<pair::Pair> = views
        .iter()
        .map(|view| {
            let own = said.filter(|(link, _)| *link == view.link).map_or(FormSaid::FRESH, |(_, said)| said);
            pair::shown(desk, view, Some((&format!("/people/{}/pair", view.one), own)))
        })
        .collect();
    let fields = pairs.iter().filter_map(|pair| pair.form.as_ref()).flat_map(|form| &form.fields);
    Ok(PairsPage {
        shell: desk.shell(Area::People).await?,
        back: PATH,
        errors: say.errors(fields, said.map_or(FormSaid::FRESH, |(_, said)| said)),
        next: next.map(|link| format!("{PATH}?after={link}")),
        pairs,
    })
}
