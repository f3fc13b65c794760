//! From the files of a kind of case to its parts: form, steps, clocks, documents.
//!
//! Never: stops at the first mistake; each is told with file, line and the nearest known word.
use std::collections::BTreeSet;

use domain::case_types::{
    Asks, Caution, ClockRule, Field, FieldKind, Guard, Joint, Notice, Paper, Section, State, Step,
};
use kernel::id::{FactName, VariantId};
use law::expr::{Expr, ExprMistake, Formula};
use law::facts::{DataClass, FactSchema, FactType};
use law::mistake::did_you_mean;

use super::elsewhere::Elsewhere;
use super::source::{
    CautionText, ClockText, DeadlinesFile, FieldText, FormFile, JointText, Only, PaperText, SectionText, StepText,
    StepsFile,
};
use super::{find, need, one};
use crate::place::{at, placed, read};
use crate::{PackMistake, Tree};

/// Builds the parts of a kind of case and gathers what is wrong with them.
pub(super) struct Build<'a> {
    pub(super) tree: &'a Tree,
    pub(super) folder: &'a str,
    pub(super) schema: &'a FactSchema,
    /// The variant that is built.
    pub(super) variant: &'a VariantId,
    /// Every variant that a part may name.
    pub(super) variants: BTreeSet<&'a VariantId>,
    /// What only other variants have.
    pub(super) elsewhere: Elsewhere,
    /// The templates of its documents, by their paths in the tree.
    pub(super) templates: BTreeSet<String>,
    pub(super) mistakes: Vec<PackMistake>,
}

