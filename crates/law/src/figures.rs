//! Figures that are published by area and year: wages, subsistence levels.
//!
//! Never: the figure of another area in place of a missing one. Truth: `figures.toml` of the law packs.
//!
//! ```toml
//! [statistic.average_annual_wage]          # declared once, in any of the files; amounts use it by this name
//! label = { zh = "城镇非私营单位就业人员年平均工资", en = "Average annual wage, urban non-private units" }
//! per   = "year"                           # the amount is for a year or a month
//!
//! [[figure]]
//! statistic      = "average_annual_wage"
//! area           = "340000"                # six digits; 100000 is the whole country
//! level          = "province"              # national province city county; must fit the code
//! year           = 2023
//! effective_from = 2024-06-01              # published in May or June of the year after
//! until          = 2025-05-31              # optional: closed, and not followed by silence
//! amount         = 10368800                # whole fen
//! demonstration  = false                   # optional: true for an invented value
//! source         = { act = "anhui-statistics", article = "2023", confidence = "V", rule = "WG-2" }
//! ```
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::{AreaCode, FactName};
use kernel::{Citation, Fen, Label};
use serde::{Deserialize, Serialize};

use crate::facts::{DataClass, FactDefinition, FactSchema, FactType, Value};
use crate::mistake::{LoadMistake, did_you_mean};

mod area;
mod dated;
pub(crate) mod optional_day;

pub use area::AreaLevel;
pub use dated::{AmountText, DatedAmount, DatedSource, DatedText, DatedUnit, DatedValue};

/// `[statistic.NAME]`: what a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statistic {
    /// What a citizen reads.
    pub label: Label,
    /// What one figure covers.
    pub per: Period,
}

/// What one figure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// A year.
    Year,
    /// A month.
    Month,
}

/// `[[figure]]`: one published figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The name of the statistic.
    pub statistic: FactName,
    /// The area, by its code of six digits.
    pub area: AreaCode,
    /// The level of the area.
    pub level: AreaLevel,
    /// The year that it describes.
    pub year: i16,
    /// The first day on which it is used.
    #[serde(with = "crate::calendar::day")]
    pub effective_from: Date,
    /// The last day on which it is used, where it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::figures::optional_day")]
    pub until: Option<Date>,
    /// The figure.
    pub amount: Fen,
    /// Where it was published.
    pub source: Citation,
    /// Invented, for demonstration only.
    #[serde(default)]
    pub demonstration: bool,
}

/// A `figures.toml` as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureSource {
    /// What is counted.
    #[serde(default)]
    pub statistic: BTreeMap<FactName, Statistic>,
    /// The figures.
    #[serde(default)]
    pub figure: Vec<Figure>,
}

/// All figures, by statistic and area.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    statistics: BTreeMap<FactName, Statistic>,
    /// In order of `effective_from`.
    rows: BTreeMap<(FactName, AreaCode), Vec<Figure>>,
    /// Where each row of one file stands in it, until the files are joined.
    places: BTreeMap<(FactName, AreaCode, Date), usize>,
}

impl Figures {
    /// The figures of one file.
    ///
    /// # Errors
    /// Every row whose level does not fit its code, that is no money, ends before it begins, or stands twice.
    /// Whether its statistic is declared is asked by [`Figures::join`]: it may stand in another file.
    pub fn load(source: FigureSource) -> Result<Self, Vec<LoadMistake>> {
        let mut figures = Self { statistics: source.statistic, ..Self::default() };
        let mut mistakes = Vec::new();
        for (place, figure) in source.figure.into_iter().enumerate() {
            let path = format!("figure.{place}");
            mistakes.extend(wrong(&path, &figure));
            figures.places.entry(key(&figure)).or_insert(place);
            mistakes.extend(figures.insert(figure).map(|what| LoadMistake::at(format!("{path}.effective_from"), what)));
        }
        if mistakes.is_empty() { Ok(figures) } else { Err(mistakes) }
    }

