//! From an outcome of the lead rule to what the queue shows: sure, to be confirmed, or a question.
//!
//! Never: a lead whose person is somebody else's row; who it may be is named as a candidate.
use std::collections::{BTreeMap, BTreeSet};

use analysis::facts::RowKey;
use analysis::screen::Outcome as Screen;
use domain::leads::{Finding, Found, ScorePart};
use jiff::civil::Date;
use kernel::id::{BatchId, CaseTypeId, LeadId, OfficeId, PersonId, RegisterId};
use packs::registers::{Kind, SheetMapping};
use packs::screening::{self, LeadRule};
use store::{Outcome, OutcomeRow};

use crate::Intake;
use crate::asking::Answer;
use crate::registers::Detail;

/// The sheets of the batches that outcomes come from.
pub(super) type Places = BTreeMap<BatchId, Vec<SheetMapping>>;

/// The harm's own case number; the place of its row where the registers give none.
pub(super) fn harm_case(key: &RowKey) -> String {
    key.case_no.clone().unwrap_or_else(|| format!("#{}", source(key)))
}

/// The row behind an outcome: `batch/sheet/row`, the sheet by its place in the file.
pub(super) fn source(key: &RowKey) -> String {
    format!("{}/{}/{}", key.batch, key.sheet, key.row)
}

/// The lead or the question that an outcome is; nothing when there is a reason against one.
pub(super) fn found(
    (case_type, rule): (&CaseTypeId, &LeadRule),
    outcome: &Screen,
    (office, candidate): (OfficeId, Option<PersonId>),
    today: Date,
) -> Option<Found> {
    let finding = match (&outcome.weighed.finding, candidate.filter(|_| outcome.to_confirm)) {
        (screening::Finding::None(_), _) => return None,
        (screening::Finding::Lead, _) => Finding::Sure,
        (screening::Finding::Ask(_), Some(candidate)) => Finding::ToConfirm { candidate },
        (screening::Finding::Ask(_), None) => Finding::Question,
    };
    let part = |(id, points): &(String, u32)| ScorePart { id: id.clone(), points: *points };
    Some(Found {
        person: outcome.key.person,
        office,
        case_type: case_type.clone(),
        harm_case: harm_case(&outcome.key),
        source: source(&outcome.key),
        finding,
        ask: outcome.weighed.questions.clone(),
        score: outcome.weighed.score.min(rule.score.cap),
        parts: outcome.weighed.parts.iter().map(part).collect(),
        colour: outcome.weighed.colour,
        on: today,
    })
}

/// The outcome as the account keeps it.
pub(super) fn outcome_row(
    outcome: &Screen,
    (office, lead): (OfficeId, Option<LeadId>),
    places: &Places,
    today: Date,
) -> OutcomeRow {
    let (result, reason) = match &outcome.weighed.finding {
        screening::Finding::Lead => (Outcome::Lead, String::new()),
        screening::Finding::None(reason) => (Outcome::None, reason.clone()),
        screening::Finding::Ask(code) => (Outcome::Ask, code.clone()),
    };
    let sheets = places.get(&outcome.key.batch);
    let sheet = sheets.and_then(|sheets| sheets.get(usize::from(outcome.key.sheet)));
    OutcomeRow {
        person: outcome.key.person,
        harm_case: harm_case(&outcome.key),
        office,
        register: sheet.and_then(|sheet| names_people(sheet)).cloned().unwrap_or_else(|| RegisterId::new("")),
        batch: outcome.key.batch,
        sheet: sheet.map(|sheet| sheet.sheet.clone()).unwrap_or_default(),
        row: outcome.key.row,
        result,
        reason,
        lead,
        on: today,
    }
}

/// The register of the sheet that says who its rows are about.
fn names_people(sheet: &SheetMapping) -> Option<&RegisterId> {
    let named = sheet.columns.iter().flat_map(|column| &column.targets);
    let mut named = named.filter(|target| target.column == "name" || target.column == "citizen_id");
    let first = named.next()?;
    // Of several, the one that most of the sheet's columns go to says best what the sheet is.
    let filled = |register: &&RegisterId| {
        sheet.columns.iter().flat_map(|column| &column.targets).filter(|target| target.register == **register).count()
    };
    let all: BTreeSet<&RegisterId> = named.map(|target| &target.register).chain([&first.register]).collect();
    all.into_iter().max_by_key(filled)
}

impl Intake {
    /// For each person whose identity must be confirmed, who they may be: the strongest link to somebody in hardship.
    pub(super) async fn candidates_of(&self, all: &[Screen]) -> Answer<BTreeMap<PersonId, PersonId>> {
        let unsure: BTreeSet<PersonId> =
            all.iter().filter(|outcome| outcome.to_confirm).map(|outcome| outcome.key.person).collect();
        let mut candidates = BTreeMap::new();
        for person in unsure {
            let pairs = self.store.pairs_of(person).await?;
            let ids: Vec<PersonId> = pairs.iter().filter(|pair| pair.is_open()).map(|pair| pair.other).collect();
            let named_in = self.store.named_in(&ids).await?;
            let in_hardship = |other: &PersonId| {
                let registers = named_in.get(other).into_iter().flatten();
                let mut registers = registers.filter_map(|id| self.library.registers.get(id.as_str()));
                registers.any(|register| register.kind == Kind::Hardship)
            };
            let strongest = ids.iter().find(|other| in_hardship(other)).or(ids.first());
            candidates.extend(strongest.map(|other| (person, *other)));
        }
        Ok(candidates)
    }

    /// The sheets of every batch that an outcome comes from.
    pub(super) async fn places(&self, all: &[Screen]) -> Answer<Places> {
        let batches: BTreeSet<BatchId> = all.iter().map(|outcome| outcome.key.batch).collect();
        let screener = crate::registers::importer(OfficeId(0));
        let allowed = domain::access::permit::<domain::access::action::SeeRegisters>(&screener)?;
        let mut places = Places::new();
        for id in batches {
            if let Some(batch) = self.store.batch(&allowed, id).await? {
                places.insert(id, Detail::of(&batch)?.mapping.sheets);
            }
        }
        Ok(places)
    }
}
