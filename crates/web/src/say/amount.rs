//! An amount: its working line by line, its range, its place below the ceiling.
use app::cases::{Alike, Changed, Ends, FEWEST};
use kernel::Fen;
use kernel::id::CaseTypeId;
use law::amount::{Amount, Operation, Range as Between, WorkLine};
use law::expr::Exact;

use super::{Say, thousandths};
use frame::parts::{Range, Strip, Work, WorkRow};

impl Say<'_> {
    /// The working of an amount.
    pub(crate) fn work(&self, amount: &Amount) -> Work {
        let worth_saying = |line: &&WorkLine| match line.operation {
            Operation::Start => true,
            Operation::Round => line.changed,
            Operation::Months
            | Operation::Factor
            | Operation::Uplift
            | Operation::Less
            | Operation::Floor
            | Operation::Ceiling
            | Operation::ExceptionCeiling => line.changed || line.value.is_none(),
        };
        Work {
            caption: self.t("amount-working"),
            rows: amount.working.iter().filter(worth_saying).map(|line| self.work_line(line)).collect(),
            sum: (self.t("calc-range"), self.between_fen(amount.low, amount.high)),
        }
    }

    /// A range of money in words; that it is open where it is.
    pub(crate) fn between_fen(&self, low: Option<Fen>, high: Option<Fen>) -> String {
        match (low, high) {
            (Some(low), Some(high)) if low == high => self.words.money(low),
            (Some(low), Some(high)) => format!("{} – {}", self.words.money(low), self.words.money(high)),
            _ => self.t("calc-no-amount"),
        }
    }

    /// That figures changed since an amount was put forward.
    pub(crate) fn changed(&self, own: &Changed) -> String {
        let on = [("on", self.day(own.on)), ("proposed", self.day(own.proposed_on))];
        self.words.with("changed-since", on)
    }

    /// The range before and now, and what that means for the amount put forward.
    pub(crate) fn changed_lines(&self, own: &Changed) -> Vec<String> {
        let amount = self.words.money(own.amount);
        let held = match own.above {
            Some(ceiling) => {
                let both = [("amount", amount), ("ceiling", self.words.money(ceiling))];
                self.words.with("changed-above", both)
            }
            None if own.holds() => self.words.with("changed-holds", [("amount", amount)]),
            None => self.words.with("changed-outside", [("amount", amount)]),
        };
        vec![self.before_and_now([own.before, own.now]), held]
    }

    /// A range before figures changed, and now.
    pub(crate) fn before_and_now(&self, [before, now]: [Ends; 2]) -> String {
        let between = |[low, high]: Ends| self.between_fen(low, high);
        self.words.with("changed-ranges", [("before", between(before)), ("now", between(now))])
    }

    /// What was granted in like cases, with the place of `own` among them.
    pub(crate) fn alike(&self, alike: &Alike, own: Option<Fen>) -> Strip {
        let by: Vec<String> =
            alike.by.iter().map(|(fact, answer)| format!("{} {}", self.l(fact), self.l(answer))).collect();
        let by = self.listed(&by);
        let Some(spread) = &alike.amounts else {
            let said = self.words.with("alike-few", [("by", by), ("fewest", FEWEST.to_string())]);
            return Strip { said, ..Strip::default() };
        };
        let (lowest, highest) = spread.ends();
        let top = own.map_or(highest, |own| own.max(highest));
        let place = |fen: Fen| thousandths(fen.0, top.0);
        let mut dots: Vec<u16> = spread.all.iter().map(|fen| place(*fen)).collect();
        dots.dedup();
        let [first, median, third] = spread.quartiles;
        let line = |id: &str, fen: Fen| (self.t(id), self.words.money(fen));
        let count = u64::try_from(spread.all.len()).unwrap_or(u64::MAX);
        let mut rows = vec![(self.t("alike-count"), self.words.count(count))];
        rows.extend([
            line("alike-lowest", lowest),
            line("alike-first", first),
            line("alike-median", median),
            line("alike-third", third),
            line("alike-highest", highest),
        ]);
        if let Some(own) = own {
            let (below, above) = spread.around(own);
            let around = [("below", below.to_string()), ("above", above.to_string())];
            let said = format!("{} · {}", self.words.money(own), self.words.with_numbers("alike-around", around));
            rows.push((self.t("alike-own"), said));
        }
        Strip {
            said: self.words.with("alike-said", [("by", by)]),
            dots,
            box_from: place(first),
            box_wide: place(third).saturating_sub(place(first)).max(4),
            median: place(median),
            own: own.map(place),
            from: "0".to_owned(),
            to: self.words.money(top),
            rows,
        }
    }

    /// Where a range lies between nothing and the ceiling; nothing where it is open.
    pub(crate) fn range(&self, amount: &Amount, decided: Option<Fen>) -> Option<Range> {
        let (low, high, ceiling) = (amount.low?, amount.high?, amount.ceiling?);
        let from = thousandths(low.0, ceiling.0);
        let to = thousandths(high.0, ceiling.0);
        let most = self.words.with("range-most", [("ceiling", self.words.money(ceiling))]);
        Some(Range {
            said: format!("{}, {most}", self.between_fen(Some(low), Some(high))),
            low: from,
            wide: to.saturating_sub(from).max(6),
            decided: decided.map(|decided| thousandths(decided.0, ceiling.0)),
            from: "0".to_owned(),
            to: most,
        })
    }

    fn work_line(&self, line: &WorkLine) -> WorkRow {
        let id = match line.operation {
            Operation::Start => "work-start",
            Operation::Months => "work-months",
            Operation::Factor => "work-factor",
            Operation::Uplift => "work-uplift",
            Operation::Less => "work-less",
            Operation::Floor => "work-floor",
            Operation::Ceiling => "work-ceiling",
            Operation::ExceptionCeiling => "work-exception-ceiling",
            Operation::Round => "work-round",
        };
        let year = line.year.map(|year| self.words.with("work-year", [("year", year.to_string())]));
        let source = line.source.as_ref().map(|source| self.citation(source));
        let demonstration = line.demonstration.then(|| self.t("demonstration"));
        let notes: Vec<String> = [year, source, demonstration].into_iter().flatten().collect();
        WorkRow {
            label: line.label.as_ref().map_or_else(|| self.t(id), |label| self.l(label)),
            note: (!notes.is_empty()).then(|| notes.join(" · ")),
            value: line
                .value
                .as_ref()
                .map_or_else(|| self.t("work-open"), |value| self.work_value(line.operation, value)),
            open: line.value.is_none(),
        }
    }

    fn work_value(&self, operation: Operation, value: &Between) -> String {
        let money = |exact: Exact| exact.to_fen().map_or_else(|| exact.to_string(), |fen| self.words.exact_money(fen));
        let number = |exact: Exact| exact.normalize().to_string();
        // The law multiplies by one and the uplift; people read the uplift alone.
        let percent = |exact: Exact| {
            let above = exact.minus(Exact::whole(1)).and_then(|own| own.times(Exact::whole(100)));
            above.map_or_else(|| exact.to_string(), |own| own.normalize().to_string())
        };
        match operation {
            Operation::Start | Operation::Round => span(value, money),
            Operation::Months => self.words.with_numbers("work-months-value", [("n", span(value, number))]),
            Operation::Factor => format!("× {}", span(value, number)),
            Operation::Uplift => format!("+ {} %", span(value, percent)),
            Operation::Less => format!("− {}", span(value, money)),
            Operation::Floor => format!("≥ {}", span(value, money)),
            Operation::Ceiling | Operation::ExceptionCeiling => format!("≤ {}", span(value, money)),
        }
    }

    /// The facts by their labels.
    pub(crate) fn fact_labels<'f>(
        &self,
        case_type: &CaseTypeId,
        names: impl IntoIterator<Item = &'f kernel::id::FactName>,
    ) -> Vec<String> {
        let schema = self.library.case_types.get(case_type).map(|own| &own.first.schema);
        let label = |name: &kernel::id::FactName| {
            let definition = schema.and_then(|schema| schema.get(name.as_str()));
            definition.map_or_else(|| name.to_string(), |own| self.l(&own.label))
        };
        names.into_iter().map(label).collect()
    }

    /// Figures that nobody entered and values not in force, said so that an administrator knows which.
    pub(crate) fn missing_figures(&self, amount: &Amount) -> Vec<String> {
        let said = |missing: &law::amount::MissingFigure| {
            let statistic = self.library.figures.statistic(missing.statistic.as_str());
            let name = statistic.map_or_else(|| missing.statistic.to_string(), |own| self.l(&own.label));
            let area = missing.area.as_ref().map(ToString::to_string).unwrap_or_default();
            self.words.with("figure-missing", [("name", name), ("area", area), ("day", self.words.date(missing.on))])
        };
        let value = |missing: &law::amount::MissingValue| {
            let (name, day) = (self.l(&missing.label), self.words.date(missing.on));
            self.words.with("value-missing", [("name", name), ("day", day)])
        };
        amount.missing_figures.iter().map(said).chain(amount.missing_values.iter().map(value)).collect()
    }
}

fn span(value: &Between, write: impl Fn(Exact) -> String) -> String {
    let (low, high) = (write(value.low), write(value.high));
    if low == high { low } else { format!("{low} – {high}") }
}
