//! Writing a portion of a file: people found by keyed hash or added, rows and bad cells sealed, tables without identifiers.
//!
//! Never: joins two people because of a name; a row without a valid number gets a provisional person of its own.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Who as Actor;
use domain::access::action::{ImportRegisters, SeePeople};
use jiff::Timestamp;
use kernel::id::{BatchId, PersonId, RegisterId};
use kernel::{CitizenId, Mistake, Sealed};
use linkage::Record;
use packs::registers::{ColumnMapping, Mapping, Parsed, RowKind};
use store::{BadCell, BatchCounts, BatchPart, HouseholdMember, Identity, Lookup, NewPerson, NewRow, Person, Tx};

use super::identity::{Met, Who, meetings};
use super::parquet::{BatchTables, Line, Whose, household, names_people};
use super::reading::{KeptRow, Portion};
use super::{Detail, leave, letters};
use crate::Intake;
use crate::asking::{Answer, Error};

/// An import while it runs.
pub(crate) struct Import<'a> {
    pub(crate) intake: &'a Intake,
    pub(crate) batch: BatchId,
    pub(crate) detail: &'a Detail,
    pub(crate) who: Actor,
    pub(crate) now: Timestamp,
    pub(crate) counts: BatchCounts,
    pub(crate) parts: BTreeMap<RegisterId, BatchPart>,
    /// Whom this file was the first to speak of, and whom others spoke of before: each once, however often it names them.
    pub(crate) new: BTreeSet<PersonId>,
    pub(crate) known: BTreeSet<PersonId>,
}

/// People of a portion: each row's person, who of them was found and not added, and what the tables say of them.
struct People {
    of_row: Vec<Option<PersonId>>,
    known: BTreeSet<PersonId>,
    whose: BTreeMap<PersonId, Whose>,
}

