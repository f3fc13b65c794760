//! Reading a file row by row by a confirmed mapping: what each row says to each register, and what is wrong with which cell.
//!
//! Never: keeps a row (it remembers sixteen bytes of each, to know a repeated one), drops a row without saying what it took it for.
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::Date;
use kernel::cell::{CellMistake, Parsed as Cell, RawCell, Why};
use kernel::id::RegisterId;
use kernel::{CitizenId, PartialId, Sealed, ShortId};
use serde::{Deserialize, Serialize};

use super::cell::{CellReader, Parsed, text_of};
use super::definition::{ColumnType, Registers};
use super::mapping::{Mapping, SheetMapping, Target};
use super::words::Words;

/// What a row was taken for. Read are `Data`, `Waiting` and `Repeated`; kept are `Data` and `Waiting`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// A title, or a head, at the top or repeated further down.
    Head,
    /// Nothing stands in it.
    Blank,
    /// A total or a note.
    Note,
    /// The sheet feeds no register.
    Outside,
    /// A row of data.
    Data,
    /// The same data as a row before it.
    Repeated,
    /// A row of data that says neither name nor ID: a person corrects it.
    Waiting,
}

/// A cell that says something impossible; its field is unknown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BadCell {
    /// The row's number in the sheet, from 1.
    pub row: u32,
    /// The place of its column, from 0.
    pub index: usize,
    /// The head of its column.
    pub column: String,
    /// What is wrong.
    pub why: CellMistake,
}

/// What a row says of who its person is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowIdentity {
    /// The valid ID number.
    pub id: Option<CitizenId>,
    /// What stands in place of a valid number: masked, mistyped, damaged.
    pub id_text: Option<Sealed<String>>,
    /// The name.
    pub name: Option<Sealed<String>>,
    /// The birth date that the row states; the one inside the number is not repeated here.
    pub birth: Option<Date>,
    /// The telephone number.
    pub phone: Option<Sealed<String>>,
    /// The case.
    pub case_no: Option<String>,
    /// The household's number, with the register that numbers it.
    pub household: Option<(RegisterId, String)>,
}

impl RowIdentity {
    /// Whether the row speaks of somebody, if only by a masked number: otherwise it has no person.
    #[must_use]
    pub fn names_somebody(&self) -> bool {
        self.id.is_some() || self.id_text.is_some() || self.name.is_some()
    }
}

/// What one row came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowOut {
    /// What it was taken for.
    pub kind: RowKind,
    /// What it says to each register, by column; unknown columns are absent. Empty unless it is data or waits.
    pub registers: BTreeMap<RegisterId, BTreeMap<String, Parsed>>,
    /// Its bad cells.
    pub bad: Vec<BadCell>,
    /// Whose row it is.
    pub identity: RowIdentity,
}

impl RowOut {
    fn only(kind: RowKind) -> Self {
        Self { kind, registers: BTreeMap::new(), bad: Vec::new(), identity: RowIdentity::default() }
    }
}

/// Reads the rows of one file, in their order.
pub struct Reader<'a> {
    words: &'a Words,
    sheets: BTreeMap<String, Plan>,
    seen: BTreeSet<(u64, u64)>,
}

struct Plan {
    first_row: u32,
    registers: BTreeSet<RegisterId>,
    columns: Vec<PlanColumn>,
    constants: Vec<(Target, String)>,
    names_people: bool,
}

struct PlanColumn {
    index: usize,
    header: String,
    head: String,
    /// Each way to read the cell, and where the reading goes.
    readings: Vec<(CellReader, ColumnType, Vec<Target>)>,
}

/// The cells of one row, read.
struct ReadRow {
    values: Vec<(ColumnType, Target, Parsed)>,
    bad: Vec<BadCell>,
    /// A name or an ID stands there, if only masked or wrong.
    has_person: bool,
    has_case: bool,
    id_text: Option<String>,
    print: Vec<String>,
}

impl<'a> Reader<'a> {
    /// A reader of one file with this mapping.
    #[must_use]
    pub fn new(registers: &'a Registers, mapping: &Mapping) -> Self {
        let plan = |sheet: &SheetMapping| (sheet.sheet.clone(), Plan::new(registers, sheet));
        Self { words: &registers.words, sheets: mapping.sheets.iter().map(plan).collect(), seen: BTreeSet::new() }
    }

