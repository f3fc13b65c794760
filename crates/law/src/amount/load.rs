//! Reads and checks amounts: names, types, complete tables, gapless bands.
//!
//! Never: stops at the first mistake.
use std::collections::BTreeMap;

use kernel::Fen;

use super::source::{
    AmountSource, BandSource, BaseSource, ExceptionSource, FactorSource, LimitSource, QuantificationSource, Rounding,
    TableSource, TableUse,
};
use super::{Band, Exception, Factor, Limit, Quantification, Start};
use crate::expr::{Expr, Formula, Term};
use crate::facts::FactSchema;
use crate::figures::{AreaLevel, DatedUnit, DatedValue, Figures};
use crate::mistake::{LoadMistake, did_you_mean};

mod tables;

type Loaded = (BTreeMap<String, DatedValue>, Vec<Quantification>);

pub(super) fn amounts(
    source: AmountSource,
    schema: &FactSchema,
    figures: &Figures,
) -> Result<Loaded, Vec<LoadMistake>> {
    let words = figures.words(schema)?;
    let mut mistakes = Vec::new();
    let mut dated = BTreeMap::new();
    for (name, value) in source.dated {
        match DatedValue::load(&format!("dated.{name}"), value, &words) {
            Ok(value) => drop(dated.insert(name, value)),
            Err(wrong) => mistakes.extend(wrong),
        }
    }
    let tables = &source.table;
    let mut loader = Loader { words: &words, figures, tables, dated: &dated, path: String::new(), mistakes };
    let mut quantifications = Vec::new();
    for (place, source) in source.quantification.into_iter().enumerate() {
        loader.path = format!("quantification.{place}");
        quantifications.extend(loader.quantification(source));
    }
    let mistakes = loader.mistakes;
    if mistakes.is_empty() { Ok((dated, quantifications)) } else { Err(mistakes) }
}

struct Loader<'a> {
    words: &'a FactSchema,
    figures: &'a Figures,
    tables: &'a BTreeMap<String, TableSource>,
    dated: &'a BTreeMap<String, DatedValue>,
    path: String,
    mistakes: Vec<LoadMistake>,
}

/// What a `None` inside the loader means: the mistake is noted, go on with the rest.
type Noted<T> = Option<T>;

