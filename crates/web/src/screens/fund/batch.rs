//! Payments put together for the bank: chosen, shown, released, taken away.
use app::fund::{Answered, Encoding, FileWords, NotReady, PaymentKey, State, ToSend};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::access::Act;
use kernel::Refusal;

use super::overview::state;
use super::{BatchId, FundForm, FundPage, FundTable};
use crate::edge::parts::Id;
use crate::edge::{Desk, FormBody, Trouble};
use crate::say::{FormSaid, Say};
use crate::screens::admin::table::Cell;
use frame::Area;
use frame::forms::{Choice, Input};
use frame::parts::{Notice, Tag, Tone};
use frame::shell::escaped;

/// `GET /fund/batches/new`
pub(crate) async fn new(desk: Desk) -> Result<Response, Trouble> {
    Desk::page(&choose(&desk, FormSaid::FRESH).await?)
}

/// `POST /fund/batches/new`
pub(crate) async fn make(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let keys: Vec<PaymentKey> = form.many("payments").iter().filter_map(|key| PaymentKey::parse(key)).collect();
    match desk.app.make_batch(&desk.asker, &keys, &form.once()).await {
        Ok(()) => desk.done(vec![desk.words.say("batch-made-done").into_owned()], "/fund").await,
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = form.typed();
            let said = FormSaid { typed: Some(&typed), mistakes: &mistakes };
            Desk::again(&choose(&desk, said).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn choose(desk: &Desk, said: FormSaid<'_>) -> Result<FundPage, Trouble> {
    if !desk.may(Act::KeepFund) {
        return Err(Trouble::Refused(Box::new(Refusal::new("ACC-001"))));
    }
    let payments = desk.app.payments_to_send(&desk.asker).await?;
    let say = desk.say();
    let chosen = said.values("payments", &payments.iter().map(|own| own.key.to_string()).collect::<Vec<_>>());
    let choice = |own: &ToSend| {
        let value = own.key.to_string();
        let chosen = chosen.contains(&value);
        let number = own.number.clone().unwrap_or_else(|| say.t("cases-no-number"));
        let label = [say.words.money(own.amount), own.who.text.clone(), number].join(" · ");
        let hint = say.words.with("batch-choice", [("key", value.clone()), ("on", say.day(own.ordered_on))]);
        Choice { value, label, hint: Some(hint), chosen }
    };
    let ready: Vec<Choice> = payments.iter().filter(|own| own.not_ready.is_none()).map(choice).collect();
    let fields = if ready.is_empty() {
        vec![]
    } else {
        vec![say.own_field("payments", say.t("batch-payments"), Input::Many(ready), said)]
    };
    let errors = say.errors(&fields, said);
    let form = FundForm {
        id: "choose",
        title: say.t("batch-choose"),
        hint: say.t("batch-choose-hint"),
        action: "/fund/batches/new".to_owned(),
        file: false,
        along: vec![],
        once: Desk::once(),
        fields,
        button: say.t("batch-make"),
        quiet: false,
    };
    Ok(FundPage {
        shell: desk.shell(Area::Fund).await?,
        back: Some((say.t("nav-fund"), "/fund".to_owned())),
        title: say.t("fund-new-batch"),
        lede: say.t("batch-new-lede"),
        links: vec![],
        errors,
        notices: vec![],
        stats: vec![],
        tables: vec![unready(say, &payments)],
        forms: if form.fields.is_empty() { vec![] } else { vec![form] },
    })
}

fn unready(say: Say<'_>, payments: &[ToSend]) -> FundTable {
    let row = |own: &ToSend| {
        let why = match own.not_ready? {
            NotReady::Unchecked => say.t("batch-unchecked"),
            NotReady::NotBefore(day) => say.words.with("batch-not-before", [("day", say.words.date(day))]),
            NotReady::InBatch => say.t("batch-in-batch"),
        };
        Some(payment(say, own).into_iter().chain([Cell::text(why)]).collect())
    };
    FundTable {
        id: "unready",
        title: say.t("batch-unready"),
        headings: heads(say, "fund-why"),
        rows: payments.iter().filter_map(row).collect(),
        empty: say.t("batch-unready-none"),
    }
}

fn heads(say: Say<'_>, last: &str) -> Vec<(String, bool)> {
    let own = [("answer-payment", false), ("cases-number", false), ("lead-who", false), ("fund-sum", true)];
    own.into_iter().chain([(last, false)]).map(|(id, number)| (say.t(id), number)).collect()
}

fn payment(say: Say<'_>, own: &ToSend) -> Vec<Cell> {
    let href = Some(format!("/cases/{}/money", own.key.case));
    let number = own.number.clone().unwrap_or_else(|| say.t("cases-no-number"));
    vec![
        Cell::text(own.key.to_string()),
        Cell { href, ..Cell::text(number) },
        Cell::text(own.who.text.clone()),
        Cell::text(say.words.money(own.amount)),
    ]
}

/// `GET /fund/batches/{id}`
pub(crate) async fn show(desk: Desk, Id(id): Id<BatchId>) -> Result<Response, Trouble> {
    let batch = desk.app.batch(&desk.asker, (id.0, id.1)).await?;
    let say = desk.say();
    let row = |(own, outcome): &(ToSend, Option<(Answered, jiff::civil::Date)>)| {
        let tags = vec![outcome_tag(say, outcome.map(|(outcome, _)| outcome))];
        let more = outcome.iter().map(|(_, on)| say.day(*on)).collect();
        payment(say, own).into_iter().chain([Cell { more, tags, ..Cell::default() }]).collect()
    };
    let by = |(on, who): &(jiff::civil::Date, String)| [("on", say.words.date(*on)), ("who", who.clone())];
    let made = say.words.with("batch-made-by", by(&batch.line.made));
    let released = batch.line.released.as_ref().map(|own| say.words.with("batch-released-by", by(own)));
    let answer = batch.may_send.then(|| (say.t("answer-take"), format!("{}/answer", id.href())));
    let page = FundPage {
        shell: desk.shell(Area::Fund).await?,
        back: Some((say.t("nav-fund"), "/fund".to_owned())),
        title: say.words.with("batch-title", [("number", batch.line.number.clone())]),
        lede: [made].into_iter().chain(released).collect::<Vec<_>>().join(" "),
        links: answer.into_iter().collect(),
        errors: vec![],
        notices: vec![next(say, &batch)],
        stats: vec![],
        tables: vec![FundTable {
            id: "payments",
            title: say.words.with_numbers(
                "batch-sum",
                [("count", batch.line.payments.to_string()), ("sum", say.words.money(batch.line.sum))],
            ),
            headings: heads(say, "cases-state"),
            rows: batch.items.iter().map(row).collect(),
            empty: String::new(),
        }],
        forms: forms(say, id, &batch),
    };
    Desk::page(&page)
}

/// What is to be done with the batch next.
fn next(say: Say<'_>, batch: &app::fund::BatchView) -> Notice {
    let open = batch.line.parts.last().is_some_and(|sum| *sum > kernel::Fen::ZERO);
    let (tone, title, line) = match batch.line.state {
        State::Made if batch.may_release => (Tone::Soon, "batch-next-release", "batch-next-release-do"),
        State::Made => (Tone::Soon, "batch-next-wait", "batch-next-wait-do"),
        State::Released if open => (Tone::Plain, "batch-next-send", "batch-next-send-do"),
        State::Released => (Tone::Good, "batch-next-done", "batch-next-done-do"),
        State::Withdrawn => (Tone::Quiet, "batch-next-withdrawn", "batch-next-withdrawn-do"),
    };
    let state = state(say, batch.line.state);
    Notice { tone, title: Some(format!("{} · {}", state.text, say.t(title))), lines: vec![say.t(line)] }
}

/// What became of a payment at the bank.
pub(super) fn outcome_tag(say: Say<'_>, outcome: Option<Answered>) -> Tag {
    match outcome {
        None => Tag::new(say.t("outcome-open"), Tone::Plain),
        Some(Answered::Paid) => Tag::new(say.t("outcome-paid"), Tone::Good),
        Some(Answered::Failed) => Tag::new(say.t("outcome-failed"), Tone::Late),
        Some(Answered::Reversed) => Tag::new(say.t("outcome-reversed"), Tone::Late),
    }
}

fn forms(say: Say<'_>, id: BatchId, batch: &app::fund::BatchView) -> Vec<FundForm> {
    let form = |name: &'static str, [title, hint, button]: [&str; 3], quiet: bool| FundForm {
        id: name,
        title: say.t(title),
        hint: say.t(hint),
        action: format!("{}/{name}", id.href()),
        file: false,
        along: vec![],
        once: Desk::once(),
        fields: vec![],
        button: say.t(button),
        quiet,
    };
    let mut all = vec![];
    if batch.may_release {
        all.push(form("release", ["batch-release", "batch-release-hint", "batch-release"], false));
    }
    if batch.may_withdraw {
        all.push(form("withdraw", ["batch-withdraw", "batch-withdraw-hint", "batch-withdraw"], true));
    }
    if batch.may_send {
        let utf8 = Choice::of("utf-8", say.t("batch-file-utf8"), "utf-8");
        let choices = vec![utf8, Choice::of("gb18030", say.t("batch-file-gb18030"), "utf-8")];
        let field = say.own_field("encoding", say.t("batch-file-encoding"), Input::One(choices), FormSaid::FRESH);
        let file = form("file", ["batch-file", "batch-file-hint", "batch-file-take"], false);
        all.push(FundForm { fields: vec![field], ..file });
    }
    all
}

/// `POST /fund/batches/{id}/release`
pub(crate) async fn release(desk: Desk, Id(id): Id<BatchId>, form: FormBody) -> Result<Response, Trouble> {
    desk.app.release_batch(&desk.asker, (id.0, id.1), &form.once()).await?;
    desk.done(vec![desk.words.say("batch-released-done").into_owned()], &id.href()).await
}

/// `POST /fund/batches/{id}/withdraw`
pub(crate) async fn withdraw(desk: Desk, Id(id): Id<BatchId>, form: FormBody) -> Result<Response, Trouble> {
    desk.app.withdraw_batch(&desk.asker, (id.0, id.1), &form.once()).await?;
    desk.done(vec![desk.words.say("batch-withdrawn-done").into_owned()], "/fund").await
}

/// `POST /fund/batches/{id}/file`
pub(crate) async fn file(desk: Desk, Id(id): Id<BatchId>, form: FormBody) -> Result<Response, Trouble> {
    let say = desk.say();
    let encoding = if form.get("encoding") == "gb18030" { Encoding::Gb18030 } else { Encoding::Utf8 };
    let heads =
        ["answer-batch", "answer-payment", "file-payee", "file-bank", "file-account", "answer-amount", "file-purpose"];
    let words = FileWords {
        name: say.t("file-name"),
        heads: heads.map(|id| say.t(id)),
        purpose: say.t("file-purpose-words"),
        total: say.t("answer-total"),
    };
    let file = desk.app.payment_file(&desk.asker, (id.0, id.1), (encoding, &words)).await?;
    let disposition = format!("attachment; filename*=UTF-8''{}", escaped(&file.name));
    let headers = [(header::CONTENT_TYPE, file.media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, file.bytes).into_response())
}
