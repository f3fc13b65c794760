//! A batch: what came of it, rows to correct, taking it back.
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Act;
use intake::registers::{BadCellLine, BatchPage as Batch, WaitingRow as Waits};
use kernel::id::BatchId;

use super::{BadCell, BatchPage, Progress, TakeBack, WaitingRow};
use crate::edge::parts::Name;
use crate::edge::{Asked, Desk, FormBody, Id, Trouble};
use crate::say::{FormSaid, Say};
use crate::screens::registers::list::state;
use frame::Area;
use frame::forms::field::Line;
use frame::forms::{ErrorLine, Field, Input};
use frame::parts::{Notice, Stat, Tone};

/// `GET /registers/batches/{id}?after=`
pub(crate) async fn show(desk: Desk, Id(id): Id<BatchId>, asked: Asked) -> Result<Response, Trouble> {
    let batch = desk.app.intake().batch_page(&desk.asker, id, asked.get("after")).await?;
    if batch.row.state.word() == "previewed" {
        return Ok(Redirect::to(&format!("/registers/previews/{id}")).into_response());
    }
    Desk::page(&fill(&desk, &batch, Said { place: None, form: FormSaid::FRESH }).await?)
}

/// `POST /registers/batches/{id}/rows/{place}`
pub(crate) async fn correct(
    desk: Desk,
    Id(id): Id<BatchId>,
    Name(place): Name,
    form: FormBody,
) -> Result<Response, Trouble> {
    let typed = form.typed();
    match desk.app.intake().correct_row(&desk.asker, (id, &place), &typed, &form.once()).await {
        Ok(left) => {
            let said = desk.words.with_numbers("batch-corrected", [("count", left.waiting.to_string())]);
            desk.done(vec![said], &format!("/registers/batches/{id}")).await
        }
        Err(app::Error::Mistaken(mistakes)) => {
            again(&desk, id, Said { place: Some(&place), form: FormSaid { typed: Some(&typed), mistakes: &mistakes } })
                .await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /registers/batches/{id}/take-back`
pub(crate) async fn take_back(desk: Desk, Id(id): Id<BatchId>, form: FormBody) -> Result<Response, Trouble> {
    match desk.app.intake().take_back(&desk.asker, id, form.get("reason"), &form.once()).await {
        Ok(()) => {
            desk.done(vec![desk.words.say("batch-taken-back").into_owned()], &format!("/registers/batches/{id}")).await
        }
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = form.typed();
            again(&desk, id, Said { place: None, form: FormSaid { typed: Some(&typed), mistakes: &mistakes } }).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What was sent: about which waiting row, or else the reason to take the list back.
#[derive(Clone, Copy)]
struct Said<'a> {
    place: Option<&'a str>,
    form: FormSaid<'a>,
}

impl<'a> Said<'a> {
    /// What was sent of the form at `place`; the others are fresh.
    fn at(self, place: Option<&str>) -> FormSaid<'a> {
        if self.place == place { self.form } else { FormSaid::FRESH }
    }
}

async fn again(desk: &Desk, id: BatchId, said: Said<'_>) -> Result<Response, Trouble> {
    let batch = desk.app.intake().batch_page(&desk.asker, id, None).await?;
    Desk::again(&fill(desk, &batch, said).await?)
}

async fn fill(desk: &Desk, batch: &Batch, said: Said<'_>) -> Result<BatchPage, Trouble> {
    let say = desk.say();
    let waiting: Vec<WaitingRow> =
        batch.waiting.iter().map(|row| waiting(say, row, said.at(Some(&row.place)))).collect();
    let take_back = batch.may_take_back.then(|| take_back_form(say, said.at(None)));
    let fields = waiting.iter().flat_map(|row| &row.fields).chain(take_back.iter().map(|form| &form.reason));
    let mistakes = say.errors(fields, said.form);
    let cells = say.words.with_numbers("batch-cells", [("count", say.words.counted(batch.bad.total))]);
    let progress = batch.row.progress.map(|(done, all)| Progress {
        done,
        all,
        said: say.words.with("batch-progress", [("done", say.words.count(done)), ("all", say.words.count(all))]),
    });
    let failure = batch.failure.iter().map(|own| ErrorLine { id: "main".to_owned(), text: say.words.mistake(own) });
    Ok(BatchPage {
        shell: desk.shell(Area::Registers).await?,
        base: format!("/registers/batches/{}", batch.row.id),
        file: batch.row.file_name.clone(),
        lede: lede(say, batch),
        state: state(say, &batch.row),
        progress,
        counts: counts(say, batch),
        notice: nobody(say, batch),
        errors: mistakes.into_iter().chain(failure).collect(),
        waiting,
        corrects: desk.may(Act::ImportRegisters),
        bad: batch.bad.rows.iter().map(|cell| bad(say, cell)).collect(),
        pager: say.pager(cells, desk.here(), batch.bad.next.as_deref()),
        take_back,
        hash: batch.sha256.chars().take(16).collect(),
    })
}

fn take_back_form(say: Say<'_>, said: FormSaid<'_>) -> TakeBack {
    let reason = Input::Line { value: said.value("reason", ""), kind: Line::Text };
    TakeBack { once: Desk::once(), reason: say.own_field("reason", say.t("batch-reason"), reason, said) }
}

/// A list with heads and no rows was taken in: nobody is on it, which is to be known and no fault.
fn nobody(say: Say<'_>, batch: &Batch) -> Option<Notice> {
    let counts = &batch.row.counts;
    let rows = counts.rows.saturating_add(counts.same).saturating_add(counts.waiting);
    let line = say.t("batch-nobody");
    (batch.row.state.word() == "imported" && rows == 0).then(|| Notice {
        tone: Tone::Soon,
        title: None,
        lines: vec![line],
    })
}

fn lede(say: Say<'_>, batch: &Batch) -> String {
    let registers = say.listed(&batch.row.registers.iter().map(|(_, label)| say.l(label)).collect::<Vec<_>>());
    let at = say.words.moment(batch.row.received_at, say.today);
    let until = batch.keep_until.map(|until| say.words.with("batch-until", [("until", say.words.date(until))]));
    let parts = [registers, batch.row.sender.clone(), at, batch.row.by.clone(), batch.purpose.clone()];
    parts.into_iter().chain(until).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn counts(say: Say<'_>, batch: &Batch) -> Vec<Stat> {
    let counts = &batch.row.counts;
    let stat = |n: u64, id: &str, href: Option<&str>, tone| Stat {
        number: say.words.count(n),
        label: say.t(id),
        href: href.filter(|_| n > 0).map(str::to_owned),
        tone: if n > 0 { tone } else { Tone::Plain },
    };
    let same = (counts.same > 0).then(|| stat(counts.same, "batch-same", None, Tone::Quiet));
    let rows = [Some(stat(counts.rows, "registers-rows", None, Tone::Plain)), same].into_iter().flatten();
    let others = [
        stat(counts.people_new.saturating_add(counts.people_known), "registers-people", None, Tone::Plain),
        stat(counts.to_confirm, "batch-to-confirm", None, Tone::Soon),
        stat(counts.bad_cells, "registers-bad", Some("#bad"), Tone::Soon),
        stat(counts.waiting, "registers-waiting", Some("#waiting"), Tone::Late),
    ];
    rows.chain(others).collect()
}

fn waiting(say: Say<'_>, row: &Waits, said: FormSaid<'_>) -> WaitingRow {
    let field = |own: &intake::registers::WaitingField| {
        let input = Input::Line { value: said.value(&own.name, ""), kind: Line::Code };
        say.own_field(&own.name, say.l(&own.label), input, said)
    };
    let cells: Vec<String> = row.cells.iter().map(|(label, text)| format!("{} {}", say.l(label), text.text)).collect();
    WaitingRow {
        row: [row.sheet.clone(), row.row.to_string()].join(" ").trim().to_owned(),
        place: frame::shell::escaped(&row.place),
        says: cells.join(" · "),
        once: Desk::once(),
        fields: row.fields.iter().map(field).map(|own| Field { id_suffix: row.place.clone(), ..own }).collect(),
    }
}

fn bad(say: Say<'_>, cell: &BadCellLine) -> BadCell {
    let place = format!("{}{}", cell.letters, cell.row);
    let why = say.words.try_with(&format!("cell-{}", cell.mistake.code), &cell.mistake.with);
    BadCell {
        place: if cell.sheet.is_empty() { place } else { format!("{} {place}", cell.sheet) },
        column: if cell.header.is_empty() { say.l(&cell.label) } else { cell.header.clone() },
        text: say.hidden(&cell.text),
        why: why.unwrap_or_else(|| say.words.mistake(&cell.mistake)),
    }
}
