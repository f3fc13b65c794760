//! Works an amount out, step by step.
//!
//! Never: stops at what is missing; it goes on, so that everything still to be found out is named at once.
use std::collections::BTreeSet;

use kernel::id::FactName;
use kernel::{Citation, Fen, Label};

use super::source::Stack;
use super::{
    Amount, AmountContext, Approval, Factor, Limit, MissingFigure, MissingValue, Operation, Quantification, Range,
    Start, Table, Uplifts, WorkLine,
};
use crate::expr::{Exact, Formula, Truth};
use crate::facts::{Facts, Origin, Value};
use crate::figures::{AreaLevel, Figure, Figures};

/// Running totals are shown to this many places of a fen.
const SHOWN_PLACES: u32 = 6;

pub(super) fn quantify(of: &Quantification, facts: &Facts, figures: &Figures, context: &AmountContext) -> Amount {
    let mut work = Work::begin(of, facts, figures, context);
    work.start(&of.start);
    for factor in &of.factors {
        work.factor(factor);
    }
    if let Some(uplifts) = &of.uplifts {
        work.uplifts(uplifts);
    }
    if let Some(less) = &of.less {
        work.less(less);
    }
    if let Some(floor) = &of.floor {
        work.limit(floor, Operation::Floor);
    }
    let may_be_claimed = |id: &&String| of.exceptions.iter().any(|known| known.id == **id && known.holds(facts));
    let exception = context.exception.as_ref().filter(may_be_claimed);
    let ceiling = of.ceiling.as_ref().and_then(|ceiling| match exception {
        Some(_) => work.lifted(ceiling),
        None => work.limit(ceiling, Operation::Ceiling),
    });
    if let (Some(_), Some(limit)) = (exception, &of.exception_ceiling) {
        work.exception_ceiling(limit, ceiling);
    }
    work.finish(of, exception.cloned(), ceiling)
}

/// What a step brings.
#[derive(Default)]
struct Step {
    label: Option<Label>,
    expression: Option<String>,
    value: Option<Range>,
    year: Option<i16>,
    source: Option<Citation>,
    demonstration: bool,
}

struct Work<'a> {
    /// The case's facts, and the figures under the names of their statistics.
    facts: Facts,
    statistics: BTreeSet<FactName>,
    figure: Option<&'a Figure>,
    context: &'a AmountContext,
    /// The amount times [`Work::per`], so that nothing is rounded before the end; open while something is missing.
    total: Option<Range>,
    /// Twelve where the base is a figure per year.
    per: Exact,
    lines: Vec<WorkLine>,
    to_find_out: BTreeSet<FactName>,
    missing_figures: BTreeSet<MissingFigure>,
    missing_values: Vec<MissingValue>,
    demonstration: bool,
}

impl<'a> Work<'a> {
    fn begin(of: &Quantification, facts: &Facts, figures: &'a Figures, context: &'a AmountContext) -> Self {
        let mut work = Self {
            facts: facts.clone(),
            statistics: figures.statistics().map(|(name, _)| name.clone()).collect(),
            figure: None,
            context,
            total: None,
            per: of.per(),
            lines: Vec::new(),
            to_find_out: BTreeSet::new(),
            missing_figures: BTreeSet::new(),
            missing_values: Vec::new(),
            demonstration: of.demonstration,
        };
        for statistic in &work.statistics.clone() {
            work.facts.forget(statistic.as_str());
        }
        work.look_up_all(of, figures);
        work
    }

    fn look_up_all(&mut self, of: &Quantification, figures: &'a Figures) {
        let Some(level) = of.level else { return };
        let mut wanted = of.words();
        if let Start::Months { statistic, .. } = &of.start {
            self.figure = self.look_up(figures, statistic.clone(), level);
            wanted.remove(statistic);
        }
        for statistic in wanted.intersection(&self.statistics.clone()) {
            self.look_up(figures, statistic.clone(), level);
        }
    }

