//! Rows that say neither name nor ID number wait here until a person says whose they are.
//!
//! Never: guesses; a row that nobody corrects keeps waiting and is counted.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::action::{ImportRegisters, SeeRegisters};
use domain::access::{Allowed, permit};
use kernel::id::{BatchId, RegisterId};
use kernel::{CitizenId, Label, Mistake, Sealed};
use law::facts::DataClass;
use packs::registers::Parsed;
use serde_json::Value;
use store::{Batch, Claim, Lookup, Row, RowFilter};

use super::identity::{Who, meetings};
use super::parquet::values_of;
use super::writing::members_of;
use crate::Intake;
use crate::asking::{Answer, Asker, Error, Once, Shown, Typed};

/// Waiting rows that a page shows; the rest comes when these are done.
const SHOWN: usize = 50;
/// Rows read of the store for them: a row of a file may be a row in several registers.
const READ: u64 = 400;

/// The fields of a correction.
const NAME: &str = "name";
const ID: &str = "citizen_id";

/// A row that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// Which it is, for [`Intake::correct_row`].
    pub place: String,
    /// The sheet; empty for CSV.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// What it does say, masked.
    pub cells: Vec<(Label, Shown)>,
    /// What can be filled in.
    pub fields: Vec<WaitingField>,
}

/// A field of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingField {
    /// Its name in the form: `name` or `citizen_id`.
    pub name: String,
    /// What a citizen reads.
    pub label: Label,
}

/// What a correction came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectedRow {
    /// Rows of the batch that still wait.
    pub waiting: u64,
}

impl Intake {
    pub(super) async fn waiting_rows(
        &self,
        (allowed, class): (&Allowed<SeeRegisters>, DataClass),
        batch: &Batch,
    ) -> Answer<Vec<WaitingRow>> {
        if batch.counts.waiting == 0 {
            return Ok(vec![]);
        }
        let filter = RowFilter { batch: Some(batch.id), waiting: Some(true), ..RowFilter::default() };
        let rows = self.store.rows(allowed, &filter, None, READ).await?;
        let mut all: BTreeMap<(String, u32), WaitingRow> = BTreeMap::new();
        for row in rows {
            let place = (row.sheet.clone(), row.row);
            let waiting = all.entry(place).or_insert_with(|| WaitingRow {
                place: format!("{}.{}", row.row, row.sheet),
                sheet: row.sheet.clone(),
                row: row.row,
                cells: vec![],
                fields: vec![],
            });
            self.show(&row, waiting, class)?;
        }
        Ok(all.into_values().take(SHOWN).collect())
    }

    fn show(&self, row: &Row, waiting: &mut WaitingRow, class: DataClass) -> Answer<()> {
        let Some(register) = self.library.registers.get(row.register.as_str()) else { return Ok(()) };
        for column in register.columns.iter().filter(|column| column.id == NAME || column.id == ID) {
            if !waiting.fields.iter().any(|field| field.name == column.id) {
                waiting.fields.push(WaitingField { name: column.id.clone(), label: column.label.clone() });
            }
        }
        for (id, value) in values_of(row)?.into_iter().flatten() {
            let Some(column) = register.column(&id) else { continue };
            let known = waiting.cells.iter().any(|(label, _)| *label == column.label);
            if !known && column.choices.is_empty() {
                waiting.cells.push((column.label.clone(), super::cell(Some(column), &value.unsealed(), class)));
            }
        }
        Ok(())
    }

