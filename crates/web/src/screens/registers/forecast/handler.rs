//! The forecast: one answer of `intake`, as numbers.
use axum::response::Response;
use intake::screening::{ForecastGround, ForecastPage as Forecasted, GroundCount};

use super::{Forecast, ForecastLine, ForecastPage};
use crate::edge::{Desk, Trouble};
use crate::say::Say;
use frame::Area;

/// `GET /registers/forecast`
pub(crate) async fn show(desk: Desk) -> Result<Response, Trouble> {
    let kinds = desk.app.intake().forecasts(&desk.asker).await?;
    let say = desk.say();
    let page = ForecastPage {
        shell: desk.shell(Area::Registers).await?,
        said: say.words.with("forecast-said", [("on", say.day(desk.asker.today))]),
        kinds: kinds.iter().map(|own| kind(say, own)).collect(),
    };
    Desk::page(&page)
}

fn kind(say: Say<'_>, own: &Forecasted) -> Forecast {
    Forecast {
        kind: say.l(&own.case_type.1),
        lines: own.grounds.iter().map(|ground| line(say, ground)).collect(),
        any: counts(say, own.all),
    }
}

fn line(say: Say<'_>, own: &ForecastGround) -> ForecastLine {
    ForecastLine { label: say.l(&own.label), source: say.citation(&own.source), counts: counts(say, own.count) }
}

fn counts(say: Say<'_>, own: GroundCount) -> [String; 3] {
    [own.yes, own.unknown, own.no].map(|people| say.words.count(people))
}