    /// Puts the figure of the case's area among the facts, or notes that it is missing.
    fn look_up(&mut self, figures: &'a Figures, statistic: FactName, level: AreaLevel) -> Option<&'a Figure> {
        let on = self.context.on;
        let area = level.around(&self.context.area);
        let found = area.as_ref().and_then(|area| figures.find(statistic.as_str(), area, on));
        let Some(figure) = found else {
            self.missing_figures.insert(MissingFigure { statistic, area, level, on });
            return None;
        };
        self.demonstration |= figure.demonstration;
        let origin = Origin { on: Some(figure.effective_from), ..Origin::new("figure", figure.source.act.as_str()) };
        self.facts.state(statistic, Value::Fen(figure.amount), origin);
        found
    }

    fn start(&mut self, start: &Start) {
        match start {
            Start::Months { about, months, .. } => {
                let figure = self.figure;
                let value = figure.map(|figure| Range::single(Exact::from(figure.amount)));
                self.total = value.and_then(|value| times(value, Range::single(self.per)));
                let step = Step {
                    label: Some(about.label.clone()),
                    value,
                    year: figure.map(|figure| figure.year),
                    source: figure.map(|figure| figure.source.clone()),
                    demonstration: figure.is_some_and(|figure| figure.demonstration),
                    expression: None,
                };
                self.line(Operation::Start, step, self.total);
                self.months(months);
            }
            Start::Table(table) => {
                let step = self.row(table);
                let total = step.value;
                self.line(Operation::Start, step, total);
            }
        }
    }

    fn months(&mut self, table: &Table) {
        let step = self.row(table);
        // From here on the total counts twelfths of a yearly figure: nothing is divided before the end.
        let base = self.figure.map(|figure| Range::single(Exact::from(figure.amount)));
        let total = base.zip(step.value).and_then(|(base, months)| times(base, months));
        self.line(Operation::Months, step, total);
    }

    fn factor(&mut self, factor: &Factor) {
        let step = match factor {
            Factor::Table(table) => self.row(table),
            Factor::Formula { label, formula, source } => {
                // A share above one would turn the amount round: it says nothing, such as 30 where 0.3 is meant.
                let value = self.value(formula).filter(|value| value.compare(Exact::ZERO).is_ge()).map(Range::single);
                if value.is_none() && formula.number(&self.facts).is_some() {
                    self.unknown(formula.facts());
                }
                let (label, source) = (label.clone(), source.clone());
                Step { label, expression: Some(formula.to_string()), value, source, ..Step::default() }
            }
        };
        let total = self.total.zip(step.value).and_then(|(total, value)| times(total, value));
        self.line(Operation::Factor, step, total);
    }

    fn uplifts(&mut self, uplifts: &Uplifts) {
        let mut factor = Some(Range::single(Exact::ONE));
        let mut labels: Vec<&Label> = Vec::new();
        let stack = uplifts.stack;
        let Some(uplifts) = uplifts.on(self.context.on) else { return };
        for uplift in &uplifts.rows {
            if uplift.add == Range::single(Exact::ZERO) {
                continue; // it changes nothing, known or not
            }
            let explanation = uplift.when.explain(&self.facts);
            match explanation.result {
                Truth::False => {}
                Truth::True => {
                    labels.push(&uplift.label);
                    factor = factor.and_then(|factor| stacked(factor, uplift.add, stack));
                }
                Truth::Unknown => {
                    self.unknown(explanation.to_find_out);
                    factor = None;
                }
            }
        }
        self.demonstration |= uplifts.demonstration;
        let joined =
            |of: fn(&Label) -> &str, with: &str| labels.iter().map(|label| of(label)).collect::<Vec<_>>().join(with);
        let label = Label::new(joined(|label| &label.zh, "、"), joined(|label| &label.en, ", "));
        let step = Step {
            label: (!labels.is_empty()).then_some(label),
            value: factor,
            source: Some(uplifts.source.clone()),
            demonstration: uplifts.demonstration,
            ..Step::default()
        };
        let total = self.total.zip(factor).and_then(|(total, factor)| times(total, factor));
        self.line(Operation::Uplift, step, total);
    }

    fn less(&mut self, less: &Formula) {
        let value = self.value(less);
        let deducted = |end: Exact| Some(most(end.minus(value?.times(self.per)?)?, Exact::ZERO));
        let total = self.total.and_then(|total| Some(Range { low: deducted(total.low)?, high: deducted(total.high)? }));
        let step = Step { expression: Some(less.to_string()), value: value.map(Range::single), ..Step::default() };
        self.line(Operation::Less, step, total);
    }

    /// A floor, or a ceiling that cuts; the value of the limit.
    fn limit(&mut self, limit: &Limit, operation: Operation) -> Option<Exact> {
        let (value, step) = self.limit_step(limit);
        let bound = |end: Exact| {
            let limit = value?.times(self.per)?;
            Some(if operation == Operation::Floor { most(end, limit) } else { least(end, limit) })
        };
        let total = self.total.and_then(|total| Some(Range { low: bound(total.low)?, high: bound(total.high)? }));
        self.line(operation, step, total);
        value
    }

    /// A ceiling that an exception has lifted: shown, not applied.
    fn lifted(&mut self, ceiling: &Limit) -> Option<Exact> {
        let (value, step) = self.limit_step(ceiling);
        let total = self.total;
        self.line(Operation::Ceiling, step, total);
        value
    }

    /// Cuts what lies above the ceiling at the limit that remains; below the ceiling it asks for nothing.
    fn exception_ceiling(&mut self, limit: &Limit, ceiling: Option<Exact>) {
        let above = self.total.zip(ceiling.and_then(|ceiling| ceiling.times(self.per)));
        if above.is_none_or(|(total, ceiling)| total.high.compare(ceiling).is_gt()) {
            self.limit(limit, Operation::ExceptionCeiling);
        }
    }

    fn limit_step(&mut self, limit: &Limit) -> (Option<Exact>, Step) {
        match limit {
            Limit::Formula(formula) => {
                let value = self.value(formula);
                let expression = Some(formula.to_string());
                (value, Step { expression, value: value.map(Range::single), ..Step::default() })
            }
            Limit::Dated(_, dated) => {
                let label = Some(dated.label.clone());
                let Some(current) = dated.on(self.context.on) else {
                    let missing = MissingValue { label: dated.label.clone(), on: self.context.on };
                    self.missing_values.push(missing);
                    return (None, Step { label, ..Step::default() });
                };
                self.demonstration |= current.demonstration;
                let value = self.value(&current.amount);
                let step = Step {
                    label,
                    expression: Some(current.amount.to_string()),
                    value: value.map(Range::single),
                    source: Some(current.source.clone()),
                    demonstration: current.demonstration,
                    year: None,
                };
                (value, step)
            }
        }
    }

    fn row(&mut self, table: &Table) -> Step {
        let answer = table.by.word(&self.facts).map(str::to_owned);
        if answer.is_none() {
            let missing = table.by.to_find_out(&self.facts);
            self.unknown(missing);
        }
        let version = table.on(self.context.on);
        let demonstration = version.is_some_and(|own| own.demonstration);
        self.demonstration |= demonstration;
        Step {
            label: Some(table.label.clone()),
            value: version.zip(answer.as_ref()).and_then(|(own, answer)| own.rows.get(answer)).copied(),
            expression: answer.map(|answer| format!("{} = '{answer}'", table.by)),
            source: version.map(|own| own.source.clone()),
            demonstration,
            year: None,
        }
    }

    fn value(&mut self, formula: &Formula) -> Option<Exact> {
        let value = formula.number(&self.facts);
        if value.is_none() {
            let missing = formula.to_find_out(&self.facts);
            self.unknown(missing);
        }
        value
    }

    /// Facts to find out; a statistic is no fact, and is among the missing figures already.
    fn unknown(&mut self, names: BTreeSet<FactName>) {
        let statistics = &self.statistics;
        self.to_find_out.extend(names.into_iter().filter(|name| !statistics.contains(name)));
    }

    fn line(&mut self, operation: Operation, step: Step, total: Option<Range>) {
        let changed = total != self.total || operation == Operation::Start;
        self.total = total;
        let shown = |end: Exact| end.over(self.per, SHOWN_PLACES).map(Exact::normalize);
        let Step { label, expression, value, year, source, demonstration } = step;
        let (low, high) = (total.and_then(|total| shown(total.low)), total.and_then(|total| shown(total.high)));
        self.lines.push(WorkLine {
            operation,
            label,
            expression,
            value,
            year,
            low,
            high,
            changed,
            source,
            demonstration,
        });
    }

    fn finish(mut self, of: &Quantification, exception: Option<String>, ceiling: Option<Exact>) -> Amount {
        let whole = |end: Exact| end.over(self.per, 0);
        let total = self.total;
        let rounded = total.and_then(|total| Some(Range { low: whole(total.low)?, high: whole(total.high)? }));
        let exact = |end: Exact| end.times(self.per);
        let back = rounded.and_then(|range| Some(Range { low: exact(range.low)?, high: exact(range.high)? }));
        self.line(Operation::Round, Step::default(), back);
        let fen = |end: Exact| end.to_fen();
        let (low, high) = (rounded.and_then(|r| fen(r.low)), rounded.and_then(|r| fen(r.high)));
        let ceiling = ceiling.and_then(Exact::to_fen);
        Amount {
            low,
            high,
            ceiling,
            approval: low.zip(high).and_then(|(low, high)| approval(of, low, high)),
            above_ceiling: high.zip(ceiling).is_some_and(|(high, ceiling)| high > ceiling),
            exception,
            demonstration: self.demonstration,
            working: self.lines,
            to_find_out: self.to_find_out.into_iter().collect(),
            missing_figures: self.missing_figures.into_iter().collect(),
            missing_values: self.missing_values,
        }
    }
}

fn approval(of: &Quantification, low: Fen, high: Fen) -> Option<Approval> {
    Some(Approval { low: of.approval_for(low)?.clone(), high: of.approval_for(high)?.clone() })
}

/// The product; zeros at the end are cut, so that many factors still fit. Too large for 38 digits leaves it open.
fn times(left: Range, right: Range) -> Option<Range> {
    let product = |a: Exact, b: Exact| a.normalize().times(b.normalize()).map(Exact::normalize);
    Some(Range { low: product(left.low, right.low)?, high: product(left.high, right.high)? })
}

/// The factor with one more uplift.
fn stacked(factor: Range, add: Range, stack: Stack) -> Option<Range> {
    let one = |factor: Exact, add: Exact| match stack {
        Stack::Sum => factor.plus(add),
        Stack::Max => Some(most(factor, Exact::ONE.plus(add)?)),
        Stack::Product => factor.times(Exact::ONE.plus(add)?).map(Exact::normalize),
    };
    Some(Range { low: one(factor.low, add.low)?, high: one(factor.high, add.high)? })
}

fn most(a: Exact, b: Exact) -> Exact {
    if a.compare(b).is_ge() { a } else { b }
}

fn least(a: Exact, b: Exact) -> Exact {
    if a.compare(b).is_le() { a } else { b }
}