    /// Says whose a waiting row is: a name, an ID number, or both. The same form twice is one act.
    ///
    /// # Errors
    /// Mistakes in what was typed; [`Error::NotFound`] when no such row waits.
    pub async fn correct_row(
        &self,
        asker: &Asker,
        (id, place): (BatchId, &str),
        typed: &Typed,
        once: &Once,
    ) -> Answer<CorrectedRow> {
        let importing = permit::<ImportRegisters>(&asker.actor)?;
        let (batch, allowed) = self.batch_in_reach(asker, id).await?;
        let who = read(typed)?;
        let mut tx = self.store.begin(&asker.actor.who, asker.now).await?;
        let token = format!("correct:{id}:{}", once.0);
        if let Claim::Done(_) = tx.claim(&token).await? {
            return Ok(CorrectedRow { waiting: batch.counts.waiting });
        }
        let rows = self.rows_at(&importing, (id, place)).await?;
        let case_no = rows.iter().find_map(|row| values_of(row).ok().flatten().and_then(case_number));
        let who = Who { case_no, ..who };
        let known = match &who.id {
            Some(id) => {
                tx.find_people(&importing, &[Lookup::CitizenId(id.unsealed())]).await?.into_iter().flatten().next()
            }
            None => None,
        };
        let person = if let Some(person) = known {
            person
        } else {
            let added = tx.add_people_of(Some(id), vec![who.person()]).await?;
            added.first().copied().ok_or_else(|| Error::fault("a person was not added"))?
        };
        let record = who.record(person);
        let met: Vec<_> = meetings(&record).into_iter().map(|(_, met)| met).collect();
        tx.add_lookups(&met.iter().map(|met| (person, met.lookup())).collect::<Vec<_>>()).await?;
        let filled = self.filled(&rows, &who)?;
        let said = filled.iter().map(|row| (&row.register, &row.values));
        tx.add_household_members(members_of(id, person, said)).await?;
        self.link_one(&mut tx, record, filled.iter().map(|row| row.register.clone()).collect()).await?;
        tx.correct_rows(person, &cells(&filled)?).await?;
        tx.settle(&token, &Value::Null).await?;
        // The entry asks for the jobs that make the tables anew and screen.
        tx.commit().await?;
        let left = self.store.batch(&allowed, id).await?.map(|batch| batch.counts.waiting);
        Ok(CorrectedRow { waiting: left.unwrap_or_default() })
    }

    /// The waiting rows, one for each register, of the row of the file at `place`.
    async fn rows_at(&self, allowed: &Allowed<ImportRegisters>, (id, place): (BatchId, &str)) -> Answer<Vec<Row>> {
        let (number, sheet) = place.split_once('.').ok_or(Error::NotFound)?;
        let number: u32 = number.parse().map_err(|_| Error::NotFound)?;
        let filter = RowFilter { batch: Some(id), waiting: Some(true), ..RowFilter::default() };
        let mut after = None;
        let mut found = vec![];
        loop {
            let rows = self.store.rows(allowed, &filter, after, READ).await?;
            let Some(last) = rows.last().map(|row| row.id) else { break };
            after = Some(last);
            found.extend(rows.into_iter().filter(|row| row.row == number && row.sheet == sheet));
        }
        if found.is_empty() { Err(Error::NotFound) } else { Ok(found) }
    }

    /// `rows` with what was filled in.
    fn filled(&self, rows: &[Row], who: &Who) -> Answer<Vec<Filled>> {
        let said = [
            (NAME, who.name.as_ref().map(|name| Parsed::Name(Sealed::new(name.clone())))),
            (ID, who.id.map(Parsed::CitizenId)),
        ];
        let mut filled = vec![];
        for row in rows {
            let Some(register) = self.library.registers.get(row.register.as_str()) else { continue };
            let mut values = values_of(row)?.unwrap_or_default();
            for (column, value) in &said {
                if let Some(value) = value.as_ref().filter(|_| register.column(column).is_some()) {
                    values.insert((*column).to_owned(), value.clone());
                }
            }
            filled.push(Filled { id: row.id, register: row.register.clone(), values });
        }
        Ok(filled)
    }
}

/// A waiting row with what was filled in.
struct Filled {
    id: i64,
    register: RegisterId,
    values: BTreeMap<String, Parsed>,
}

/// The rows as the store takes them.
fn cells(filled: &[Filled]) -> Answer<Vec<(i64, Value)>> {
    filled.iter().map(|row| Ok((row.id, serde_json::to_value(&row.values).map_err(Error::fault)?))).collect()
}

fn case_number(values: BTreeMap<String, Parsed>) -> Option<String> {
    values.into_values().find_map(|value| if let Parsed::CaseNumber(number) = value { Some(number) } else { None })
}

fn read(typed: &Typed) -> Answer<Who> {
    let text = |field: &str| {
        typed.get(field).and_then(|all| all.first()).map(|text| text.trim()).filter(|text| !text.is_empty())
    };
    let mut mistakes = vec![];
    let name = text(NAME).map(kernel::name::parse).transpose();
    let id = text(ID).map(CitizenId::parse).transpose();
    if name.is_err() {
        mistakes.push(Mistake::at(NAME, "not-a-name"));
    }
    if id.is_err() {
        mistakes.push(Mistake::at(ID, "bad-citizen-id"));
    }
    let (name, id) = (name.ok().flatten(), id.ok().flatten());
    if mistakes.is_empty() && name.is_none() && id.is_none() {
        let fields: BTreeSet<&str> = BTreeSet::from([NAME, ID]);
        mistakes.extend(fields.into_iter().map(|field| Mistake::at(field, "required")));
    }
    if mistakes.is_empty() { Ok(Who { id, name, ..Who::default() }) } else { Err(Error::Mistaken(mistakes)) }
}