impl<'a> Build<'a> {
    pub(super) fn new(
        (tree, folder, schema): (&'a Tree, &'a str, &'a FactSchema),
        (variant, variants, elsewhere): (&'a VariantId, BTreeSet<&'a VariantId>, Elsewhere),
    ) -> Self {
        Self { tree, folder, schema, variant, variants, elsewhere, templates: BTreeSet::new(), mistakes: vec![] }
    }

    pub(super) fn form(&mut self) -> Result<(Vec<Section>, Vec<Paper>), Vec<PackMistake>> {
        let (file, text) = need(self.tree, self.folder, "form.toml")?;
        let form: FormFile = read(&file, text).map_err(one)?;
        let mut sections = vec![];
        for (place, section) in form.section.into_iter().enumerate() {
            sections.push(self.section(&file, text, place, section));
        }
        let mut papers = vec![];
        for (place, paper) in form.paper.into_iter().enumerate() {
            let PaperText { id, label, needed, source, only } = paper;
            if !self.holds(&file, text, &format!("paper.{place}"), &only) {
                continue;
            }
            if papers.iter().any(|own: &Paper| own.id == id) {
                let what = format!("paper {id}: stands twice: which one is meant?");
                self.mistakes.push(at(&file, text, &format!("paper.{place}"), what));
            }
            let path = format!("paper.{place}.needed");
            let needed = needed.and_then(|when| self.expr(&file, text, &path, &when));
            papers.push(Paper { id, label, needed, source });
        }
        Ok((sections, papers))
    }

    fn section(&mut self, file: &str, text: &str, place: usize, section: SectionText) -> Section {
        let SectionText { id, label, field } = section;
        let mut fields = vec![];
        for (at_field, field) in field.into_iter().enumerate() {
            let path = format!("section.{place}.field.{at_field}");
            fields.extend(self.field(file, text, &path, field));
        }
        Section { id, label, fields }
    }

    fn field(&mut self, file: &str, text: &str, path: &str, field: FieldText) -> Option<Field> {
        let FieldText { fact, kind, required, only } = field;
        if !self.holds(file, text, path, &only) {
            return None;
        }
        let Some(definition) = self.schema.get(fact.as_str()) else {
            let hint = did_you_mean(fact.as_str(), self.schema.names());
            self.mistakes.push(at(file, text, path, format!("no such fact: {fact}")).hint(hint));
            return None;
        };
        let kind = kind.unwrap_or_else(|| natural(&definition.ty));
        if !fits(kind, &definition.ty) {
            let what = format!("{fact} is of type {} and cannot be asked for so", definition.ty.word());
            self.mistakes.push(at(file, text, path, what));
        }
        if speaks_of_somebody(kind) {
            self.guarded(file, text, path, &fact);
        }
        let required = required.and_then(|when| self.expr(file, text, &format!("{path}.required"), &when));
        Some(Field { fact, kind, required })
    }

    pub(super) fn steps(&mut self) -> Result<(Vec<State>, Vec<Step>), Vec<PackMistake>> {
        let (file, text) = need(self.tree, self.folder, "steps.toml")?;
        let steps: StepsFile = read(&file, text).map_err(one)?;
        let (mut states, mut built) = (vec![], vec![]);
        for (place, own) in steps.state.into_iter().enumerate() {
            if self.holds(&file, text, &format!("state.{place}"), &own.only) {
                states.push(State { id: own.id, label: own.label, owner: own.owner, end: own.end });
            }
        }
        for (place, step) in steps.step.into_iter().enumerate() {
            if self.holds(&file, text, &format!("step.{place}"), &step.only) {
                let step = self.elsewhere.dropped(step);
                built.push(self.step(&file, text, &format!("step.{place}"), step));
            }
        }
        Ok((states, built))
    }

    pub(super) fn step(&mut self, file: &str, text: &str, path: &str, step: StepText) -> Step {
        let guard = step.guard.as_deref().and_then(|when| self.expr(file, text, &format!("{path}.guard"), when));
        if step.guard.is_some() != step.otherwise.is_some() {
            let what = "guard and otherwise belong together: say what to tell the officer when the guard does not hold";
            self.mistakes.push(at(file, text, path, what));
        }
        let guard = guard.zip(step.otherwise).map(|(when, otherwise)| Guard { when, otherwise });
        let tells = step.notice.iter().flat_map(|notice| &notice.tells);
        for (key, names) in [("shows", step.shows.iter().collect::<Vec<_>>()), ("notice", tells.collect())] {
            let facts: Vec<Option<FactName>> = names.into_iter().cloned().map(Some).collect();
            let place = format!("{path}.{key}");
            self.named(file, text, &facts.iter().map(|name| (place.as_str(), name)).collect::<Vec<_>>());
        }
        let mut cautions = vec![];
        for (at_caution, caution) in step.caution.into_iter().enumerate() {
            cautions.extend(self.caution(file, text, &format!("{path}.caution.{at_caution}"), caution));
        }
        let mut effects = vec![];
        for (at_effect, effect) in step.effects.into_iter().enumerate() {
            effects.extend(self.effect(file, text, &format!("{path}.effects.{at_effect}"), effect));
        }
        Step {
            id: step.id,
            label: step.label,
            hint: step.hint,
            from: step.from,
            to: step.to,
            by: step.by,
            not_after_own: step.not_after_own,
            by_amount_band: step.by_amount_band,
            form: step.form,
            anew: step.anew,
            shows: step.shows,
            guard,
            weighs_exclusions: step.weighs_exclusions,
            cautions,
            notice: step.notice.map(|own| Notice { label: own.label, tells: own.tells, until: own.until }),
            dated_by: step.dated_by,
            starts: step.starts,
            stops: step.stops,
            issues: step.issues,
            effects,
            calls: step.calls,
            side: step.side,
        }
    }

    fn caution(&mut self, file: &str, text: &str, path: &str, own: CautionText) -> Option<Caution> {
        let CautionText { id, when, label, hint, source, reason, at: fact, only } = own;
        if !self.holds(file, text, path, &only) {
            return None;
        }
        let asks = match (fact, reason) {
            (Some(fact), _) => Asks::Correction(fact),
            (None, true) => Asks::Reason,
            (None, false) => Asks::Nothing,
        };
        let when = self.expr(file, text, &format!("{path}.when"), &when)?;
        Some(Caution { id, when, label, hint, source, asks })
    }

    /// When all who were harmed share one case, in this variant.
    pub(super) fn joint(&mut self, (file, text): (&str, &str), joint: Option<&JointText>) -> Option<Joint> {
        let own = joint?;
        let when = self.expr(file, text, "joint.when", &own.when)?;
        self.holds(file, text, "joint", &own.only).then(|| Joint { when, source: own.source.clone() })
    }

    pub(super) fn clocks(&mut self) -> Result<Vec<ClockRule>, Vec<PackMistake>> {
        let Some((file, text)) = find(self.tree, self.folder, "deadlines.toml")? else { return Ok(vec![]) };
        let deadlines: DeadlinesFile = read(&file, text).map_err(one)?;
        let mut built = vec![];
        for (place, own) in deadlines.clock.into_iter().enumerate() {
            self.named(&file, text, &[(&format!("clock.{place}.start"), &own.start)]);
            if self.holds(&file, text, &format!("clock.{place}"), &own.only) {
                let excludes = self.elsewhere.clocks(own.excludes.clone());
                built.push(ClockRule { excludes, ..clock(own) });
            }
        }
        Ok(built)
    }

    /// Whether a part belongs to the variant that is built; tells of variants that there are not.
    pub(super) fn holds(&mut self, file: &str, text: &str, path: &str, only: &Only) -> bool {
        for named in only.named().iter().filter(|named| !self.variants.contains(named)) {
            let hint = did_you_mean(named.as_str(), self.variants.iter().map(|own| own.as_str()));
            self.mistakes.push(at(file, text, path, format!("no such variant: {named}")).hint(hint));
        }
        only.holds_in(self.variant)
    }

    /// Facts that a file names and that must exist.
    pub(super) fn named(&mut self, file: &str, text: &str, names: &[(&str, &Option<FactName>)]) {
        for (key, name) in names {
            let Some(name) = name.as_ref().filter(|name| self.schema.get(name.as_str()).is_none()) else { continue };
            let hint = did_you_mean(name.as_str(), self.schema.names());
            self.mistakes.push(at(file, text, key, format!("no such fact: {name}")).hint(hint));
        }
    }

    /// The choices by which cases are alike, each with the formula that gives its answer.
    pub(super) fn alike(&mut self, (file, text): (&str, &str), names: &[FactName]) -> Vec<(FactName, Formula)> {
        let mut all = vec![];
        for (place, name) in names.iter().enumerate() {
            let path = format!("alike.{place}");
            let one_of = self.schema.get(name.as_str()).filter(|own| matches!(own.ty, FactType::Choice(_)));
            if let Some(answer) = one_of.and_then(|_| Formula::parse(name.as_str(), self.schema).ok()) {
                all.push((name.clone(), answer));
            } else {
                let hint = did_you_mean(name.as_str(), self.schema.names());
                let what = format!("cases are alike by a fact of type choice, and {name} is none");
                self.mistakes.push(at(file, text, &path, what).hint(hint));
            }
        }
        all
    }

    /// Tells when the words of `fact` would rest in the open.
    pub(super) fn guarded(&mut self, file: &str, text: &str, path: &str, fact: &FactName) {
        if self.schema.get(fact.as_str()).is_some_and(|definition| definition.class < DataClass::Personal) {
            let what = format!("the words of {fact} speak of somebody and would rest in the open");
            let hint = Some(format!("in facts.toml, [fact.{fact}] class = \"personal\""));
            self.mistakes.push(at(file, text, path, what).hint(hint));
        }
    }

    pub(super) fn expr(&mut self, file: &str, text: &str, path: &str, when: &str) -> Option<Expr> {
        let told = |mistake: ExprMistake| self.mistakes.push(placed(file, text, &mistake.within(path)));
        Expr::parse(when, self.schema).map_err(told).ok()
    }

    pub(super) fn money(&mut self, file: &str, text: &str, path: &str, amount: &str) -> Option<Formula> {
        let told = |mistake: ExprMistake| self.mistakes.push(placed(file, text, &mistake.within(path)));
        Formula::parse_money(amount, self.schema).map_err(told).ok()
    }
}

fn clock(own: ClockText) -> ClockRule {
    ClockRule {
        id: own.id,
        label: own.label,
        start: own.start,
        length: own.length,
        excludes: own.excludes,
        custody: own.custody,
        owner: own.owner,
        warn: own.warn,
        overdue: own.overdue,
        consequence: own.consequence,
        source: own.source,
    }
}

/// How a fact of this type is asked for when the form does not say.
fn natural(ty: &FactType) -> FieldKind {
    match ty {
        FactType::Truth => FieldKind::YesNoUnknown,
        FactType::Count => FieldKind::Count,
        FactType::Fen => FieldKind::Fen,
        FactType::Decimal => FieldKind::Decimal,
        FactType::Date => FieldKind::Date,
        FactType::Text => FieldKind::Text,
        FactType::Choice(_) => FieldKind::Choice,
        FactType::Choices(_) => FieldKind::Choices,
    }
}

/// Whether what is typed into a field of this kind says who somebody is, or is a sentence about them.
fn speaks_of_somebody(kind: FieldKind) -> bool {
    match kind {
        FieldKind::Person
        | FieldKind::CitizenId
        | FieldKind::Phone
        | FieldKind::BankAccount
        | FieldKind::Place
        | FieldKind::LongText => true,
        FieldKind::Text
        | FieldKind::Choice
        | FieldKind::Choices
        | FieldKind::YesNoUnknown
        | FieldKind::Date
        | FieldKind::Fen
        | FieldKind::Count
        | FieldKind::Decimal
        | FieldKind::Organisation => false,
    }
}

fn fits(kind: FieldKind, ty: &FactType) -> bool {
    let text = matches!(
        kind,
        FieldKind::LongText
            | FieldKind::Person
            | FieldKind::CitizenId
            | FieldKind::Phone
            | FieldKind::BankAccount
            | FieldKind::Place
            | FieldKind::Organisation
    );
    kind == natural(ty) || (text && matches!(ty, FactType::Text))
}