impl Loader<'_> {
    fn note(&mut self, key: &str, what: impl Into<String>, hint: Option<String>) {
        let path = format!("{}.{key}", self.path);
        self.mistakes.push(LoadMistake { hint, ..LoadMistake::at(path, what) });
    }

    fn quantification(&mut self, source: QuantificationSource) -> Noted<Quantification> {
        let Rounding::FenHalfUp = source.round;
        if source.area.as_ref().is_some_and(|area| AreaLevel::of(area).is_none()) {
            self.note("area", "an area is a code of six digits", None);
        }
        if source.from.zip(source.until).is_some_and(|(from, until)| until < from) {
            self.note("until", "it ends before it begins", None);
        }
        let level = source.base.area;
        let start = self.start(source.base);
        let factors =
            source.factors.into_iter().enumerate().map(|(place, factor)| self.factor(place, factor)).collect();
        let uplifts = source.uplifts.map(|uplifts| self.uplifts(uplifts));
        let less = source.less.map(|less| self.money("less", &less));
        let floor = source.floor.map(|floor| self.limit("floor", floor));
        let ceiling = source.ceiling.map(|ceiling| self.limit("ceiling", ceiling));
        let exception_ceiling = source.exception_ceiling.map(|limit| self.limit("exception_ceiling", limit));
        let bands = self.bands(&source.approval);
        let exceptions = source.exception.into_iter().enumerate();
        let exceptions: Vec<Exception> = exceptions.filter_map(|(place, own)| self.exception(place, own)).collect();
        let factors: Option<Vec<Factor>> = factors;
        let quantification = Quantification {
            id: source.id,
            version: source.version,
            area: source.area,
            from: source.from,
            until: source.until,
            label: source.label,
            demonstration: source.demonstration,
            base_day: source.base_day,
            start: start?,
            level,
            factors: factors?,
            uplifts: all_or_none(uplifts)?,
            less: all_or_none(less)?,
            floor: all_or_none(floor)?,
            ceiling: all_or_none(ceiling)?,
            exception_ceiling: all_or_none(exception_ceiling)?,
            exceptions,
            bands,
            source: source.source,
        };
        self.level_where_figures_are_used(&quantification);
        Some(quantification)
    }

    fn exception(&mut self, place: usize, source: ExceptionSource) -> Noted<Exception> {
        let ExceptionSource { id, label, when, source } = source;
        match when.map(|when| Expr::parse(&when, self.words)).transpose() {
            Ok(when) => Some(Exception { id, label, when, source }),
            Err(mistake) => {
                self.mistakes.push(mistake.within(format!("{}.exception.{place}.when", self.path)));
                None
            }
        }
    }

    fn level_where_figures_are_used(&mut self, of: &Quantification) {
        let mut words = of.words().into_iter();
        let used = words.find(|word| self.figures.statistic(word.as_str()).is_some());
        if let (None, Some(statistic)) = (of.level, used) {
            self.note(
                "base.area",
                format!("of which area is {statistic}?"),
                Some("base = { …, area = \"province\" }".to_owned()),
            );
        }
    }

    fn start(&mut self, base: BaseSource) -> Noted<Start> {
        match base {
            BaseSource { statistic: Some(statistic), area: Some(_), months: Some(months), table: None, by: None } => {
                let Some(about) = self.figures.statistic(statistic.as_str()).cloned() else {
                    let known = self.figures.statistics().map(|(name, _)| name.as_str());
                    let hint = did_you_mean(statistic.as_str(), known);
                    self.note("base.statistic", format!("no such statistic: {statistic}"), hint);
                    return None;
                };
                let months = self.table("base.months", &months)?;
                Some(Start::Months { statistic, about, months })
            }
            BaseSource { statistic: None, area: _, months: None, table: Some(table), by } => {
                self.table("base", &TableUse { table, by }).map(Start::Table)
            }
            BaseSource { .. } => {
                let what = "a base is a statistic with its area and months, or a table of fen";
                let hint = "base = { statistic = \"…\", area = \"province\", months = { table = \"…\", by = \"…\" } }";
                self.note("base", what, Some(hint.to_owned()));
                None
            }
        }
    }

    fn factor(&mut self, place: usize, source: FactorSource) -> Noted<Factor> {
        let key = format!("factors.{place}");
        match source {
            FactorSource { table: Some(table), by, expr: None, label: None, source: None } => {
                self.table(&key, &TableUse { table, by }).map(Factor::Table)
            }
            FactorSource { table: None, by: None, expr: Some(expr), label, source } => {
                let formula = self.plain(&format!("{key}.expr"), &expr)?;
                let first = formula.slots().first().and_then(|name| self.words.get(name.as_str()));
                let label = label.or_else(|| first.map(|definition| definition.label.clone()));
                Some(Factor::Formula { label, formula, source })
            }
            FactorSource { .. } => {
                self.note(&key, "a factor is { table, by } or { expr, label, source }", None);
                None
            }
        }
    }

    fn money(&mut self, key: &str, text: &str) -> Noted<Formula> {
        match Formula::parse_money(text, self.words) {
            Ok(formula) => Some(formula),
            Err(mistake) => {
                self.mistakes.push(mistake.within(format!("{}.{key}", self.path)));
                None
            }
        }
    }

    fn plain(&mut self, key: &str, text: &str) -> Noted<Formula> {
        match Formula::parse(text, self.words) {
            Ok(formula) if matches!(formula.term(), Term::Plain(_)) => Some(formula),
            Ok(_) => {
                self.note(key, "a factor is a number without unit", None);
                None
            }
            Err(mistake) => {
                self.mistakes.push(mistake.within(format!("{}.{key}", self.path)));
                None
            }
        }
    }

    fn limit(&mut self, key: &str, limit: LimitSource) -> Noted<Limit> {
        match limit {
            LimitSource::Amount(amount) => self.money(key, &amount.text()).map(Limit::Formula),
            LimitSource::Dated { dated: name } => match self.dated.get(&name) {
                Some(dated) if dated.unit == DatedUnit::Fen => Some(Limit::Dated(name, dated.clone())),
                Some(_) => {
                    self.note(key, format!("the dated value {name} is no money"), None);
                    None
                }
                None => {
                    let hint = did_you_mean(&name, self.dated.keys().map(String::as_str));
                    self.note(key, format!("no such dated value: {name}"), hint);
                    None
                }
            },
        }
    }

    /// Bands that follow one another without gap from zero on, the last one open.
    fn bands(&mut self, sources: &[BandSource]) -> Vec<Band> {
        let mut bands = Vec::new();
        let mut next = Some(0);
        for (place, band) in sources.iter().enumerate() {
            let from = band.from.unwrap_or(0);
            if next != Some(from) {
                let what = match next {
                    Some(next) => format!("the band begins at {from}, and {next} fen is where the last one ended"),
                    None => "the band before it has no end".to_owned(),
                };
                self.note(&format!("approval.{place}"), what, None);
            }
            if band.below.is_some_and(|below| below <= from) {
                self.note(&format!("approval.{place}.below"), "the band ends before it begins", None);
            }
            next = band.below;
            bands.push(Band { from: Fen(from), by: band.by.clone() });
        }
        if !sources.is_empty() && next.is_some() {
            self.note("approval", "the last band needs no end: leave out below", None);
        }
        bands
    }
}

/// A part that is absent is fine; one that is there and wrong is not.
fn all_or_none<T>(part: Option<Noted<T>>) -> Noted<Option<T>> {
    match part {
        None => Some(None),
        Some(noted) => noted.map(Some),
    }
}
