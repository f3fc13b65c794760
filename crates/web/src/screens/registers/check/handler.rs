//! Looking at a file before it is taken in, and taking it in.
use axum::response::{IntoResponse, Redirect, Response};
use intake::registers::{PreviewColumn, PreviewPage as Looked, SheetPart as Sheet, TakeIn};
use kernel::Mistake;
use kernel::id::BatchId;
use packs::registers::Sure;

use super::{Column, PreviewPage, SheetPart};
use crate::edge::{Desk, FormBody, Id, Trouble};
use crate::say::{FormSaid, Say};
use frame::forms::{Choice, ErrorLine};
use frame::parts::{Notice, Tone};
use frame::{Area, Words};

/// `GET /registers/previews/{id}`
pub(crate) async fn show(desk: Desk, Id(id): Id<BatchId>) -> Result<Response, Trouble> {
    let looked = desk.app.intake().preview_page(&desk.asker, id).await?;
    Desk::page(&fill(&desk, &looked, FormSaid::FRESH).await?)
}

/// `POST /registers/previews/{id}`
pub(crate) async fn take_in(desk: Desk, Id(id): Id<BatchId>, form: FormBody) -> Result<Response, Trouble> {
    match desk.app.intake().take_in(&desk.asker, id, &form.typed(), &form.once()).await {
        Ok(TakeIn::Begun(id)) => Ok(Redirect::to(&format!("/registers/batches/{id}")).into_response()),
        Ok(TakeIn::LookAgain) => {
            desk.done(vec![desk.words.say("preview-look-again").into_owned()], &format!("/registers/previews/{id}"))
                .await
        }
        Err(app::Error::Mistaken(mistakes)) => {
            let looked = desk.app.intake().preview_page(&desk.asker, id).await?;
            let typed = form.typed();
            Desk::again(&fill(&desk, &looked, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, looked: &Looked, said: FormSaid<'_>) -> Result<PreviewPage, Trouble> {
    let say = desk.say();
    let known = looked.known_sender.then(|| Notice {
        tone: Tone::Good,
        title: None,
        lines: vec![say.t("preview-known-sender")],
    });
    let problems: Vec<String> = looked.problems.iter().map(|own| say.words.mistake(own)).collect();
    let problems = (!problems.is_empty()).then_some(Notice { tone: Tone::Soon, title: None, lines: problems });
    let rows = say
        .words
        .with_numbers("preview-rows", [("sheets", looked.sheets.len().to_string()), ("rows", looked.rows.to_string())]);
    Ok(PreviewPage {
        shell: desk.shell(Area::Registers).await?,
        base: format!("/registers/previews/{}", looked.batch),
        once: Desk::once(),
        file: looked.file_name.clone(),
        lede: format!("{} · {rows} · {}", looked.sender, looked.purpose),
        notices: known.into_iter().chain(problems).collect(),
        errors: errors(say, looked, said),
        parts: looked.sheets.iter().map(|sheet| part(say, sheet, looked, said)).collect(),
    })
}

/// The mistakes, each at the select of its column.
fn errors(say: Say<'_>, looked: &Looked, said: FormSaid<'_>) -> Vec<ErrorLine> {
    let columns = || looked.sheets.iter().flat_map(|sheet| &sheet.columns);
    let line = |own: &Mistake| match columns().find(|column| column.field == own.field) {
        Some(column) => ErrorLine {
            id: column.field.clone(),
            text: format!("{} {}: {}", column.letters, column.heading, say.words.mistake(own)),
        },
        None => ErrorLine { id: "main".to_owned(), text: say.words.mistake(own) },
    };
    said.mistakes.iter().map(line).collect()
}

fn part(say: Say<'_>, sheet: &Sheet, looked: &Looked, said: FormSaid<'_>) -> SheetPart {
    let known = sheet.register.as_ref().map_or("", kernel::id::RegisterId::as_str);
    let register = said.value(&sheet.field, known);
    let rows: Vec<String> = sheet.header_rows.iter().map(ToString::to_string).collect();
    let heads = heads(say.words, &rows);
    let name = [&sheet.sheet, &sheet.title].into_iter().filter(|text| !text.is_empty()).cloned();
    let feeds = (sheet.feeds.len() > 1)
        .then(|| say.listed(&sheet.feeds.iter().map(|(_, label)| say.l(label)).collect::<Vec<_>>()));
    SheetPart {
        name: sheet.field.clone(),
        title: name.chain([heads]).chain(feeds).collect::<Vec<_>>().join(" · "),
        registers: looked
            .registers
            .iter()
            .map(|(id, label)| Choice::of(id.as_str(), say.l(label), &register))
            .collect(),
        columns: sheet.columns.iter().map(|own| column(say, own, sheet, said)).collect(),
    }
}

fn column(say: Say<'_>, column: &PreviewColumn, sheet: &Sheet, said: FormSaid<'_>) -> Column {
    let chosen = said.value(&column.field, column.chosen.as_deref().unwrap_or_default());
    Column {
        name: column.field.clone(),
        letter: column.letters.clone(),
        heading: column.heading.clone(),
        choices: sheet.choices.iter().map(|own| Choice::of(&own.id, say.l(&own.label), &chosen)).collect(),
        unsure: column.sure == Sure::Likely,
        samples: column.samples.iter().filter(|text| !text.text.is_empty()).map(|text| say.hidden(text)).collect(),
    }
}

/// In which rows the headings stand.
fn heads(words: Words, rows: &[String]) -> String {
    if rows.is_empty() {
        return words.say("preview-no-heads").into_owned();
    }
    words.with("preview-heads", [("rows", rows.join("–"))])
}

#[cfg(test)]
mod tests {
    use kernel::Language;

    use super::{Words, heads};

    #[test]
    fn a_table_without_headings_is_said_to_have_none() {
        let words = Words::in_language(Language::Chinese);
        let said = [vec![], vec!["3".to_owned()], vec!["3".to_owned(), "4".to_owned()]].map(|rows| heads(words, &rows));
        assert_eq!(said, ["没有找到表头", "表头在第 3 行", "表头在第 3–4 行"]);
    }
}
