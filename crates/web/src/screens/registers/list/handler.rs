//! The registers: one answer of `app`, as tables.
use axum::response::Response;
use intake::registers::{BatchRow, RegisterRow};
use packs::registers::Kind;

use super::{BatchLine, RegisterLine, RegistersPage};
use crate::edge::{Asked, Desk, Trouble};
use crate::say::{Say, thousandths};
use frame::Area;
use frame::parts::{Tag, Tone};

/// `GET /registers?after=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let all = desk.app.intake().registers_page(&desk.asker, asked.get("after")).await?;
    let say = desk.say();
    let sum = |of: fn(&RegisterRow) -> u64| all.registers.iter().map(of).fold(0, u64::saturating_add);
    let counts = [
        ("registers", all.registers.len().to_string()),
        ("rows", say.words.count(sum(|row| row.rows))),
        ("people", say.words.count(all.people)),
    ];
    let shown = say.words.with_numbers("registers-files", [("count", say.words.counted(all.batches.total))]);
    let page = RegistersPage {
        shell: desk.shell(Area::Registers).await?,
        said: say.words.with_numbers("registers-said", counts),
        may_upload: all.may_import,
        screen: all.may_import.then(Desk::once),
        registers: all.registers.iter().map(|row| register(say, row)).collect(),
        batches: all.batches.rows.iter().map(|row| batch(say, row)).collect(),
        pager: say.pager(shown, desk.here(), all.batches.next.as_deref()),
    };
    Desk::page(&page)
}

fn register(say: Say<'_>, row: &RegisterRow) -> RegisterLine {
    let (words, tone) = match row.kind {
        Kind::Harm => ("says-harm", Tone::Soon),
        Kind::Hardship => ("says-hardship", Tone::Plain),
        Kind::Help => ("says-help", Tone::Good),
        Kind::Neither => ("says-neither", Tone::Quiet),
    };
    RegisterLine {
        label: say.l(&row.label),
        says: Tag::new(say.t(words), tone),
        rows: say.words.count(row.rows),
        people: say.words.count(row.people),
        last: row
            .last
            .as_ref()
            .map_or_else(|| say.t("registers-never"), |(on, from)| format!("{} · {from}", say.day(*on))),
    }
}

fn batch(say: Say<'_>, row: &BatchRow) -> BatchLine {
    let previewed = row.state.word() == "previewed";
    let folder = if previewed { "previews" } else { "batches" };
    BatchLine {
        file: row.file_name.clone(),
        href: format!("/registers/{folder}/{}", row.id),
        register: say.listed(&row.registers.iter().map(|(_, label)| say.l(label)).collect::<Vec<_>>()),
        from: format!("{} · {}", row.sender, say.words.moment(row.received_at, say.today)),
        rows: say.words.count(row.counts.rows),
        bad: say.words.count(row.counts.bad_cells),
        waiting: say.words.count(row.counts.waiting),
        state: state(say, row),
    }
}

/// Where a batch stands; how far it is while it is being taken in.
pub(crate) fn state(say: Say<'_>, row: &BatchRow) -> Tag {
    let word = row.state.word();
    let text = say.t(&format!("batch-state-{word}"));
    let tone = match word {
        "imported" => Tone::Good,
        "taken-back" => Tone::Quiet,
        _ => Tone::Soon,
    };
    let share = row.progress.map(|(done, all)| {
        let part = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        thousandths(part(done), part(all)).checked_div(10).unwrap_or_default()
    });
    Tag::new(share.map_or(text.clone(), |percent| format!("{text} {percent} %")), tone)
}