    /// The figures of many files.
    ///
    /// # Errors
    /// With the part in which it stands: statistics that no file declares or two declare differently, and figures that
    /// stand in two files.
    pub fn join(all: impl IntoIterator<Item = Figures>) -> Result<Self, Vec<LoadMistake>> {
        let mut joined = Self::default();
        let mut mistakes = Vec::new();
        let mut rows = Vec::new();
        for (part, figures) in all.into_iter().enumerate() {
            for (name, statistic) in figures.statistics {
                if joined.statistics.get(&name).is_some_and(|known| *known != statistic) {
                    let what = "it is declared twice, differently";
                    mistakes.push(LoadMistake::at(format!("statistic.{name}"), what).within_part(part));
                }
                joined.statistics.insert(name, statistic);
            }
            let Self { rows: own, places, .. } = figures;
            let placed = |figure: Figure| {
                let place = places.get(&key(&figure)).copied().unwrap_or_default();
                (part, format!("figure.{place}"), figure)
            };
            rows.extend(own.into_values().flatten().map(placed));
        }
        for (part, path, figure) in rows {
            if !joined.statistics.contains_key(&figure.statistic) {
                let known = joined.statistics.keys().map(FactName::as_str);
                let hint = did_you_mean(figure.statistic.as_str(), known);
                let what = format!("no such statistic: {} (area {})", figure.statistic, figure.area);
                let at = LoadMistake::at(format!("{path}.statistic"), what).within_part(part);
                mistakes.push(LoadMistake { hint, ..at });
            }
            let told = |what| LoadMistake::at(format!("{path}.effective_from"), what).within_part(part);
            mistakes.extend(joined.insert(figure).map(told));
        }
        if mistakes.is_empty() { Ok(joined) } else { Err(mistakes) }
    }

    /// The latest figure that is in force on `on` for exactly this area; nothing where none is known.
    #[must_use]
    pub fn find(&self, statistic: &str, area: &AreaCode, on: Date) -> Option<&Figure> {
        let rows = self.rows.get(&(FactName::from(statistic), area.clone()))?;
        let latest = rows.iter().rfind(|figure| figure.effective_from <= on)?;
        latest.until.is_none_or(|until| on <= until).then_some(latest)
    }

    /// What `name` counts.
    #[must_use]
    pub fn statistic(&self, name: &str) -> Option<&Statistic> {
        self.statistics.get(name)
    }

    /// Every statistic, by name.
    pub fn statistics(&self) -> impl Iterator<Item = (&FactName, &Statistic)> {
        self.statistics.iter()
    }

    /// Every figure, by statistic, area and day.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.rows.values().flatten()
    }

    /// The facts of `schema` and every statistic as money: the words that amounts may use.
    ///
    /// # Errors
    /// A statistic that has the name of a fact.
    pub fn words(&self, schema: &FactSchema) -> Result<FactSchema, Vec<LoadMistake>> {
        let mut words = schema.clone();
        let mut mistakes = Vec::new();
        for (name, statistic) in &self.statistics {
            if schema.get(name.as_str()).is_some() {
                mistakes.push(LoadMistake::at(format!("statistic.{name}"), "a fact has the same name"));
            }
            let (name, label) = (name.clone(), statistic.label.clone());
            words.insert(FactDefinition::new(name, FactType::Fen, DataClass::Public, label));
        }
        if mistakes.is_empty() { Ok(words) } else { Err(mistakes) }
    }

    /// Puts a row in its place; says what is wrong when two begin on one day.
    fn insert(&mut self, figure: Figure) -> Option<String> {
        let rows = self.rows.entry((figure.statistic.clone(), figure.area.clone())).or_default();
        match rows.binary_search_by_key(&figure.effective_from, |row| row.effective_from) {
            Ok(_) => {
                let Figure { statistic, area, effective_from, .. } = figure;
                Some(format!("two figures of {statistic} for {area} begin on {effective_from}"))
            }
            Err(place) => {
                rows.insert(place, figure);
                None
            }
        }
    }
}

/// What makes a figure one of its kind.
fn key(figure: &Figure) -> (FactName, AreaCode, Date) {
    (figure.statistic.clone(), figure.area.clone(), figure.effective_from)
}

fn wrong(path: &str, figure: &Figure) -> Option<LoadMistake> {
    let fits = AreaLevel::of(&figure.area);
    if fits != Some(figure.level) {
        let what = format!("area {} is not of level {}", figure.area, figure.level.word());
        let hint = fits.map(|level| format!("it is of level {}", level.word()));
        return Some(LoadMistake { hint, ..LoadMistake::at(format!("{path}.level"), what) });
    }
    if figure.amount <= Fen::ZERO || !Value::Fen(figure.amount).is_of(&FactType::Fen) {
        let mistake = LoadMistake::at(format!("{path}.amount"), "a figure is whole fen above zero and below 10^13");
        return Some(mistake.hint("103,688 yuan is 10368800"));
    }
    let ends_early = figure.until.is_some_and(|until| until < figure.effective_from);
    ends_early.then(|| LoadMistake::at(format!("{path}.until"), "it ends before it begins"))
}

#[cfg(test)]
mod tests;