    /// What the row `number` (from 1) of `sheet` says. Give every row once, heads and blanks too.
    pub fn read_row(&mut self, sheet: &str, number: u32, cells: &[RawCell]) -> RowOut {
        let Some(plan) = self.sheets.get(sheet).filter(|plan| !plan.columns.is_empty()) else {
            return RowOut::only(if cells.iter().all(RawCell::is_blank) { RowKind::Blank } else { RowKind::Outside });
        };
        if cells.iter().all(RawCell::is_blank) {
            return RowOut::only(RowKind::Blank);
        }
        if number < plan.first_row || plan.is_head(cells) {
            return RowOut::only(RowKind::Head);
        }
        let row = plan.read(number, cells);
        if self.is_note(plan, &row, cells) {
            return RowOut::only(RowKind::Note);
        }
        let identity = identity(&row);
        if !self.seen.insert(fingerprint(&row.print)) {
            return RowOut { kind: RowKind::Repeated, registers: BTreeMap::new(), bad: Vec::new(), identity };
        }
        let told = if plan.names_people { row.has_person } else { row.has_case };
        let kind = if told { RowKind::Data } else { RowKind::Waiting };
        RowOut { kind, registers: plan.registers(&row), bad: row.bad, identity }
    }

    /// Whether the row is a total or a note: it names neither a person nor a case, and says so or says nothing else.
    fn is_note(&self, plan: &Plan, row: &ReadRow, cells: &[RawCell]) -> bool {
        let has_id = row.id_text.is_some() || row.values.iter().any(|(ty, _, _)| *ty == ColumnType::CitizenId);
        let mut filled = cells.iter().filter(|cell| !cell.is_blank()).map(text_of);
        let first = filled.next().unwrap_or_default();
        let rest = filled.count();
        let begins = self.words.is_note(&first) || cells.iter().any(|cell| self.words.is_total(&text_of(cell)));
        if begins && !has_id {
            return true;
        }
        let has_case = row.has_case && rest > 0; // a sentence alone in the column of case numbers names no case
        let is_sum = |ty: &ColumnType| matches!(ty, ColumnType::Fen | ColumnType::Count);
        let says = row.values.iter().any(|(ty, _, _)| !is_sum(ty));
        let alone = rest == 0 && plan.columns.len() > 2;
        !row.has_person && !has_case && (!says || alone)
    }
}

impl Plan {
    fn new(registers: &Registers, sheet: &SheetMapping) -> Self {
        let mut columns = Vec::new();
        for column in &sheet.columns {
            let mut readings: Vec<(CellReader, ColumnType, Vec<Target>)> = Vec::new();
            for target in &column.targets {
                let known =
                    registers.get(target.register.as_str()).and_then(|register| register.column(&target.column));
                let Some(known) = known else { continue };
                let shares = known.ty != ColumnType::Choice;
                match readings.iter_mut().find(|(_, ty, _)| shares && *ty == known.ty) {
                    Some((_, _, targets)) => targets.push(target.clone()),
                    None => readings.push((CellReader::new(known, column.unit.into()), known.ty, vec![target.clone()])),
                }
            }
            if !readings.is_empty() {
                let (index, header) = (column.index, column.header.clone());
                columns.push(PlanColumn { index, head: Words::fold(&header), header, readings });
            }
        }
        let names = |(_, ty, targets): &(CellReader, ColumnType, Vec<Target>)| {
            let person = matches!(ty, ColumnType::Name | ColumnType::CitizenId) && targets.iter().any(is_of_person);
            person || *ty == ColumnType::Certificate
        };
        let names_people = columns.iter().flat_map(|column| &column.readings).any(names);
        let (first_row, registers) = (sheet.first_row, sheet.registers.clone());
        Self { first_row, registers, columns, constants: sheet.constants.clone(), names_people }
    }

    /// The head again, as at the top of every printed page.
    fn is_head(&self, cells: &[RawCell]) -> bool {
        let mut same = 0_usize;
        for column in &self.columns {
            let cell = cells.get(column.index).map(text_of).unwrap_or_default();
            let folded = Words::fold(&cell);
            if folded == column.head {
                same = same.saturating_add(1);
            } else if !folded.is_empty() {
                return false;
            }
        }
        same >= 2
    }

