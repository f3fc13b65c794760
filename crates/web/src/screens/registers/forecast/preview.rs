//! Examples of the forecast.
use super::{Forecast, ForecastLine, ForecastPage};
use crate::screens::preview::{both, shell};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, ForecastPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let counts = |all: [&str; 3]| all.map(str::to_owned);
    let line = |zh: &str, en: &str, all| ForecastLine {
        label: say(zh, en),
        source: say("最高检2016年细则第七条", "SPP rules of 2016, article 7"),
        counts: counts(all),
    };
    let kind = Forecast {
        kind: say("司法救助", "Judicial assistance"),
        lines: vec![
            line("重伤或严重残疾，生活困难", "seriously hurt and in hardship", ["31", "12", "171"]),
            line("依靠其生活的近亲属", "close relatives who depended on the dead", ["9", "20", "185"]),
        ],
        any: counts(["38", "24", "152"]),
    };
    let full = ForecastPage {
        shell: shell(words, Area::Registers, "/registers/forecast"),
        said: say("截至 3月20日", "as of 20 March"),
        kinds: vec![kind],
    };
    let empty = ForecastPage { kinds: Vec::new(), ..full.clone() };
    vec![("forecast", full), ("forecast-empty", empty)]
}
