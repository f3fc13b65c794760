//! The bank's answer file: handed over, looked at with what it would do, taken in whole.
use app::fund::{AnswerColumn, AnswerFile, AnswerRow, AnswerWords, Taken, WillHappen};
use axum::response::Response;
use domain::access::Act;
use kernel::{Language, Mistake, Refusal};

use super::batch::outcome_tag;
use super::{BatchId, FundForm, FundPage, FundTable};
use crate::edge::parts::Id;
use crate::edge::upload::Upload;
use crate::edge::{Desk, FormBody, Trouble};
use crate::say::{FormSaid, Say};
use crate::screens::admin::table::Cell;
use frame::forms::field::Line;
use frame::forms::{Field, Input};
use frame::parts::{Notice, Tone};
use frame::{Area, Words};

/// What parts the cells of a row that a form carries along.
const CELLS: char = '\t';

/// `GET /fund/batches/{id}/answer`
pub(crate) async fn show(desk: Desk, Id(id): Id<BatchId>) -> Result<Response, Trouble> {
    Desk::page(&blank(&desk, id, FormSaid::FRESH).await?)
}

/// `POST /fund/batches/{id}/answer`
pub(crate) async fn look(desk: Desk, Id(id): Id<BatchId>, upload: Upload) -> Result<Response, Trouble> {
    let read = match &upload.file {
        Some(file) if !upload.name.is_empty() => desk.app.read_answer_file(&desk.asker, file.path()).await,
        _ => Err(app::Error::Mistaken(vec![Mistake::at("file", "file-missing")])),
    };
    match read {
        Ok(file) => preview(&desk, id, &file, &upload.typed).await,
        Err(app::Error::Mistaken(mistakes)) => {
            let said = FormSaid { typed: Some(&upload.typed), mistakes: &mistakes };
            Desk::again(&blank(&desk, id, said).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /fund/batches/{id}/take`
pub(crate) async fn take(desk: Desk, Id(id): Id<BatchId>, form: FormBody) -> Result<Response, Trouble> {
    let row = |own: &String| {
        let (number, cells) = own.split_once(CELLS)?;
        Some(AnswerRow { number: number.parse().ok()?, cells: cells.split(CELLS).map(ToOwned::to_owned).collect() })
    };
    let file = AnswerFile { rows: form.many("row").iter().filter_map(row).collect() };
    let with = (&file, &words(), form.get("remark"));
    match desk.app.take_answer(&desk.asker, (id.0, id.1), with, &form.once()).await {
        Ok(Taken::In(count)) => {
            let said = desk.words.with_numbers("answer-taken", [("count", count.to_string())]);
            desk.done(vec![said], &id.href()).await
        }
        Ok(Taken::Before) => desk.done(vec![desk.words.say("answer-before").into_owned()], &id.href()).await,
        Err(app::Error::Mistaken(_)) => preview(&desk, id, &file, &form.typed()).await,
        Err(other) => Err(other.into()),
    }
}

/// What a file would do, or what is wrong with it.
async fn preview(
    desk: &Desk,
    id: BatchId,
    file: &AnswerFile,
    typed: &std::collections::BTreeMap<String, Vec<String>>,
) -> Result<Response, Trouble> {
    let say = desk.say();
    let remark = typed.get("remark").and_then(|all| all.first()).cloned().unwrap_or_default();
    match desk.app.preview_answer(&desk.asker, (id.0, id.1), (file, &words()), &remark).await {
        Ok(lines) => {
            let page = FundPage {
                lede: say.t("answer-preview-lede"),
                tables: vec![happens(say, &lines)],
                forms: vec![taking(say, id, file, (FormSaid::FRESH, &remark))],
                ..blank(desk, id, FormSaid::FRESH).await?
            };
            Desk::page(&page)
        }
        Err(app::Error::Mistaken(mistakes)) => {
            let (own, rows): (Vec<Mistake>, Vec<Mistake>) =
                mistakes.into_iter().partition(|own| !own.field.starts_with("row."));
            let said = FormSaid { typed: Some(typed), mistakes: &own };
            let page = blank(desk, id, said).await?;
            if own.iter().any(|own| own.field == "remark") {
                let form = taking(say, id, file, (said, &remark));
                let page = FundPage { errors: say.errors(&form.fields, said), forms: vec![form], ..page };
                return Desk::again(&page);
            }
            let wrong = Notice {
                tone: Tone::Late,
                title: Some(say.words.with_numbers("answer-wrong", [("count", rows.len().to_string())])),
                lines: vec![say.t("answer-wrong-do")],
            };
            let notices = if rows.is_empty() { vec![] } else { vec![wrong] };
            let tables = if rows.is_empty() { vec![] } else { vec![mistaken(say, &rows)] };
            Desk::again(&FundPage { notices, tables, ..page })
        }
        Err(other) => Err(other.into()),
    }
}

async fn blank(desk: &Desk, id: BatchId, said: FormSaid<'_>) -> Result<FundPage, Trouble> {
    if !desk.may(Act::KeepFund) {
        return Err(Trouble::Refused(Box::new(Refusal::new("ACC-001"))));
    }
    let batch = desk.app.batch(&desk.asker, (id.0, id.1)).await?;
    let say = desk.say();
    let file = say.own_field("file", say.t("answer-file"), Input::File { accept: ".csv,.xlsx".to_owned() }, said);
    let fields = vec![Field { hint: Some(say.t("answer-file-hint")), ..file }];
    Ok(FundPage {
        shell: desk.shell(Area::Fund).await?,
        back: Some((say.words.with("batch-title", [("number", batch.line.number.clone())]), id.href())),
        title: say.t("answer-take"),
        lede: say.words.with("answer-lede", [("number", batch.line.number)]),
        links: vec![],
        errors: say.errors(&fields, said),
        notices: vec![],
        stats: vec![],
        tables: vec![],
        forms: vec![FundForm {
            id: "upload",
            title: say.t("answer-upload"),
            hint: say.t("answer-upload-hint"),
            action: format!("{}/answer", id.href()),
            file: true,
            along: vec![],
            once: Desk::once(),
            fields,
            button: say.t("answer-look"),
            quiet: false,
        }],
    })
}

fn taking(say: Say<'_>, id: BatchId, file: &AnswerFile, (said, remark): (FormSaid<'_>, &str)) -> FundForm {
    let along = |row: &AnswerRow| {
        let cells: Vec<String> = std::iter::once(row.number.to_string()).chain(row.cells.iter().cloned()).collect();
        ("row", cells.join(&CELLS.to_string()))
    };
    let input = Input::Line { value: remark.to_owned(), kind: Line::Text };
    let remark = say.own_field("remark", say.t("answer-remark"), input, said);
    let remark = Field { hint: Some(say.t("answer-remark-hint")), optional: Some(say.t("form-optional")), ..remark };
    FundForm {
        id: "take",
        title: say.t("answer-take-in"),
        hint: say.t("answer-take-in-hint"),
        action: format!("{}/take", id.href()),
        file: false,
        along: file.rows.iter().map(along).collect(),
        once: Desk::once(),
        fields: vec![remark],
        button: say.t("answer-take-in"),
        quiet: false,
    }
}

fn happens(say: Say<'_>, lines: &[WillHappen]) -> FundTable {
    let row = |own: &WillHappen| {
        let what = if own.known {
            say.t("answer-known")
        } else {
            say.t(match own.outcome {
                app::fund::Answered::Paid => "answer-will-pay",
                app::fund::Answered::Failed => "answer-will-fail",
                app::fund::Answered::Reversed => "answer-will-tell",
            })
        };
        let case = Some(format!("/cases/{}/money", own.case));
        vec![
            Cell::text(own.row.to_string()),
            Cell { href: case, ..Cell::text(own.key.clone()) },
            Cell::text(say.words.money(own.amount)),
            Cell { tags: vec![outcome_tag(say, Some(own.outcome))], ..Cell::default() },
            Cell::text(what),
        ]
    };
    let ids = [
        ("answer-row", false),
        ("answer-payment", false),
        ("fund-sum", true),
        ("answer-result", false),
        ("answer-does", false),
    ];
    FundTable {
        id: "happens",
        title: say.t("answer-happens"),
        headings: ids.map(|(id, number)| (say.t(id), number)).into(),
        rows: lines.iter().map(row).collect(),
        empty: say.t("answer-happens-none"),
    }
}

/// What is wrong, by row and column.
fn mistaken(say: Say<'_>, mistakes: &[Mistake]) -> FundTable {
    let row = |own: &Mistake| {
        let mut parts = own.field.split('.').skip(1);
        let (row, column) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let column = AnswerColumn::ALL.iter().find(|own| own.word() == column);
        vec![
            Cell::text(row),
            Cell::text(column.map(|column| say.t(head(*column))).unwrap_or_default()),
            Cell::text(say.words.mistake(own)),
        ]
    };
    let ids = [("answer-row", false), ("answer-column", false), ("answer-what", false)];
    FundTable {
        id: "wrong",
        title: say.t("answer-wrong-rows"),
        headings: ids.map(|(id, number)| (say.t(id), number)).into(),
        rows: mistakes.iter().map(row).collect(),
        empty: String::new(),
    }
}

fn head(column: AnswerColumn) -> &'static str {
    match column {
        AnswerColumn::Batch => "answer-batch",
        AnswerColumn::Payment => "answer-payment",
        AnswerColumn::Amount => "answer-amount",
        AnswerColumn::Result => "answer-result",
        AnswerColumn::Day => "answer-day",
        AnswerColumn::Reference => "answer-reference",
        AnswerColumn::Reason => "answer-reason",
    }
}

/// The words of a file in every language: a bank writes it once for all.
fn words() -> AnswerWords {
    let every = |id: &str| {
        let say = |language| Words::in_language(language).say(id).into_owned();
        [Language::Chinese, Language::English].map(say).to_vec()
    };
    AnswerWords {
        heads: AnswerColumn::ALL.map(|column| every(head(column))),
        results: ["answer-paid", "answer-failed", "answer-reversed"].map(every),
        total: every("answer-total"),
    }
}
