//! What other variants of a kind of case have and the one that is built has not.
//!
//! A step that several variants share names such things too: there they fall away, and nothing has to be said twice.
use std::collections::BTreeSet;

use kernel::id::{ClockId, DocumentKind, FactName, StateId, StepId, VariantId};

use super::documents::DocumentsFile;
use super::source::{DeadlinesFile, FormFile, Only, StepText, StepsFile};
use super::{find, need, one};
use crate::place::read;
use crate::{PackMistake, Tree};

/// Names that some variant has and this one has not.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    states: BTreeSet<StateId>,
    steps: BTreeSet<StepId>,
    clocks: BTreeSet<ClockId>,
    documents: BTreeSet<DocumentKind>,
    asked: BTreeSet<FactName>,
}

impl Elsewhere {
    /// What the files of `folder` have, and not for `variant`.
    pub(super) fn of(tree: &Tree, folder: &str, variant: &VariantId) -> Result<Self, Vec<PackMistake>> {
        let (file, text) = need(tree, folder, "steps.toml")?;
        let steps: StepsFile = read(&file, text).map_err(one)?;
        let (file, text) = need(tree, folder, "form.toml")?;
        let form: FormFile = read(&file, text).map_err(one)?;
        let deadlines: DeadlinesFile = match find(tree, folder, "deadlines.toml")? {
            Some((file, text)) => read(&file, text).map_err(one)?,
            None => DeadlinesFile::default(),
        };
        let documents: DocumentsFile = match find(tree, folder, "documents/documents.toml")? {
            Some((file, text)) => read(&file, text).map_err(one)?,
            None => DocumentsFile::default(),
        };
        let fields = form.section.into_iter().flat_map(|section| section.field);
        Ok(Self {
            states: missing(steps.state.into_iter().map(|own| (own.id, own.only)), variant),
            steps: missing(steps.step.into_iter().map(|own| (own.id, own.only)), variant),
            clocks: missing(deadlines.clock.into_iter().map(|own| (own.id, own.only)), variant),
            documents: missing(documents.document.into_iter().map(|own| (own.id, own.only)), variant),
            asked: missing(fields.map(|own| (own.fact, own.only)), variant),
        })
    }

    /// `step` without what only other variants have.
    pub(super) fn dropped(&self, mut step: StepText) -> StepText {
        keep(&mut step.from, &self.states);
        for steps in [&mut step.not_after_own, &mut step.calls] {
            keep(steps, &self.steps);
        }
        for clocks in [&mut step.starts, &mut step.stops] {
            keep(clocks, &self.clocks);
        }
        keep(&mut step.issues, &self.documents);
        for facts in [&mut step.form, &mut step.anew, &mut step.shows] {
            keep(facts, &self.asked);
        }
        if let Some(notice) = &mut step.notice {
            keep(&mut notice.tells, &self.asked);
            keep(&mut notice.until, &self.steps);
        }
        step
    }

    /// The clocks of `named` that the variant has.
    pub(super) fn clocks(&self, mut named: Vec<ClockId>) -> Vec<ClockId> {
        keep(&mut named, &self.clocks);
        named
    }
}

fn keep<T: Ord>(names: &mut Vec<T>, elsewhere: &BTreeSet<T>) {
    names.retain(|name| !elsewhere.contains(name));
}

fn missing<T: Ord>(parts: impl Iterator<Item = (T, Only)>, variant: &VariantId) -> BTreeSet<T> {
    let (here, elsewhere): (Vec<_>, Vec<_>) = parts.partition(|(_, only)| only.holds_in(variant));
    let here: BTreeSet<T> = here.into_iter().map(|(id, _)| id).collect();
    elsewhere.into_iter().map(|(id, _)| id).filter(|id| !here.contains(id)).collect()
}
