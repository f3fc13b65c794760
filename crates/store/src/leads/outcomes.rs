//! What screening made of everyone, and the account that is counted from it.
//!
//! Each person with a harm stands in exactly one line: what screening said, unless somebody has done something since.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Allowed;
use domain::access::action::SeeRegisters;
use domain::leads::Verdict;
use jiff::civil::Date;
use kernel::id::{BatchId, CaseTypeId, EntryId, LeadId, OfficeId, PersonId, RegisterId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, Set};

use crate::error::{Result, StoreError};
use crate::keys::chunks;
use crate::paging::office_reach;
use crate::rows::outcome::{self, Column};
use crate::rows::{case_file, journal, lead, register_row};
use crate::store::Store;
use crate::text::{CHUNK, counted, day, from_json};
use crate::tx::Tx;

/// What screening said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// There is a lead.
    Lead,
    /// There is none, for a reason.
    None,
    /// Something must be found out first.
    Ask,
}

impl Outcome {
    const ALL: [Self; 3] = [Self::Lead, Self::None, Self::Ask];

    fn word(self) -> &'static str {
        match self {
            Outcome::Lead => "lead",
            Outcome::None => "none",
            Outcome::Ask => "ask",
        }
    }
}

/// What screening made of one person and harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeRow {
    /// Who.
    pub person: PersonId,
    /// The harm's own case number; the row's place where it has none.
    pub harm_case: String,
    /// The office whose account it is.
    pub office: OfficeId,
    /// The register that names them.
    pub register: RegisterId,
    /// The batch.
    pub batch: BatchId,
    /// The sheet.
    pub sheet: String,
    /// The row there, from 1.
    pub row: u32,
    /// What screening said.
    pub result: Outcome,
    /// Why there is none, or what to ask; empty for a lead.
    pub reason: String,
    /// The lead.
    pub lead: Option<LeadId>,
    /// The day from which it counts.
    pub on: Date,
}

/// Where one person stands with one harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeLine {
    /// Who.
    pub person: PersonId,
    /// The harm's own case number.
    pub harm_case: String,
    /// The category, as in [`Tally`].
    pub category: String,
    /// Why, or the unknown fact.
    pub ground: Option<String>,
}

/// A line of the account of everyone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// `found`, `asked`, `helped`, `refused`, `handed-on`, `lost`, `not-eligible` or `unknown`.
    pub category: String,
    /// Why, or the unknown fact.
    pub ground: Option<String>,
    /// How many.
    pub people: u64,
}

impl Tx {
    /// Replaces what screening made of everyone for a kind of case.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when a person stands twice for one harm.
    pub async fn replace_outcomes(&mut self, case_type: &CaseTypeId, rows: Vec<OutcomeRow>) -> Result<()> {
        outcome::Entity::delete_many().filter(Column::CaseType.eq(case_type.as_str())).exec(self.db()).await?;
        let row = |own: OutcomeRow| outcome::ActiveModel {
            case_type: Set(case_type.to_string()),
            person_id: Set(own.person.0),
            harm_case: Set(own.harm_case),
            office_id: Set(own.office.0),
            register: Set(own.register.to_string()),
            batch_id: Set(own.batch.0),
            sheet: Set(own.sheet),
            row_number: Set(i64::from(own.row)),
            result: Set(own.result.word().to_owned()),
            reason: Set(own.reason),
            lead_id: Set(own.lead.map(|lead| lead.0)),
            on_day: Set(own.on.to_string()),
        };
        for some in chunks(rows.into_iter().map(row).collect()) {
            outcome::Entity::insert_many(some).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }
}

impl Store {
    /// The account of everyone within reach, of one register or of all, of one month (`2026-03`) or of all time. The
    /// lines sum to everybody.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_of_everyone(
        &self,
        allowed: &Allowed<SeeRegisters>,
        register: Option<&RegisterId>,
        month: Option<&str>,
    ) -> Result<Vec<Tally>> {
        // A month sorts before its own days, and `~` after every digit and dash.
        let days = month
            .map(|month| Condition::all().add(Column::OnDay.gte(month)).add(Column::OnDay.lt(format!("{month}~"))));
        let rows: Vec<Counted> = outcome::Entity::find()
            .filter(office_reach(allowed, Column::OfficeId))
            .filter(Condition::all().add_option(days).add_option(register.map(|own| Column::Register.eq(own.as_str()))))
            .join(JoinType::LeftJoin, to_lead())
            .join(JoinType::LeftJoin, to_case())
            .select_only()
            .columns([Column::Result, Column::Reason])
            .column(lead::Column::Verdict)
            .column(case_file::Column::IsOpen)
            .column_as(granted(), "granted")
            .column_as(Column::PersonId.count(), "people")
            .group_by(Column::Result)
            .group_by(Column::Reason)
            .group_by(lead::Column::Verdict)
            .group_by(case_file::Column::IsOpen)
            .group_by(granted())
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut lines: BTreeMap<(String, Option<String>), u64> = BTreeMap::new();
        for (result, reason, verdict, is_open, granted, people) in rows {
            let verdict: Option<Verdict> = verdict.as_deref().map(from_json).transpose()?;
            let case = is_open.map(|is_open| (is_open, granted.unwrap_or(false)));
            let (category, ground) = line(&result, reason, verdict, case);
            let count = lines.entry((category.to_owned(), ground)).or_default();
            *count = count.saturating_add(counted(people));
        }
        let tally = |((category, ground), people)| Tally { category, ground, people };
        Ok(lines.into_iter().map(tally).collect())
    }

