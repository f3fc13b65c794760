//! What became of the rows of a file: one answer of `app`, as lines.
use app::leads::{Became, BecameLine};
use axum::response::Response;
use domain::access::Act;
use kernel::id::BatchId;

use super::{OutcomesPage, RowLine};
use crate::edge::{Asked, Desk, Id, Trouble};
use frame::Area;
use frame::parts::{Tag, Tone};

/// `GET /registers/batches/{id}/rows?after=`
pub(crate) async fn show(desk: Desk, Id(id): Id<BatchId>, asked: Asked) -> Result<Response, Trouble> {
    let batch = desk.app.intake().batch_page(&desk.asker, id, None).await?;
    let became = desk.app.batch_outcomes(&desk.asker, id, asked.get("after")).await?;
    let say = desk.say();
    let shown = say.words.with_numbers("outcomes-shown", [("count", say.words.counted(became.total))]);
    Desk::page(&OutcomesPage {
        shell: desk.shell(Area::Registers).await?,
        base: format!("/registers/batches/{id}"),
        file: batch.row.file_name,
        rows: became.rows.iter().map(|row| line(&desk, row)).collect(),
        pager: say.pager(shown, desk.here(), became.next.as_deref()),
    })
}

fn line(desk: &Desk, row: &BecameLine) -> RowLine {
    let say = desk.say();
    let (word, tone) = match row.became {
        Became::Lead => ("outcome-lead", Tone::Good),
        Became::Question => ("outcome-question", Tone::Soon),
        Became::Nothing => ("outcome-none", Tone::Quiet),
    };
    let place = say.words.with("outcome-row", [("row", row.row)]);
    RowLine {
        place: if row.sheet.is_empty() { place } else { format!("{} {place}", row.sheet) },
        who: say.who(&row.who),
        person: desk.may(Act::SeePeople).then(|| format!("/people/{}", row.person)),
        harm_case: say.harm_case(&row.harm_case),
        became: Tag::new(say.t(word), tone),
        why: row.why.as_ref().map(|why| say.l(why)).unwrap_or_default(),
        lead: row.lead.map(|lead| (say.t("outcome-see-lead"), format!("/leads/{lead}"))),
    }
}