    fn read(&self, number: u32, cells: &[RawCell]) -> ReadRow {
        let mut row = ReadRow {
            values: Vec::new(),
            bad: Vec::new(),
            has_person: false,
            has_case: false,
            id_text: None,
            print: Vec::with_capacity(self.columns.len()),
        };
        for column in &self.columns {
            let raw = cells.get(column.index).unwrap_or(&RawCell::Empty);
            for (reader, ty, targets) in &column.readings {
                let of_person = *ty == ColumnType::Certificate || targets.iter().any(is_of_person);
                let read = reader.read(raw);
                let stands = !matches!(read, Cell::Unknown(Why::Empty | Why::Dash));
                row.has_person |= of_person && stands;
                row.has_case |= *ty == ColumnType::CaseNumber && stands;
                if of_person && stands && *ty == ColumnType::CitizenId && !matches!(read, Cell::Known(_)) {
                    row.id_text.get_or_insert_with(|| text_of(raw));
                }
                match read {
                    Cell::Known(value) => {
                        row.print.push(value.unsealed());
                        row.values.extend(targets.iter().map(|target| (*ty, target.clone(), value.clone())));
                    }
                    Cell::Unknown(_) => row.print.push(Words::fold(&text_of(raw))),
                    Cell::Bad(why) => {
                        row.print.push(text_of(raw));
                        let (index, column) = (column.index, column.header.clone());
                        row.bad.push(BadCell { row: number, index, column, why });
                    }
                }
            }
        }
        row.bad.dedup_by_key(|bad| bad.index);
        row
    }

    /// What the row says to each register that it says anything to.
    fn registers(&self, row: &ReadRow) -> BTreeMap<RegisterId, BTreeMap<String, Parsed>> {
        let mut registers: BTreeMap<RegisterId, BTreeMap<String, Parsed>> = BTreeMap::new();
        for (_, target, value) in &row.values {
            if self.registers.contains(&target.register) {
                registers.entry(target.register.clone()).or_default().insert(target.column.clone(), value.clone());
            }
        }
        for (target, choice) in &self.constants {
            if let Some(values) = registers.get_mut(&target.register) {
                values.entry(target.column.clone()).or_insert_with(|| Parsed::Choice(choice.clone()));
            }
        }
        registers
    }
}

// The columns that say who somebody is have the same ids in every register.
const NAME: &str = "name";
const ID: &str = "citizen_id";
const BIRTH: &str = "birth";
const CASE: &str = "case_no";
const PHONE: &str = "phone";

fn is_of_person(target: &Target) -> bool {
    target.column == NAME || target.column == ID
}

fn identity(row: &ReadRow) -> RowIdentity {
    let mut identity = RowIdentity { id_text: row.id_text.clone().map(Sealed::new), ..RowIdentity::default() };
    for (ty, target, value) in &row.values {
        match (target.column.as_str(), value) {
            (_, Parsed::Text(number)) if *ty == ColumnType::Certificate => {
                identity.id = identity.id.or_else(|| holder(number, row.id_text.as_deref()));
            }
            (NAME, Parsed::Name(name)) => identity.name = Some(name.clone()),
            (ID, Parsed::CitizenId(id)) => identity.id = Some(*id),
            (BIRTH, Parsed::Date(date)) => identity.birth = Some(*date),
            (PHONE, Parsed::Phone(phone)) => identity.phone = Some(phone.clone()),
            (CASE, Parsed::CaseNumber(number)) => identity.case_no = Some(number.clone()),
            (_, Parsed::Household(number)) => {
                identity.household = Some((target.register.clone(), number.clone()));
            }
            (_, _) => {}
        }
    }
    identity
}

/// Whose certificate this is by its number, unless what can be read of the ID number beside it speaks against that.
fn holder(certificate: &str, id_text: Option<&str>) -> Option<CitizenId> {
    let id = CitizenId::parse(certificate.get(..18)?).ok()?;
    let agrees = |text: &str| match (PartialId::parse(text), ShortId::parse(text)) {
        (Some(part), _) => part.agrees_with(&id),
        (None, Some(short)) => short.repeats(id.unsealed()).is_some(),
        // Another kind of document, or another thing altogether: whose it is, nobody can tell.
        (None, None) => false,
    };
    id_text.is_none_or(agrees).then_some(id)
}

fn fingerprint(print: &[String]) -> (u64, u64) {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        print.hash(&mut hasher);
        hasher.finish()
    };
    (half(1), half(2))
}