    /// Where each of `people` who has a harm stands, whichever office the row of the harm came in at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lines_of(&self, people: &BTreeSet<PersonId>) -> Result<Vec<OutcomeLine>> {
        let one = |(person, harm_case, result, reason, verdict, is_open, granted): One| {
            let verdict: Option<Verdict> = verdict.as_deref().map(from_json).transpose()?;
            let case = is_open.map(|is_open| (is_open, granted.unwrap_or(false)));
            let (category, ground) = line(&result, reason, verdict, case);
            Ok(OutcomeLine { person: PersonId(person), harm_case, category: category.to_owned(), ground })
        };
        let mut lines = vec![];
        for some in people.iter().map(|person| person.0).collect::<Vec<_>>().chunks(CHUNK) {
            let rows: Vec<One> = outcome::Entity::find()
                .filter(Column::PersonId.is_in(some.iter().copied()))
                .join(JoinType::LeftJoin, to_lead())
                .join(JoinType::LeftJoin, to_case())
                .select_only()
                .columns([Column::PersonId, Column::HarmCase, Column::Result, Column::Reason])
                .column(lead::Column::Verdict)
                .column(case_file::Column::IsOpen)
                .column_as(granted(), "granted")
                .into_tuple()
                .all(self.reader())
                .await?;
            lines.extend(rows.into_iter().map(one).collect::<Result<Vec<_>>>()?);
        }
        Ok(lines)
    }

    /// Everybody whom batches name that came in after the entry `seen`: no screening has looked at these rows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unscreened(&self, seen: EntryId) -> Result<BTreeSet<PersonId>> {
        let entries: Vec<String> = journal::Entity::find()
            .select_only()
            .column(journal::Column::Stream)
            .filter(journal::Column::Id.gt(seen.0))
            .filter(journal::Column::Stream.starts_with("batch:"))
            .distinct()
            .into_tuple()
            .all(self.reader())
            .await?;
        let batches = entries.iter().filter_map(|stream| stream.strip_prefix("batch:")?.parse::<i64>().ok());
        let named = self.named_by(register_row::Column::BatchId.is_in(batches)).await?;
        Ok(named.into_values().flatten().collect())
    }

    /// What screening made of the rows of a batch, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outcomes_of_batch(&self, batch: BatchId) -> Result<Vec<OutcomeRow>> {
        let find = outcome::Entity::find()
            .filter(Column::BatchId.eq(batch.0))
            .order_by_asc(Column::Sheet)
            .order_by_asc(Column::RowNumber);
        find.all(self.reader()).await?.into_iter().map(outcome_row).collect()
    }
}

/// Result, reason, verdict, whether its case is open, whether money was granted, how many.
type Counted = (String, String, Option<String>, Option<bool>, Option<bool>, i64);

/// Person, harm, result, reason, verdict, whether its case is open, whether money was granted.
type One = (i64, String, String, String, Option<String>, Option<bool>, Option<bool>);

/// Written out: with a parameter, `PostgreSQL` takes the one in the list and the one in `group by` for two things.
fn granted() -> Expr {
    Expr::cust("case_file.awarded_fen > 0")
}

fn to_lead() -> RelationDef {
    outcome::Entity::belongs_to(lead::Entity).from(Column::LeadId).to(lead::Column::Id).into()
}

fn to_case() -> RelationDef {
    lead::Entity::belongs_to(case_file::Entity).from(lead::Column::CaseId).to(case_file::Column::Id).into()
}

/// The line in which somebody stands: what was done counts before what screening said.
fn line(
    result: &str,
    reason: String,
    verdict: Option<Verdict>,
    case: Option<(bool, bool)>,
) -> (&'static str, Option<String>) {
    let screened = match (result, reason.as_str()) {
        ("lead", _) => ("found", None),
        ("ask", _) => ("unknown", Some(reason)),
        (_, "helped-for-this-case") => ("helped", None),
        (_, _) => ("not-eligible", Some(reason)),
    };
    let Some(verdict) = verdict else { return screened };
    match verdict {
        Verdict::CaseOpened { .. } => match case {
            Some((_, true)) => ("helped", None),
            Some((false, false)) => ("refused", None),
            Some((true, false)) | None => ("found", None),
        },
        Verdict::Asked => ("asked", None),
        Verdict::SamePerson | Verdict::NotTheSame | Verdict::Withdrawn { .. } => screened,
        Verdict::NotEligible { ground } => ("not-eligible", Some(ground)),
        Verdict::HandedOn { to } => ("handed-on", Some(to)),
        Verdict::Lost => ("lost", None),
        Verdict::Suppressed { .. } => ("found", Some("resting".to_owned())),
    }
}

fn outcome_row(row: outcome::Model) -> Result<OutcomeRow> {
    let result = Outcome::ALL.into_iter().find(|own| own.word() == row.result);
    Ok(OutcomeRow {
        person: PersonId(row.person_id),
        harm_case: row.harm_case,
        office: OfficeId(row.office_id),
        register: RegisterId::new(row.register),
        batch: BatchId(row.batch_id),
        sheet: row.sheet,
        row: u32::try_from(row.row_number).unwrap_or(u32::MAX),
        result: result.ok_or_else(|| StoreError::broken(format!("outcome {}", row.result)))?,
        reason: row.reason,
        lead: row.lead_id.map(LeadId),
        on: day(&row.on_day)?,
    })
}