impl Import<'_> {
    /// Writes one portion; answers the tables, which took its rows too.
    pub(crate) async fn write(&mut self, portion: Portion, tables: BatchTables) -> Answer<BatchTables> {
        let Portion { rows, repeated, .. } = portion;
        self.counts.same = self.counts.same.saturating_add(repeated);
        self.counts.rows = self.counts.rows.saturating_add(count(rows.len()));
        if rows.is_empty() {
            return Ok(tables);
        }
        let who: Vec<Who> = rows.iter().map(|row| Who::of(&row.out)).collect();
        let mut tx = self.intake.store.begin(&self.who, self.now).await?;
        let people = self.people(&mut tx, &who).await?;
        self.meet(&mut tx, &who, &people).await?;
        let cells = self.bad_cells(&rows);
        tx.add_rows(self.batch, self.rows(&rows, &people.of_row)?).await?;
        tx.add_bad_cells(self.batch, cells).await?;
        let members = rows.iter().zip(&people.of_row).filter_map(|(row, person)| Some((row, (*person)?)));
        let members = members.flat_map(|(row, person)| members_of(self.batch, person, &row.out.registers));
        tx.add_household_members(members.collect()).await?;
        tx.commit().await?;
        let pairs = people.of_row.iter().zip(&who);
        let records: Vec<Record<PersonId>> = pairs.filter_map(|(id, who)| id.map(|id| who.record(id))).collect();
        self.link(records).await?;
        tables.write(lines(rows, &people)).await
    }

    /// Finds or adds everybody whom the rows speak of.
    async fn people(&mut self, tx: &mut Tx, who: &[Who]) -> Answer<People> {
        let ids: BTreeSet<CitizenId> = who.iter().filter_map(|own| own.id).collect();
        let lookups: Vec<Lookup<'_>> = ids.iter().map(|id| Lookup::CitizenId(id.unsealed())).collect();
        let found = tx.find_people(&leave::<ImportRegisters>()?, &lookups).await?;
        let mut by_id: BTreeMap<CitizenId, PersonId> = BTreeMap::new();
        for (id, hits) in ids.iter().zip(found) {
            by_id.extend(hits.first().map(|person| (*id, *person)));
        }
        let known: BTreeSet<PersonId> = by_id.values().copied().collect();
        let mut new: Vec<NewPerson> = vec![];
        let mut places: Vec<usize> = vec![]; // of each row that needs a new person: which of `new` it is
        let mut new_ids: BTreeMap<CitizenId, usize> = BTreeMap::new();
        for own in who.iter().filter(|own| needs_new(own, &by_id)) {
            let place = match own.id {
                Some(id) => *new_ids.entry(id).or_insert(new.len()),
                None => new.len(),
            };
            if place == new.len() {
                new.push(own.person());
            }
            places.push(place);
        }
        let mut whose = self.fill_in(tx, who, &by_id).await?;
        let added = tx.add_people_of(Some(self.batch), new.clone()).await?;
        whose.extend(added.iter().zip(&new).map(|(person, new)| (*person, Whose::new(*person, new))));
        self.new.extend(&added);
        self.known.extend(known.difference(&self.new));
        self.counts.people_new = count(self.new.len());
        self.counts.people_known = count(self.known.len());
        let mut places = places.into_iter();
        let mut person = |own: &Who| {
            if needs_new(own, &by_id) {
                return places.next().and_then(|place| added.get(place)).copied();
            }
            own.id.and_then(|id| by_id.get(&id)).copied()
        };
        Ok(People { of_row: who.iter().map(&mut person).collect(), known, whose })
    }

    /// Adds to what is known of people what the rows say and nobody said before; answers what the tables say of them.
    async fn fill_in(
        &self,
        tx: &mut Tx,
        who: &[Who],
        by_id: &BTreeMap<CitizenId, PersonId>,
    ) -> Answer<BTreeMap<PersonId, Whose>> {
        let ids: Vec<PersonId> = by_id.values().copied().collect();
        let known = self.intake.store.people(&leave::<SeePeople>()?, &ids).await?;
        let mut known: BTreeMap<PersonId, Person> = known.into_iter().map(|person| (person.id, person)).collect();
        let mut more: BTreeMap<PersonId, Identity> = BTreeMap::new();
        for own in who {
            let person = own.id.and_then(|id| by_id.get(&id)).and_then(|id| known.get_mut(id));
            let Some((person, identity)) = person.and_then(|own| Some((own.id, own.identity.as_mut()?))) else {
                continue;
            };
            if own.fill_in(identity) {
                more.insert(person, identity.clone());
            }
        }
        tx.fill_in_people(more).await?;
        Ok(known.values().filter_map(|person| Some((person.id, Whose::of(person)?))).collect())
    }

    /// Makes everybody findable under what the rows say of them.
    async fn meet(&self, tx: &mut Tx, who: &[Who], people: &People) -> Answer<()> {
        let mut all: BTreeSet<(PersonId, Met)> = BTreeSet::new();
        let mut plain: Vec<(PersonId, Lookup<'_>)> = vec![];
        for (own, person) in who.iter().zip(&people.of_row) {
            let Some(person) = *person else { continue };
            all.extend(meetings(&own.record(person)).into_iter().map(|(_, met)| (person, met)));
            if people.known.contains(&person) {
                plain.extend(own.name.as_deref().map(|name| (person, Lookup::Name(name))));
                plain.extend(own.phone.as_deref().map(|phone| (person, Lookup::Phone(phone))));
            }
        }
        plain.extend(all.iter().map(|(person, met)| (*person, met.lookup())));
        plain.sort_unstable();
        plain.dedup();
        Ok(tx.add_lookups(&plain).await?)
    }

    fn rows(&mut self, rows: &[KeptRow], people: &[Option<PersonId>]) -> Answer<Vec<NewRow>> {
        let mut all = vec![];
        for (row, person) in rows.iter().zip(people) {
            let waits = row.out.kind == RowKind::Waiting;
            self.counts.waiting = self.counts.waiting.saturating_add(u64::from(waits));
            for (register, values) in &row.out.registers {
                let named = self.intake.library.registers.get(register.as_str()).is_some_and(names_people);
                let waiting = waits && named;
                let part = part(&mut self.parts, register);
                part.rows = part.rows.saturating_add(1);
                part.waiting = part.waiting.saturating_add(u64::from(waiting));
                all.push(NewRow {
                    register: register.clone(),
                    sheet: row.sheet.to_string(),
                    row: row.number,
                    person: *person,
                    cells: serde_json::to_value(values).map_err(Error::fault)?,
                    waiting,
                    to_confirm: person.is_some() && row.out.identity.id.is_none(),
                });
            }
        }
        Ok(all)
    }

    fn bad_cells(&mut self, rows: &[KeptRow]) -> Vec<BadCell> {
        let mut cells = vec![];
        for row in rows {
            for (bad, text) in row.out.bad.iter().zip(&row.texts) {
                let column = column(&self.detail.mapping, &row.sheet, bad.index);
                let Some(target) = column.and_then(|column| column.targets.first()) else { continue };
                let part = part(&mut self.parts, &target.register);
                part.bad_cells = part.bad_cells.saturating_add(1);
                cells.push(BadCell {
                    register: target.register.clone(),
                    sheet: row.sheet.to_string(),
                    row: bad.row,
                    letters: letters(bad.index),
                    header: bad.column.clone(),
                    mistake: Mistake::at(&target.column, bad.why.code()),
                    text: Some(Sealed::new(text.clone())),
                });
            }
        }
        self.counts.bad_cells = self.counts.bad_cells.saturating_add(count(cells.len()));
        cells
    }
}

