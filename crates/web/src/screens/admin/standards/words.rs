//! How a value that was entered, or ships with the packs, is written.
use app::admin::{CellKind, EnteredLine, EnteredState, Standards};
use law::amount::{PartVersion, Range};
use law::facts::Choice;
use packs::entered::{Given, StandardPart, Subject};

use crate::say::Say;
use frame::parts::{Tag, Tone};

impl Say<'_> {
    /// A cell of a table: `18 – 36 months`, `× 1.2`, `+ 20 %`, `3,000.00 yuan`.
    pub(super) fn cell(&self, kind: CellKind, range: &Range) -> String {
        let (low, high) = (kind.shown(range.low), kind.shown(range.high));
        let span = if low == high { low } else { format!("{low} – {high}") };
        match kind {
            CellKind::Months => self.words.with_numbers("work-months-value", [("n", span)]),
            CellKind::Factor => format!("× {span}"),
            CellKind::Percent => format!("+ {span} %"),
            CellKind::Yuan => format!("{span} {}", self.t("form-yuan")),
        }
    }

    /// From when until when a version holds.
    pub(super) fn version_days(&self, version: &PartVersion) -> String {
        match (version.from, version.until) {
            (None, None) => self.t("figure-always"),
            (None, Some(until)) => self.words.with("figure-until", [("until", self.words.date(until))]),
            (Some(from), None) => self.words.with("standard-from", [("from", self.words.date(from))]),
            (Some(from), Some(until)) => {
                let days = [("from", self.words.date(from)), ("until", self.words.date(until))];
                self.words.with("standard-between", days)
            }
        }
    }

    /// What a value was entered for; the text itself where nobody knows it any more.
    pub(super) fn subject(&self, all: &Standards, line: &EnteredLine) -> String {
        let Some(subject) = &line.subject else { return self.t("entered-unknown") };
        if let Subject::Figure(statistic, area) = subject {
            let known = all.statistics.iter().find(|(own, _)| own == statistic);
            let label = known.map_or_else(|| statistic.to_string(), |(_, own)| self.l(&own.label));
            return format!("{label} · {area}");
        }
        part_of(all, subject).map_or_else(|| subject.to_string(), |part| self.l(&part.part.label))
    }

    /// What was entered, a line each: the row and its value.
    pub(super) fn given(&self, all: &Standards, line: &EnteredLine) -> Vec<(String, String)> {
        let part = line.subject.as_ref().and_then(|subject| part_of(all, subject));
        match (&line.given, part) {
            (Some(Given::Rows(rows)), Some(part)) => {
                let kind = CellKind::of(part);
                let said = |choice: &Choice| {
                    let range = rows.get(&choice.id)?.range()?;
                    Some((self.l(&choice.label), self.cell(kind, &range)))
                };
                part.choices.iter().filter_map(said).collect()
            }
            (Some(Given::Amount(fen)), _) => vec![(self.t("figure-amount"), self.words.exact_money(*fen))],
            (Some(Given::Figure(year, fen)), _) => {
                let year = self.words.with("work-year", [("year", year.to_string())]);
                vec![(year, self.words.exact_money(*fen))]
            }
            (Some(Given::Rows(rows)), None) => {
                let said = |(id, row): (&String, &law::amount::RowSource)| (id.clone(), format!("{row:?}"));
                rows.iter().map(said).collect()
            }
            (None, _) => vec![],
        }
    }

    /// How far a value has come, in a colour.
    pub(super) fn entered_state(&self, line: &EnteredLine) -> Tag {
        let tone = match line.state {
            EnteredState::Proposed => Tone::Soon,
            EnteredState::Confirmed => Tone::Good,
            EnteredState::Rejected => Tone::Late,
            EnteredState::Withdrawn | EnteredState::Replaced => Tone::Quiet,
        };
        Tag::new(self.t(&format!("entered-{}", line.state.word())), tone)
    }

    /// The act, the article, the document.
    pub(super) fn cited(&self, line: &EnteredLine) -> String {
        let [act, article, document] = &line.cited;
        self.words
            .with("entered-cited", [("act", act.clone()), ("article", article.clone()), ("document", document.clone())])
    }
}

/// The part of a standard that `subject` names.
pub(super) fn part_of<'s>(all: &'s Standards, subject: &Subject) -> Option<&'s StandardPart> {
    all.standards.iter().flat_map(|own| &own.parts).find(|own| own.subject == *subject)
}
