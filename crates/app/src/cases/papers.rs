//! The papers of a case: what came in, what was made, what somebody may make by hand.
use domain::access::Act;
use domain::access::action::SeeCases;
use domain::access::permit;
use domain::case_types::{CaseType, Paper};
use domain::cases::decide::offered;
use domain::cases::{Case, Issued};
use kernel::Label;
use kernel::id::StepId;
use law::expr::Truth;

use super::facts::Sight;
use super::lines::{DocumentLine, Keep, PaperLine};
use super::{Setting, words};
use crate::{Answer, App, Asker};

/// The tab of papers.
#[derive(Debug, Clone, PartialEq)]
pub struct PapersTab {
    /// Asked of the applicant: received and missing.
    pub asked: Vec<PaperLine>,
    /// Made by us.
    pub made: Vec<DocumentLine>,
    /// What the reader may make now.
    pub makeable: Vec<Makeable>,
    /// Whether the file of the case can be had in one, by this reader.
    pub file: bool,
    /// How long the file is kept.
    pub keep: Option<Keep>,
}

/// A paper that somebody may make by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Makeable {
    /// The step that makes it.
    pub step: StepId,
    /// Its title.
    pub label: Label,
    /// What it is for.
    pub hint: Option<Label>,
}

impl App {
    pub(super) async fn papers_tab(
        &self,
        asker: &Asker,
        (case, case_type): (&Case, &CaseType),
        sight: Sight,
    ) -> Answer<PapersTab> {
        let made = self.document_lines(asker, (case, case_type), sight).await?;
        Ok(PapersTab {
            asked: papers(case, case_type),
            makeable: self.makeable(asker, case, case_type),
            file: sight.is_personal() && Self::has_file(case_type) && made.iter().any(|line| line.printed),
            made,
            keep: keep(case, case_type),
        })
    }

    /// The papers that the asker may make now; of those whose condition does not hold there is nothing to say.
    fn makeable(&self, asker: &Asker, case: &Case, case_type: &CaseType) -> Vec<Makeable> {
        if !asker.actor.may(Act::WorkCases) {
            return vec![];
        }
        let set = Setting::default();
        let desk = self.desk(asker, case_type, &set);
        let open = offered(&desk, case).into_iter().filter(|offer| offer.blocked.is_none());
        let by_hand = open.map(|offer| offer.step).filter(|step| case_type.makes_by_hand(&step.id));
        by_hand
            .map(|step| Makeable { step: step.id.clone(), label: step.label.clone(), hint: step.hint.clone() })
            .collect()
    }

    async fn document_lines(
        &self,
        asker: &Asker,
        (case, case_type): (&Case, &CaseType),
        sight: Sight,
    ) -> Answer<Vec<DocumentLine>> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let files = self.store().document_files(&allowed, case.id).await?;
        let made = |issued: &Issued| {
            let file = files.iter().find(|file| file.document == Some(issued.no));
            let rule = case_type.document(&issued.kind);
            DocumentLine {
                label: rule.map_or_else(|| words(issued.kind.as_str()), |own| own.label.clone()),
                number: issued.number.clone(),
                on: issued.on,
                printed: file.is_some(),
                file: file.filter(|_| sight.is_personal()).map(|file| file.id),
                set: rule.is_some_and(|own| !own.set.is_empty()),
                publish: rule.is_some_and(|own| own.publish.is_some()),
            }
        };
        Ok(case.documents.iter().map(made).collect())
    }
}

fn papers(case: &Case, case_type: &CaseType) -> Vec<PaperLine> {
    let line = |paper: &Paper| PaperLine {
        label: paper.label.clone(),
        received_on: case.papers.get(&paper.id).copied(),
        needed: paper.needed.as_ref().map_or(Truth::True, |needed| needed.truth(&case.facts)),
        source: paper.source.clone(),
    };
    case_type.papers.iter().map(line).collect()
}

fn keep(case: &Case, case_type: &CaseType) -> Option<Keep> {
    let rule = case_type.retention.as_ref()?;
    let years = jiff::Span::new().years(i64::from(rule.years));
    let until = case.closed_on.and_then(|on| on.checked_add(years).ok());
    Some(Keep { years: rule.years, until, source: rule.source.clone() })
}
