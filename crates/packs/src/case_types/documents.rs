//! The documents of a kind of case: which there are, who makes one by hand, what is printed of it, what may be published.
use std::collections::BTreeMap;

use domain::case_types::{DocumentRule, MAKE, Publish, SetPart, State, Step};
use kernel::Label;
use kernel::id::{DocumentKind, FactName, RoleId, StateId, StepId};
use serde::Deserialize;

use super::build::Build;
use super::source::{Only, StepText};
use super::{find, one};
use crate::PackMistake;
use crate::place::{at, read};

/// `documents/documents.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentsFile {
    #[serde(default)]
    pub(super) document: Vec<DocumentText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentText {
    pub(super) id: DocumentKind,
    pub(super) label: Label,
    #[serde(default)]
    pub(super) number: Option<String>,
    #[serde(default)]
    pub(super) only: Only,
    /// The template without its ending, where it is not called as the document.
    #[serde(default)]
    pub(super) template: Option<String>,
    #[serde(default)]
    pub(super) by_hand: Option<ByHandText>,
    #[serde(default)]
    pub(super) set: Vec<SetPart>,
    #[serde(default)]
    pub(super) publish: Option<PublishText>,
}

/// `[document.by_hand]`: who may make it, where, when it fits, and what is asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ByHandText {
    pub(super) by: Vec<RoleId>,
    /// Every state but the ends, where it names none.
    #[serde(default)]
    pub(super) from: Vec<StateId>,
    #[serde(default)]
    pub(super) when: Option<String>,
    #[serde(default)]
    pub(super) otherwise: Option<Label>,
    #[serde(default)]
    pub(super) hint: Option<Label>,
    #[serde(default)]
    pub(super) form: Vec<FactName>,
    #[serde(default)]
    pub(super) anew: Vec<FactName>,
}

impl ByHandText {
    /// The step that makes `document` so; it issues it and does nothing else.
    pub(super) fn step(self, document: (&DocumentKind, &Label), open: &[StateId]) -> StepText {
        let (id, label) = document;
        StepText {
            id: StepId::from(format!("{MAKE}{id}").as_str()),
            label: label.clone(),
            hint: self.hint,
            from: if self.from.is_empty() { open.to_vec() } else { self.from },
            by: self.by,
            form: self.form,
            anew: self.anew,
            guard: self.when,
            otherwise: self.otherwise,
            issues: vec![id.clone()],
            side: true,
            to: None,
            not_after_own: vec![],
            by_amount_band: false,
            shows: vec![],
            weighs_exclusions: false,
            caution: vec![],
            notice: None,
            dated_by: None,
            starts: vec![],
            stops: vec![],
            effects: vec![],
            calls: vec![],
            only: Only::default(),
        }
    }
}

/// `[document.publish]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublishText {
    pub(super) unless: String,
    pub(super) otherwise: Label,
}

impl Build<'_> {
    /// The documents, and the steps that make some of them by hand in the states of `states` that are no end.
    pub(super) fn documents(&mut self, states: &[State]) -> Result<(Vec<DocumentRule>, Vec<Step>), Vec<PackMistake>> {
        let (mut built, mut steps) = (vec![], vec![]);
        let Some((file, text)) = find(self.tree, self.folder, "documents/documents.toml")? else {
            return Ok((built, steps));
        };
        let documents: DocumentsFile = read(&file, text).map_err(one)?;
        let open: Vec<StateId> = states.iter().filter(|state| !state.end).map(|state| state.id.clone()).collect();
        for (place, mut document) in documents.document.into_iter().enumerate() {
            let path = format!("document.{place}");
            if !self.holds(&file, text, &path, &document.only) {
                continue;
            }
            let by_hand = document.by_hand.take().map(|own| own.step((&document.id, &document.label), &open));
            if let Some(step) = by_hand {
                let step = self.elsewhere.dropped(step);
                steps.push(self.step(&file, text, &path, step));
            }
            let maker = steps.last().filter(|step| step.issues.contains(&document.id)).map(|step| step.id.clone());
            let rule = self.document((&file, text, &path), document)?;
            built.extend(rule.map(|rule| DocumentRule { by_hand: maker, ..rule }));
        }
        Ok((built, steps))
    }

    fn document(
        &mut self,
        (file, text, path): (&str, &str, &str),
        document: DocumentText,
    ) -> Result<Option<DocumentRule>, Vec<PackMistake>> {
        let DocumentText { id, label, number, template, set, publish, by_hand: _, only: _ } = document;
        let template = template.as_deref().unwrap_or(id.as_str());
        let template = format!("{}documents/{template}.typ", self.folder);
        let Some(source) = self.tree.text(&template).map_err(one)? else {
            self.mistakes.push(at(file, text, path, format!("its template is missing: {template}")));
            return Ok(None);
        };
        self.templates.insert(template);
        let number = number.map(|number| self.number((file, text, &format!("{path}.number")), &number));
        let publish = publish.and_then(|own| {
            let unless = self.expr(file, text, &format!("{path}.publish"), &own.unless)?;
            Some(Publish { unless, otherwise: own.otherwise })
        });
        Ok(Some(DocumentRule { id, label, number, template: source.to_owned(), by_hand: None, set, publish }))
    }

    /// The Typst files of the folder that no document has as its template: what templates share.
    pub(super) fn document_parts(&self) -> BTreeMap<String, Vec<u8>> {
        let folder = format!("{}documents/", self.folder);
        let is_part =
            |path: &&str| path.rsplit_once('.').is_some_and(|(_, end)| end == "typ") && !self.templates.contains(*path);
        let files = self
            .tree
            .under(&folder)
            .filter(is_part)
            .filter_map(|path| Some((path.strip_prefix(&folder)?.to_owned(), self.tree.get(path)?.to_vec())));
        files.collect()
    }
}
