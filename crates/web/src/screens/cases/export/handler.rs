//! Taking the list of cases out, with the filters of the page that it was asked from.
use app::cases::{CaseFilter, Export, ExportWords, Format, Names};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::access::Act;

use super::ExportPage;
use crate::edge::{Asked, Desk, FormBody, Trouble};
use crate::say::{FormSaid, Say};
use crate::screens::cases::list::{FILTERS, filter};
use frame::Area;
use frame::forms::field::Line;
use frame::forms::{Choice, Field, Input};
use frame::shell::escaped;

/// `GET /cases/export?of=&due=&kind=&state=&number=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let wanted = filter(|name| asked.get(name));
    let kept = kept(|name| asked.get(name));
    Desk::page(&fill(&desk, &wanted, kept, FormSaid::FRESH).await?)
}

/// `POST /cases/export`
pub(crate) async fn take(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let typed = |name: &str| Some(form.get(name)).filter(|value| !value.is_empty());
    let wanted = filter(typed);
    let export = Export {
        reason: form.get("reason").to_owned(),
        names: if form.get("names") == "whole" { Names::Whole } else { Names::Masked },
        format: if form.get("format") == "csv" { Format::Csv } else { Format::Xlsx },
        words: words(desk.say(), &desk),
    };
    match desk.app.export_cases(&desk.asker, &wanted, &export).await {
        Ok(file) => {
            let disposition = format!("attachment; filename*=UTF-8''{}", escaped(&file.name));
            let headers =
                [(header::CONTENT_TYPE, file.media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
            Ok((headers, file.bytes).into_response())
        }
        Err(app::Error::Mistaken(mistakes)) => {
            let all = form.typed();
            let said = FormSaid { typed: Some(&all), mistakes: &mistakes };
            Desk::again(&fill(&desk, &wanted, kept(typed), said).await?)
        }
        Err(other) => Err(other.into()),
    }
}

pub(crate) fn kept<'a>(asked: impl Fn(&'static str) -> Option<&'a str>) -> Vec<(String, String)> {
    FILTERS.into_iter().filter_map(|name| Some((name.to_owned(), asked(name)?.to_owned()))).collect()
}

fn words(say: Say<'_>, desk: &Desk) -> ExportWords {
    // A file outlives its year: the moment is said with it, as of another year's day.
    let moment = say.words.moment(desk.asker.now, jiff::civil::Date::ZERO);
    let mark = [("office", say.l(&desk.asker.office_name)), ("who", desk.asker.name.clone()), ("at", moment)];
    let mark = say.words.with("export-mark", mark);
    let demonstration = desk.app.is_demonstration().then(|| format!(" · {}", say.t("demonstration")));
    let heads = [
        "cases-number",
        "lead-who",
        "cases-filter-type",
        "cases-state",
        "cases-officer",
        "export-opened",
        "export-clock",
        "export-due",
        "export-granted",
    ];
    ExportWords {
        sheet: say.t("nav-cases"),
        heads: heads.map(|id| say.t(id)),
        mark: mark + &demonstration.unwrap_or_default(),
        reason: say.t("export-reason-note"),
        visit: say.t("task-visit"),
        answer: say.t("export-answer"),
    }
}

async fn fill(
    desk: &Desk,
    wanted: &CaseFilter,
    filters: Vec<(String, String)>,
    said: FormSaid<'_>,
) -> Result<ExportPage, Trouble> {
    let say = desk.say();
    let cases = desk.app.cases(&desk.asker, wanted, None).await?;
    let query: Vec<String> = filters.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let reason = Input::Line { value: said.value("reason", ""), kind: Line::Text };
    let reason = say.own_field("reason", say.t("export-reason"), reason, said);
    let names = said.value("names", "masked");
    let may = desk.may(Act::Unmask);
    let whole = may.then(|| Choice::of("whole", say.t("export-names-whole"), &names));
    let choices = [Choice::of("masked", say.t("export-names-masked"), &names)].into_iter().chain(whole).collect();
    let format = said.value("format", "xlsx");
    let formats = [Choice::of("xlsx", "XLSX".to_owned(), &format), Choice::of("csv", "CSV".to_owned(), &format)];
    let fields = vec![
        Field { hint: Some(say.t("export-reason-hint")), ..reason },
        say.own_field("names", say.t("export-names"), Input::One(choices), said),
        say.own_field("format", say.t("export-format"), Input::One(formats.into()), said),
    ];
    Ok(ExportPage {
        shell: desk.shell(Area::Cases).await?,
        back: format!("/cases?{}", query.join("&")),
        said: say.words.with_numbers("cases-said", [("count", say.words.counted(cases.total))]),
        filters,
        errors: say.errors(&fields, said),
        fields,
    })
}