/// The rows as the tables take them.
fn lines(rows: Vec<KeptRow>, people: &People) -> Vec<Line> {
    let mut lines = vec![];
    for (row, person) in rows.into_iter().zip(&people.of_row) {
        let whose = person.and_then(|person| people.whose.get(&person)).copied();
        let (sheet, waits) = (row.sheet.to_string(), row.out.kind == RowKind::Waiting);
        let line = |(register, values)| Line { register, place: (sheet.clone(), row.number), values, whose, waits };
        lines.extend(row.out.registers.into_iter().map(line));
    }
    lines
}

/// With whom `person` lives, as what a row of `batch` says to each register has it.
pub(super) fn members_of<'a>(
    batch: BatchId,
    person: PersonId,
    registers: impl IntoIterator<Item = (&'a RegisterId, &'a BTreeMap<String, Parsed>)>,
) -> Vec<HouseholdMember> {
    let member = |(register, values): (&RegisterId, &BTreeMap<String, Parsed>)| {
        let number = values.values().find_map(household)?;
        let relation = values.get("relation").map(Parsed::unsealed).unwrap_or_default();
        // Short numbers are counted anew in each register; the code of the tables has the same rule.
        let household = format!("{register}/{number}");
        Some(HouseholdMember { household, person, register: register.clone(), relation, batch })
    };
    registers.into_iter().filter_map(member).collect()
}

fn needs_new(own: &Who, by_id: &BTreeMap<CitizenId, PersonId>) -> bool {
    match own.id {
        Some(id) => !by_id.contains_key(&id),
        None => own.is_somebody(),
    }
}

fn part<'a>(parts: &'a mut BTreeMap<RegisterId, BatchPart>, register: &RegisterId) -> &'a mut BatchPart {
    let fresh = || BatchPart { register: register.clone(), rows: 0, waiting: 0, bad_cells: 0 };
    parts.entry(register.clone()).or_insert_with(fresh)
}

fn column<'a>(mapping: &'a Mapping, sheet: &str, index: usize) -> Option<&'a ColumnMapping> {
    let sheet = mapping.sheets.iter().find(|own| own.sheet == sheet)?;
    sheet.columns.iter().find(|column| column.index == index)
}

pub(crate) fn count(many: usize) -> u64 {
    u64::try_from(many).unwrap_or(u64::MAX)
}
